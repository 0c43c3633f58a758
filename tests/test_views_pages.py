"""What the Monday pages say: the sentence to quote, what changed, who is above whom, and how sure a brand's page is."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from scraper.outcome import Outcome
from scraper.review import Precision, Review
from sentiment.reading import Channel, Departure, Moment, Reading, Reason
from site_templates.site import render
from site_templates.snapshot import Brand, Earlier, Opinion, PlaceHealth, Snapshot, ToldFigure

AS_OF = datetime(2026, 3, 30, 6, tzinfo=UTC)  # a Monday: February is the last whole month
LAST_RUN = AS_OF - timedelta(weeks=1)
Make = Callable[..., Opinion]


@pytest.fixture
def said(make_review: Callable[..., Review], make_reading: Callable[..., Reading]) -> Make:
    def make(
        key: str, published: datetime, *, brand: str = "Nimbo", site: str = "avis.example", **read: object
    ) -> Opinion:
        seen = read.pop("seen", LAST_RUN)
        review = make_review(
            key=key,
            brand=brand,
            text=f"Résilié, {key}.",
            published=published,
            precision=Precision.DAY,
            url=f"https://{site}/{key}",
            fetched=AS_OF,
        )
        reading = make_reading(departure=Departure.CANCEL, moment=Moment.LAST, **read)
        return Opinion(review=review, reading=reading, seen=seen)  # type: ignore[arg-type]  # a datetime

    return make


def snapshot(opinions: list[Opinion], **changes: object) -> Snapshot:
    whole = Snapshot(
        title="Essai",
        languages=("en",),
        as_of=AS_OF,
        brands=(Brand(name="Nimbo", own=True), Brand(name="Alto")),
        opinions=tuple(opinions),
        places=(),
        versions={"words": "w2"},
    )
    return replace(whole, **changes)  # type: ignore[arg-type]  # names of a snapshot's fields


def text(site: dict[str, bytes], path: str) -> str:
    body = re.sub(r"<(svg|head).*?</\1>", " ", site[path].decode(), flags=re.DOTALL)
    plain = unescape(re.sub(r"<[^>]+>", " ", body))
    return re.sub(r"\s+([.,;])", r"\1", " ".join(plain.replace("\N{NARROW NO-BREAK SPACE}", " ").split()))


def months(said: Make, *gaps: tuple[float, float]) -> list[Opinion]:
    """Give eight reviews of both moments to each month from January 2026."""
    return [
        said(
            f"{month}-{day}",
            datetime(2026, month, day, tzinfo=UTC),
            first=first + day / 100,
            last=last - day / 100,
            tone=last,
        )
        for month, (first, last) in enumerate(gaps, start=1)
        for day in range(1, 9)
    ]


# --- the sentence


@pytest.mark.parametrize(
    ("gaps", "english", "french"),
    [
        (
            ((0.3, -0.3), (0.3, -0.6)),
            "the gap has widened by 30 points in a month",
            "creusé de 30 points en un mois",
        ),
        (
            ((0.3, -0.6), (0.3, -0.3)),
            "the gap has narrowed by 30 points in a month",
            "réduit de 30 points en un mois",
        ),
        (((0.3, -0.3), (0.3, -0.3)), "points lost on the way", "points perdus en chemin"),
        (((0.3, -0.3), (-0.3, 0.3)), "points apart, which may be chance", "peut tenir au hasard"),
    ],
)
def test_the_sentence_tells_the_movement_only_where_it_is_sure(
    said: Make, gaps: tuple[tuple[float, float], ...], english: str, french: str
) -> None:
    site = render(snapshot(months(said, *gaps), languages=("en", "fr")))
    assert english in text(site, "en/index.html").replace("\N{NO-BREAK SPACE}", " ")
    assert french in text(site, "fr/index.html").replace("\N{NO-BREAK SPACE}", " ")


def test_the_movement_stands_with_its_counts_and_its_interval(said: Make) -> None:
    front = text(render(snapshot(months(said, (0.3, -0.3), (0.3, -0.6)))), "en/index.html")
    # last − first on a day d of the month: −60 − 2d and −90 − 2d; the mean of d is 4.5
    assert "The gap, February 2026: −99 (n = 8); January 2026: −69 (n = 8); change: −30 (95%:" in front


# --- the changes


def test_new_reviews_figures_and_sources_are_told_since_the_run_before(said: Make) -> None:
    old = months(said, (0.3, 0.5), (0.3, 0.5))
    new = [
        said(f"n{day}", AS_OF - timedelta(days=day), last=-0.8 + day / 100, seen=AS_OF) for day in range(1, 7)
    ]
    place = PlaceHealth(
        brand="Nimbo", source="feed", address="https://avis.example/", outcome=Outcome.BLOCKED, visited=AS_OF
    )
    told = ToldFigure(brand="Nimbo", name="last_impression", value=46.0, low=40.0, high=52.0, n=15)
    earlier = Earlier(ended=LAST_RUN, words="w2", figures=(told,), outcomes={("Nimbo", "feed", "https://avis.example/"): Outcome.REVIEWS})  # fmt: skip
    site = render(snapshot(old + new, earlier=earlier, places=(place,)))
    page = text(site, "en/changes.html")
    assert "Since the run of March 23, 2026" in page
    assert "6 new reviews, 6 about leaving" in page
    assert re.search(r"Last impression \+46 95%: \+40 to \+52 15 reviews .* beyond chance, q = 0.001", page)
    assert "avis.example – Reviews read → Blocked by the site" in page
    assert "beyond chance: Last impression" in text(site, "en/index.html")


def test_figures_told_by_other_words_are_not_compared(said: Make) -> None:
    told = ToldFigure(brand="Nimbo", name="last_impression", value=99.0, low=98.0, high=100.0, n=15)
    earlier = Earlier(ended=LAST_RUN, words="w1", figures=(told,))
    new = said("n", AS_OF, last=-0.8, seen=AS_OF)
    page = text(render(snapshot([*months(said, (0.3, 0.5)), new], earlier=earlier)), "en/changes.html")
    assert "Reviews were read by other words then (w1, now w2)" in page
    assert "+99" not in page
    assert "too few reviews to tell" in page


def test_a_first_run_says_that_it_is_the_first(said: Make) -> None:
    site = render(snapshot(months(said, (0.3, 0.5)), languages=("en", "fr")))
    assert "This is the first run" in text(site, "en/changes.html")
    assert "C’est le premier passage" in text(site, "fr/changes.html")


# --- the comparison


def brand(said: Make, name: str, site: str, tone: float, count: int = 8) -> list[Opinion]:
    return [
        said(
            f"{name}-{site}-{day}",
            datetime(2026, 2, day, tzinfo=UTC),
            brand=name,
            site=site,
            last=tone + day / 100,
        )
        for day in range(1, count + 1)
    ]


def test_brands_are_compared_where_both_are_reviewed(said: Make) -> None:
    told = brand(said, "Nimbo", "both.example", 0.5) + brand(said, "Alto", "both.example", -0.5)
    page = text(render(snapshot(told + brand(said, "Nimbo", "alone.example", -0.9))), "en/compare.html")
    assert "February 1, 2026 to February 8, 2026" in page
    assert "The figure is higher for Nimbo than for Alto." in page
    assert "alone.example 8 0 left out: not every brand is reviewed there" in page


def test_brands_that_chance_could_part_are_not_ranked(said: Make) -> None:
    told = brand(said, "Nimbo", "both.example", 0.5) + brand(said, "Alto", "both.example", 0.51)
    page = text(render(snapshot(told)), "en/compare.html")
    assert "Not told apart: the intervals overlap" in page
    assert "The figure is higher" not in page


@pytest.mark.parametrize(
    ("site", "count", "reason"),
    [
        ("other.example", 8, "No site holds reviews of all these brands"),
        ("both.example", 4, "It takes two brands with 5 departure reviews each"),
    ],
)
def test_nothing_is_compared_without_common_ground(said: Make, site: str, count: int, reason: str) -> None:
    told = brand(said, "Nimbo", "both.example", 0.5) + brand(said, "Alto", site, -0.5, count)
    page = text(render(snapshot(told)), "en/compare.html")
    assert reason in page
    assert "The figure is higher" not in page


# --- the brand


def test_a_brand_page_tells_its_channels_its_sites_and_its_reasons_over_four_weeks(said: Make) -> None:
    weeks = [AS_OF - timedelta(days=day) for day in range(2, 26)]
    recent = [
        said(f"r{at}", day, last=-0.5, first=-0.1, channels=(Channel.PHONE,), reasons=(Reason.EXIT_FEES,))
        for at, day in enumerate(weeks)
    ]
    earlier = [said(f"e{at}", day - timedelta(weeks=6), last=-0.5) for at, day in enumerate(weeks)]
    page = text(render(snapshot(recent + earlier)), "en/brands/nimbo.html")
    assert re.search(r"phone 50% 95%: 36% to 64% 24 of 48 reviews", page)
    assert re.search(r"Exit fees [^→]*from 0% to 100%, beyond chance", page)
    assert "avis.example 48" in page


# --- the sources


def test_a_source_tells_its_yield_its_drift_its_robots_and_its_terms() -> None:
    place = PlaceHealth(brand="Nimbo", source="feed", address="https://avis.example/f.rss", outcome=Outcome.CHANGED, visited=AS_OF, found=3, new=1, pages=2, silent=True)  # fmt: skip
    closed = replace(place, outcome=Outcome.REFUSED, silent=False, address="https://clos.example/")
    file = replace(place, outcome=Outcome.REVIEWS, silent=False, source="csv", address="avis.csv")
    page = text(render(snapshot([], places=(place, closed, file))), "en/sources.html")
    assert "3 reviews on 2 pages, 1 of them new" in page
    assert "silent: it gave reviews before and gives none now" in page
    assert page.count("asked before each visit, and obeyed") == 1
    assert page.count("closed to us: nothing was asked for") == 1
    assert page.count("not asked: nothing was fetched") == 1
    assert page.count("a file you brought in") == 1
    assert "Terms" in page
