"""A customer's words on a page, cut and marked, with where and when they were written."""

from collections.abc import Iterable
from dataclasses import dataclass

from scraper.review import Precision, Review
from sentiment.reading import Moment
from site_templates import address, evidence, formats, labels
from site_templates.edition import Here
from site_templates.evidence import Cutting, Segment
from site_templates.figures.measure import doubtful
from site_templates.snapshot import Opinion
from site_templates.words import Words

CARD = range(50, 501)  # characters of a quote that fits a card: two to six lines
LOUDEST = (
    "last",
    "first",
    "moment",
    "reason",
    "departure",
    "would_return",
    "would_recommend",
    "channel",
    "tone",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A run of a quote; ``kind`` is its CSS class, "" for words that carry no judgement."""

    text: str
    kind: str = ""
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """An excerpt with its source line; ``href`` leads to the whole review, where the site shows it.

    ``person`` tells that a person corrected what was read in it, ``doubtful`` that the program may well be wrong.
    """

    marks: tuple[Mark, ...]
    begins_late: bool
    ends_early: bool
    language: str | None
    moment: str
    origin: str
    href: str | None
    outside: str | None
    person: bool
    doubtful: bool
    help: str


def quote(here: Here, opinion: Opinion, *prefixes: str) -> Quote:
    """Quote a review around the first evidence whose judgement starts with one of the prefixes."""
    review, reading = opinion.review, opinion.reading
    cutting = evidence.excerpt(review.words, reading.evidence, prefixes)
    return Quote(
        marks=marks(here.edition.words, cutting, opinion) or wordless(here.edition.words),
        begins_late=cutting.begins_late,
        ends_early=cutting.ends_early,
        language=language(opinion),
        moment=side(opinion),
        origin=origin(here, review),
        href=here.to_review(review),
        outside=address.outside(review.url),
        person=opinion.person,
        doubtful=doubtful(opinion),
        help=here.to("help.html"),
    )


def telling(opinions: Iterable[Opinion], *prefixes: str) -> list[Opinion]:
    """Sort reviews by how well they speak on a card: surely read, neither a shout nor a novel, strong evidence, newest."""
    return sorted(opinions, key=lambda opinion: _telling(opinion, prefixes))


def newest(opinions: Iterable[Opinion]) -> list[Opinion]:
    """Sort reviews newest first, those without a date at the end, ties by identity."""
    return sorted(opinions, key=_newest)


def marks(words: Words, cutting: Cutting, opinion: Opinion) -> tuple[Mark, ...]:
    """Give each segment the class and the explanation of its loudest judgement."""
    return tuple(_mark(words, segment, opinion.reading.moment) for segment in cutting.segments)


def wordless(words: Words) -> tuple[Mark, ...]:
    """Stand in the place of words that are not there."""
    return (
        Mark(text=words.gettext("(no words: a rating alone, or words that its source lets nobody keep)")),
    )


def language(opinion: Opinion) -> str | None:
    """Return the language a screen reader should speak: as read, else as the source says."""
    return opinion.reading.language or opinion.review.language


def side(opinion: Opinion) -> str:
    """Return the CSS class of a review's moment: first, last or unclear."""
    return opinion.reading.moment.value


def origin(here: Here, review: Review) -> str:
    """Say the brand, the source and the date of a review in one line."""
    return " · ".join((review.brand, address.site(review.url, review.source), when(here, review)))


def when(here: Here, review: Review) -> str:
    """Write a review's date as exactly as it is known, and say when it cannot be."""
    words, as_of = here.edition.words, here.edition.snapshot.as_of
    if review.published is None:
        return words.gettext("date unknown")
    if review.precision is Precision.MONTH:
        return formats.month(review.published, words.language)
    written = formats.day(review.published, words.language)
    if review.published > as_of:
        return words.gettext("dated %(day)s, after it was collected", day=written)
    return written


def _mark(words: Words, segment: Segment, moment: Moment) -> Mark:
    if not segment.judgements:
        return Mark(text=segment.text)
    subjects = {judgement.partition(":")[0] for judgement in segment.judgements}
    loudest = next((subject for subject in LOUDEST if subject in subjects), "tone")
    meaning = " · ".join(labels.judgement(words, judgement) for judgement in segment.judgements)
    return Mark(text=segment.text, kind=_kind(loudest, segment, moment), meaning=meaning)


def _kind(subject: str, segment: Segment, moment: Moment) -> str:
    if subject == "moment":
        return next(code.partition(":")[2] for code in segment.judgements if code.startswith("moment:"))
    if subject == "reason":
        return moment.value if moment is not Moment.UNCLEAR else "departure"
    if subject in {"first", "last", "departure"}:
        return subject
    return "tone"


def _newest(opinion: Opinion) -> tuple[float, str, str]:
    published = opinion.review.published
    return (-published.timestamp() if published else float("inf"), opinion.review.source, opinion.review.key)


def _telling(opinion: Opinion, prefixes: tuple[str, ...]) -> tuple[bool, bool, float, tuple[float, str, str]]:
    length = len(opinion.review.words)
    weights = [
        abs(span.weight) for span in opinion.reading.evidence if span.judgement.startswith(prefixes or ("",))
    ]
    return (
        doubtful(opinion),
        length not in CARD,
        -max(weights, default=0.0),
        _newest(opinion),
    )  # 50–500: a card's two to six lines
