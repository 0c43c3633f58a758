"""Whole months whose texts were deleted by age: what is kept of them, and how it counts on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from sentiment.reading import Moment
from site_templates.figures.figure import Figure
from site_templates.figures.leaving import ease, trapped
from site_templates.figures.measure import tones
from site_templates.figures.periods import next_month
from site_templates.figures.population import counted_once, in_period, of_brand, tone_about
from site_templates.figures.statistics import Sample, sample
from site_templates.snapshot import Opinion, PastMonth, Snapshot

MOMENTS = (Moment.FIRST, Moment.LAST)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The kept months of a brand; ``words`` is the version that reads the texts that remain."""

    months: tuple[PastMonth, ...] = ()
    words: str = ""

    def over(self, name: str, start: datetime, end: datetime) -> tuple[PastMonth, ...]:
        """Return what is kept of a figure from ``start`` (included) to ``end`` (excluded), firsts of months."""
        return tuple(
            kept for kept in self.months if kept.name == name and start.date() <= kept.month < end.date()
        )


def past_of(snapshot: Snapshot, brand: str) -> tuple[PastMonth, ...]:
    """Return the kept months of a brand."""
    return tuple(kept for kept in snapshot.past if kept.brand == brand)


def months_to_keep(opinions: Sequence[Opinion], before: datetime, words: str) -> Iterator[PastMonth]:
    """Yield what to keep of every month before ``before``, the first of a month, while its texts are there.

    Departure reviews, counted once; of those dated to the month or better. A month in which nobody speaks of a figure
    is not kept.
    """
    leaving = counted_once(one for one in opinions if one.reading.departure is not None)
    for brand in sorted({one.review.brand for one in leaving}):
        told = of_brand(leaving, brand)
        for first in _months(told, before):
            there = in_period(told, first, next_month(first))
            for name, summary in _samples(there):
                yield PastMonth(
                    brand=brand,
                    name=name,
                    month=first.date(),
                    words=words,
                    n=summary.n,
                    mean=summary.mean,
                    variance=summary.variance,
                )


def summary_of(kept: PastMonth) -> Sample:
    """Return the summary that a kept month stands for."""
    return Sample(n=kept.n, mean=kept.mean, variance=kept.variance)


def _months(told: Sequence[Opinion], before: datetime) -> list[datetime]:
    dates = [one.review.published for one in told if one.review.published is not None]
    firsts = {
        date.astimezone(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0) for date in dates
    }
    return sorted(first for first in firsts if first < before)


def _samples(there: Sequence[Opinion]) -> Iterator[tuple[str, Sample]]:
    for moment in MOMENTS:
        values = tones(there, partial(tone_about, moment=moment))
        if values:
            yield f"{moment}_impression", sample(values)
    for share in (_free, partial(trapped, minimum=1)):
        figure = share(there)
        if figure.n:
            yield figure.name, sample([1.0] * len(figure.keys) + [0.0] * (figure.n - len(figure.keys)))


def _free(there: Sequence[Opinion]) -> Figure:
    return ease(there, minimum=1).free
