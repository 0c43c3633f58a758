"""Pages read by selectors: what the watch list may say, what they find, Judge.me's widget, WordPress's stars."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from aurevoir.errors import WatchListError
from aurevoir.watchlist import WatchList, check
from scraper.admit import Door
from scraper.collect import collect
from scraper.dates import read_date
from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.select import Select
from scraper.sources import source_named
from scraper.sources.plugin_reviews import feed_of

CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures" / "schemaorg"
ADDRESS = "https://avis.example/box"
PLAIN = Select(item=".a", text=".t")


def watched(**place: object) -> WatchList:
    table = {"source": "css", "address": ADDRESS, **place}
    tables = {"fetch": {"contact": "a@b.example"}, "brands": [{"name": "B", "places": [table]}]}
    return check(tables, Path("aurevoir.toml"))


def faults(**place: object) -> str:
    with pytest.raises(WatchListError) as caught:
        watched(**place)
    return str(caught.value)


def parse(html: str, select: Select | None = PLAIN) -> Parsed:
    return source_named("css").parse(Page(address=ADDRESS, content=html.encode(), select=select))


# -- the watch list ----------------------------------------------------------------------------------------


def test_selectors_of_the_watch_list_reach_the_place() -> None:
    select = {"item": "li.avis", "text": ".dit", "rating": "b::attr(data-n)", "best": "10"}
    (place,) = watched(select=select).places
    assert place.select == Select(**select)


@pytest.mark.parametrize(
    ("select", "told"),
    [
        ({"item": "li[", "text": ".t"}, "select.item"),
        ({"item": "li", "text": "p:nonsense(2)"}, "select.text"),
        ({"item": "li", "text": ".t", "date": ">> b::attr(x)"}, "select.date"),
        ({"item": "", "text": ".t"}, "select.item"),
        ({"item": "li"}, "select.text"),
        ({"item": "li", "text": ".t", "stars": ".s"}, "stars"),
        ({"item": "li", "text": ".t", "best": "dix"}, "select.best"),
    ],
)
def test_a_selector_that_is_none_is_a_fault(select: Mapping[str, str], told: str) -> None:
    assert told in faults(select=select)


def test_css_needs_selectors_and_the_others_take_none() -> None:
    assert "brands[1].places[1].select" in faults()
    assert "only source" in faults(source="schemaorg", select={"item": "li", "text": ".t"})


# -- what selectors find -----------------------------------------------------------------------------------


def test_a_place_is_read_by_its_selectors_to_the_last_page() -> None:
    class Serving:
        def fetch(self, address: str, *_: object, **__: object) -> Page:
            link = '<a class="plus" href="?p=2">2</a>' if "p=2" not in address else ""
            return Page(address=address, content=f'<p class="a" id="x{len(address)}"><b class="t">Je pars {len(address)}</b></p>{link}'.encode())  # fmt: skip

        def rest(self, *_: object) -> None: ...

    select = Select(item=".a", text=".t", id="::attr(id)", next="a.plus")
    place = Place(brand="B", source="css", address=ADDRESS, select=select)
    now = datetime(2026, 9, 20, tzinfo=UTC)
    reads = collect(place, fetcher=Serving(), door=Door(b"k", None), remembered=lambda _: None, fetched=now)
    assert [review.text for read in reads for review in read.reviews] == ["Je pars 24", "Je pars 28"]


def test_a_scale_of_its_own_is_kept_with_the_rating() -> None:
    (read,) = parse("<p class=a><b class=t>Bien</b><i>8</i></p>", Select(item=".a", text=".t", rating="i", best="10")).reviews  # fmt: skip
    assert (read.rating, read.best) == ("8", "10")


def test_a_date_for_machines_wins_over_its_words() -> None:
    html = '<p class=a><b class=t>Bien</b><time datetime="2026-01-02">hier</time></p>'
    (read,) = parse(html, Select(item=".a", text=".t", date="time")).reviews
    assert read.published == "2026-01-02"


def test_ids_that_repeat_tell_no_reviews_apart() -> None:
    html = "<p class=a id=x><b class=t>Un</b></p><p class=a id=x><b class=t>Deux</b></p>"
    read = parse(html, Select(item=".a", text=".t", id="::attr(id)")).reviews
    assert [one.key for one in read] == [None, None]


def test_a_page_where_nothing_is_found_has_changed_unless_it_says_that_it_is_empty() -> None:
    assert parse("<p class=vide>Rien</p>").outcome is Outcome.CHANGED
    empty = Select(item=".a", text=".t", empty=".vide")
    assert parse("<p class=vide>Rien</p>", empty).outcome is Outcome.EMPTY
    assert parse("<p class=a></p>", empty).outcome is Outcome.CHANGED
    assert parse("<p class=a><b class=t>x</b></p>", None).outcome is Outcome.CHANGED


def test_items_nested_beyond_reason_are_one() -> None:
    deep = parse("<div class=a><b class=t>x</b>" * 3_000)
    assert len(deep.reviews) == 1


# -- widgets and feeds -------------------------------------------------------------------------------------


@pytest.mark.skipif(not CAPTURES.exists(), reason="../shared/captures is not here")
def test_a_real_widget_gives_its_review() -> None:
    content = (CAPTURES / "2026_judgeme_widget_fragment.html").read_bytes()
    (read,) = source_named("schemaorg").parse(Page(address="saved", content=content)).reviews
    assert (read.key, read.rating) == ("3c239d86-b372-4d71-adee-bd23968ff192", "5")
    assert read.text.startswith("I love my new paddle!")
    assert read_date(read.published or "") == read_date("2026-08-27T18:29:10Z")
    assert read.reply is None


def test_a_page_with_reviews_of_its_own_needs_no_widget() -> None:
    own = '<p itemscope itemtype="https://schema.org/Review"><b itemprop="reviewBody">Décrit</b></p>'
    widget = '<div class="jdgm-rev"><div class="jdgm-rev__body">Montré</div></div>'
    read: Any = source_named("schemaorg").parse(Page(address=ADDRESS, content=(own + widget).encode()))
    assert [one.text for one in read.reviews] == ["Décrit"]


@pytest.mark.parametrize(
    ("address", "feed"),
    [
        ("https://wordpress.org/plugins/formes/", "https://wordpress.org/support/plugin/formes/reviews/feed/"),
        ("https://fr.wordpress.org/plugins/formes/", "https://wordpress.org/support/plugin/formes/reviews/feed/"),
        ("https://wordpress.org/support/plugin/formes/reviews", "https://wordpress.org/support/plugin/formes/reviews/feed/"),
        ("https://wordpress.org/themes/lac/", "https://wordpress.org/support/theme/lac/reviews/feed/"),
        ("https://wordpress.org/support/plugin/formes/reviews/feed/", "https://wordpress.org/support/plugin/formes/reviews/feed/"),
        ("https://blog.example/plugins/formes/", "https://blog.example/plugins/formes/"),
    ],
)  # fmt: skip
def test_a_plugin_s_page_leads_to_the_feed_of_its_reviews(address: str, feed: str) -> None:
    assert feed_of(address) == feed
