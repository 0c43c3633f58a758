"""What a run told is kept under it, and the next one is compared with the last that told something."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from aurevoir.store import Store
from aurevoir.visit import tally
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.review import Review
from scraper.told import told
from site_templates.snapshot import ToldFigure

MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
PLACE = Place(brand="Nimbo", source="feed", address="https://a.example/")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.sqlite") as store:
        yield store


def run(store: Store, week: int, outcome: Outcome = Outcome.EMPTY) -> None:
    started = MONDAY + week * timedelta(weeks=1)
    number = store.begin_run(started, "1")
    page = PageRead(address=PLACE.address, outcome=outcome, reason=told("the feed has no entry"))
    store.save_visit(number, tally(PLACE, started, [(page, store.save_page(PLACE, page, "1"))]))
    store.end_run(number, started + timedelta(hours=1))


def figure(value: float | None) -> ToldFigure:
    return ToldFigure(brand="Nimbo", name="last_impression", value=value, low=None, high=None, n=7)


def test_the_first_run_has_none_before_it(store: Store) -> None:
    assert store.history.earlier() is None
    run(store, 0)
    store.history.keep("w1", [figure(12.5)])
    assert store.history.earlier() is None


def test_the_next_run_finds_what_was_told_and_how_places_stood(store: Store) -> None:
    run(store, 0)
    store.history.keep("w1", [figure(12.5)])
    run(store, 1, Outcome.BLOCKED)
    earlier = store.history.earlier()
    assert earlier is not None
    assert earlier.ended == MONDAY + timedelta(hours=1)
    assert earlier.words == "w1"
    assert earlier.figures == (figure(12.5),)
    assert earlier.outcomes == {("Nimbo", "feed", "https://a.example/"): Outcome.EMPTY}


def test_a_run_that_told_nothing_is_passed_over(store: Store) -> None:
    for week in range(3):
        run(store, week)
        if week == 0:
            store.history.keep("w1", [figure(None)])
    earlier = store.history.earlier()
    assert earlier is not None
    assert earlier.ended == MONDAY + timedelta(hours=1)


def test_building_again_replaces_what_the_run_told(store: Store) -> None:
    run(store, 0)
    store.history.keep("w1", [figure(1.0)])
    store.history.keep("w2", [figure(2.0)])
    run(store, 1)
    earlier = store.history.earlier()
    assert earlier is not None
    assert (earlier.words, earlier.figures) == ("w2", (figure(2.0),))


def test_a_review_remembers_when_it_was_first_seen(
    store: Store, make_review: Callable[..., Review], make_reading: Callable[..., object]
) -> None:
    for week, text in enumerate(("Résilié.", "Résilié, enfin.")):
        review = make_review(text=text, fetched=MONDAY + week * timedelta(weeks=1))
        page = PageRead(address=PLACE.address, outcome=Outcome.REVIEWS, reviews=(review,), found=1)
        store.save_page(PLACE, page, "1")
        store.save_readings([(review, make_reading())])  # type: ignore[list-item]  # a reading of conftest's
    (opinion,) = store.opinions()
    assert (opinion.seen, opinion.review.fetched) == (MONDAY, MONDAY + timedelta(weeks=1))
