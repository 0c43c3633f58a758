"""What came of one place in one run, folded from its pages."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.told import Told, told
from site_templates.snapshot import Trouble

MOST_NOTES = 20  # a page of notes is read, a book is not; the rest is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """What the store did with the reviews of a page."""

    new: int = 0
    updated: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One place in one run; ``size`` in bytes after decompression, ``seconds`` with all waiting.

    ``since`` is the time before which it did not look, None where it did. ``silent`` tells a place that gave reviews at an earlier visit, was reached, and gives none any more.
    ``removed`` counts the reviews that its listing lacks for good; ``bug`` is what of ours broke on its pages.
    """

    place: Place
    visited: datetime
    outcome: Outcome
    reason: Told | None
    pages: int
    found: int
    new: int
    updated: int
    announced: int | None
    requests: int
    size: int
    seconds: float
    troubles: tuple[Trouble, ...]
    notes: tuple[Told, ...]
    silent: bool = False
    since: datetime | None = None
    removed: int = 0
    bug: Exception | None = field(default=None, compare=False)

    @property
    def went_well(self) -> bool:
        """Tell whether every page of the place was read, and what used to give reviews still does."""
        return self.outcome.could_read and not self.troubles and not self.silent


def tally(
    place: Place, visited: datetime, pages: Sequence[tuple[PageRead, Saved]], *, has_given: bool = False
) -> Visit:
    """Fold the pages of a place into its visit; ``has_given`` tells whether an earlier one gave reviews."""
    reads = [read for read, _ in pages]
    outcome, reason = _verdict(reads)
    announced = [read.announced for read in reads if read.announced is not None]
    found = sum(read.found for read in reads)
    return Visit(
        place=place,
        visited=visited,
        outcome=outcome,
        reason=reason,
        pages=sum(read.outcome.could_read for read in reads),
        found=found,
        new=sum(saved.new for _, saved in pages),
        updated=sum(saved.updated for _, saved in pages),
        announced=max(announced, default=None),
        requests=sum(read.requests for read in reads),
        size=sum(read.size for read in reads),
        seconds=sum(read.seconds for read in reads),
        troubles=tuple(
            Trouble(address=read.address, outcome=read.outcome, reason=read.reason)
            for read in reads
            if not read.outcome.could_read
        ),
        notes=first_notes([note for read in reads for note in read.notes]),
        silent=is_silent(outcome, found, has_given=has_given),
    )


def is_silent(outcome: Outcome, found: int, *, has_given: bool) -> bool:
    """Tell whether a place that was reached has stopped giving what it gave: a layout changed, or a wrong page."""
    reached = outcome in {Outcome.EMPTY, Outcome.CHANGED, Outcome.UNCHANGED}
    return has_given and reached and found == 0


def _verdict(reads: Sequence[PageRead]) -> tuple[Outcome, Told | None]:
    """Return the outcome of a place: reviews where any page gave some, else what its first page met."""
    for outcome in (Outcome.REVIEWS, Outcome.UNCHANGED):
        if any(read.outcome is outcome for read in reads):
            return outcome, None
    if not reads:
        return Outcome.EMPTY, told("nothing was asked for")
    return reads[0].outcome, reads[0].reason


def first_notes(notes: Sequence[Told]) -> tuple[Told, ...]:
    """Return as many notes as people read, and how many more there are."""
    rest = len(notes) - MOST_NOTES
    return (*notes[:MOST_NOTES], told("and %(rest)s more", rest=rest)) if rest > 0 else tuple(notes)
