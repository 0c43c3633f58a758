"""Which features each review of a corpus has, for the features that may be learned."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from sentiment.ngrams import features
from sentiment.train.corpus import Row
from sentiment.train.names import Names

MIN_REVIEWS = (
    15  # that have a feature; with fewer, tone is no better on data sets held out and the files grow by half
)
MIN_BRANDS = 5  # that have it: no brand is a cue


@dataclass(frozen=True, slots=True)
class Table:
    """Reviews by features.

    Attributes:
        met: one row a review, one column a name; 1 where the review has the feature.
        names: of the columns, sorted.
    """

    met: csr_matrix
    names: tuple[str, ...]


def _met(found: Sequence[Row], language: str) -> tuple[csr_matrix, dict[str, int]]:
    numbers: dict[str, int] = {}
    each = [
        sorted({numbers.setdefault(one.name, len(numbers)) for one in features(row.text, language)})
        for row in found
    ]
    bounds = np.cumsum([0, *map(len, each)])
    indices = np.fromiter(chain.from_iterable(each), np.int32, bounds[-1])
    met = csr_matrix((np.ones(len(indices)), indices, bounds), shape=(len(found), len(numbers)))
    return met, numbers


def _brands(found: Sequence[Row], met: csr_matrix) -> NDArray[np.int64]:
    """Count the brands that have each feature."""
    numbers = {brand: number for number, brand in enumerate(sorted({row.brand for row in found}))}
    where = [numbers[row.brand] for row in found]
    belongs = csr_matrix((np.ones(len(found)), (where, range(len(found)))), shape=(len(numbers), len(found)))
    return np.bincount((belongs @ met).indices, minlength=met.shape[1])


def table(found: Sequence[Row], language: str) -> Table:
    """Tabulate the features that MIN_REVIEWS reviews and MIN_BRANDS brands have and that hold no name."""
    met, numbers = _met(found, language)
    reviews, brands = np.bincount(met.indices, minlength=len(numbers)), _brands(found, met)
    common = (name for name, at in numbers.items() if reviews[at] >= MIN_REVIEWS and brands[at] >= MIN_BRANDS)
    names = Names(found)
    kept = tuple(sorted(name for name in common if not names.bar(name)))
    return Table(met[:, [numbers[name] for name in kept]], kept)
