"""How easy it is to leave, as customers tell it, and what they leave behind."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.reading import LAST_OBSTACLES, Departure, Evidence, Moment, Reason
from site_templates.figures.figure import Figure
from site_templates.figures.measure import mean_tone, share_of
from site_templates.snapshot import Opinion

LEAVING = frozenset({Departure.CANCEL, Departure.SWITCH})
TRAPS = frozenset(
    {
        Reason.HARD_PROCEDURE,
        Reason.PHONE_ONLY,
        Reason.LETTER_REQUIRED,
        Reason.RETENTION_PRESSURE,
        Reason.REFUSED,
        Reason.BILLED_AFTER,
    }
)
_STAFF = f"departure:{Departure.STAFF_DEPARTURE}"
_SENTENCE_END = re.compile(r"[.!?…\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ease:
    """Ease of leaving: the share that reports no obstacle, then each obstacle, the most reported first."""

    free: Figure
    obstacles: tuple[tuple[Reason, Figure], ...]


def those_leaving(opinions: Sequence[Opinion]) -> tuple[Opinion, ...]:
    """Return the denominator of ``ease`` and ``trapped``: kind cancel or switch, and a tone on the last moment."""
    return tuple(
        opinion
        for opinion in opinions
        if opinion.reading.departure in LEAVING and opinion.reading.last is not None
    )


def ease(opinions: Sequence[Opinion], *, minimum: int) -> Ease:
    """Return the shares (0…1) of those leaving that report no obstacle (``free``) and each obstacle.

    Denominator: ``those_leaving``. ``no_answer`` counts only where it concerns leaving (``obstacles_of``). One
    review may report several. Wilson's intervals; obstacles by share, then by code, those nobody reports too.
    """
    leaving = those_leaving(opinions)
    shares = [(reason, _obstacle(leaving, reason, minimum=minimum)) for reason in LAST_OBSTACLES]
    return Ease(
        free=share_of("ease", leaving, lambda opinion: not obstacles_of(opinion), minimum=minimum),
        obstacles=tuple(sorted(shares, key=lambda pair: (-len(pair[1].keys), pair[0]))),
    )


def obstacles_of(opinion: Opinion) -> frozenset[Reason]:
    """Return the obstacles to leaving that a review reports.

    ``no_answer`` is one when the review judges mainly the last moment, or when the words that say so stand in the
    same sentence as words on the departure; elsewhere nobody answered about something else.
    """
    found = LAST_OBSTACLES.intersection(opinion.reading.reasons)
    if opinion.reading.moment is Moment.LAST or _unanswered_when_leaving(opinion):
        return found
    return found - {Reason.NO_ANSWER}


def trapped(opinions: Sequence[Opinion], *, minimum: int) -> Figure:
    """Return the share (0…1) of those leaving that reports any of ``TRAPS``; denominator as in ``ease``, Wilson."""
    leaving = those_leaving(opinions)
    return share_of("trapped", leaving, lambda opinion: bool(TRAPS & obstacles_of(opinion)), minimum=minimum)


def door_open(opinions: Sequence[Opinion], *, minimum: int) -> Figure:
    """Return, of those who say whether they would come back or recommend, the share (0…1) that would do either.

    Wilson's interval.
    """
    said = [
        opinion
        for opinion in opinions
        if opinion.reading.would_return is not None or opinion.reading.would_recommend is not None
    ]
    return share_of("door_open", said, _would, minimum=minimum)


def staff_departures(opinions: Sequence[Opinion], *, minimum: int) -> Figure:
    """Return mean tone × 100 of the reviews that mention an adviser's leaving, −100…100, Student's interval.

    Those whose kind is another (the customer left as well) count when their evidence names a staff departure.
    """
    told = [opinion for opinion in opinions if _names_staff_departure(opinion)]
    return mean_tone("staff_departures", told, lambda opinion: opinion.reading.tone, minimum=minimum)


def _obstacle(leaving: Sequence[Opinion], reason: Reason, *, minimum: int) -> Figure:
    return share_of(reason.value, leaving, lambda opinion: reason in obstacles_of(opinion), minimum=minimum)


def _would(opinion: Opinion) -> bool:
    return bool(opinion.reading.would_return or opinion.reading.would_recommend)


def _names_staff_departure(opinion: Opinion) -> bool:
    reading = opinion.reading
    return reading.departure is Departure.STAFF_DEPARTURE or any(
        evidence.judgement == _STAFF for evidence in reading.evidence
    )


def _unanswered_when_leaving(opinion: Opinion) -> bool:
    spans = opinion.reading.evidence
    silences = [span for span in spans if span.judgement == f"reason:{Reason.NO_ANSWER}"]
    leavings = [span for span in spans if span.judgement.startswith("departure:")]
    words = opinion.review.words
    return any(_one_sentence(words, silence, leaving) for silence in silences for leaving in leavings)


def _one_sentence(words: str, one: Evidence, other: Evidence) -> bool:
    between = words[min(one.end, other.end) : max(one.start, other.start)]
    return _SENTENCE_END.search(between) is None
