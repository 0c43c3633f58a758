"""Means, differences, shares and medians with their 95 % intervals; no NaN ever leaves this module."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from scipy import stats

CONFIDENCE = 0.95
Bounds = tuple[float, float]
ANY: Bounds = (-math.inf, math.inf)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """A value within its 95 % interval; ``low`` and ``high`` are both None where no interval can be told."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What an interval needs to know of a list of numbers; the same whatever their order.

    Attributes:
        n: how many numbers, 1 or more.
        mean: their mean.
        variance: the unbiased one (n − 1); 0 for a single number or when all are alike.
    """

    n: int
    mean: float
    variance: float

    @property
    def squared_error(self) -> float:
        """Return the variance of the mean, s²/n."""
        return self.variance / self.n


def sample(values: Sequence[float]) -> Sample:
    """Summarise one or more numbers; raise ValueError on none.

    Sums are exact (``math.fsum``), so that the order of the numbers changes nothing.
    """
    if not values:
        raise ValueError("no value to summarise: ask only where n ≥ 1")
    n = len(values)
    average = values[0] if min(values) == max(values) else math.fsum(values) / n
    squares = math.fsum((value - average) ** 2 for value in values)
    return Sample(n=n, mean=average, variance=squares / (n - 1) if n > 1 else 0.0)


def pooled(samples: Sequence[Sample]) -> Sample:
    """Return the summary of all the numbers of one or more samples together; raise ValueError on none.

    Means and squares add up exactly (Chan, Golub and LeVeque, 1979), but for rounding.
    """
    if not samples:
        raise ValueError("no sample to pool: ask only where there is one")
    if len(samples) == 1:
        return samples[0]
    n = sum(one.n for one in samples)
    average = math.fsum(one.n * one.mean for one in samples) / n
    squares = math.fsum((one.n - 1) * one.variance + one.n * (one.mean - average) ** 2 for one in samples)
    return Sample(n=n, mean=average, variance=squares / (n - 1))


def mean(values: Sequence[float], *, bounds: Bounds = ANY) -> Estimate:
    """Return the mean with Student's interval, mean ± t(0.975; n − 1)·s/√n, cut at ``bounds``.

    One value, or values all alike, say nothing of how much others would differ: no interval is given.
    Raise ValueError on no value.
    """
    return mean_of(sample(values), bounds=bounds)


def mean_of(summary: Sample, *, bounds: Bounds = ANY) -> Estimate:
    """Return the mean of numbers that are summarised already, as ``mean`` does."""
    return _student(summary.mean, summary.squared_error, summary.n - 1, bounds)


def difference(after: Sequence[float], before: Sequence[float], *, bounds: Bounds = ANY) -> Estimate:
    """Return mean(after) − mean(before) with Welch's interval, cut at ``bounds``.

    Degrees of freedom by Welch–Satterthwaite. No interval where a side has one value or both have no spread.
    Raise ValueError on an empty side.
    """
    a, b = sample(after), sample(before)
    error = a.squared_error + b.squared_error
    degrees = 0.0 if min(a.n, b.n) == 1 or error == 0 else welch_degrees(a, b)
    return _student(a.mean - b.mean, error, degrees, bounds)


def contrast(
    plus: Sequence[Sequence[float]], minus: Sequence[Sequence[float]], *, bounds: Bounds = ANY
) -> Estimate:
    """Return the sum of the means of ``plus`` less those of ``minus``, with Welch's interval over all the lists.

    Degrees of freedom by Satterthwaite, as for a difference of two. No interval where a list has one value, or where
    none has any spread. Raise ValueError on an empty list.
    """
    added, taken = ([sample(values) for values in lists] for lists in (plus, minus))
    value = math.fsum([one.mean for one in added] + [-one.mean for one in taken])
    every = [*added, *taken]
    error = math.fsum(one.squared_error for one in every)
    if error <= 0 or min(one.n for one in every) == 1:
        return _within(value, None, None, bounds)
    degrees = 1 / math.fsum((one.squared_error / error) ** 2 / (one.n - 1) for one in every)
    return _student(value, error, degrees, bounds)


def welch_degrees(a: Sample, b: Sample) -> float:
    """Return Welch–Satterthwaite's degrees of freedom of two samples of 2 or more, one of them with spread."""
    error = a.squared_error + b.squared_error
    # as parts of the whole: the squares of two tiny errors would vanish
    return 1 / ((a.squared_error / error) ** 2 / (a.n - 1) + (b.squared_error / error) ** 2 / (b.n - 1))


def share(hits: int, n: int) -> Estimate:
    """Return hits/n (0…1) with Wilson's interval; raise ValueError unless 0 ≤ hits ≤ n and n ≥ 1."""
    if n < 1 or not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n} is no share: ask only where 0 ≤ hits ≤ n and n ≥ 1")
    interval = stats.binomtest(hits, n).proportion_ci(CONFIDENCE, method="wilson")
    return _within(hits / n, float(interval.low), float(interval.high), (0.0, 1.0))


def median(values: Sequence[float]) -> Estimate:
    """Return the median with its interval by order statistics (binomial, no shape assumed).

    Under 6 values no interval reaches 95 % (2 · 0.5⁵ > 5 %): none is given. Raise ValueError on no value.
    """
    if not values:
        raise ValueError("no value to take the median of: ask only where n ≥ 1")
    ranked, n = sorted(values), len(values)
    middle = (ranked[(n - 1) // 2] + ranked[n // 2]) / 2
    below = int(stats.binom.ppf((1 - CONFIDENCE) / 2, n, 0.5))
    if below < 1:
        return Estimate(value=middle)
    return Estimate(value=middle, low=ranked[below - 1], high=ranked[n - below])


def _student(value: float, squared_error: float, degrees: float, bounds: Bounds) -> Estimate:
    if degrees <= 0 or squared_error <= 0:
        return _within(value, None, None, bounds)
    low, high = stats.t.interval(CONFIDENCE, degrees, loc=value, scale=math.sqrt(squared_error))
    return _within(value, float(low), float(high), bounds)


def _within(value: float, low: float | None, high: float | None, bounds: Bounds) -> Estimate:
    value = min(max(value, bounds[0]), bounds[1])
    if low is None or high is None:
        return Estimate(value=value)
    # rounding must not put a value a hair outside its own interval
    return Estimate(value=value, low=max(min(low, value), bounds[0]), high=min(max(high, value), bounds[1]))
