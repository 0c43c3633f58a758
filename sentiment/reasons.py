"""Find why a moment went well or badly."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.cues import Match, about
from sentiment.reading import Reason

BIAS = -1.0  # log-odds of a reason before any word is read: one cue of weight 1 makes it even


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """The reasons a text gives.

    Attributes:
        reasons: in the order of the enumeration, without repeats.
        matches: the words that give them.
    """

    reasons: tuple[Reason, ...]
    matches: tuple[Match, ...]


def reasoned(matches: Sequence[Match]) -> Reasoned:
    """Find the reasons that are likelier than not: BIAS plus the weights of their words is not negative."""
    spoken = [match for match in about(matches, "reason") if not match.negated]
    weights = dict.fromkeys(Reason, BIAS)
    for match in spoken:
        weights[Reason(match.value)] += match.weight
    reasons = tuple(reason for reason in Reason if weights[reason] >= 0)
    return Reasoned(reasons=reasons, matches=tuple(match for match in spoken if match.value in reasons))
