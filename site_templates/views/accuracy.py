"""How often the readings agree with people, in a table for the page of the method."""

from dataclasses import dataclass

from sentiment.measures import Measured
from sentiment.published import Published
from sentiment.reliability import Reliability, Shown
from sentiment.sureness import SURE_DEPARTURE, SURE_MOMENT
from site_templates import formats
from site_templates.edition import Here
from site_templates.words import N_, Words

# The measures that a reader of figures needs, in the order of the reading; "F1" balances what is missed and what is wrong.
MEASURES = {
    "departure_precision": N_("Said to mention a departure, and does"),
    "departure_recall": N_("Mentions a departure, and was found"),
    "kind_family_accuracy": N_("Kind of departure right (by family)"),
    "moment_accuracy": N_("Moment right: first, last or unclear"),
    "first_spoken_f1": N_("Speaks of the first moment (F1)"),
    "last_spoken_f1": N_("Speaks of the last moment (F1)"),
    "first_tone_accuracy": N_("Tone about the first moment right"),
    "last_tone_accuracy": N_("Tone about the last moment right"),
    "sentiment_accuracy": N_("Tone of the review right: negative, balanced or positive"),
    "reasons_micro_f1": N_("Reasons (F1)"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Accuracy:
    """A table of measures, one column a language.

    Attributes:
        introduction: when, on what, with which words.
        heads: languages with their numbers of reviews.
        rows: name of the measure, then value and interval in each language.
        sure: what holds of what is shown as sure, in a sentence.
        reliability: of departures and of moments.
    """

    introduction: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    sure: str
    reliability: tuple["Reliable", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliable:
    """A reliability table: whether a probability means what it says.

    Attributes:
        caption: what is judged, and the calibration error.
        rows: range of probability, mean probability said, share that held, number of reviews.
    """

    caption: str
    rows: tuple[tuple[str, str, str, str], ...]


def accuracy(here: Here, published: Published | None) -> Accuracy | None:
    """Draw the table, None when nothing was measured."""
    if published is None:
        return None
    words = here.edition.words
    languages = [language for language in ("fr", "en") if language in published.measures]
    return Accuracy(
        introduction=words.gettext(
            "Measured on %(day)s, with the words %(version)s, on reviews labelled by people that the program was not trained on. Each value comes with its 95%% interval.",
            day=formats.day(published.day, words.language),
            version=published.version,
        ),
        heads=tuple(_head(words, language, published.sizes[language]) for language in languages),
        rows=tuple(
            (
                words.gettext(name),
                tuple(_value(words, published.measures[language][code]) for language in languages),
            )
            for code, name in MEASURES.items()
        ),
        sure=_sure(words, published.sure),
        reliability=(
            _reliable(words, words.gettext("Mentions a departure"), published.departure),
            _reliable(words, words.gettext("The moment: first, last or unclear"), published.moment),
        ),
    )


def _sure(words: Words, shown: Shown) -> str:
    return words.gettext(
        "A reading is shown without the sign “uncertain reading” when its departure is at least %(departure)s likely, and its moment %(moment)s where one is told: of such readings %(left)s do speak of a departure (n = %(n)s), and %(agreed)s of the moments told are those that people chose (n = %(told)s).",
        departure=formats.share(SURE_DEPARTURE, words.language),
        moment=formats.share(SURE_MOMENT, words.language),
        left=_value(words, shown.departures),
        n=formats.count(shown.departures.n, words.language),
        agreed=_value(words, shown.moments),
        told=formats.count(shown.moments.n, words.language),
    )


def _reliable(words: Words, name: str, found: Reliability) -> Reliable:
    return Reliable(
        caption=words.gettext(
            "%(name)s: calibration error %(error)s",
            name=name,
            error=formats.share(found.error, words.language),
        ),
        rows=tuple(
            (
                f"{formats.share(one.low, words.language)} – {formats.share(one.high, words.language)}",
                formats.share(one.said, words.language),
                formats.share(one.held, words.language),
                formats.count(one.n, words.language),
            )
            for one in found.bins
        ),
    )


def _head(words: Words, language: str, n: int) -> str:
    name = {"fr": words.gettext("In French"), "en": words.gettext("In English")}[language]
    return words.gettext("%(name)s (n = %(n)s)", name=name, n=formats.count(n, words.language))


def _value(words: Words, measured: Measured) -> str:
    value, low, high = (
        formats.share(number, words.language) for number in (measured.value, measured.low, measured.high)
    )
    return words.gettext("%(value)s (%(low)s to %(high)s)", value=value, low=low, high=high)
