"""Find whether the writer would come back, and would recommend."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.cues import Match, about


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What the writer says they would do.

    Attributes:
        answer: None when unsaid, or when yes and no weigh the same.
        matches: the words that say so.
    """

    answer: bool | None
    matches: tuple[Match, ...]


def answered(matches: Sequence[Match], topic: str) -> Answered:
    """Weigh yes against no on a topic, ``would_return`` or ``would_recommend``."""
    spoken = [match for match in about(matches, topic) if not match.negated and match.weight]
    balance = sum(match.weight if match.value == "yes" else -match.weight for match in spoken)
    answer = balance > 0 if balance else None
    told = tuple(
        match for match in spoken if answer is not None and match.value == ("yes" if answer else "no")
    )
    return Answered(answer=answer, matches=told)
