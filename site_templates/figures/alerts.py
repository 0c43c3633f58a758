"""What changed lately by more than chance: the last 4 whole weeks against the 12 before."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from operator import itemgetter

from sentiment.reading import Moment
from site_templates.figures.figure import Figure, Unit
from site_templates.figures.impressions import impression
from site_templates.figures.leaving import ease, trapped
from site_templates.figures.measure import tones
from site_templates.figures.periods import weeks_before
from site_templates.figures.population import departures, in_period, tone_about
from site_templates.figures.significance import benjamini_hochberg, fisher_p, welch_p
from site_templates.snapshot import Opinion

RECENT_WEEKS = 4
EARLIER_WEEKS = 12
FEWEST = 10  # reviews in each period
FALSE_ALERTS = 0.05  # of all alerts, the share that may be chance


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """One figure of one brand that changed.

    Attributes:
        brand: name of the brand.
        name: name of the figure.
        before: over the 12 weeks before.
        after: over the last 4 whole weeks.
        p: two-sided, of Welch's test for an impression, of Fisher's for a share.
        q: p corrected for all tests of the run, at most 0.05.
    """

    brand: str
    name: str
    before: Figure
    after: Figure
    p: float
    q: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Test:
    brand: str
    before: Figure
    after: Figure
    p: float


def alerts(opinions_by_brand: Mapping[str, Sequence[Opinion]], as_of: datetime) -> tuple[Alert, ...]:
    """Return what changed in the last 4 whole weeks before ``as_of`` against the 12 before, the surest first.

    Population: departures, dated to the day or better, 10 or more of those a figure counts in each period. Tests:
    Welch for both impressions; Fisher for ease, trapped and each obstacle (none where all or none report it).
    Benjamini–Hochberg at 5 % over all tests of all brands.
    """
    tests = [
        test
        for brand, opinions in sorted(opinions_by_brand.items())
        for test in _tests(brand, opinions, as_of)
    ]
    found = [
        Alert(brand=test.brand, name=test.after.name, before=test.before, after=test.after, p=test.p, q=q)
        for test, q in zip(tests, benjamini_hochberg([test.p for test in tests]), strict=True)
        if q <= FALSE_ALERTS
    ]
    return tuple(sorted(found, key=lambda alert: (alert.q, alert.p, alert.brand, alert.name)))


def _tests(brand: str, opinions: Sequence[Opinion], as_of: datetime) -> Iterator[_Test]:
    earlier, recent = _periods(departures(opinions), as_of)
    pairs = zip(_figures(earlier), _figures(recent), strict=True)
    for before, after in pairs:
        if before.too_few or after.too_few:
            continue
        p = _fisher(before, after) if after.unit is Unit.SHARE else _welch(after.name, earlier, recent)
        if p is not None:
            yield _Test(brand=brand, before=before, after=after, p=p)


def _periods(opinions: Sequence[Opinion], as_of: datetime) -> tuple[tuple[Opinion, ...], tuple[Opinion, ...]]:
    weeks = weeks_before(as_of, EARLIER_WEEKS + RECENT_WEEKS)
    turn = weeks[EARLIER_WEEKS].start
    return (
        in_period(opinions, weeks[0].start, turn, weekly=True),
        in_period(opinions, turn, weeks[-1].end, weekly=True),
    )


def _figures(opinions: Sequence[Opinion]) -> Iterator[Figure]:
    yield impression(opinions, Moment.FIRST, minimum=FEWEST)
    yield impression(opinions, Moment.LAST, minimum=FEWEST)
    leaving = ease(opinions, minimum=FEWEST)
    yield leaving.free
    yield trapped(opinions, minimum=FEWEST)
    for _, share in sorted(leaving.obstacles, key=itemgetter(0)):
        yield share


def _fisher(before: Figure, after: Figure) -> float | None:
    return fisher_p((len(after.keys), after.n), (len(before.keys), before.n))


def _welch(name: str, earlier: Sequence[Opinion], recent: Sequence[Opinion]) -> float | None:
    tone = partial(tone_about, moment=Moment(name.removesuffix("_impression")))
    return welch_p(tones(recent, tone), tones(earlier, tone))
