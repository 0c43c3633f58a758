"""Whether a probability means what it says, and what shows at a threshold holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.measures import Measured, wilson
from sentiment.reading import Moment
from sentiment.scores import Case
from sentiment.sureness import SURE_DEPARTURE
from sentiment.sureness import sure as is_sure

BINS = 10
THRESHOLDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Judgements of like probability.

    Attributes:
        low: from this probability.
        high: up to this one, the last bin including 1.
        said: mean of the probabilities given.
        held: share that was right.
        n: how many.
    """

    low: float
    high: float
    said: float
    held: float
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """A reliability table.

    Attributes:
        error: expected calibration error, 0…1: mean of |said − held| over the bins, weighted by n.
        bins: those that hold a judgement.
    """

    error: float
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What holds of departures, and of moments, from a probability on.

    Attributes:
        threshold: the probability; of the departure, where a moment is shown as sure from another one on.
        departures: share of those shown in which the customer does leave.
        moments: share of those shown under a moment, likely enough too, whose moment people saw as well.
        words: share of the latter in which words quoted for the moment overlap those that people quoted.
    """

    threshold: float
    departures: Measured
    moments: Measured
    words: Measured


def reliability(judgements: Sequence[tuple[float, bool]]) -> Reliability:
    """Sort judgements (probability, whether it held) into ten bins of equal width."""
    sorted_in: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for said, held in judgements:
        sorted_in[min(int(said * BINS), BINS - 1)].append((said, held))
    bins = tuple(_bin(index, inside) for index, inside in enumerate(sorted_in) if inside)
    error = sum(one.n * abs(one.said - one.held) for one in bins) / max(1, len(judgements))
    return Reliability(error=error, bins=bins)


def _bin(index: int, inside: Sequence[tuple[float, bool]]) -> Bin:
    n = len(inside)
    return Bin(
        low=index / BINS,
        high=(index + 1) / BINS,
        said=sum(said for said, _ in inside) / n,
        held=sum(held for _, held in inside) / n,
        n=n,
    )


def departures(cases: Sequence[Case]) -> Reliability:
    """Hold the probability of a departure against people."""
    return reliability([(case.reading.departure_probability, case.label.departs) for case in cases])


def moments(cases: Sequence[Case]) -> Reliability:
    """Hold the probability of the moment, unclear included, against people; over all texts."""
    return reliability(
        [(case.reading.moment_probability, case.reading.moment is case.label.moment) for case in cases]
    )


def shown(cases: Sequence[Case], threshold: float) -> Shown:
    """Measure what holds of the departures, and of their moments, read with a probability of at least the threshold."""
    left = [case for case in cases if case.reading.departure]
    up = [case for case in left if case.reading.departure_probability >= threshold]
    stated = [case for case in up if case.reading.moment_probability >= threshold]
    return _held(threshold, up, stated)


def sure(cases: Sequence[Case]) -> Shown:
    """Measure what holds of the departures that are shown as sure."""
    up = [case for case in cases if case.reading.departure and is_sure(case.reading)]
    return _held(SURE_DEPARTURE, up, up)


def _held(threshold: float, up: Sequence[Case], likely: Sequence[Case]) -> Shown:
    stated = [case for case in likely if case.reading.moment is not Moment.UNCLEAR]
    agreed = [case for case in stated if case.label.departs and case.reading.moment is case.label.moment]
    return Shown(
        threshold=threshold,
        departures=wilson(sum(case.label.departs for case in up), len(up)),
        moments=wilson(len(agreed), len(stated)),
        words=wilson(sum(map(_overlaps, agreed)), len(agreed)),
    )


def _overlaps(case: Case) -> bool:
    start = case.label.text.find(case.label.evidence)
    end = start + len(case.label.evidence)
    told = {f"moment:{case.reading.moment}", f"{case.reading.moment}:neg", f"{case.reading.moment}:pos"}
    spans = (span for span in case.reading.evidence if span.judgement in told)
    return any(span.start < end and start < span.end for span in spans)
