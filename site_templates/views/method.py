"""The page of the method: what every figure means, how it is computed, and what it is not."""

from dataclasses import dataclass

from site_templates import formats
from site_templates.edition import Here
from site_templates.figures.reasons import ENOUGH_LABELS
from site_templates.views.accuracy import Accuracy, accuracy
from site_templates.views.frame import Frame, frame
from site_templates.views.tiles import DETAILS, NAMES
from site_templates.words import N_

FORMULAS = {
    "first_impression": N_("Σ tone about the first moment ÷ n × 100; Student’s interval."),
    "last_impression": N_("Σ tone about the last moment ÷ n × 100; Student’s interval."),
    "first_impression_all": N_("As the first impression, over all reviews read."),
    "gap": N_("Last impression − first impression, each rounded to a whole point; Welch’s interval."),
    "peak_end": N_(
        "Σ (tone of the strongest clause + tone of the last clause) ÷ 2 ÷ n × 100; a proxy: memory itself is not measured."
    ),
    "ease": N_(
        "Reviews that tell no obstacle ÷ reviews of someone who cancels or switches and speaks of the last moment; Wilson’s interval."
    ),
    "trapped": N_("Reviews that tell any of six obstacles ÷ the same denominator; Wilson’s interval."),
    "door_open": N_("Would come back or recommend ÷ those who say; Wilson’s interval."),
    "recovered": N_(
        "Tone under −0.1 at first and over 0.1 at last ÷ reviews that judge both; Wilson’s interval."
    ),
    "spoiled": N_("The reverse; same denominator and interval."),
    "welcomed": N_("Warm and not cold ÷ those who tell of a welcome; Wilson’s interval."),
    "unanswered": N_("No answer or no call back ÷ those who speak of the first moment; Wilson’s interval."),
    "lost_at_the_door": N_(
        "Went to a competitor before becoming customers ÷ those who speak of the first moment; Wilson’s interval."
    ),
    "staff_departures": N_("Mean tone × 100 of reviews in which an adviser left; Student’s interval."),
    "answered": N_(
        "Answered ÷ reviews on the last moment, only at sources that show replies; Wilson’s interval."
    ),
    "not_called_back": N_("No call back ÷ those who speak of the first moment; Wilson’s interval."),
    "reply_delay": N_(
        "Median of whole days from the review to the reply; its interval from the order of the delays."
    ),
    "thanks": N_("Replies that thank ÷ replies; Wilson’s interval."),
    "apologises": N_("Replies that apologise ÷ replies; Wilson’s interval."),
    "offers": N_("Replies that offer a refund or a gesture ÷ replies; Wilson’s interval."),
    "word_of_mouth": N_(
        "Positive reviews × people a happy customer tells + negative reviews × people an unhappy one tells: an assumption, never a measurement."
    ),
    "at_stake": N_(
        "Reviews of someone who cancels, switches or will not come back × the customer value set in the watch list; hidden while unset."
    ),
    "coverage": N_("Reviews kept ÷ reviews the source announces."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A figure, what it says and how it is computed."""

    anchor: str
    name: str
    detail: str
    formula: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """What ``pages/method.html`` uses."""

    frame: Frame
    definitions: tuple[Definition, ...]
    minimum: str
    labels: str
    persons: str
    happy: str
    unhappy: str
    versions: tuple[tuple[str, str], ...]
    accuracy: Accuracy | None


def method(here: Here) -> Method:
    """Draw the page of the method."""
    snapshot, language = here.edition.snapshot, here.edition.language
    return Method(
        frame=frame(here, here.edition.words.gettext("Method")),
        definitions=tuple(_definition(here, name) for name in FORMULAS),
        minimum=formats.count(snapshot.minimum, language),
        labels=formats.count(ENOUGH_LABELS, language),
        persons=_persons(here),
        happy=formats.count(snapshot.told_by_happy, language),
        unhappy=formats.count(snapshot.told_by_unhappy, language),
        versions=tuple(sorted(snapshot.versions.items())),
        accuracy=accuracy(here, snapshot.accuracy),
    )


def _persons(here: Here) -> str:
    words, opinions = here.edition.words, here.edition.snapshot.opinions
    number = sum(opinion.person for opinion in opinions)
    return words.ngettext(
        "%(n)s of the %(total)s readings was corrected by a person.",
        "%(n)s of the %(total)s readings were corrected by a person.",
        number,
        n=formats.count(number, words.language),
        total=formats.count(len(opinions), words.language),
    )


def _definition(here: Here, name: str) -> Definition:
    words = here.edition.words
    return Definition(
        anchor=name.replace("_", "-"),
        name=words.gettext(NAMES[name]),
        detail=words.gettext(DETAILS[name]) if name in DETAILS else "",
        formula=words.gettext(FORMULAS[name]),
    )
