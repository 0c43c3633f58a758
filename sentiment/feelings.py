"""What an analyser of tone is told of a text, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.clauses import Clause
from sentiment.cues import Match, about
from sentiment.reading import Sentiment
from sentiment.weights import Term

DENIED = -0.5  # "pas très bon" is milder than « mauvais »


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A text, with what the cues say of it.

    Attributes:
        text: as it was written.
        language: ISO 639-1.
        clauses: of the text, in order.
        matches: the cues met in the clauses.
        first: numbers of the clauses that speak of the first moment, in order; empty when unspoken.
        last: those that speak of the last moment.
    """

    text: str
    language: str
    clauses: Sequence[Clause]
    matches: Sequence[Match]
    first: Sequence[int] = ()
    last: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tone:
    """A feeling.

    Attributes:
        value: −1…1, the probability of a good feeling less that of a bad one.
        label: its name.
        probability: confidence in the label, 0…1.
    """

    value: float
    label: Sentiment
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """A feeling and what shows it.

    Attributes:
        tone: the feeling.
        shown: spans that show it; each weight is log-odds of a good feeling.
    """

    tone: Tone
    shown: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feelings:
    """How a text feels.

    Attributes:
        whole: the text as a whole.
        clauses: each clause, in order.
        first: about the first moment, None when unspoken.
        last: about the last moment, None when unspoken.
    """

    whole: Felt
    clauses: tuple[Felt, ...]
    first: Felt | None
    last: Felt | None

    @property
    def peak(self) -> Felt | None:
        """Return the strongest clause, the earliest of equals; None for a text without one."""
        return max(self.clauses, key=lambda felt: abs(felt.tone.value), default=None)


def named(value: float, neutral: float) -> Sentiment:
    """Name a tone; up to ``neutral`` either way it is neutral."""
    if abs(value) <= neutral:
        return Sentiment.NEU
    return Sentiment.POS if value > 0 else Sentiment.NEG


def cue_terms(matches: Sequence[Match], share: float = 1.0) -> list[Term]:
    """Weigh the hand-written cues of feeling, each once: for ``pos`` up, for ``neg`` down, denied DENIED times that."""
    return [
        Term(match.cue, match.start, match.end, share * _valence(match)) for match in about(matches, "tone")
    ]


def _valence(match: Match) -> float:
    signed = match.weight if match.value == "pos" else -match.weight
    return DENIED * signed if match.negated else signed


def by_clause(matches: Sequence[Match]) -> dict[int, list[Match]]:
    """Sort cues by the number of their clause; a clause without any has no entry."""
    spoken: dict[int, list[Match]] = {}
    for match in matches:
        spoken.setdefault(match.clause, []).append(match)
    return spoken
