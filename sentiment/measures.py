"""Measures of agreement between people and the program, with their 95 % intervals."""

import math
import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

# A judgement as a set of names: {"last"}, {"departure"} or nothing, any number of reasons.
Names = frozenset[str]
Pair = tuple[Names, Names]  # what people said, what the program said
Counts = Counter[Pair]
Statistic = Callable[[Counts], float]

EVERY = "all"  # languages together
Z = 1.96  # of 95 %
DRAWS = 1000  # resamples of a bootstrap; the seed is fixed, so that the same readings give the same interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A value with its 95 % interval; all zero over nothing.

    Attributes:
        value: 0…1.
        low: lower end.
        high: upper end.
        n: how many judgements it was measured on.
    """

    value: float
    low: float
    high: float
    n: int


def named(value: object) -> Names:
    """Return a judgement as a set of names; nothing for None, False and empty."""
    return frozenset({str(value)}) if value else frozenset()


def share(part: float, whole: float) -> float:
    """Return part of whole; of nothing, 0."""
    return part / whole if whole else 0.0


def _overlap(counts: Counts) -> tuple[int, int, int]:
    """Return how many names were said by both, by people, by the program."""
    both = sum(n * len(label & read) for (label, read), n in counts.items())
    people = sum(n * len(label) for (label, _), n in counts.items())
    program = sum(n * len(read) for (_, read), n in counts.items())
    return both, people, program


def precision(counts: Counts) -> float:
    """Return the share of the program's names that people gave too."""
    both, _, program = _overlap(counts)
    return share(both, program)


def recall(counts: Counts) -> float:
    """Return the share of people's names that the program gave too."""
    both, people, _ = _overlap(counts)
    return share(both, people)


def f1(counts: Counts) -> float:
    """Return the harmonic mean of precision and recall, over all names together."""
    both, people, program = _overlap(counts)
    return share(2 * both, people + program)


def only(counts: Counts, name: str) -> Counts:
    """Keep one name of every judgement."""
    kept: Counts = Counter()
    for (label, read), n in counts.items():
        kept[label & {name}, read & {name}] += n
    return kept


def macro_f1(counts: Counts) -> float:
    """Return the mean of the F1 of each name that people gave."""
    names = sorted({name for label, _ in counts for name in label})
    return share(math.fsum(f1(only(counts, name)) for name in names), len(names))


def accuracy(counts: Counts) -> float:
    """Return the share of judgements that are the same."""
    return share(sum(n for (label, read), n in counts.items() if label == read), counts.total())


def wilson(hits: int, n: int) -> Measured:
    """Measure a share with Wilson's interval."""
    if not n:
        return Measured(value=0.0, low=0.0, high=0.0, n=0)
    p = hits / n
    middle = p + Z * Z / (2 * n)
    reach = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    scale = 1 + Z * Z / n
    return Measured(value=p, low=(middle - reach) / scale, high=(middle + reach) / scale, n=n)


def bootstrap(pairs: Sequence[Pair], statistic: Statistic, draws: int = DRAWS) -> Measured:
    """Measure a statistic with the interval of its values over resamples of the pairs."""
    if not pairs:
        return Measured(value=0.0, low=0.0, high=0.0, n=0)
    rng = random.Random(0)  # noqa: S311 — resampling, no secret
    drawn = sorted(statistic(Counter(rng.choices(pairs, k=len(pairs)))) for _ in range(draws))
    return Measured(
        value=statistic(Counter(pairs)),
        low=drawn[int(0.025 * draws)],
        high=drawn[int(0.975 * draws) - 1],
        n=len(pairs),
    )
