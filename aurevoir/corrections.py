"""Let what a person says of a review win over what the program read. Pure."""

from dataclasses import replace

from aurevoir.correction import Correction, Feeling
from sentiment.reading import (
    LAST_KINDNESSES,
    LAST_OBSTACLES,
    Departure,
    Evidence,
    Moment,
    Reading,
    Reason,
    Sentiment,
)

CLEAR = 0.1  # a tone about a moment up to here, either way, is mixed
STRENGTH = 0.8  # the tone that a person's "neg" or "pos" stands for: clear, and not the loudest there is
# Nobody answering is told of any moment; the other reasons of the last moment need someone who leaves.
OF_LEAVING = (LAST_OBSTACLES | LAST_KINDNESSES) - {Reason.NO_ANSWER}


def corrected(reading: Reading, correction: Correction) -> Reading:
    """Let a person's judgements win over the program's, and the rest follow.

    A corrected judgement is certain: its probability is 1.0 (that of a departure 0.0, where the person says there is none).
    A tone that the program already gave that name keeps its number, finer than a name; another becomes −0.8, 0.0 or 0.8,
    and with it the peak and the end fall silent, resting on a tone that was overruled. A moment chosen is a moment spoken
    of: without a tone of its own it takes that of the whole. A moment of which nothing is said is not the one judged.
    Where nobody leaves, nothing is said of the last moment. Evidence that speaks against the person is dropped.
    """
    told = _departed(reading, correction)
    told = _felt(told, correction)
    told = _attributed(told, correction)
    if correction.reasons is not None:
        told = replace(told, reasons=correction.reasons)
    told = replace(told, leaning=_leaning(told))
    return replace(told, evidence=_evidence(reading, told, correction))


def feeling(tone: float | None) -> Feeling:
    """Name a tone about a moment."""
    if tone is None:
        return Feeling.NONE
    if abs(tone) <= CLEAR:
        return Feeling.MIXED
    return Feeling.POS if tone > 0 else Feeling.NEG


def _departed(reading: Reading, correction: Correction) -> Reading:
    if correction.kind is None:
        return reading
    if not correction.stays:
        return replace(reading, departure=Departure(correction.kind), departure_probability=1.0)
    reasons = tuple(reason for reason in reading.reasons if reason not in OF_LEAVING)
    return replace(reading, departure=None, departure_probability=0.0, last=None, reasons=reasons)


def _felt(reading: Reading, correction: Correction) -> Reading:
    reading = replace(
        reading, first=_about(reading.first, correction.first), last=_about(reading.last, correction.last)
    )
    if correction.tone is None:
        return reading
    if correction.tone is reading.sentiment:
        return replace(reading, sentiment_probability=1.0)
    tone = {Sentiment.NEG: -STRENGTH, Sentiment.NEU: 0.0, Sentiment.POS: STRENGTH}[correction.tone]
    return replace(
        reading, tone=tone, sentiment=correction.tone, sentiment_probability=1.0, peak=None, end=None
    )


def _about(tone: float | None, said: Feeling | None) -> float | None:
    if said is None or said is feeling(tone):
        return tone
    return {Feeling.NEG: -STRENGTH, Feeling.POS: STRENGTH, Feeling.MIXED: 0.0, Feeling.NONE: None}[said]


def _attributed(reading: Reading, correction: Correction) -> Reading:
    if correction.moment is None:
        unspoken = {
            Moment.FIRST: correction.first is Feeling.NONE,
            Moment.LAST: correction.last is Feeling.NONE or (correction.stays and reading.last is None),
        }
        if not unspoken.get(reading.moment, False):
            return reading
        return replace(reading, moment=_other(reading), moment_probability=1.0)
    reading = replace(reading, moment=correction.moment, moment_probability=1.0)
    if reading.moment is Moment.FIRST and reading.first is None:
        return replace(reading, first=reading.tone)
    if reading.moment is Moment.LAST and reading.last is None:
        return replace(reading, last=reading.tone)
    return reading


def _other(reading: Reading) -> Moment:
    other, tone = (
        (Moment.LAST, reading.last) if reading.moment is Moment.FIRST else (Moment.FIRST, reading.first)
    )
    return Moment.UNCLEAR if tone is None else other


def _leaning(reading: Reading) -> Moment | None:
    if reading.departure is None:
        return None
    if reading.moment is not Moment.UNCLEAR:
        return reading.moment
    only_first = reading.first is not None and reading.last is None
    return reading.leaning or (Moment.FIRST if only_first else Moment.LAST)


def _evidence(before: Reading, after: Reading, correction: Correction) -> tuple[Evidence, ...]:
    """Keep the evidence of what nobody touched, and of what the person says too."""
    was, now, said = _judgements(before), _judgements(after), _said(correction)
    overruled = {name for name in now if name in said or was[name] != now[name]}
    return tuple(
        span
        for span in before.evidence
        if (name := span.judgement.partition(":")[0]) not in overruled or span.judgement in now[name]
    )


def _judgements(reading: Reading) -> dict[str, set[str]]:
    return {
        "departure": {f"departure:{reading.departure}"},
        "moment": {f"moment:{reading.moment}"},
        "tone": {f"tone:{reading.sentiment}"},
        "first": {f"first:{_as_evidence(reading.first)}"},
        "last": {f"last:{_as_evidence(reading.last)}"},
        "reason": {f"reason:{reason}" for reason in reading.reasons},
    }


def _as_evidence(tone: float | None) -> str:
    """Name a tone as evidence does, where what is mixed is called neutral."""
    named = feeling(tone)
    return Sentiment.NEU if named is Feeling.MIXED else named


def _said(correction: Correction) -> set[str]:
    given = {
        "departure": correction.kind,
        "moment": correction.moment,
        "tone": correction.tone,
        "first": correction.first,
        "last": correction.last,
        "reason": correction.reasons,
    }
    return {name for name, value in given.items() if value is not None}
