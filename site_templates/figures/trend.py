"""An impression over time; a stretch with too few reviews is a gap in the line, never a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sentiment.reading import Moment
from site_templates.figures.figure import Figure, Unit, identities
from site_templates.figures.impressions import impression
from site_templates.figures.measure import POINTS, enough, tones
from site_templates.figures.past import Past, summary_of
from site_templates.figures.periods import Window, months_before, next_month
from site_templates.figures.population import in_period, speaks_of, tone_about
from site_templates.figures.statistics import Sample, mean_of, pooled, sample
from site_templates.snapshot import Opinion

MONTHS = 18
A_QUARTER = 3
NOTHING_KEPT = Past()


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One stretch of whole months, from ``start`` (included) to ``end`` (excluded), UTC, and its figure.

    ``words`` is the version of the words and weights that read the reviews, where it is not that of today.
    """

    start: datetime
    end: datetime
    figure: Figure
    words: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Month:
    """A month: its tones summarised, None where nobody speaks, and the words that read them (None: today's)."""

    summary: Sample | None
    words: str | None


def trend(
    opinions: Sequence[Opinion],
    moment: Moment,
    as_of: datetime,
    *,
    minimum: int,
    months: int = 1,
    past: Past = NOTHING_KEPT,
) -> tuple[Point, ...]:
    """Return the impression of ``moment`` over the last 18 whole months before ``as_of``, oldest first.

    Each point covers ``months`` whole months (1 or 3). The first point is the first in which somebody speaks of the
    moment; there is none when nobody does. Values, intervals and minimum as in ``impression``; undated reviews are in
    no point. A month whose texts are gone counts as it was kept in ``past``; a stretch of months that different words
    have read has no value, since one figure cannot hold two measures.
    """
    told = speaks_of(opinions, moment)
    points = [_point(told, moment, stretch, minimum, past) for stretch in _stretches(as_of, months)]
    begun = next((at for at, point in enumerate(points) if point.figure.n), len(points))
    return tuple(points[begun:])


def months_a_point(
    opinions: Sequence[Opinion], as_of: datetime, *, minimum: int, past: Past = NOTHING_KEPT
) -> int:
    """Return how many months a point of the trend should cover: 1, or 3 when more than half of the months have too few reviews."""
    monthly = [
        trend(opinions, moment, as_of, minimum=minimum, past=past) for moment in (Moment.FIRST, Moment.LAST)
    ]
    full = [
        sum(not point.figure.too_few for point in points) * 2 >= len(points) for points in monthly if points
    ]
    return 1 if any(full) else A_QUARTER


def _point(told: Sequence[Opinion], moment: Moment, stretch: Window, minimum: int, past: Past) -> Point:
    there = in_period(told, stretch.start, stretch.end)
    if not past.over(f"{moment}_impression", stretch.start, stretch.end):
        return Point(start=stretch.start, end=stretch.end, figure=impression(there, moment, minimum=minimum))
    months = [_month(there, moment, month, past) for month in _months_of(stretch)]
    spoken = [month for month in months if month.summary is not None]
    words = {month.words for month in spoken}
    summaries = [month.summary for month in spoken if month.summary is not None]
    n = sum(summary.n for summary in summaries)
    found = (
        mean_of(pooled(summaries), bounds=(-POINTS, POINTS))
        if enough(n, minimum) and len(words) == 1
        else None
    )
    figure = Figure(
        name=f"{moment}_impression",
        value=found.value if found else None,
        low=found.low if found else None,
        high=found.high if found else None,
        n=n,
        unit=Unit.POINTS,
        keys=identities(there),
    )
    return Point(
        start=stretch.start, end=stretch.end, figure=figure, words=words.pop() if len(words) == 1 else None
    )


def _month(there: Sequence[Opinion], moment: Moment, month: Window, past: Past) -> _Month:
    """Count a month from its texts, or from what was kept of it where that is more."""
    values = tones(in_period(there, month.start, month.end), partial(tone_about, moment=moment))
    kept = past.over(f"{moment}_impression", month.start, month.end)
    if kept and kept[0].n > len(values):
        words = None if kept[0].words == past.words else kept[0].words
        return _Month(summary=summary_of(kept[0]), words=words)
    return _Month(summary=sample(values) if values else None, words=None)


def _months_of(stretch: Window) -> list[Window]:
    firsts = [stretch.start]
    while next_month(firsts[-1]) < stretch.end:
        firsts.append(next_month(firsts[-1]))
    return [Window(start=first, end=next_month(first)) for first in firsts]


def _stretches(as_of: datetime, months: int) -> tuple[Window, ...]:
    each = months_before(as_of, MONTHS)
    return tuple(
        Window(start=each[at].start, end=each[at + months - 1].end) for at in range(0, MONTHS, months)
    )
