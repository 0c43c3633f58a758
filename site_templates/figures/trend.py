"""An impression month by month; a month with too few reviews is a gap in the line, never a guess."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sentiment.reading import Moment
from site_templates.figures.figure import Figure
from site_templates.figures.impressions import impression
from site_templates.figures.periods import months_before
from site_templates.figures.population import in_period, speaks_of
from site_templates.snapshot import Opinion

MONTHS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One month, from ``start`` (included) to ``end`` (excluded), UTC, and its figure."""

    start: datetime
    end: datetime
    figure: Figure


def trend(opinions: Sequence[Opinion], moment: Moment, as_of: datetime, *, minimum: int) -> tuple[Point, ...]:
    """Return the impression of ``moment`` in each of the last 18 whole months before ``as_of``, oldest first.

    It begins with the first month in which somebody speaks of the moment, and is empty when nobody does. Points,
    intervals and minimum as in ``impression``; undated reviews are in no month.
    """
    told = speaks_of(opinions, moment)
    points = [
        Point(
            start=month.start,
            end=month.end,
            figure=impression(in_period(told, month.start, month.end), moment, minimum=minimum),
        )
        for month in months_before(as_of, MONTHS)
    ]
    begun = next((at for at, point in enumerate(points) if point.figure.n), len(points))
    return tuple(points[begun:])
