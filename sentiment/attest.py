"""Gather the words that carry each judgement."""

from collections.abc import Iterator

from sentiment.cues import Match
from sentiment.judgements import Judgements
from sentiment.reading import Evidence, Moment, Sentiment
from sentiment.tone import Felt


def _said(match: Match) -> Evidence:
    return Evidence(
        start=match.start, end=match.end, judgement=match.judgement, cue=match.cue, weight=match.weight
    )


def _felt(name: str, felt: Felt) -> Iterator[Evidence]:
    """Yield a span a clause: a moment is told in clauses that may lie apart."""
    for clause in felt.clauses:
        yield Evidence(
            start=clause.start,
            end=clause.end,
            judgement=f"{name}:{felt.tone.label}",
            cue="clause tone",
            weight=felt.tone.value,
        )


def _strongest(found: Judgements) -> Felt | None:
    """Return the clause that best shows the tone of the whole."""
    if found.tone is None or found.tone.label is Sentiment.NEU:
        return None
    alike = [felt for felt in found.felt if felt.tone.label is found.tone.label]
    return max(alike, key=lambda felt: abs(felt.tone.value), default=None)


def _all(found: Judgements) -> Iterator[Evidence]:
    if found.departed.kind is not None:
        yield from map(_said, found.departed.matches)
    if found.attributed.moment is not Moment.UNCLEAR:
        about = found.attributed
        yield from (_said(match) for match in about.matches if match.value == about.moment)
    for judge in (found.reasoned, found.reached, found.would_return, found.would_recommend):
        yield from map(_said, judge.matches)
    for name, felt in (("tone", _strongest(found)), ("first", found.first), ("last", found.last)):
        if felt is not None:
            yield from _felt(name, felt)


def attest(found: Judgements) -> tuple[Evidence, ...]:
    """List the evidence of every judgement that is not a default, sorted, without repeats."""
    return tuple(
        sorted(set(_all(found)), key=lambda one: (one.start, one.end, one.judgement, one.cue, one.weight))
    )
