"""What labelled reviews hold of the signs that judgements go by: slopes of cues, length, n-grams."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, diags, hstack
from sklearn.linear_model import LogisticRegression

from sentiment.heard import hear
from sentiment.slopes import LENGTH, reach, slopes
from sentiment.train.corpus import Row
from sentiment.train.models import LEAST
from sentiment.train.table import Table

MIN_LABELLED = 6  # labelled reviews that have a feature
# A sign counted larger is penalised less: a cue written by hand is trusted more than where it stands, and than an n-gram.
CUES, PLACES, GRAMS = 1.0, 0.5, 0.35
OWN = 6.0  # a cue of the very judgement that is learned
UNSURE = 0.5  # what a label counts for that its reader was not sure of
_ROUNDS, _TOLERANCE = 500, 1e-4


Fitted = tuple[NDArray[np.float64], NDArray[np.float64]]  # biases and weights, a row a class


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The reviews that people labelled, by what they hold.

    Attributes:
        rows: the reviews.
        met: a row a review, a column a name; as the reading counts it.
        names: of the columns.
        scales: of the columns.
    """

    rows: tuple[Row, ...]
    met: csr_matrix
    names: tuple[str, ...]
    scales: NDArray[np.float64]

    @property
    def counts(self) -> NDArray[np.float64]:
        """Return what each label counts for."""
        return np.array([1.0 if row.sure else UNSURE for row in self.rows])


def _signs(text: str, language: str) -> Mapping[str, float]:
    """Sum the weights of the cues by slope, as the reading does, and give the length."""
    signs: dict[str, float] = defaultdict(float)
    for match in hear(text, language).counted:
        for name in slopes(match, len(text)):
            signs[name] += match.weight
    signs[LENGTH] = reach(text)
    return signs


def _tabulated(found: Sequence[Mapping[str, float]]) -> tuple[csr_matrix, list[str]]:
    seen = Counter(name for one in found for name in one)
    names = sorted(name for name, n in seen.items() if n >= MIN_LABELLED)
    return csr_matrix([[one.get(name, 0.0) for name in names] for one in found]), names


def _scale(name: str) -> float:
    return CUES if ":" in name and " " not in name else PLACES


def judged(language: str, found: Sequence[Row], features: Table) -> Judged:
    """Tabulate the reviews that are labelled."""
    rows = [at for at, row in enumerate(found) if row.moment]
    cues, names = _tabulated([_signs(found[at].text, language) for at in rows])
    grams = features.met[rows]
    kept = np.flatnonzero(np.bincount(grams.indices, minlength=grams.shape[1]) >= MIN_LABELLED)
    return Judged(
        rows=tuple(found[at] for at in rows),
        met=hstack([cues, grams[:, kept]]).tocsr(),
        names=(*names, *(features.names[at] for at in kept)),
        scales=np.array([*map(_scale, names), *[GRAMS] * len(kept)]),
    )


def fitted(
    data: Judged,
    rows: NDArray[np.int64],
    labels: NDArray[np.str_] | NDArray[np.bool_],
    penalty: float,
    own: str = "",
) -> Fitted:
    """Fit a logistic regression to the labels of some rows, L-BFGS from zero, so that there is no chance in it.

    ``penalty`` is C, its inverse; ``own`` names the cue of the very judgement. Returns the bias and the weights, a row a
    class of more than two, as they stand before any scale.
    """
    scales = np.array(
        [OWN if name == own else scale for name, scale in zip(data.names, data.scales, strict=True)]
    )
    model = LogisticRegression(C=penalty, max_iter=_ROUNDS, tol=_TOLERANCE)
    model.fit((data.met[rows] @ diags(scales)).tocsr(), labels, sample_weight=data.counts[rows])
    return model.intercept_, model.coef_ * scales


def rounded(bias: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Join biases and weights, a row a column of the file; weights too small to tell are dropped."""
    telling = np.where(np.abs(weights) >= LEAST, weights, 0.0)
    return np.round(np.column_stack([bias, telling]), 2)
