"""Find the cues in the clauses of a text, and settle which of them speak."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sentiment.clauses import Clause
from sentiment.lexicon import Lexicon


@dataclass(frozen=True, slots=True)
class Match:
    """A cue met in a text.

    Attributes:
        start: first code point in the original text.
        end: one past the last.
        clause: number of the clause it stands in.
        judgement: what it speaks for, as ``topic:value``.
        cue: the phrase as its file writes it.
        weight: log-odds it adds to the judgement.
        negated: a negation stands just before it.
        implied: the cue is about something else and says this as well.
    """

    start: int
    end: int
    clause: int
    judgement: str
    cue: str
    weight: float
    negated: bool
    implied: bool

    @property
    def topic(self) -> str:
        """Say what kind of judgement it is."""
        return self.judgement.partition(":")[0]

    @property
    def value(self) -> str:
        """Say which judgement it is for."""
        return self.judgement.partition(":")[2]


def _denied(clause: Clause, lexicon: Lexicon) -> set[int]:
    """List the words that a negation reaches: the next one and the one after ("pas très bon"), never past a comma."""
    reached = set()
    for _, _, end in lexicon.negations.find(clause.words):
        for at in range(end, min(end + 2, len(clause.words))):
            if clause.words[at].start - clause.words[at - 1].end > 1:
                break
            reached.add(at)
    return reached


def _met(clause: Clause, number: int, lexicon: Lexicon) -> list[Match]:
    denied = _denied(clause, lexicon)
    met = []
    for phrase, first, last in lexicon.phrases.find(clause.words):
        cue = lexicon.cues[phrase]
        start, end = clause.words[first].start, clause.words[last - 1].end
        negated = first in denied
        met.append(Match(start, end, number, cue.judgement, cue.phrase, cue.weight, negated, implied=False))
        for judgement, weight in cue.also:
            met.append(Match(start, end, number, judgement, cue.phrase, weight, negated, implied=True))
    return met


def _family(match: Match) -> str:
    return match.judgement if match.topic in {"reason", "channel"} else match.topic


def _rank(match: Match) -> tuple[bool, int, int, bool, float, str]:
    exception = match.value == "none"
    return (
        _second(match),
        match.start - match.end,
        match.start,
        not exception,
        -match.weight,
        match.cue,
    )


def _second(match: Match) -> bool:
    return match.implied and match.topic == "departure"


def _silenced(match: Match, others: Iterable[Match]) -> bool:
    overlapping = (other for other in others if match.start < other.end and other.start < match.end)
    return any(not (_second(match) and other.negated) for other in overlapping)


def _settled(met: Iterable[Match]) -> list[Match]:
    """Let the longest of overlapping phrases speak, so that an exception silences the word it contains.

    A departure that is only implied gives way to one that is said, unless that is denied: "cannot cancel" is about
    leaving all the same.
    """
    kept: dict[str, list[Match]] = {}
    for match in sorted(met, key=_rank):
        others = kept.setdefault(_family(match), [])
        if not _silenced(match, others):
            others.append(match)
    return [match for matches in kept.values() for match in matches]


def find(clauses: Sequence[Clause], lexicon: Lexicon) -> list[Match]:
    """Find what the cues say, in the order of the text."""
    return [
        match
        for number, clause in enumerate(clauses)
        for match in sorted(_settled(_met(clause, number, lexicon)), key=lambda match: match.start)
    ]


COUNTED = ("moment", "departure", "reason")  # topics of the cues that learned weights count


def counted(matches: Sequence[Match]) -> list[Match]:
    """Keep the cues that learned weights count, each once; a denied one says nothing."""
    spoken = (match for topic in COUNTED for match in about(matches, topic))
    return [match for match in spoken if match.weight and not match.negated]


def about(matches: Iterable[Match], topic: str) -> list[Match]:
    """Keep what speaks of a topic, each cue once: said twice is not twice as likely."""
    spoken: dict[tuple[str, str, bool], Match] = {}
    for match in matches:
        if match.topic == topic:
            spoken.setdefault((match.judgement, match.cue, match.negated), match)
    return list(spoken.values())
