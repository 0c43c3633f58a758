"""From whom the tone is learned: stars, and people's labels where there are any."""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sentiment.train.corpus import Row
from sentiment.train.models import Examples

# Chosen by the polarity of reviews in data sets held out.
LABEL_WEIGHT = 4.0  # a person's label against a star
THREE_STARS = 0.15  # weight of three stars
THREE_BAD = 0.7  # share of them that is bad
DATASET_POWER = 0.2  # a review in a data set of n weighs n ** -0.2
CLASS_POWER = 0.5  # half way to equal weights of good and bad
_LIKED = 4  # stars of a review that feels good


def _stars(found: Sequence[Row], chosen: Sequence[int]) -> NDArray[np.float64]:
    """Weigh starred reviews so that no large data set, and no side, drowns the others; 1 on average."""
    sizes = Counter(found[at].dataset for at in chosen)
    weights = np.array([sizes[found[at].dataset] ** -DATASET_POWER for at in chosen])
    liked = np.array([found[at].stars >= _LIKED for at in chosen])
    share = np.average(liked, weights=weights)
    weights *= np.where(liked, (0.5 / share) ** CLASS_POWER, (0.5 / (1 - share)) ** CLASS_POWER)
    return np.asarray(weights / weights.mean(), np.float64)


def _unsettled(at: int, row: Row) -> Iterator[tuple[int, int, float]]:
    """Yield what stars of one side do not tell: people's labels, and three stars, on both sides if need be."""
    if row.sentiment in {"pos", "neg"}:
        yield at, int(row.sentiment == "pos"), LABEL_WEIGHT
    elif row.sentiment:
        yield at, 1, LABEL_WEIGHT / 2
        yield at, 0, LABEL_WEIGHT / 2
    elif row.stars == 3:  # noqa: PLR2004 — the star in the middle
        yield at, 1, THREE_STARS * (1 - THREE_BAD)
        yield at, 0, THREE_STARS * THREE_BAD


def good(found: Sequence[Row]) -> Examples:
    """Choose what a good feeling is learned from; a person's label wins over the stars."""
    starred = [at for at, row in enumerate(found) if not row.sentiment and row.stars in {1, 2, 4, 5}]
    examples = [
        *(
            (at, int(found[at].stars >= _LIKED), weight)
            for at, weight in zip(starred, _stars(found, starred), strict=True)
        ),
        *(example for at, row in enumerate(found) for example in _unsettled(at, row)),
    ]
    rows, true, weights = zip(*examples, strict=True)
    return Examples(rows=np.array(rows), true=np.array(true), weights=np.array(weights))
