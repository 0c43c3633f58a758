"""Say a whole reading in sentences, in the reader's language."""

from collections.abc import Iterator

from sentiment.reading import Moment, Reading
from site_templates import formats, labels
from site_templates.words import Words


def spoken(words: Words, reading: Reading) -> Iterator[str]:
    """Yield one sentence a judgement: departure, moment, tones, reasons, channels, coming back."""
    yield _departure(words, reading)
    yield _moment(words, reading)
    yield _tones(words, reading)
    if reading.reasons:
        named = ", ".join(labels.label(words, "reason", reason) for reason in reading.reasons)
        yield words.gettext("Reasons: %(named)s.", named=named)
    if reading.channels:
        named = ", ".join(labels.label(words, "channel", channel) for channel in reading.channels)
        yield words.gettext("Ways of contact: %(named)s.", named=named)
    for subject, answer in (
        ("would_return", reading.would_return),
        ("would_recommend", reading.would_recommend),
    ):
        if answer is not None:
            yield labels.judgement(words, f"{subject}:{'yes' if answer else 'no'}") + "."


def _departure(words: Words, reading: Reading) -> str:
    chance = formats.share(reading.departure_probability, words.language)
    if reading.departure is None:
        return words.gettext("No departure is mentioned (probability of one: %(chance)s).", chance=chance)
    kind = labels.label(words, "departure", reading.departure)
    return words.gettext("Departure: %(kind)s (probability: %(chance)s).", kind=kind, chance=chance)


def _moment(words: Words, reading: Reading) -> str:
    chance = formats.share(reading.moment_probability, words.language)
    moment = labels.label(words, "moment", reading.moment)
    if reading.moment is not Moment.UNCLEAR or reading.leaning is None:
        return words.gettext(
            "Moment judged: %(moment)s (probability: %(chance)s).", moment=moment, chance=chance
        )
    leaning = labels.label(words, "moment", reading.leaning)
    return words.gettext(
        "Moment judged: %(moment)s (probability: %(chance)s), leaning to: %(leaning)s.",
        moment=moment,
        chance=chance,
        leaning=leaning,
    )


def _tones(words: Words, reading: Reading) -> str:
    if reading.tone is None or reading.sentiment is None:
        return words.gettext("No tone: no analyser speaks this language, or there is nothing to read.")
    sentiment = labels.label(words, "sentiment", reading.sentiment)
    told = [
        words.gettext(
            "Tone: %(sentiment)s (%(points)s)", sentiment=sentiment, points=_points(words, reading.tone)
        )
    ]
    for subject, tone in ((Moment.FIRST, reading.first), (Moment.LAST, reading.last)):
        if tone is not None:
            told.append(f"{labels.label(words, 'moment', subject)} {_points(words, tone)}")
    return ", ".join(told) + "."


def _points(words: Words, tone: float) -> str:
    return formats.points(tone * 100, words.language)
