"""What retention deletes counts on in the trend as before; what different words have read is never joined."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurevoir.commands.progress import Quiet
from aurevoir.digest_lines import front_page
from aurevoir.pipeline import scrape, snapshot
from aurevoir.rounds import Round
from aurevoir.store import Store
from aurevoir.watchlist import load
from scraper.admit import Door
from scraper.fetch import Fetcher
from scraper.manners import Manners
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.review import Review
from sentiment.read import version
from sentiment.reading import Departure, Moment, Reading
from site_templates.figures.past import Past, months_to_keep
from site_templates.figures.statistics import pooled, sample
from site_templates.figures.trend import months_a_point, trend
from site_templates.findings import gather
from site_templates.snapshot import Brand, Opinion, PastMonth, Snapshot
from site_templates.views.breaks import numbered
from site_templates.views.drawings import trend as drawn

AS_OF = datetime(2026, 3, 2, 6, tzinfo=UTC)
OLDEST = datetime(2025, 9, 1, tzinfo=UTC)  # retention deletes what was written before
WORDS = (
    "lundi",
    "courrier",
    "appel",
    "boutique",
    "facture",
    "panne",
    "contrat",
    "voisin",
    "colis",
    "dossier",
    "matin",
)
Said = Callable[..., Opinion]


@pytest.fixture
def said(make_review: Callable[..., Review], make_reading: Callable[..., Reading]) -> Said:
    def say(key: int, year: int, month: int, last: float) -> Opinion:
        text = "Résilié, quelle galère. " + " ".join(
            WORDS[(key // 11**power + power) % 11] + str(key * 7 + power) for power in range(8)
        )
        review = make_review(
            key=str(key), text=text, published=datetime(year, month, 3 + key % 20, tzinfo=UTC), fetched=AS_OF
        )
        reading = make_reading(departure=Departure.CANCEL, moment=Moment.LAST, last=last, tone=last)
        return Opinion(review=review, reading=reading, seen=AS_OF)

    return say


@pytest.fixture
def year(said: Said) -> list[Opinion]:
    """Return seven reviews in each month from March 2025 to February 2026, worse and worse."""
    months = [(2025, month) for month in range(3, 13)] + [(2026, 1), (2026, 2)]
    return [
        said(at * 100 + each, *month, 0.5 - at / 12 + each / 30)
        for at, month in enumerate(months)
        for each in range(7)
    ]


def remaining(opinions: list[Opinion]) -> list[Opinion]:
    return [one for one in opinions if one.review.published and one.review.published >= OLDEST]


@given(st.lists(st.lists(st.floats(-100, 100), min_size=1, max_size=9), min_size=1, max_size=5))
def test_pooled_samples_are_the_sample_of_all(lists: list[list[float]]) -> None:
    together, apart = (
        sample([one for values in lists for one in values]),
        pooled([sample(values) for values in lists]),
    )
    assert apart.n == together.n
    assert apart.mean == pytest.approx(together.mean, abs=1e-9)
    assert apart.variance == pytest.approx(together.variance, abs=1e-6)


@pytest.mark.parametrize("months", [1, 3])
def test_deleting_old_texts_changes_no_point_of_the_trend(year: list[Opinion], months: int) -> None:
    kept = tuple(months_to_keep(year, OLDEST, "w1"))
    before = trend(year, Moment.LAST, AS_OF, minimum=5, months=months)
    after = trend(
        remaining(year), Moment.LAST, AS_OF, minimum=5, months=months, past=Past(months=kept, words="w1")
    )
    assert [(point.start, point.end, point.figure.n) for point in after] == [
        (point.start, point.end, point.figure.n) for point in before
    ]
    for one, other in zip(after, before, strict=True):
        assert one.figure.value == pytest.approx(other.figure.value)
        assert (one.figure.low, one.figure.high) == pytest.approx((other.figure.low, other.figure.high))
        assert one.words is None


def test_without_what_was_kept_the_old_points_are_gone(year: list[Opinion]) -> None:
    assert trend(remaining(year), Moment.LAST, AS_OF, minimum=5)[0].start == OLDEST


def test_points_of_other_words_know_it_and_stand_on_a_line_of_their_own(year: list[Opinion]) -> None:
    past = Past(months=tuple(months_to_keep(year, OLDEST, "w1")), words="w2")
    points = trend(remaining(year), Moment.LAST, AS_OF, minimum=5, past=past)
    assert [point.words for point in points] == ["w1"] * 6 + [None] * 6
    assert [line for _, line in numbered(Moment.LAST, points)] == ["last-0"] * 6 + ["last-1"] * 6
    assert months_a_point(remaining(year), AS_OF, minimum=5, past=past) == 1


def test_a_stretch_that_two_versions_have_read_has_no_value(year: list[Opinion]) -> None:
    kept = tuple(months_to_keep(year, datetime(2025, 11, 1, tzinfo=UTC), "w1"))
    there = [one for one in year if one.review.published and one.review.published.month in {11, 12, 1, 2}]
    points = trend(there, Moment.LAST, AS_OF, minimum=5, months=3, past=Past(months=kept, words="w2"))
    mixed = [point for point in points if point.start < datetime(2025, 11, 1, tzinfo=UTC) < point.end]
    assert [(point.figure.value, point.figure.n, point.words) for point in mixed] == [(None, 21, None)]


def test_texts_win_over_what_was_kept_of_fewer(year: list[Opinion]) -> None:
    fewer = PastMonth(
        brand="Fibrelune",
        name="last_impression",
        month=date(2026, 2, 1),
        words="w1",
        n=6,
        mean=99.0,
        variance=0.0,
    )
    points = trend(year, Moment.LAST, AS_OF, minimum=5, past=Past(months=(fewer,), words="w2"))
    assert points[-1].figure == trend(year, Moment.LAST, AS_OF, minimum=5)[-1].figure
    more = replace(fewer, n=8)
    assert trend(year, Moment.LAST, AS_OF, minimum=5, past=Past(months=(more,), words="w2"))[-1].words == "w1"


def test_shares_are_kept_as_well(year: list[Opinion]) -> None:
    kept = {(one.name, one.month): one for one in months_to_keep(year, OLDEST, "w1")}
    assert {name for name, _ in kept} == {"last_impression", "ease", "trapped"}
    trapped = kept["trapped", date(2025, 3, 1)]
    assert (trapped.n, trapped.mean, trapped.variance) == (7, 0.0, 0.0)


def test_the_chart_breaks_there_and_says_so(year: list[Opinion]) -> None:
    def note(words: str) -> str | None:
        shot = Snapshot(
            title="A", languages=("en",), as_of=AS_OF, brands=(Brand(name="Fibrelune"),), places=(),
            opinions=tuple(remaining(year)), past=tuple(months_to_keep(year, OLDEST, words)), versions={"words": "w2"},
        )  # fmt: skip
        here = front_page(shot, gather(shot), "en")
        (found,) = here.edition.findings.brands
        drawing = drawn(here, found)
        assert drawing is not None
        return drawing.note

    assert note("w2") is None
    assert "The line breaks before September 2025" in (note("w1") or "")
    assert "w1, now w2" in (note("w1") or "")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "aurevoir.sqlite") as store:
        yield store


def filled(store: Store, year: list[Opinion], words: str) -> None:
    place = Place(brand="Fibrelune", source="feed", address="https://avis.example/")
    reviews = tuple(one.review for one in year)
    store.save_page(place, PageRead(address=place.address, outcome=Outcome.REVIEWS, reviews=reviews), "1")
    store.save_readings([(one.review, replace(one.reading, version=words)) for one in year])


def night(store: Store, now: datetime, months: int | None) -> None:
    with Fetcher(Manners(contact="a@b.example")) as fetcher:
        going = Round(places=(), retention_months=months)
        scrape(going, store, fetcher, Door(store.identity_key, None), clock=lambda: now, progress=Quiet())


def test_a_run_keeps_the_months_it_deletes(tmp_path: Path, store: Store, year: list[Opinion]) -> None:
    today = version("learned")
    filled(store, year, today)
    night(store, AS_OF, None)
    assert store.history.months() == []
    night(store, AS_OF + timedelta(days=1), 6)
    assert len(store.identities()) == len(remaining(year))
    impressions = [kept for kept in store.history.months() if kept.name == "last_impression"]
    assert [(kept.month, kept.n, kept.words) for kept in impressions] == [
        (date(2025, month, 1), 7, today) for month in range(3, 9)
    ]
    (tmp_path / "aurevoir.toml").write_text('[[brands]]\nname = "Fibrelune"\n', encoding="utf-8")
    (found,) = gather(snapshot(load(tmp_path / "aurevoir.toml"), store, {})).brands
    assert found.trends[Moment.LAST][0].start == datetime(2025, 3, 1, tzinfo=UTC)


def test_what_goes_is_read_by_todays_words_while_it_is_there(store: Store, year: list[Opinion]) -> None:
    filled(store, year, "older words")
    night(store, AS_OF, 6)
    assert {kept.words for kept in store.history.months()} == {version("learned")}
    assert store.unread("older words") == []  # those that stay are read by the next step, as always


def test_what_was_kept_of_more_reviews_stays(store: Store) -> None:
    kept: dict[str, Any] = {
        "brand": "A",
        "name": "ease",
        "month": date(2025, 3, 1),
        "mean": 0.5,
        "variance": 0.1,
    }
    store.history.keep_months([PastMonth(words="w1", n=7, **kept)])
    store.history.keep_months([PastMonth(words="w2", n=2, **kept)])
    assert [one.words for one in store.history.months()] == ["w1"]
    store.history.keep_months([PastMonth(words="w3", n=7, **kept)])
    assert [one.words for one in store.history.months()] == ["w3"]
