"""An impression over time; a stretch with too few reviews is a gap in the line, never a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sentiment.reading import Moment
from site_templates.figures.figure import Figure
from site_templates.figures.impressions import impression
from site_templates.figures.periods import Window, months_before
from site_templates.figures.population import in_period, speaks_of
from site_templates.snapshot import Opinion

MONTHS = 18
A_QUARTER = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One stretch of whole months, from ``start`` (included) to ``end`` (excluded), UTC, and its figure."""

    start: datetime
    end: datetime
    figure: Figure


def trend(
    opinions: Sequence[Opinion], moment: Moment, as_of: datetime, *, minimum: int, months: int = 1
) -> tuple[Point, ...]:
    """Return the impression of ``moment`` over the last 18 whole months before ``as_of``, oldest first.

    Each point covers ``months`` whole months (1 or 3). The first point is the first in which somebody speaks of the
    moment; there is none when nobody does. Values, intervals and minimum as in ``impression``; undated reviews are in
    no point.
    """
    told = speaks_of(opinions, moment)
    points = [
        Point(
            start=stretch.start,
            end=stretch.end,
            figure=impression(in_period(told, stretch.start, stretch.end), moment, minimum=minimum),
        )
        for stretch in _stretches(as_of, months)
    ]
    begun = next((at for at, point in enumerate(points) if point.figure.n), len(points))
    return tuple(points[begun:])


def months_a_point(opinions: Sequence[Opinion], as_of: datetime, *, minimum: int) -> int:
    """Return how many months a point of the trend should cover: 1, or 3 when more than half of the months have too few reviews."""
    monthly = [trend(opinions, moment, as_of, minimum=minimum) for moment in (Moment.FIRST, Moment.LAST)]
    full = [
        sum(not point.figure.too_few for point in points) * 2 >= len(points) for points in monthly if points
    ]
    return 1 if any(full) else A_QUARTER


def _stretches(as_of: datetime, months: int) -> tuple[Window, ...]:
    each = months_before(as_of, MONTHS)
    return tuple(
        Window(start=each[at].start, end=each[at + months - 1].end) for at in range(0, MONTHS, months)
    )
