"""Tell whether a text mentions a departure or a cancellation, and which kind."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.cues import Match, about
from sentiment.reading import LAST_KINDNESSES, LAST_OBSTACLES, Departure, Reason

BIAS = -1.5  # log-odds of a departure in a review without any cue
FITS = 0.5  # a kind fits when its heaviest word weighs at least this share of the heaviest of all


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """The judgement on departure.

    Attributes:
        kind: None when the text mentions none.
        probability: that it mentions one, 0…1: the logistic of BIAS plus the weights of ``matches``.
        matches: the words that count, of all kinds.
    """

    kind: Departure | None
    probability: float
    matches: tuple[Match, ...]


def logistic(log_odds: float) -> float:
    """Turn log-odds into a probability, 0…1."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, log_odds))))


def _kind(matches: Sequence[Match]) -> Departure | None:
    weights: dict[str, float] = defaultdict(float)
    for match in matches:
        weights[match.value] = max(weights[match.value], match.weight)
    heaviest = max((weights[kind] for kind in Departure), default=0.0)
    if heaviest <= 0:
        return None
    return next(kind for kind in Departure if weights[kind] >= FITS * heaviest)


def departed(matches: Sequence[Match]) -> Departed:
    """Judge the departure; of several kinds that fit, the nearest to the end of the relation."""
    counted = tuple(match for match in about(matches, "departure") if match.weight and not match.negated)
    probability = logistic(BIAS + sum(match.weight for match in counted))
    kind = _kind(counted) if probability >= 0.5 else None  # noqa: PLR2004 — likelier than not
    return Departed(kind=kind, probability=probability, matches=counted)


# Nobody answering is told of any moment; the other reasons of the last moment need someone who leaves.
_OF_LEAVING = frozenset(
    f"reason:{reason}" for reason in (LAST_OBSTACLES | LAST_KINDNESSES) - {Reason.NO_ANSWER}
)


def coherent(matches: Sequence[Match], *, left: bool) -> list[Match]:
    """Drop what speaks of the last moment when nobody leaves: a claim paid late is no farewell."""
    silenced = frozenset() if left else _OF_LEAVING | {"moment:last"}
    return [match for match in matches if match.judgement not in silenced]
