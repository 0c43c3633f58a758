"""Follow a place's pages until they end; a page that fails is data, not a crash."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from scraper.access import Access, access_to
from scraper.admit import Door
from scraper.outcome import KnownPage, Outcome, Page, PageRead, Parsed, Unchanged, Unread, Validators
from scraper.place import Place
from scraper.review import Review
from scraper.sources import source_named
from scraper.sources.source import Source, Standing
from scraper.told import Told, joined, told

MOST_MISSES = 3  # pages in a row that cannot be read, before the rest is left for the next run
_STOPS = frozenset({401, 403, 429})  # the server does not want us now: going on would be rude


class Fetches(Protocol):
    """What brings pages: the fetcher, or a test's stand-in."""

    def fetch(
        self, address: str, validators: Validators = ..., access: Access = ...
    ) -> Page | Unchanged | Unread:
        """Bring one page."""
        ...

    def rest(self, address: str, seconds: float) -> None:
        """Leave a host alone for so long."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """A page of a listing: what to report, where it really was, what the server's status was."""

    read: PageRead
    reached: str
    status: int | None = None
    next: str | None = None
    pause: float = 0.0


def collect(
    place: Place,
    *,
    fetcher: Fetches,
    door: Door,
    remembered: Callable[[str], KnownPage | None],
    fetched: datetime,
    oldest: datetime | None = None,
) -> Iterator[PageRead]:
    """Yield the place's pages in order, each with its reviews admitted.

    A place that its source's terms close, and nobody opened, is refused before anything is asked for. It ends after
    ``place.max_pages``, where no page follows, at a page that was seen already or brings nothing new, at an empty
    one, where the server wants no more, or after MOST_MISSES pages in a row that cannot be read; and where new reviews come first, at a page whose dated reviews all lie before ``oldest``. A page that
    cannot be read is passed over when the address of the following one is known.
    """
    source = source_named(place.source)
    shut = closed(place, source)
    if shut:
        yield PageRead(address=place.address, outcome=Outcome.REFUSED, reason=shut)
        return
    for read in _listing(place, fetcher=fetcher, door=door, remembered=remembered, fetched=fetched):
        yield read
        if source.about.newest_first and is_old(read, oldest):
            return


@dataclass(slots=True)
class _Walk:
    """What a walk through a listing has met so far."""

    seen: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    misses: int = 0

    def notes(self, address: str, step: _Step) -> bool:
        """Note a page; tell whether it brings reviews, all of them met before."""
        self.seen |= {address, step.reached}
        met = {review.key for review in step.read.reviews}
        repeats = bool(met) and met <= self.keys
        self.keys |= met
        self.misses = 0 if step.read.outcome.could_read else self.misses + 1
        return repeats


def _listing(
    place: Place,
    *,
    fetcher: Fetches,
    door: Door,
    remembered: Callable[[str], KnownPage | None],
    fetched: datetime,
) -> Iterator[PageRead]:
    access, walk = access_to(place, source_named(place.source)), _Walk()
    address: str | None = access.home
    for number in range(1, place.max_pages + 1):
        if address is None or address in walk.seen:
            return
        known = remembered(address) or KnownPage()
        step = _visited(
            address, fetcher.fetch(address, known.validators, access), known, place, door, fetched
        )
        if number > 1 and (_is_past_the_end(place, step) or step.reached in walk.seen):
            return
        if step.pause:
            fetcher.rest(step.reached, step.pause)
        repeats = walk.notes(address, step)
        yield _repeated(step.read) if repeats else step.read
        if repeats or _is_last(step) or walk.misses == MOST_MISSES:
            return
        address = _following(place, number + 1, step)


def closed(place: Place, source: Source) -> Told | None:
    """Say why a place is not asked for at all: its source is read from files, or wants somebody's permission."""
    about = source.about
    asks = about.standing is Standing.PERMISSION and place.permission is None
    if not asks and about.standing is not Standing.IMPORT:
        return None
    shut = told(
        "closed to fetching (%(terms)s); instead: %(instead)s",
        terms=about.terms,
        instead=about.instead or told("import a saved page"),
    )
    permit = told("or record in the watch list who allowed it, and when: permission")
    return joined((shut, permit)) if asks else shut


def _visited(
    address: str,
    came: Page | Unchanged | Unread,
    known: KnownPage,
    place: Place,
    door: Door,
    fetched: datetime,
) -> _Step:
    if isinstance(came, Page):
        return _parsed(place, address, came, door, fetched)
    unread = isinstance(came, Unread)
    read = PageRead(
        address=address,
        outcome=came.outcome if isinstance(came, Unread) else Outcome.UNCHANGED,
        reason=came.reason if isinstance(came, Unread) else None,
        found=0 if unread else known.found,
        announced=None if unread else known.announced,
        known=None if unread else known,
        requests=came.spent.requests,
        size=came.spent.size,
        seconds=came.spent.seconds,
    )
    status = came.status if isinstance(came, Unread) else None
    return _Step(read=read, reached=came.address, status=status, next=None if unread else known.next)


def _parsed(place: Place, address: str, page: Page, door: Door, fetched: datetime) -> _Step:
    parsed = source_named(place.source).parse(replace(page, select=place.select))
    reviews, notes = _admitted(parsed, place, page, door, fetched)
    known = KnownPage(
        validators=page.validators, next=parsed.next, found=len(parsed.reviews), announced=parsed.announced
    )
    read = PageRead(
        address=address,
        outcome=parsed.outcome,
        reason=parsed.reason,
        reviews=reviews,
        context=parsed.context,
        found=len(parsed.reviews),
        announced=parsed.announced,
        known=known if parsed.outcome.could_read and not parsed.context else None,
        notes=(*parsed.notes, *notes),
        requests=page.spent.requests,
        size=page.spent.size,
        seconds=page.spent.seconds,
    )
    return _Step(read=read, reached=page.address, next=parsed.next, pause=parsed.pause)


def _admitted(
    parsed: Parsed, place: Place, page: Page, door: Door, fetched: datetime
) -> tuple[tuple[Review, ...], list[Told]]:
    reviews: dict[str, Review] = {}
    notes: list[Told] = []
    about = source_named(place.source).about
    host = None if about.global_ids else urlsplit(page.address).hostname
    home = about.kept_as or place.source
    for raw in parsed.reviews:
        review, faults = door.admit(
            raw, source=home, brand=place.brand, fetched=fetched, host=host, language=place.language
        )
        notes.extend(faults)
        if review is not None:
            reviews.setdefault(review.key, review)
    return tuple(reviews.values()), notes


def _is_past_the_end(place: Place, step: _Step) -> bool:
    """Tell whether a pattern has counted one page too many; a link that leads nowhere is a fault instead."""
    return place.pages is not None and step.status in {404, 410}


def _is_last(step: _Step) -> bool:
    read = step.read
    if read.outcome is Outcome.UNCHANGED:
        return read.found == 0 and step.next is None
    return read.outcome in {Outcome.EMPTY, Outcome.BLOCKED} or step.status in _STOPS


def is_old(read: PageRead, oldest: datetime | None) -> bool:
    """Tell whether all that is dated on a page lies before a time."""
    dates = [review.published for review in read.reviews if review.published]
    return oldest is not None and bool(dates) and max(dates) < oldest


def _following(place: Place, number: int, step: _Step) -> str | None:
    """Return the address of the next page: by the place's pattern if it has one, else as the page says."""
    if place.pages is None:
        return step.next
    return urljoin(place.address, place.pages.replace("{page}", str(number)))


def _repeated(read: PageRead) -> PageRead:
    return PageRead(
        address=read.address,
        outcome=Outcome.EMPTY,
        reason=told("the same reviews as on an earlier page: the listing has ended"),
        requests=read.requests,
        size=read.size,
        seconds=read.seconds,
    )
