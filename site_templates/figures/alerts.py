"""What changed lately by more than chance: the last 4 whole weeks against the 12 before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from site_templates.figures.compared import FALSE_ALARMS, Change, Pair, compared
from site_templates.figures.figure import Figure
from site_templates.figures.periods import Window, weeks_before
from site_templates.figures.population import in_period
from site_templates.snapshot import Opinion

RECENT_WEEKS = 4
EARLIER_WEEKS = 12
FEWEST = 10  # reviews in each period


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One figure of one brand that changed.

    Attributes:
        brand: name of the brand.
        name: name of the figure.
        before: over the earlier reviews.
        after: over the later ones.
        p: two-sided, of Welch's test for an impression, of Fisher's for a share.
        q: p corrected for all tests of the run, at most 0.05.
    """

    brand: str
    name: str
    before: Figure
    after: Figure
    p: float
    q: float


def lately(told: Mapping[str, Sequence[Opinion]], as_of: datetime) -> tuple[Change, ...]:
    """Return every figure over the last 4 whole weeks before ``as_of`` and over the 12 before, sure to differ or not.

    ``told`` holds the departure reviews of each brand, counted once. Those dated to the day or better count, 10 or more
    of those a figure counts in each period to be tested, as ``compared`` says. Benjamini–Hochberg at 5 % over all tests of all brands.
    """
    earlier, recent = _windows(as_of)
    pairs = []
    for brand, opinions in sorted(told.items()):
        before, after = (
            in_period(opinions, window.start, window.end, weekly=True) for window in (earlier, recent)
        )
        pairs.append(Pair(brand=brand, before=before, after=after))
    return compared(pairs, fewest=FEWEST)


def alerts(told: Mapping[str, Sequence[Opinion]], as_of: datetime) -> tuple[Alert, ...]:
    """Return what changed in the last 4 whole weeks by more than chance, as ``lately`` says, the surest first."""
    return sure(lately(told, as_of))


def sure(changes: Iterable[Change]) -> tuple[Alert, ...]:
    """Return the changes that are more than chance, the surest first."""
    found = [
        Alert(
            brand=change.brand,
            name=change.name,
            before=change.before,
            after=change.after,
            p=change.p,
            q=change.q,
        )
        for change in changes
        if change.p is not None and change.q is not None and change.q <= FALSE_ALARMS
    ]
    return tuple(sorted(found, key=lambda alert: (alert.q, alert.p, alert.brand, alert.name)))


def _windows(as_of: datetime) -> tuple[Window, Window]:
    weeks = weeks_before(as_of, EARLIER_WEEKS + RECENT_WEEKS)
    turn = weeks[EARLIER_WEEKS].start
    return Window(start=weeks[0].start, end=turn), Window(start=turn, end=weeks[-1].end)
