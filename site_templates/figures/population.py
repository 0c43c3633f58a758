"""Who is counted: departure reviews, near-identical reposts once, of a brand, in a period."""

from collections.abc import Iterable
from datetime import UTC, datetime

from scraper.review import Precision
from sentiment.reading import Moment
from site_templates.figures.periods import next_month
from site_templates.figures.reposts import reposts
from site_templates.snapshot import Opinion


def counted_once(opinions: Iterable[Opinion]) -> tuple[Opinion, ...]:
    """Keep the earliest of near-identical reviews of a brand, earliest first, the undated last."""
    return tuple(group[0] for group in reposts(opinions))


def departures(opinions: Iterable[Opinion]) -> tuple[Opinion, ...]:
    """Return the population of the figures: reviews that mention a departure, counted once."""
    return counted_once(opinion for opinion in opinions if opinion.reading.departure is not None)


def of_brand(opinions: Iterable[Opinion], name: str) -> tuple[Opinion, ...]:
    """Return the opinions about the brand called ``name``."""
    return tuple(opinion for opinion in opinions if opinion.review.brand == name)


def in_period(
    opinions: Iterable[Opinion], start: datetime, end: datetime, *, weekly: bool = False
) -> tuple[Opinion, ...]:
    """Return the opinions published from ``start`` (included) to ``end`` (excluded), both with a time zone.

    An unknown date is in no period. A date known to the month is in when the whole month is, and never in a
    ``weekly`` period: it would fall into some weeks and not into others.
    """
    return tuple(opinion for opinion in opinions if _published_in(opinion, start, end, weekly=weekly))


def speaks_of(opinions: Iterable[Opinion], moment: Moment) -> tuple[Opinion, ...]:
    """Return the opinions with a tone about ``moment``; raise ValueError for UNCLEAR, which has none."""
    return tuple(opinion for opinion in opinions if tone_about(opinion, moment) is not None)


def tone_about(opinion: Opinion, moment: Moment) -> float | None:
    """Return the tone about the first or the last moment, −1…1, None when unspoken."""
    if moment is Moment.UNCLEAR:
        raise ValueError("no tone is kept about an unclear moment: ask for first or last")
    return opinion.reading.first if moment is Moment.FIRST else opinion.reading.last


def _published_in(opinion: Opinion, start: datetime, end: datetime, *, weekly: bool) -> bool:
    published = opinion.review.published
    if published is None:
        return False
    if opinion.review.precision is not Precision.MONTH:
        return start <= published < end
    first = published.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    return not weekly and start <= first < end and next_month(first) <= end
