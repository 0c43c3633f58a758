"""Write a corrected reading in the format of the labelling guide, to be measured against and trained on. Pure."""

import re
from typing import Any

from aurevoir.correction import NO_DEPARTURE, Correction, Feeling
from aurevoir.correction_words import MOST_REASONS
from aurevoir.corrections import feeling
from sentiment.reading import Moment, Reading, Reason
from site_templates.snapshot import Opinion

UNLABELLED = {Reason.EXIT_WAIT, Reason.BILL_SHOCK}  # reasons by cue alone: the guide has no code for them
QUOTE = re.compile(r"\S+(?:\s+\S+){0,14}")  # the guide's evidence has 15 words at most


def labelled(opinion: Opinion, correction: Correction, *, sure: bool) -> dict[str, Any] | None:
    """Return the label of a corrected opinion under the guide's keys; None when it has no tone, which a label needs.

    What the person did not say is the program's. ``sure`` is False when the words have changed since.
    """
    review, reading = opinion.review, opinion.reading
    if reading.sentiment is None:
        return None
    return {
        "id": f"{review.source}/{review.key}",
        "lang": reading.language or review.language,
        "brand": review.brand,
        "source": review.source,
        "stars": review.rating.value if review.rating else None,
        "text": review.words,
        "departure": reading.departure is not None,
        "kind": reading.departure or correction.kind or NO_DEPARTURE[0],
        "moment": reading.moment,
        "first": _felt(reading.first),
        "last": _felt(reading.last),
        "sentiment": reading.sentiment,
        "reasons": _reasons(reading),
        "evidence": _evidence(review.words, reading),
        "sure": sure,
    }


def _felt(tone: float | None) -> str | None:
    named = feeling(tone)
    return None if named is Feeling.NONE else named


def _reasons(reading: Reading) -> list[str]:
    """Return the codes the guide knows, at most as many as it takes: those with most evidence."""
    weights = {
        reason: sum(span.weight for span in reading.evidence if span.judgement == f"reason:{reason}")
        for reason in reading.reasons
        if reason not in UNLABELLED
    }
    heaviest = sorted(weights, key=lambda reason: -weights[reason])[:MOST_REASONS]
    return [reason for reason in weights if reason in heaviest]


def _evidence(text: str, reading: Reading) -> str:
    """Quote the words that decide the moment; "" when it is unclear, or when no words were found for it."""
    if reading.moment is Moment.UNCLEAR:
        return ""
    for prefix in (f"moment:{reading.moment}", f"{reading.moment}:", "departure:"):
        spans = [span for span in reading.evidence if span.judgement.startswith(prefix)]
        if spans:
            span = max(spans, key=lambda one: (abs(one.weight), -one.start))
            found = QUOTE.search(text, span.start, span.end)
            return found[0] if found else ""
    return ""
