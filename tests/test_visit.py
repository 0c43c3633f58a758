"""A visit says what came of a whole place: reviews, truly empty, or could not read and why; never mixed up."""

from datetime import UTC, datetime

import pytest

from aurevoir.outcomes import exit_of
from aurevoir.pipeline import in_a_line
from aurevoir.visit import MOST_NOTES, Saved, Visit, tally
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.told import Told, told

PLACE = Place(brand="Fibrelune", source="schemaorg", address="https://avis.example/a")
NOW = datetime(2026, 3, 2, tzinfo=UTC)


def page(
    outcome: Outcome,
    *,
    found: int = 0,
    announced: int | None = None,
    reason: str = "",
    notes: tuple[Told, ...] = (),
) -> PageRead:
    return PageRead(
        address=PLACE.address,
        outcome=outcome,
        found=found,
        announced=announced,
        reason=told("%(why)s", why=reason) if reason else None,
        notes=notes,
        requests=2,
        size=10,
    )


def visit(*pages: PageRead) -> Visit:
    return tally(PLACE, NOW, [(read, Saved(new=read.found)) for read in pages])


@pytest.mark.parametrize(
    "outcome", [Outcome.EMPTY, Outcome.BLOCKED, Outcome.CHANGED, Outcome.REFUSED, Outcome.FAILED]
)
def test_a_place_whose_first_page_gives_nothing_ends_as_that_page_did(outcome: Outcome) -> None:
    assert visit(page(outcome, reason="why")).outcome is outcome
    assert str(visit(page(outcome, reason="why")).reason) == "why"


def test_pages_add_up() -> None:
    whole = visit(page(Outcome.REVIEWS, found=20, announced=45), page(Outcome.REVIEWS, found=5))
    assert (whole.found, whole.new, whole.pages, whole.requests, whole.size, whole.announced) == (
        25,
        25,
        2,
        4,
        20,
        45,
    )
    assert whole.went_well


def test_a_later_page_that_fails_is_a_trouble_of_a_place_that_was_read() -> None:
    partly = visit(page(Outcome.REVIEWS, found=20), page(Outcome.FAILED, reason="HTTP 500"))
    assert partly.outcome is Outcome.REVIEWS
    assert not partly.went_well
    assert "HTTP 500" in in_a_line(partly)


def test_an_unchanged_place_was_read() -> None:
    assert visit(page(Outcome.UNCHANGED, found=20)).went_well


@pytest.mark.parametrize("outcome", [Outcome.EMPTY, Outcome.CHANGED, Outcome.UNCHANGED])
def test_a_place_that_gave_reviews_and_gives_none_any_more_is_silent(outcome: Outcome) -> None:
    silent = tally(PLACE, NOW, [(page(outcome), Saved())], has_given=True)
    assert silent.silent
    assert not silent.went_well
    assert "silent" in in_a_line(silent)
    assert not visit(page(outcome)).silent


def test_a_place_that_cannot_be_reached_or_has_not_changed_is_not_silent() -> None:
    for read in (page(Outcome.FAILED), page(Outcome.UNCHANGED, found=20), page(Outcome.REVIEWS, found=1)):
        assert not tally(PLACE, NOW, [(read, Saved())], has_given=True).silent


def test_many_notes_are_counted_not_listed() -> None:
    notes = tuple(told("row %(row)s: no date", row=number) for number in range(100))
    kept = visit(page(Outcome.REVIEWS, found=1, notes=notes)).notes
    assert len(kept) == MOST_NOTES + 1
    assert str(kept[-1]) == "and 80 more"


def test_exit_codes_tell_none_some_and_all_failing() -> None:
    good, empty, bad = (
        visit(page(Outcome.REVIEWS, found=1)),
        visit(page(Outcome.EMPTY)),
        visit(page(Outcome.BLOCKED)),
    )
    assert exit_of([]) == 0
    assert exit_of([good, empty]) == 0
    assert exit_of([good, bad]) == 3
    assert exit_of([bad, bad]) == 4
