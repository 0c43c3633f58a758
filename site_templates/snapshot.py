"""What the site is built from: everything known at one moment, gathered before anything is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from scraper.outcome import Outcome
from scraper.review import Review
from scraper.told import Told
from sentiment.published import Published
from sentiment.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A review and what was understood of it.

    ``person`` when a person corrected the reading; ``seen`` when the review was first seen (UTC), None where unknown.
    """

    review: Review
    reading: Reading
    person: bool = False
    seen: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A brand of the watch list; ``customer_value`` is the user's own amount per customer, None while unset."""

    name: str
    own: bool = False
    customer_value: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """One page that could not be read in the last run; ``reason`` says why, where it is known."""

    address: str
    outcome: Outcome
    reason: Told | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHealth:
    """How a place stands after its last visit.

    Attributes:
        brand: brand reviewed there.
        source: name of the source.
        address: address, or name of the imported file.
        outcome: outcome of the last visit.
        reason: why, when it could not be read or was empty; None otherwise.
        visited: when it was last tried, UTC.
        succeeded: when it was last read, UTC; None if never.
        stored: reviews of it in the store.
        new: reviews first seen in the last visit.
        found: reviews seen in the last visit.
        announced: reviews the source says it holds, as it last said; None when it never did.
        pages: pages read in the last visit.
        permission: what the watch list records; None when nothing.
        troubles: pages of the last visit that could not be read.
        notes: values that could not be used, one sentence each.
        silent: whether it gave reviews once, was reached, and gives none any more.
    """

    brand: str
    source: str
    address: str
    outcome: Outcome
    reason: Told | None = None
    visited: datetime
    succeeded: datetime | None = None
    stored: int = 0
    new: int = 0
    found: int = 0
    announced: int | None = None
    pages: int = 0
    permission: str | None = None
    troubles: tuple[Trouble, ...] = ()
    notes: tuple[Told, ...] = ()
    silent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorWeek:
    """Reports about leaving that an authority received about the sector of a brand in a week: no reviews of it.

    Attributes:
        brand: the brand whose page shows them.
        category: the sector, as the authority names it.
        week: its Monday.
        count: how many reports.
    """

    brand: str
    category: str
    week: date
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldFigure:
    """A figure of a brand as a site told it; ``value`` is None where there were too few reviews."""

    brand: str
    name: str
    value: float | None
    low: float | None
    high: float | None
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """The run before the newest one for which a site was built: what it told, and how places stood.

    Attributes:
        ended: when it ended, UTC.
        words: version of the words and weights that had read the reviews.
        figures: what the site told.
        outcomes: brand, source and address of a place -> outcome of its last visit then.
    """

    ended: datetime
    words: str
    figures: tuple[ToldFigure, ...] = ()
    outcomes: Mapping[tuple[str, str, str], Outcome] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMonth:
    """What is kept of a figure over a whole month whose texts were deleted by age: enough to count on with it.

    Attributes:
        brand: the brand.
        name: name of the figure: a mean of tones × 100, or a share (each review 0 or 1).
        month: its first day.
        words: version of the words and weights that had read the reviews.
        n: reviews counted, 1 or more.
        mean: their mean.
        variance: the unbiased one; 0 for a single review.
    """

    brand: str
    name: str
    month: date
    words: str
    n: int
    mean: float
    variance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """Everything a site is built from; the same snapshot always builds the same bytes.

    Attributes:
        title: title of the site.
        languages: "fr", "en" in the order of the watch list; the first is the default.
        as_of: end of the newest run in the store, UTC; the site never asks the clock.
        brands: in the order of the watch list.
        opinions: all reviews read, in no particular order.
        places: health of each place, in the order of the watch list.
        sectors: weeks of the brands' sectors, by brand, sector and week.
        earlier: the run to compare with; None before a second one.
        past: months whose texts were deleted by age, by brand, name and month.
        told_by_happy: people a happy customer tells (assumption, 3 by default).
        told_by_unhappy: people an unhappy customer tells (assumption, 11 by default).
        minimum: fewest reviews for a figure to be shown (5 by default).
        currency: ISO 4217 code of customer values.
        versions: name -> version of program, words and weights.
        accuracy: how well texts are read, as measured; None when nothing was.
        notice: a sentence a page must open with (the demo says that its brands are invented), by language.
        address: where the site will stand on the web, ending in "/"; None while nobody said.
        index: whether search engines may list the pages.
        showcase: whether to add the page that shows every part in every state; the demo's only.
    """

    title: str
    languages: tuple[str, ...]
    as_of: datetime
    brands: tuple[Brand, ...]
    opinions: tuple[Opinion, ...]
    places: tuple[PlaceHealth, ...]
    sectors: tuple[SectorWeek, ...] = ()
    earlier: Earlier | None = None
    past: tuple[PastMonth, ...] = ()
    told_by_happy: int = 3
    told_by_unhappy: int = 11
    minimum: int = 5
    currency: str = "EUR"
    versions: Mapping[str, str] = field(default_factory=dict)
    notice: Mapping[str, str] = field(default_factory=dict)
    accuracy: Published | None = None
    address: str | None = None
    index: bool = False
    showcase: bool = False
