"""Weigh a text by a learned column: its n-grams, and its hand-written cues by a slope for each judgement."""

from collections.abc import Iterable, Sequence

from sentiment.cues import Match, about
from sentiment.ngrams import Feature
from sentiment.terms import Weighing, once
from sentiment.weights import Term, Weights

TOPICS = ("moment", "departure", "reason")  # of the cues that speak about moments


def slope(judgement: str) -> str:
    """Name the line of a judgement's slope in a learned file; no n-gram: a bracket is a break."""
    return f"({judgement})"


def counted(matches: Sequence[Match]) -> list[Match]:
    """Keep the cues that have a slope, each once; a denied one says nothing."""
    spoken = (match for topic in TOPICS for match in about(matches, topic))
    return [match for match in spoken if match.weight and not match.negated]


def weighed(column: Weights, found: Iterable[Feature], matches: Sequence[Match]) -> Weighing:
    """Sum the n-grams of a text and its cues, each cue's weight times the slope of its judgement."""
    slopes = column.grams
    cues = (
        Term(match.cue, match.start, match.end, match.weight * slopes.get(slope(match.judgement), 0.0))
        for match in counted(matches)
    )
    return Weighing(
        bias=column.bias, terms=(*(cue for cue in cues if cue.weight), *once(column.among(found)))
    )
