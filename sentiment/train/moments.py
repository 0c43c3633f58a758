"""From whom the moments are learned: people's labels, with the cues of today beside the n-grams."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from sentiment.departures import coherent, departed
from sentiment.heard import heard
from sentiment.slopes import counted, slope
from sentiment.train.corpus import Row
from sentiment.train.models import LEAST, written
from sentiment.train.table import Table

# All chosen over 3,000 labelled reviews whose brands were held out; the measures are flat around them.
MIN_LABELLED = 4  # labelled reviews that have a feature
INVERSE_PENALTY = 0.05  # C
# A feature counted larger is penalised less: a cue written by hand is trusted more than an n-gram.
CUES = {"moment": 2.0, "departure": 1.0, "reason": 1.0}
GRAMS = 0.5
# Added to the bias of each moment: somewhat more firsts and lasts are found, at no loss of accuracy.
INCLINED = {"first": 0.5, "last": 0.3}
TEMPER = 0.75  # times all log-odds, so that probabilities are neither too sure nor too shy
_MOMENTS = ("first", "last", "unclear")
_ROUNDS, _TOLERANCE = 500, 1e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The reviews whose moment people judged, by what they hold.

    Attributes:
        rows: the reviews.
        met: a row a review, a column a name; scaled by CUES and GRAMS.
        names: of the columns: slopes of cues, then n-grams.
        scales: of the columns.
    """

    rows: tuple[Row, ...]
    met: csr_matrix
    names: tuple[str, ...]
    scales: NDArray[np.float64]


def _cues(text: str, language: str) -> dict[str, float]:
    """Sum the weights of the cues of each judgement, as the reading does."""
    _, matches = heard(text, language)
    sums: dict[str, float] = defaultdict(float)
    for match in counted(coherent(matches, left=departed(matches).kind is not None)):
        sums[match.judgement] += match.weight
    return sums


def _tabulated(sums: Sequence[dict[str, float]]) -> tuple[csr_matrix, list[str]]:
    seen = Counter(judgement for one in sums for judgement in one)
    names = sorted(judgement for judgement, n in seen.items() if n >= MIN_LABELLED)
    return csr_matrix([[one.get(judgement, 0.0) for judgement in names] for one in sums]), names


def judgements(language: str, found: Sequence[Row], features: Table) -> Judged:
    """Tabulate the reviews whose moment is labelled: the sums of their cues and the n-grams that are not too rare."""
    rows = [at for at, row in enumerate(found) if row.moment]
    cues, judged = _tabulated([_cues(found[at].text, language) for at in rows])
    grams = features.met[rows]
    kept = np.flatnonzero(np.bincount(grams.indices, minlength=grams.shape[1]) >= MIN_LABELLED)
    scales = np.array([CUES[judgement.partition(":")[0]] for judgement in judged] + [GRAMS] * len(kept))
    return Judged(
        rows=tuple(found[at] for at in rows),
        met=hstack([cues, grams[:, kept]]).multiply(scales).tocsr(),
        names=(*map(slope, judged), *(features.names[at] for at in kept)),
        scales=scales,
    )


def _fit(judged: Judged, rows: NDArray[np.int64], labels: NDArray[np.str_]) -> LogisticRegression:
    """Fit a logistic regression, L-BFGS from zero, so that there is no chance in it."""
    model = LogisticRegression(C=INVERSE_PENALTY, max_iter=_ROUNDS, tol=_TOLERANCE)
    return model.fit(judged.met[rows], labels)


def _rounded(bias: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    telling = np.where(np.abs(weights) >= LEAST, weights, 0.0)
    return np.round(np.column_stack([bias, telling]), 2)


def moment(judged: Judged) -> bytes:
    """Learn from departures the log-odds of each moment against "unclear".

    Raises:
        ValueError: the labels do not hold departures of all three.
    """
    rows = np.array([at for at, row in enumerate(judged.rows) if row.departs])
    labels = np.array([judged.rows[at].moment for at in rows])
    if set(labels) != set(_MOMENTS):
        raise ValueError(
            f"departures are labelled {', '.join(sorted(set(labels)))} only; label some of all of {', '.join(_MOMENTS)}"
        )
    model = _fit(judged, rows, labels)
    bias = (model.intercept_[:2] - model.intercept_[2] + list(INCLINED.values())) * TEMPER
    weights = (model.coef_[:2] - model.coef_[2]) * judged.scales * TEMPER
    return written(_MOMENTS[:2], judged.names, _rounded(bias, weights))


def spoken(judged: Judged) -> bytes:
    """Learn from all reviews, departures or not, the log-odds that each moment is spoken of.

    Raises:
        ValueError: one is spoken of in all of them or in none.
    """
    every = np.arange(len(judged.rows))
    models = [
        _fit(judged, every, np.array([name in row.spoken for row in judged.rows])) for name in _MOMENTS[:2]
    ]
    bias = np.concatenate([model.intercept_ for model in models])
    weights = np.concatenate([model.coef_ for model in models]) * judged.scales
    return written(_MOMENTS[:2], judged.names, _rounded(bias, weights))
