"""The Atom feeds: valid by RFC 4287, with names that stay, hostile texts inert, the same bytes each time."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest

from scraper.review import Precision, Review
from sentiment.reading import Departure, Evidence, Moment, Reading
from site_templates.site import render
from site_templates.snapshot import Brand, Opinion, Snapshot

ATOM = "{http://www.w3.org/2005/Atom}"
AS_OF = datetime(2026, 3, 30, 6, tzinfo=UTC)
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
HOSTILE = "</blockquote><script>alert(1)</script> ]]> &amp; \x00\x0b\ufffe\u202e résilié \ud800"
Make = Callable[..., Opinion]


@pytest.fixture
def leaving(make_review: Callable[..., Review], make_reading: Callable[..., Reading]) -> Make:
    def make(
        key: str, text: str = "J’ai résilié hier.", *, seen: datetime = AS_OF, **kept: object
    ) -> Opinion:
        at = text.index("résilié")
        evidence = Evidence(start=at, end=at + 7, judgement="departure:cancel", cue="test", weight=1.0)
        reading = make_reading(
            departure=Departure.CANCEL, moment=Moment.LAST, last=-0.5, tone=-0.5, evidence=(evidence,)
        )
        usual = {"brand": "Nimbo", "fetched": AS_OF, "published": AS_OF - timedelta(days=3)}
        review = make_review(key=key, text=text, url=f"https://avis.example/{key}", **usual | kept)
        return Opinion(review=review, reading=reading, seen=seen)

    return make


def snapshot(*opinions: Opinion, **changes: object) -> Snapshot:
    whole = Snapshot(
        title="Veille <d’essai> & co",
        languages=("fr", "en"),
        as_of=AS_OF,
        brands=(Brand(name="Nimbo", own=True), Brand(name="<b>\x01")),
        opinions=opinions,
        places=(),
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # names of a snapshot's fields


def feeds(site: dict[str, bytes]) -> dict[str, ET.Element]:
    return {path: ET.fromstring(content) for path, content in site.items() if path.endswith(".xml")}  # noqa: S314 - our own


def only(element: ET.Element, name: str) -> str:
    (found,) = element.findall(ATOM + name)
    return found.text or ""


def check(feed: ET.Element) -> None:
    """Hold a feed to what RFC 4287 requires."""
    assert feed.tag == ATOM + "feed"
    assert only(feed, "title")
    assert RFC3339.fullmatch(only(feed, "updated"))
    assert [author.findtext(ATOM + "name") for author in feed.findall(ATOM + "author")] != [""]
    assert [link.get("rel") for link in feed.findall(ATOM + "link")] == ["self", "alternate"]
    entries = feed.findall(ATOM + "entry")
    for element in (feed, *entries):
        assert re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:[\w./-]+", only(element, "id"))
    for entry in entries:
        assert only(entry, "title")
        assert RFC3339.fullmatch(only(entry, "updated"))
        (content,) = entry.findall(ATOM + "content")
        assert content.get("type") == "html"
        assert len(content) == 0, "escaped HTML, not elements"
    assert len({only(entry, "id") for entry in entries}) == len(entries)


def test_every_feed_is_valid_atom(leaving: Make) -> None:
    found = feeds(render(snapshot(leaving("1"), leaving("2"))))
    assert {path.removeprefix("fr/") for path in found if path.startswith("fr/")} == {
        "feeds/all.xml",
        "feeds/alerts.xml",
        "feeds/first.xml",
        "feeds/last.xml",
        "feeds/brands/nimbo.xml",
        "feeds/brands/b.xml",
    }
    for feed in found.values():
        check(feed)


def test_feed_readers_read_them(leaving: Make) -> None:
    site = render(snapshot(leaving("1", published=datetime(2026, 3, 1, tzinfo=UTC), precision=Precision.DAY)))
    read = feedparser.parse(site["fr/feeds/all.xml"])
    assert not read.bozo
    assert read.version == "atom10"
    (entry,) = read.entries
    assert "J’ai résilié hier." in entry.content[0].value
    assert entry.published == "2026-03-01T00:00:00Z"
    assert entry.link.startswith("../reviews/index.html#r-")


def test_feeds_hold_what_they_are_named_for(leaving: Make) -> None:
    found = feeds(render(snapshot(leaving("1"), leaving("2", brand="<b>\x01"))))
    counts = {
        path: len(feed.findall(ATOM + "entry")) for path, feed in found.items() if path.startswith("en/")
    }
    assert counts == {
        "en/feeds/all.xml": 2,
        "en/feeds/alerts.xml": 0,
        "en/feeds/first.xml": 0,
        "en/feeds/last.xml": 2,
        "en/feeds/brands/nimbo.xml": 1,
        "en/feeds/brands/b.xml": 1,
    }


def test_an_alert_is_an_entry_named_by_its_week(leaving: Make) -> None:
    days = range(2, 26)
    fallen = [
        replace_tone(leaving(f"r{day}", published=AS_OF - timedelta(days=day)), -0.6, day) for day in days
    ]
    before = [
        replace_tone(leaving(f"e{day}", published=AS_OF - timedelta(days=day + 42)), 0.4, day) for day in days
    ]
    feed = feeds(render(snapshot(*fallen, *before, languages=("en",))))["en/feeds/alerts.xml"]
    check(feed)
    (entry,) = feed.findall(ATOM + "entry")
    assert only(entry, "id") == "tag:aurevoir.invalid,2026:en/alert/nimbo/last_impression/2026-03-23"
    assert only(entry, "title") == "Nimbo · Last impression"
    assert only(entry, "updated") == "2026-03-30T00:00:00Z"
    assert "over the last four weeks (n = 24)" in only(entry, "content")


def replace_tone(opinion: Opinion, tone: float, day: int) -> Opinion:
    return replace(opinion, reading=replace(opinion.reading, last=tone + day % 5 / 100))


def test_a_hostile_text_stays_a_text(leaving: Make) -> None:
    site = render(snapshot(leaving("1", HOSTILE)))
    for feed in feeds(site).values():
        check(feed)
    content = feedparser.parse(site["en/feeds/all.xml"], sanitize_html=False).entries[0].content[0].value
    assert "<script" not in content
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &amp;amp;" in content
    assert not re.search("[\x00\x0b\u202e\ufffe]", content)


def test_names_stay_when_reviews_are_fetched_again_and_when_others_come(leaving: Make) -> None:
    before = feeds(render(snapshot(leaving("1"))))["fr/feeds/all.xml"]
    again = leaving("1", seen=AS_OF, fetched=AS_OF + timedelta(days=7))
    later = snapshot(again, leaving("2", seen=AS_OF + timedelta(days=7)), as_of=AS_OF + timedelta(days=7))
    after = feeds(render(later))["fr/feeds/all.xml"]
    assert only(before, "id") == only(after, "id")
    newest, known = after.findall(ATOM + "entry")
    (first,) = before.findall(ATOM + "entry")
    assert (only(known, "id"), only(known, "updated")) == (only(first, "id"), only(first, "updated"))
    assert only(newest, "updated") == "2026-04-06T06:00:00Z"


@pytest.mark.parametrize(
    "kept",
    [
        {"published": AS_OF + timedelta(days=1)},
        {"published": None},
        {"published": AS_OF - timedelta(days=40), "precision": Precision.MONTH},
    ],
)
def test_a_day_that_is_not_known_is_not_published(leaving: Make, kept: dict[str, object]) -> None:
    (entry,) = feeds(render(snapshot(leaving("1", **kept))))["en/feeds/all.xml"].findall(ATOM + "entry")
    assert entry.find(ATOM + "published") is None
    assert only(entry, "updated") == "2026-03-30T06:00:00Z"


def test_links_are_whole_where_the_site_has_an_address(leaving: Make) -> None:
    site = render(snapshot(leaving("1"), address="https://veille.example/avis/"))
    feed = feeds(site)["fr/feeds/brands/nimbo.xml"]
    assert [link.get("href") for link in feed.findall(ATOM + "link")] == [
        "https://veille.example/avis/fr/feeds/brands/nimbo.xml",
        "https://veille.example/avis/fr/brands/nimbo.html",
    ]
    assert only(feed, "id") == "tag:veille.example,2026:veille-dessai-co/fr/feeds/brands/nimbo.xml"


def test_pages_name_their_feeds(leaving: Make) -> None:
    site = render(snapshot(leaving("1")))
    page = site["en/brands/nimbo.html"].decode()
    named = re.findall(
        r'<link rel="alternate" type="application/atom\+xml" title="([^"]+)" href="([^"]+)">', page
    )
    assert named == [
        ("All departure reviews", "../feeds/all.xml"),
        ("Nimbo", "../feeds/brands/nimbo.xml"),
    ]
