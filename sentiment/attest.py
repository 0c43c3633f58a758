"""Gather the words that carry each judgement."""

from collections.abc import Iterable, Iterator

from sentiment.cues import Match
from sentiment.feelings import Felt
from sentiment.judgements import Judgements
from sentiment.reading import Evidence, Sentiment
from sentiment.weights import Term


def _said(match: Match) -> Evidence:
    return Evidence(
        start=match.start, end=match.end, judgement=match.judgement, cue=match.cue, weight=match.weight
    )


def _shown(judgement: str, terms: Iterable[Term]) -> Iterator[Evidence]:
    for cue, start, end, weight in terms:
        yield Evidence(start=start, end=end, judgement=judgement, cue=cue, weight=weight)


def _felt(name: str, felt: Felt | None) -> Iterator[Evidence]:
    """Yield a span a word or clause that shows a feeling; weights for a bad one are turned, to be its own log-odds."""
    if felt is None:
        return
    turn = -1.0 if felt.tone.label is Sentiment.NEG else 1.0
    for cue, start, end, weight in felt.shown:
        judgement = f"{name}:{felt.tone.label}"
        yield Evidence(start=start, end=end, judgement=judgement, cue=cue, weight=turn * weight)


def _all(found: Judgements) -> Iterator[Evidence]:
    yield from _shown(f"departure:{found.departed.kind}", found.departed.shown)
    yield from _shown(f"moment:{found.attributed.moment}", found.attributed.shown)
    for reason, term in found.reasoned.shown:
        yield from _shown(f"reason:{reason}", (term,))
    for judge in (found.reached, found.would_return, found.would_recommend):
        yield from map(_said, judge.matches)
    if found.feelings is not None:
        yield from _felt("tone", found.feelings.whole)
        yield from _felt("first", found.feelings.first)
        yield from _felt("last", found.feelings.last)


def attest(found: Judgements) -> tuple[Evidence, ...]:
    """List the evidence of every judgement that is not a default, sorted, without repeats."""
    return tuple(
        sorted(set(_all(found)), key=lambda one: (one.start, one.end, one.judgement, one.cue, one.weight))
    )
