"""Whether two periods differ by more than chance: Welch, Fisher, and many tests at once."""

import math
from collections.abc import Sequence

from scipy import stats

from site_templates.figures.statistics import sample


def welch_p(after: Sequence[float], before: Sequence[float]) -> float | None:
    """Return Welch's two-sided p of equal means; None with a single value on a side or no spread on both."""
    a, b = sample(after), sample(before)
    if min(a.n, b.n) == 1 or a.variance + b.variance <= 0:
        return None
    result = stats.ttest_ind_from_stats(
        a.mean, math.sqrt(a.variance), a.n, b.mean, math.sqrt(b.variance), b.n, equal_var=False
    )
    return float(result.pvalue)


def fisher_p(after: tuple[int, int], before: tuple[int, int]) -> float | None:
    """Return Fisher's exact two-sided p of equal shares, each given as (hits, n); None if all or none are hits."""
    table = [[hits, n - hits] for hits, n in (after, before)]
    if not all(map(sum, zip(*table, strict=True))):
        return None
    return float(stats.fisher_exact(table).pvalue)


def benjamini_hochberg(ps: Sequence[float]) -> tuple[float, ...]:
    """Return the q of each p in the order given: p corrected for the number of tests (Benjamini–Hochberg, 1995)."""
    return tuple(map(float, stats.false_discovery_control(ps))) if ps else ()
