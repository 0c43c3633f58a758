"""How the gap between the two moments moved, from one stretch of whole months to the next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from sentiment.reading import Moment
from site_templates.figures.figure import Figure, Unit, identity
from site_templates.figures.impressions import gap
from site_templates.figures.measure import enough, figure, tones
from site_templates.figures.periods import Window, months_before
from site_templates.figures.population import in_period, speaks_of, tone_about
from site_templates.figures.statistics import contrast
from site_templates.snapshot import Opinion

STRETCHES = (1, 3)  # months: a month where it holds enough reviews, else a quarter
BOUND = 400.0  # points: two gaps of 200 each


@dataclass(frozen=True, slots=True, kw_only=True)
class GapChange:
    """The gap over the last whole months, over as many before, and the difference.

    Attributes:
        months: 1 or 3, how long each stretch is.
        earlier: the stretch before.
        later: the last one.
        before: the gap then.
        after: the gap now.
        change: after − before, in points, with Welch's interval over the four groups; without a value where one of
            them is too small.
    """

    months: int
    earlier: Window
    later: Window
    before: Figure
    after: Figure
    change: Figure

    @property
    def is_sure(self) -> bool:
        """Tell whether the interval of the change leaves out 0."""
        low, high = self.change.low, self.change.high
        return low is not None and high is not None and not low <= 0 <= high


def gap_change(opinions: Sequence[Opinion], as_of: datetime, *, minimum: int) -> GapChange:
    """Return how the gap moved from the month before the last whole month to that month.

    Each of the four groups (first and last moment, before and after) needs ``minimum`` reviews: where they are
    fewer, three months are set against the three before.
    """
    month, quarter = (_over(opinions, as_of, months, minimum) for months in STRETCHES)
    return quarter if month.change.too_few else month


def _over(opinions: Sequence[Opinion], as_of: datetime, months: int, minimum: int) -> GapChange:
    each = months_before(as_of, 2 * months)
    earlier = Window(start=each[0].start, end=each[months - 1].end)
    later = Window(start=each[months].start, end=each[-1].end)
    then, now = (in_period(opinions, window.start, window.end) for window in (earlier, later))
    return GapChange(
        months=months,
        earlier=earlier,
        later=later,
        before=gap(then, minimum=minimum),
        after=gap(now, minimum=minimum),
        change=_change(then, now, minimum),
    )


def _change(then: Sequence[Opinion], now: Sequence[Opinion], minimum: int) -> Figure:
    groups = [
        tones(told, partial(tone_about, moment=moment))
        for told in (now, then)
        for moment in (Moment.LAST, Moment.FIRST)
    ]
    now_last, now_first, then_last, then_first = groups
    counted = {
        identity(one): one
        for told in (then, now)
        for moment in (Moment.FIRST, Moment.LAST)
        for one in speaks_of(told, moment)
    }
    sizes = [len(group) for group in groups]
    found = (
        contrast([now_last, then_first], [now_first, then_last], bounds=(-BOUND, BOUND))
        if enough(min(sizes), minimum)
        else None
    )
    return figure("gap_change", found, n=len(counted), unit=Unit.POINTS, counted=counted.values())
