"""Fit a model, whatever it is about, and write it as a learned file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from sentiment.train.corpus import Row
from sentiment.train.table import Table
from sentiment.weights import BIAS, NAMES, NOTHING

INVERSE_PENALTY = 0.1  # C; 0.05 to 0.3 do as well on data sets held out
LEAST = 0.02  # weights nearer to 0 than this are dropped
_ROUNDS, _TOLERANCE = 500, 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Examples:
    """What a column is learned from; a review may stand on both sides.

    Attributes:
        rows: numbers of reviews.
        true: 1 where the column holds of the review, 0 where not.
        weights: how much each counts.
    """

    rows: NDArray[np.int64]
    true: NDArray[np.int64]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """One learned file.

    Attributes:
        name: of the file.
        columns: how to choose the examples of each, by name.
    """

    name: str
    columns: Mapping[str, Callable[[Sequence[Row]], Examples]]


def _fit(features: Table, examples: Examples) -> NDArray[np.float64]:
    """Fit a logistic regression, L-BFGS from zero, so that there is no chance in it; the bias comes first."""
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=_ROUNDS, tol=_TOLERANCE)
    model.fit(features.met[examples.rows], examples.true, sample_weight=examples.weights)
    telling = np.where(np.abs(model.coef_[0]) >= LEAST, model.coef_[0], 0.0)
    return np.round(np.concatenate([model.intercept_, telling]), 2)


def _cell(weight: float) -> str:
    return f"{weight:.2f}" if weight else NOTHING


def written(columns: Sequence[str], names: Sequence[str], fitted: NDArray[np.float64]) -> bytes:
    """Write a learned file: a line for the bias, then one for each name that weighs in any column.

    ``fitted`` has a row a column, the bias before the weights of ``names``.
    """
    lines = ["\t".join((NAMES, *columns))]
    for name, weights in zip((BIAS, *names), fitted.T, strict=True):
        if name == BIAS or weights.any():
            lines.append("\t".join((name, *map(_cell, weights))))
    return ("\n".join(lines) + "\n").encode()


def learn(model: Model, found: Sequence[Row], features: Table) -> bytes:
    """Fit every column of a model and give its file, sorted by n-gram."""
    fitted = np.array([_fit(features, choose(found)) for choose in model.columns.values()])
    return written(tuple(model.columns), features.names, fitted)
