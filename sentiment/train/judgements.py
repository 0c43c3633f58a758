"""From whom departures, moments and reasons are learned: people's labels, with the cues of today beside the n-grams."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from sentiment.departures import DEPARTS
from sentiment.reading import Departure, Moment, Reason
from sentiment.slopes import slope
from sentiment.train.judged import Fitted, Judged, fitted, rounded
from sentiment.train.models import written

# All chosen over labelled reviews whose brands were held out; the measures are flat around them.
DEPARTURE_C, KIND_C, MOMENT_C, SPOKEN_C, REASON_C = 0.1, 0.1, 0.05, 0.05, 0.15
# Added to the bias of a departure: our labels hold fewer departures than what people search for. With it, half likely is where
# F1 is best, and the calibration error over the labelled reviews that were searched for stays at 0.06.
SOUGHT = 0.4
# Added to the bias of each moment: somewhat more firsts and lasts are found, at no loss of accuracy.
INCLINED = {"first": 0.5, "last": 0.3}
TEMPER = 0.75  # times all log-odds of moments, so that probabilities are neither too sure nor too shy
GIVEN = 1.2  # added to the bias of a reason: found where it is somewhat likely, which balances what is missed and what is wrong
MIN_GIVEN = 30  # labelled reviews that give a reason; one with fewer goes by its cues
_MOMENTS = (Moment.FIRST, Moment.LAST)


def _departures(data: Judged) -> NDArray[np.int64]:
    return np.array([at for at, row in enumerate(data.rows) if row.departs])


def _every(data: Judged) -> NDArray[np.int64]:
    return np.arange(len(data.rows))


def _written(names: Sequence[str], data: Judged, models: Sequence[Fitted]) -> bytes:
    biases, weights = zip(*models, strict=True)
    return written(names, data.names, rounded(np.concatenate(biases), np.vstack(weights)))


def departure(data: Judged) -> bytes:
    """Learn the log-odds of a departure from all reviews, and of each kind from departures.

    Raises:
        ValueError: the labels hold no departure, or nothing else.
    """
    left = _departures(data)
    if not 0 < len(left) < len(data.rows):
        raise ValueError(
            f"{len(left)} of {len(data.rows)} labels are departures; label some reviews of either sort"
        )
    kinds = np.array([data.rows[at].kind for at in left])
    names = [kind for kind in Departure if MIN_GIVEN <= np.count_nonzero(kinds == kind) < len(kinds)]
    bias, weights = fitted(data, _every(data), np.array([row.departs for row in data.rows]), DEPARTURE_C)
    models = [(bias + SOUGHT, weights), *(fitted(data, left, kinds == kind, KIND_C) for kind in names)]
    return _written((DEPARTS, *names), data, models)


def moment(data: Judged) -> bytes:
    """Learn from departures the log-odds of each moment against "unclear".

    Raises:
        ValueError: the labels do not hold departures of all three.
    """
    left = _departures(data)
    labels = np.array([data.rows[at].moment for at in left])
    if set(labels) != set(Moment):
        raise ValueError(
            f"departures are labelled {', '.join(sorted(set(labels)))} only; label some of all of {', '.join(Moment)}"
        )
    bias, weights = fitted(data, left, labels, MOMENT_C)
    against = (bias[:2] - bias[2] + list(INCLINED.values())) * TEMPER, (weights[:2] - weights[2]) * TEMPER
    return written(_MOMENTS, data.names, rounded(*against))


def spoken(data: Judged) -> bytes:
    """Learn from all reviews, departures or not, the log-odds that each moment is spoken of.

    Raises:
        ValueError: one is spoken of in all of them or in none.
    """
    models = [
        fitted(data, _every(data), np.array([moment in row.spoken for row in data.rows]), SPOKEN_C)
        for moment in _MOMENTS
    ]
    return _written(_MOMENTS, data, models)


def reason(data: Judged) -> bytes:
    """Learn the log-odds of each reason that MIN_GIVEN reviews give; its own cues are trusted most.

    Raises:
        ValueError: no reason has as many.
    """
    given = Counter(name for row in data.rows for name in row.reasons)
    names = [name for name in Reason if given[name] >= MIN_GIVEN]
    if not names:
        raise ValueError(f"no reason is given by {MIN_GIVEN} labelled reviews; label more")
    models = [
        fitted(
            data,
            _every(data),
            np.array([name in row.reasons for row in data.rows]),
            REASON_C,
            slope(f"reason:{name}"),
        )
        for name in names
    ]
    return _written(names, data, [(bias + GIVEN, weights) for bias, weights in models])
