"""What came of an attempt: reviews, truly empty, or could not read and why. Never mixed up."""

from dataclasses import dataclass
from enum import StrEnum

from scraper.report import Report
from scraper.review import RawReview, Review
from scraper.select import Select
from scraper.told import Told


class Outcome(StrEnum):
    """How an attempt at a page, a file or a place ended."""

    REVIEWS = "reviews"  # read, and reviews were there
    CONTEXT = "context"  # read, and reports about a sector were there: no reviews
    EMPTY = "empty"  # read, and the source's own empty shape was seen
    UNCHANGED = "unchanged"  # the server says nothing changed since the last visit (304)
    BLOCKED = "blocked"  # a challenge or a login wall came instead of the page
    CHANGED = "changed"  # something came, in a shape this source does not know
    REFUSED = "refused"  # robots.txt or terms close the page: it was not asked for
    FAILED = "failed"  # no usable answer: network, HTTP error, deadline, size

    @property
    def could_read(self) -> bool:
        """Tell whether the page was really read (there may be no review on it)."""
        return self in {Outcome.REVIEWS, Outcome.CONTEXT, Outcome.EMPTY, Outcome.UNCHANGED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What a server gave to ask "has it changed?" next time."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What a visit cost.

    Attributes:
        requests: HTTP requests, retries and robots.txt included.
        size: bytes received after decompression.
        seconds: time, waiting included.
    """

    requests: int = 0
    size: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that came: its final address, its bytes after decompression, its declared type.

    ``following`` is the address that its Link header names as the next page, if it names one; ``select`` says where
    things stand on it, where the watch list does.
    """

    address: str
    content: bytes
    content_type: str = ""
    following: str | None = None
    select: Select | None = None
    validators: Validators = Validators()
    spent: Spent = Spent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unchanged:
    """A page that is as it was at the last visit, says the server (304)."""

    address: str
    validators: Validators = Validators()
    spent: Spent = Spent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A page that was not read, and why, in a sentence a person can act on; ``status`` is HTTP's, if one came."""

    address: str
    outcome: Outcome
    reason: Told
    status: int | None = None
    spent: Spent = Spent()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What a source made of one page or one file.

    Attributes:
        outcome: REVIEWS, CONTEXT, EMPTY, BLOCKED or CHANGED, judged by content; FAILED for a file that cannot be opened.
        reviews: in page order.
        context: reports about a sector, which are no reviews; empty unless the outcome is CONTEXT.
        announced: how many reviews the source says exist in all, if it says.
        next: address of the following page, if the page names one.
        reason: why, when the outcome is not REVIEWS; None otherwise.
        notes: rows or values that could not be used, one sentence each.
        pause: seconds the answer asks to wait before the next request to its host.
    """

    outcome: Outcome
    reviews: tuple[RawReview, ...] = ()
    context: tuple[Report, ...] = ()
    announced: int | None = None
    next: str | None = None
    reason: Told | None = None
    notes: tuple[Told, ...] = ()
    pause: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPage:
    """What an earlier run remembers of a page, so that an unchanged one need not be read again."""

    validators: Validators = Validators()
    next: str | None = None
    found: int = 0
    announced: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """One page of a place, read or not: what the store takes in one transaction.

    Attributes:
        address: address asked for.
        outcome: how it ended.
        reason: why, when it could not be read or is empty; None otherwise.
        reviews: admitted reviews (redacted, dated); empty unless the outcome is REVIEWS.
        context: reports about a sector; empty unless the outcome is CONTEXT.
        found: number of reviews on the page (as remembered, when UNCHANGED).
        announced: number of reviews the source announces, if it does.
        known: what to remember for the next run; None unless the page was read.
        notes: values that could not be used, one sentence each.
        requests: HTTP requests spent, retries and robots.txt included.
        size: bytes received after decompression.
        seconds: time spent, waiting included.
    """

    address: str
    outcome: Outcome
    reason: Told | None = None
    reviews: tuple[Review, ...] = ()
    context: tuple[Report, ...] = ()
    found: int = 0
    announced: int | None = None
    known: KnownPage | None = None
    notes: tuple[Told, ...] = ()
    requests: int = 0
    size: int = 0
    seconds: float = 0.0
