"""Two groups of a brand's reviews, figure by figure: which differ by more than chance."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import itemgetter

from sentiment.reading import FIRST_KINDNESSES, FIRST_OBSTACLES, LACKS, LAST_KINDNESSES, Moment
from site_templates.figures.figure import Figure, Unit
from site_templates.figures.impressions import impression
from site_templates.figures.leaving import ease, trapped
from site_templates.figures.measure import tones
from site_templates.figures.population import tone_about
from site_templates.figures.reasons import reason_shares
from site_templates.figures.significance import benjamini_hochberg, fisher_p, welch_p
from site_templates.snapshot import Opinion

FALSE_ALARMS = 0.05  # of all changes that are told, the share that may be chance
OTHERS = FIRST_OBSTACLES | FIRST_KINDNESSES | LAST_KINDNESSES | LACKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The earlier and the later reviews of a brand, no review in both."""

    brand: str
    before: Sequence[Opinion]
    after: Sequence[Opinion]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure of one brand, before and after.

    Attributes:
        brand: name of the brand.
        before: over the earlier reviews.
        after: over the later ones.
        p: two-sided, of Welch's test for an impression, of Fisher's for a share; None where either group is too small,
            or where all are alike.
        q: p corrected for all tests made together (Benjamini–Hochberg), None likewise.
    """

    brand: str
    before: Figure
    after: Figure
    p: float | None = None
    q: float | None = None

    @property
    def name(self) -> str:
        """Return the name of the figure."""
        return self.after.name

    @property
    def is_sure(self) -> bool:
        """Tell whether the change is more than chance, at 5 % of false alarms."""
        return self.q is not None and self.q <= FALSE_ALARMS


def compared(pairs: Iterable[Pair], *, fewest: int) -> tuple[Change, ...]:
    """Return every figure of every pair of groups, tested where each group holds ``fewest`` reviews of it or more.

    The figures: both impressions (Welch); no obstacle, trapped, each obstacle to leaving, and the shares of the other
    reasons whose recognition is measured (Fisher; no test where all or none report one).
    """
    found = [change for pair in pairs for change in _figures_of(pair, fewest)]
    tested = [change for change in found if change.p is not None]
    qs = benjamini_hochberg([change.p for change in tested if change.p is not None])
    corrected = {id(change): q for change, q in zip(tested, qs, strict=True)}
    return tuple(replace(change, q=corrected.get(id(change))) for change in found)


def _figures_of(pair: Pair, fewest: int) -> Iterator[Change]:
    measured = _measured([*pair.before, *pair.after])
    groups = (_figures(group, fewest, measured) for group in (pair.before, pair.after))
    for before, after in zip(*groups, strict=True):
        yield Change(brand=pair.brand, before=before, after=after, p=_p(before, after, pair))


def _measured(opinions: Sequence[Opinion]) -> frozenset[str]:
    shares = reason_shares(opinions, OTHERS, minimum=1)
    return frozenset(share.reason for share in shares if share.measured)


def _figures(opinions: Sequence[Opinion], fewest: int, measured: frozenset[str]) -> Iterator[Figure]:
    yield impression(opinions, Moment.FIRST, minimum=fewest)
    yield impression(opinions, Moment.LAST, minimum=fewest)
    leaving = ease(opinions, minimum=fewest)
    yield leaving.free
    yield trapped(opinions, minimum=fewest)
    for _, figure in sorted(leaving.obstacles, key=itemgetter(0)):
        yield figure
    for share in sorted(reason_shares(opinions, OTHERS, minimum=fewest), key=lambda share: share.reason):
        if share.reason in measured:
            yield share.figure


def _p(before: Figure, after: Figure, pair: Pair) -> float | None:
    if before.too_few or after.too_few:
        return None
    if after.unit is Unit.SHARE:
        return fisher_p((len(after.keys), after.n), (len(before.keys), before.n))
    tone = partial(tone_about, moment=Moment(after.name.removesuffix("_impression")))
    return welch_p(tones(pair.after, tone), tones(pair.before, tone))
