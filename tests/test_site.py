"""A whole site from a small snapshot: the golden pages, and what must hold of every file."""

import gzip
import os
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest

from scraper.outcome import Outcome
from scraper.review import Precision, Rating, Reply, Review
from scraper.told import Told, told
from sentiment.reading import Channel, Departure, Evidence, Moment, Reading, Reason, Sentiment
from site_templates.site import build, owner, render
from site_templates.snapshot import Brand, Opinion, PlaceHealth, Snapshot, Trouble

GOLDEN = Path(__file__).parent / "site"
AS_OF = datetime(2026, 3, 30, 6, tzinfo=UTC)
CHART = re.compile(
    rb'<svg xmlns="[^"]+" class="chart .*?</svg>', re.DOTALL
)  # drawn by a library: its own tests hold it
BLANK = Reading(
    language="fr",
    departure=None,
    departure_probability=0.1,
    moment=Moment.UNCLEAR,
    leaning=None,
    moment_probability=0.5,
    tone=None,
    sentiment=None,
    sentiment_probability=None,
    first=None,
    last=None,
    peak=None,
    end=None,
    reasons=(),
    channels=(),
    would_return=None,
    would_recommend=None,
    evidence=(),
    version="test",
)


def spans(text: str, cues: Mapping[str, str]) -> tuple[Evidence, ...]:
    found = [
        Evidence(
            start=text.index(words),
            end=text.index(words) + len(words),
            judgement=what,
            cue="test",
            weight=1.0,
        )
        for what, words in cues.items()
    ]
    return tuple(sorted(found, key=lambda span: (span.start, span.end, span.judgement)))


def leaving(
    key: str, text: str, cues: Mapping[str, str], *, brand: str = "Fanal", **understood: object
) -> Opinion:
    """A departure review; the tone of the moments gives its moment and its sentiment."""
    first, last = understood.get("first"), understood.get("last")
    tone = last if isinstance(last, float) else first if isinstance(first, float) else 0.0
    day = int(key.rpartition("-")[2])
    review = Review(
        source="feed",
        key=key,
        brand=brand,
        text=text,
        fetched=AS_OF,
        published=datetime(2026, 1 + day % 3, 1 + day, tzinfo=UTC),
        precision=Precision.DAY,
        url=f"https://avis.example/{key}",
        rating=Rating(value=2.5, raw="2,5"),
    )
    reading = replace(
        BLANK,
        departure=Departure.CANCEL,
        moment=Moment.LAST if last is not None else Moment.FIRST if first is not None else Moment.UNCLEAR,
        leaning=Moment.LAST,
        tone=tone,
        sentiment=Sentiment.NEG if tone < 0 else Sentiment.POS,
        sentiment_probability=0.8,
        peak=tone,
        end=tone,
        evidence=spans(text, cues),
        **understood,  # type: ignore[arg-type]  # names of a reading's fields
    )
    return Opinion(review=review, reading=reading)


def opinions() -> tuple[Opinion, ...]:
    hard, fees, billed, easy = Reason.HARD_PROCEDURE, Reason.EXIT_FEES, Reason.BILLED_AFTER, Reason.EASY_EXIT
    maze = "Souscrit en dix minutes, charmant. Pour sortir, un vrai parcours d’obstacles : trois formulaires."
    short = {
        "first:pos": "Souscrit en dix minutes",
        "last:neg": "un vrai parcours d’obstacles",
        "reason:hard_procedure": "trois formulaires",
    }
    return (
        leaving("f-1", maze, short, first=0.6, last=-0.7, reasons=(hard, Reason.EASY_START)),
        replace(leaving("f-2", "Résilié mardi ; 49 € de frais que personne n’avait annoncés.", {"reason:exit_fees": "49 € de frais", "departure:cancel": "Résilié"}, last=-0.6, reasons=(fees,)), person=True),
        leaving("f-3", "Deux prélèvements après mon départ 😡, puis le silence.", {"reason:billed_after": "Deux prélèvements après mon départ 😡"}, last=-0.8, reasons=(billed, Reason.NO_ANSWER), channels=(Channel.EMAIL,)),
        leaving("f-4", "Conseillère aux petits soins à l’ouverture, résiliation pénible.", {"first:pos": "Conseillère aux petits soins", "last:neg": "résiliation pénible"}, first=0.7, last=-0.3, reasons=(hard, Reason.WARM_WELCOME)),
        leaving("f-5", "On m’a rendu l’argent en une semaine, correct.", {"reason:quick_refund": "rendu l’argent en une semaine"}, last=0.4, reasons=(Reason.QUICK_REFUND,), would_return=True),
        leaving("f-6", "Jamais rappelée, j’ai signé ailleurs.", {"reason:no_callback": "Jamais rappelée"}, first=-0.5, reasons=(Reason.NO_CALLBACK,)),
        leaving("f-7", "Bel accueil, puis formulaire introuvable pour partir.", {"first:pos": "Bel accueil", "last:neg": "formulaire introuvable"}, first=0.5, last=-0.5, reasons=(hard,)),
        leaving("f-8", "Ouverture du compte limpide ; clôture limpide aussi.", {"first:pos": "Ouverture du compte limpide", "last:pos": "clôture limpide"}, first=0.4, last=0.5, reasons=(easy,)),
        leaving("b-1", "Leaving took one click.", {"reason:easy_exit": "one click"}, brand="Brise & Cie", language="en", last=0.7, reasons=(easy,)),
        leaving("b-2", "They begged me to stay, four calls in a row.", {"reason:retention_pressure": "begged me to stay"}, brand="Brise & Cie", language="en", last=-0.6, reasons=(Reason.RETENTION_PRESSURE,)),
        leaving("b-3", "Moved out, deposit back within days. Thanks!", {"reason:quick_refund": "deposit back within days"}, brand="Brise & Cie", language="en", last=0.6, reasons=(Reason.QUICK_REFUND,)),
        Opinion(review=Review(source="feed", key="plain", brand="Fanal", text="Une borne, un câble, ça charge.", fetched=AS_OF), reading=BLANK),
    )  # fmt: skip


def snapshot(**changes: object) -> Snapshot:
    places = (
        PlaceHealth(brand="Fanal", source="feed", address="https://avis.example/fanal", outcome=Outcome.REVIEWS, visited=AS_OF, succeeded=AS_OF, stored=9, new=2, found=9, announced=12, pages=2, troubles=(Trouble(address="https://avis.example/fanal?p=3", outcome=Outcome.FAILED, reason=told("the server answered with an error (%(status)s)", status=500)),)),
        PlaceHealth(brand="Brise & Cie", source="schemaorg", address="https://brise.example/", outcome=Outcome.BLOCKED, reason=told("%(keeper)s came instead of the page", keeper=told("a challenge of %(keeper)s", keeper="Bouclier")), visited=AS_OF),
    )  # fmt: skip
    whole = Snapshot(
        title="Veille d’essai",
        languages=("fr", "en"),
        as_of=AS_OF,
        brands=(Brand(name="Fanal", own=True, customer_value=120), Brand(name="Brise & Cie")),
        opinions=opinions(),
        places=places,
        versions={"words": "test"},
        notice={"fr": "Marques inventées.", "en": "Invented brands."},
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # names of a snapshot's fields


@dataclass
class Page(HTMLParser):
    """What a page links, loads and names, read with the standard library's parser."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: Counter[str] = field(default_factory=Counter)
    text: str = ""

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        assert tag != "script" or dict(attrs).get("src"), (
            "an inline script, which the page's own policy forbids"
        )
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                (self.links if tag == "a" else self.loads).append(value or "")
            if name in {"src", "srcset", "data", "poster", "xlink:href"}:
                self.loads.append(value or "")
            assert not name.startswith("on"), f"a script in an attribute: {name}={value}"
            assert name != "style", "an inline style, which the page's own policy forbids"

    def handle_data(self, data: str) -> None:
        self.text += data


def read(content: bytes) -> Page:
    page = Page()
    page.feed(content.decode())
    return page


def pages(site: Mapping[str, bytes]) -> Iterator[tuple[str, Page]]:
    yield from ((path, read(content)) for path, content in site.items() if path.endswith(".html"))


def own_scripts(content: bytes) -> int:
    return content.count(b'<script defer src="')


def target(path: str, link: str) -> str:
    return normpath(join(dirname(path), link))


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return render(snapshot())


def test_site_is_the_golden_one(site: dict[str, bytes]) -> None:
    # charts to take away are drawn by a library as well, and heavy: their own tests hold them
    site = {path: content for path, content in site.items() if not path.startswith("data/charts/")}
    known = {
        path.relative_to(GOLDEN).as_posix(): path.read_bytes() for path in GOLDEN.rglob("*") if path.is_file()
    }
    if not known and os.environ.get("CI") != "true":
        for path, content in site.items():
            (GOLDEN / path).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / path).write_bytes(content)
        known = site
    assert sorted(site) == sorted(known)
    for path, content in site.items():
        assert CHART.sub(b"<chart>", content) == CHART.sub(b"<chart>", known[path]), (
            f"{path} changed: look at it, then delete tests/site and run again to keep it"
        )


def test_order_of_the_reviews_changes_nothing(site: dict[str, bytes]) -> None:
    shuffled = list(opinions())
    random.Random(7).shuffle(shuffled)  # noqa: S311 - any order will do, the same each time
    assert render(snapshot(opinions=tuple(shuffled))) == site


def test_every_link_leads_somewhere(site: dict[str, bytes]) -> None:
    parsed = dict(pages(site))
    for path, page in parsed.items():
        for link in page.links + page.loads:
            if link.startswith("https://"):
                continue
            there, _, anchor = link.partition("#")
            found = target(path, there) if there else path
            assert found in site, f"{path} links to {link}, which is not there"
            assert not anchor or anchor in parsed[found].ids, (
                f"{path} links to {link}, an anchor that is not there"
            )


def test_pages_load_nothing_from_elsewhere(site: dict[str, bytes]) -> None:
    for path, page in pages(site):
        assert not [link for link in page.loads if "//" in link], path
        assert page.tags["script"] == own_scripts(site[path]), path


def test_ids_are_unique_and_each_page_has_one_heading(site: dict[str, bytes]) -> None:
    for path, page in pages(site):
        assert [name for name, times in Counter(page.ids).items() if times > 1] == [], path
        assert page.tags["h1"] == 1, path


def test_every_page_has_its_twin(site: dict[str, bytes]) -> None:
    french = {path.removeprefix("fr/") for path in site if path.startswith("fr/")}
    english = {path.removeprefix("en/") for path in site if path.startswith("en/")}
    assert french == english
    for path, page in pages(site):
        twin = path.replace("fr/", "en/") if path.startswith("fr/") else path.replace("en/", "fr/")
        assert twin in {target(path, link) for link in page.links} or path in {"index.html", "404.html"}, path


def test_a_departure_review_is_shown_whole_with_its_evidence_marked(site: dict[str, bytes]) -> None:
    page = read(site["fr/reviews/index.html"])
    assert "un vrai parcours d’obstacles : trois formulaires." in page.text
    assert '<mark class="last" title="Dernier moment : négatif">un vrai parcours d’obstacles</mark>' in (
        site["fr/reviews/index.html"].decode().replace("\N{NO-BREAK SPACE}", " ")
    )
    assert "Une borne, un câble" not in page.text


def test_a_figure_shows_count_interval_and_leads_to_its_quotes(site: dict[str, bytes]) -> None:
    front = read(site["en/index.html"])
    assert "quotes/fanal/last-impression.html" in " ".join(front.links)
    proof = read(site["en/quotes/fanal/last-impression.html"]).text
    # tones −0.7, −0.6, −0.8, −0.3, 0.4, −0.5, 0.5: mean −2.0/7 = −28.6; s = 0.527; ± 2.447 × 52.7 ÷ √7 = ± 48.8
    assert "−29" in proof
    assert "95%: −77 to +20" in proof
    assert "The 7 reviews behind this figure" in proof


def test_sentence_of_the_front_page_agrees_with_its_figures(site: dict[str, bytes]) -> None:
    # first: 0.6, 0.7, −0.5, 0.5, 0.4 → 1.7/5 = +34; last −29: 63 points apart; with so few, 0 is in the interval
    text = re.sub(r"\s+", " ", read(site["en/index.html"]).text)
    assert "On arrival, +34; on leaving, −29: 63 points apart, which may be chance." in text


def test_a_loss_is_said_where_chance_is_ruled_out() -> None:
    days = range(1, 9)
    arrivals = [
        leaving(f"in-{day}", f"Bel accueil {day}", {"first:pos": "Bel accueil"}, first=0.4 + day / 100)
        for day in days
    ]
    goodbyes = [
        leaving(f"out-{day}", f"Triste fin {day}", {"last:neg": "Triste fin"}, last=-0.6 + day / 100)
        for day in days
    ]
    # first: 40 + 4.5, rounded to even; last: −60 + 4.5 likewise; 44 + 56 = 100
    text = re.sub(r"\s+", " ", read(render(snapshot(opinions=(*arrivals, *goodbyes)))["fr/index.html"]).text)
    assert "100 points perdus en chemin" in text


def test_under_the_minimum_only_the_count_is_given(site: dict[str, bytes]) -> None:
    text = read(site["fr/brands/brise-cie.html"]).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "trop peu d’avis (n = 3)" in text


@pytest.mark.parametrize("number", [0, 1, 4])
def test_few_reviews_make_whole_pages_that_say_so(number: int) -> None:
    site = render(snapshot(opinions=opinions()[:number]))
    assert "Too few reviews yet" in read(site["en/index.html"]).text
    assert read(site["en/index.html"]).tags["svg"] > 0
    listed = read(site["en/reviews/index.html"])
    assert listed.tags["article"] == number


def test_a_site_without_brands_says_what_to_do_next() -> None:
    site = render(snapshot(opinions=(), brands=(), places=()))
    assert "Name a brand" in read(site["en/index.html"]).text


def test_names_that_collide_or_attack_get_safe_pages_of_their_own() -> None:
    names = ["../../x", "<b>", "Été", "ete", "ETE!", "\u202egnol", "日本", "con" * 90]
    site = render(snapshot(brands=tuple(Brand(name=name) for name in names), opinions=()))
    brands = [path for path in site if path.startswith("en/brands/")]
    assert len(brands) == len(names)
    assert all(re.fullmatch(r"en/brands/[a-z0-9-]{1,64}\.html", path) for path in brands)
    assert {"en/brands/ete.html", "en/brands/ete-2.html", "en/brands/ete-3.html", "en/brands/x.html"} <= set(
        brands
    )
    assert b"<bdi>&lt;b&gt;</bdi>" in site["en/brands/b.html"]


HOSTILE = [
    "</script><script>alert(1)</script> résilié",
    "<img src=x onerror=alert(1)> résilié",
    "\u202eevil\u2066\u200b\u200b\u200b résilié\x00\x1b[31m",
    "mot" * 1700 + " résilié",
    '=HYPERLINK("https://evil.example") résilié',
    "{{ 7 * 7 }} {% raw %} %(n)s 100 % résilié",
    "\ud800 moitié d’emoji résilié",
    "résilié",
    "😀" * 300 + "résilié",
]  # fmt: skip


def test_hostile_texts_stay_texts() -> None:
    hostile = tuple(leaving(f"h-{rank}", text, {"departure:cancel": "résilié", "reason:hard_procedure": "résilié"}, last=-0.5, reasons=(Reason.HARD_PROCEDURE,)) for rank, text in enumerate(HOSTILE))  # fmt: skip
    site = render(snapshot(opinions=hostile))
    for path, page in pages(site):
        assert (
            page.tags["script"] - own_scripts(site[path])
            == page.tags["img"]
            == page.tags["b"] - site[path].count(b'<b class="')
            == 0
        ), path
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b\ud800]", page.text), path
    listed = read(site["fr/reviews/index.html"])
    assert "{{ 7 * 7 }} {% raw %} %(n)s 100 % résilié" in listed.text
    assert listed.tags["mark"] == len(HOSTILE) + 4  # and the four of the key


def test_reasons_and_notes_speak_the_language_of_the_page() -> None:
    keeper = told("a challenge of %(keeper)s", keeper="Bouclier")
    reason = told("robots.txt could not be read, so nothing is asked for: %(reason)s", reason=told("%(keeper)s came for robots.txt", keeper=keeper))  # fmt: skip
    trouble = Trouble(address="https://avis.example/2", outcome=Outcome.FAILED, reason=told("the server fell silent"))  # fmt: skip
    note = told("review '%(review)s': '%(date)s' lies in the future", review="a-1", date="2099")
    place = PlaceHealth(brand="Fanal", source="feed", address="https://avis.example/", outcome=Outcome.BLOCKED, visited=AS_OF, reason=reason, troubles=(trouble,), notes=(note,))  # fmt: skip
    site = render(snapshot(places=(place,)))
    french = read(site["fr/sources.html"]).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "rien n’est donc demandé : un contrôle anti-robots de Bouclier s’affiche" in french
    assert "le serveur s’est tu" in french
    assert "avis « a-1 » : « 2099 » est dans le futur" in french
    assert "un contrôle anti-robots de Bouclier" in read(site["fr/index.html"]).text
    english = read(site["en/sources.html"]).text
    assert str(reason) in english
    assert "the server fell silent" in english
    assert str(note) in english
    assert b'lang="en">' not in re.sub(rb"<a [^>]*>", b"", site["fr/sources.html"])


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_values_of_a_reason_stay_texts(hostile: str) -> None:
    reason = Told(message="no column is named '%(column)s'; columns: %(columns)s", values=(("column", hostile), ("columns", hostile)))  # fmt: skip
    place = PlaceHealth(brand="Fanal", source="feed", address="avis.csv", outcome=Outcome.CHANGED, visited=AS_OF, reason=reason, notes=(reason,), troubles=(Trouble(address="avis.csv", outcome=Outcome.CHANGED, reason=reason),))  # fmt: skip
    site = render(snapshot(opinions=(), places=(place,)))
    for path in ("fr/sources.html", "en/sources.html", "fr/index.html"):
        page = read(site[path])
        assert page.tags["script"] - own_scripts(site[path]) == page.tags["img"] == 0, path
        assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b\ud800]", page.text), path
    if "7 * 7" in hostile:
        assert hostile in read(site["fr/sources.html"]).text


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "https://", "", None]
)
def test_only_web_addresses_become_links(url: str | None) -> None:
    opinion = opinions()[0]
    site = render(snapshot(opinions=(replace(opinion, review=replace(opinion.review, url=url)),), places=()))
    assert [link for _, page in pages(site) for link in page.links if not re.match(r"[\w./#-]+$", link)] == []


def test_dates_that_cannot_be_are_said_as_they_are() -> None:
    dates = [datetime(1970, 1, 1, tzinfo=UTC), datetime(2031, 5, 6, tzinfo=UTC), None]
    dated = tuple(
        replace(opinion, review=replace(opinion.review, published=date))
        for opinion, date in zip(opinions()[:3], dates, strict=True)
    )
    text = read(render(snapshot(opinions=dated))["en/reviews/index.html"]).text
    assert "January 1, 1970" in text
    assert "dated May 6, 2031, after it was collected" in text
    assert "date unknown" in text


def test_a_companys_reply_is_shown_apart() -> None:
    opinion = opinions()[0]
    answered = replace(opinion, review=replace(opinion.review, reply=Reply(text="Désolés <i>!</i>")))
    page = render(snapshot(opinions=(answered,)))["en/reviews/index.html"].decode()
    assert "<bdi>Désolés &lt;i&gt;!&lt;/i&gt;</bdi>" in page


def test_long_lists_are_cut_into_pages_that_know_each_other() -> None:
    many = tuple(leaving(f"m-{rank}-7", f"Résilié, numéro {rank}, et pas un mot de plus de leur part.", {"last:neg": "Résilié"}, last=-0.4) for rank in range(250))  # fmt: skip
    site = render(snapshot(opinions=many))
    counts = [read(site[f"fr/reviews/{name}.html"]).tags["article"] for name in ("index", "2", "3")]
    assert counts == [100, 100, 50]
    assert "The 100 newest of the 250 reviews" in read(site["en/quotes/fanal/last-impression.html"]).text


def test_build_writes_the_site_and_says_what_to_open(tmp_path: Path) -> None:
    built = build(snapshot(), tmp_path / "out")
    assert built.front.read_bytes().startswith(b"<!doctype html>")
    assert built.pages == len(list((tmp_path / "out").rglob("*.html")))
    assert owner(tmp_path / "out") == "Veille d’essai"


def test_pages_weigh_little(site: dict[str, bytes]) -> None:
    first = site["index.html"] + site["assets/site.css"] + site["assets/favicon.svg"]
    assert len(gzip.compress(first)) < 200_000
    assert len(first) < 600_000
