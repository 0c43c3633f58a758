"""How the first and the last moment are felt, and what lies between them."""

from collections.abc import Sequence
from functools import partial

from sentiment.reading import Moment
from site_templates.figures.figure import Figure, Unit, identity
from site_templates.figures.measure import POINTS, enough, figure, mean_tone, share_of, tones
from site_templates.figures.population import speaks_of, tone_about
from site_templates.figures.statistics import Estimate, difference
from site_templates.snapshot import Opinion

# A tone this near 0 is neither good nor bad: the threshold of positive() in CLiPS pattern, whose lexicon TextBlob carries.
CLEAR = 0.1


def impression(opinions: Sequence[Opinion], moment: Moment, *, minimum: int) -> Figure:
    """Return mean tone about ``moment`` × 100 over the reviews that speak of it, −100…100, Student's interval.

    Named ``first_impression`` or ``last_impression``. The population is the caller's: ``departures(…)``, or all
    reviews read for the first impression that is labelled so.
    """
    return mean_tone(f"{moment}_impression", opinions, partial(tone_about, moment=moment), minimum=minimum)


def gap(opinions: Sequence[Opinion], *, minimum: int) -> Figure:
    """Return last impression − first impression, −200…200 points, Welch's interval.

    ``n`` counts the reviews that speak of either moment; each of the two needs ``minimum`` of its own.
    """
    last, first = (speaks_of(opinions, moment) for moment in (Moment.LAST, Moment.FIRST))
    either = {identity(opinion): opinion for opinion in (*last, *first)}
    found = _last_minus_first(last, first) if enough(min(len(last), len(first)), minimum) else None
    return figure("gap", found, n=len(either), unit=Unit.POINTS, counted=either.values())


def peak_end(opinions: Sequence[Opinion], *, minimum: int) -> Figure:
    """Return the mean over reviews of (tone of the strongest clause + tone of the last) / 2 × 100, −100…100.

    After Kahneman's peak–end rule; a proxy, since reviewers choose themselves. Student's interval.
    """
    return mean_tone("peak_end", opinions, _peak_end, minimum=minimum)


def recovered(opinions: Sequence[Opinion], *, minimum: int) -> Figure:
    """Return, of the reviews that judge both moments, the share (0…1) that begins badly and ends well.

    Badly is a tone of −0.1 or less, well of 0.1 or more. Wilson's interval.
    """
    return share_of("recovered", _judging_both(opinions), _recovers, minimum=minimum)


def spoiled(opinions: Sequence[Opinion], *, minimum: int) -> Figure:
    """Return, of the reviews that judge both moments, the share (0…1) that begins well and ends badly.

    Thresholds and interval as in ``recovered``.
    """
    return share_of("spoiled", _judging_both(opinions), _spoils, minimum=minimum)


def _last_minus_first(last: Sequence[Opinion], first: Sequence[Opinion]) -> Estimate:
    return difference(
        tones(last, partial(tone_about, moment=Moment.LAST)),
        tones(first, partial(tone_about, moment=Moment.FIRST)),
        bounds=(-2 * POINTS, 2 * POINTS),
    )


def _peak_end(opinion: Opinion) -> float | None:
    peak, end = opinion.reading.peak, opinion.reading.end
    return None if peak is None or end is None else (peak + end) / 2


def _judging_both(opinions: Sequence[Opinion]) -> tuple[Opinion, ...]:
    return speaks_of(speaks_of(opinions, Moment.FIRST), Moment.LAST)


def _recovers(opinion: Opinion) -> bool:
    return (opinion.reading.first or 0) <= -CLEAR and (opinion.reading.last or 0) >= CLEAR


def _spoils(opinion: Opinion) -> bool:
    return (opinion.reading.first or 0) >= CLEAR and (opinion.reading.last or 0) <= -CLEAR
