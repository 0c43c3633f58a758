"""One figure on a page: its value, its interval, its count, and the way to the quotes behind it."""

from dataclasses import dataclass

from site_templates import formats
from site_templates.edition import Here, proof_address
from site_templates.figures.figure import Figure, Unit
from site_templates.findings import Span
from site_templates.labels import LABELS
from site_templates.snapshot import Brand
from site_templates.words import N_, Words

STRIP = 200  # width of an interval strip in its own units
RANGES = {Unit.POINTS: (-100.0, 100.0), Unit.SHARE: (0.0, 1.0)}
NAMES = {
    "first_impression": N_("First impression"),
    "last_impression": N_("Last impression"),
    "first_impression_all": N_("First impression, all reviews read"),
    "gap": N_("Gap, last − first"),
    "peak_end": N_("Peak–end"),
    "recovered": N_("Recovered"),
    "spoiled": N_("Spoiled at the end"),
    "ease": N_("Leave without an obstacle"),
    "trapped": N_("Trapped"),
    "door_open": N_("Door left open"),
    "staff_departures": N_("Tone when an adviser leaves"),
    "lost_at_the_door": N_("Lost at the door"),
    "welcomed": N_("Warmly welcomed"),
    "unanswered": N_("First contact unanswered"),
    "not_called_back": N_("Never called back"),
    "answered": N_("Reviews the company answered"),
    "reply_delay": N_("Days until the reply"),
    "thanks": N_("Replies that thank"),
    "apologises": N_("Replies that apologise"),
    "offers": N_("Replies that offer something"),
    "word_of_mouth": N_("Word of mouth"),
    "at_stake": N_("At stake"),
    "coverage": N_("Coverage"),
}
DETAILS = {
    "first_impression": N_("Mean tone about the first moment, −100 to +100."),
    "last_impression": N_("Mean tone about the last moment, −100 to +100."),
    "first_impression_all": N_("The same over every review read, departures or not."),
    "gap": N_("How many points the last moment stands from the first."),
    "peak_end": N_("Mean of the strongest clause and the last one: what tends to be remembered."),
    "recovered": N_("Of reviews that judge both moments: begins badly, ends well."),
    "spoiled": N_("Of reviews that judge both moments: begins well, ends badly."),
    "ease": N_("Of those who cancel or switch and speak of it: no obstacle told."),
    "trapped": N_(
        "Of those who cancel or switch and speak of it: complicated, by phone or letter only, pressed to stay, refused, or billed afterwards."
    ),
    "door_open": N_("Of those who say whether they would come back or recommend: would."),
    "staff_departures": N_("Reviews in which an adviser left."),
    "lost_at_the_door": N_(
        "Of those who speak of the first moment: went elsewhere before becoming customers."
    ),
    "welcomed": N_("Of those who tell of a welcome: a warm one."),
    "unanswered": N_("Of those who speak of the first moment: no answer or no call back."),
    "not_called_back": N_("Of those who speak of the first moment: no call back."),
    "answered": N_("Of reviews on the last moment, at sources that show replies."),
    "reply_delay": N_("Median, where both dates are known to the day."),
    "thanks": N_("Of the company’s replies."),
    "apologises": N_("Of the company’s replies."),
    "offers": N_("Of the company’s replies: a refund or a gesture."),
}
SIDES = {"first_impression": "first", "last_impression": "last", "first_impression_all": "first"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A small drawing of a value in its interval, in units of 0…200 from the lowest to the highest possible."""

    value: str
    low: str
    high: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A figure as a page shows it; ``value`` is None under the minimum, and ``count`` then says so."""

    name: str
    side: str
    value: str | None
    interval: str | None
    count: str
    detail: str
    period: str
    href: str | None
    strip: Strip | None
    help: str | None


def tile(here: Here, figure: Figure, *, brand: Brand | None, span: Span | None = None) -> Tile:
    """Draw a figure of a brand, linked to its page of quotes and to its line on the page of help."""
    words = here.edition.words
    return Tile(
        name=words.gettext(NAMES[figure.name]),
        side=SIDES.get(figure.name, ""),
        value=written(figure, here),
        interval=interval(figure, here),
        count=counted(figure, words),
        detail=words.gettext(DETAILS[figure.name]) if figure.name in DETAILS else "",
        period=period(span, words) if span else "",
        href=here.to(proof_address(here.edition, brand, figure.name)) if figure.keys and brand else None,
        strip=strip(figure),
        help=here.to(f"help.html#{figure.name.replace('_', '-')}") if figure.name in NAMES else None,
    )


def figure_name(here: Here, name: str) -> str:
    """Name a figure in the reader's language; the share of a reason bears the reason's name."""
    known = NAMES.get(name) or LABELS["reason"].get(name)
    return here.edition.words.gettext(known) if known else name


def written(figure: Figure, here: Here) -> str | None:
    """Write a figure's value in its unit, None when there are too few reviews."""
    return None if figure.value is None else amount(figure.value, figure.unit, here)


def interval(figure: Figure, here: Here) -> str | None:
    """Write a figure's 95 % interval, None when it has none."""
    if figure.low is None or figure.high is None:
        return None
    low, high = (amount(end, figure.unit, here) for end in (figure.low, figure.high))
    return here.edition.words.gettext("95%%: %(low)s to %(high)s", low=low, high=high)


def counted(figure: Figure, words: Words) -> str:
    """Say how many reviews stand behind a figure, or that they are too few."""
    n = formats.count(figure.n, words.language)
    if figure.too_few:
        return words.gettext("too few reviews (n = %(n)s)", n=n)
    if figure.unit is Unit.SHARE and figure.name != "coverage":
        hits = formats.count(len(figure.keys), words.language)
        return words.ngettext(
            "%(hits)s of %(n)s review", "%(hits)s of %(n)s reviews", figure.n, hits=hits, n=n
        )
    return words.ngettext("%(n)s review", "%(n)s reviews", figure.n, n=n)


def amount(value: float, unit: Unit, here: Here) -> str:
    """Write a number in its unit."""
    language = here.edition.language
    if unit is Unit.POINTS:
        return formats.points(value, language)
    if unit is Unit.SHARE:
        return formats.share(value, language)
    if unit is Unit.MONEY:
        return formats.money(value, here.edition.snapshot.currency, language)
    return formats.decimal(value, language) if unit is Unit.DAYS else formats.count(value, language)


def strip(figure: Figure) -> Strip | None:
    """Place a value and its interval on a strip, None where either is missing or the range is open."""
    bounds = RANGES.get(figure.unit)
    if (
        bounds is None
        or figure.name == "gap"
        or figure.value is None
        or figure.low is None
        or figure.high is None
    ):
        return None
    value, low, high = (_place(number, bounds) for number in (figure.value, figure.low, figure.high))
    return Strip(value=value, low=low, high=high)


def period(span: Span, words: Words) -> str:
    """Say which dates a set of reviews covers, and how many reviews have none."""
    undated = words.ngettext(
        "%(n)s review without a usable date",
        "%(n)s reviews without a usable date",
        span.undated,
        n=formats.count(span.undated, words.language),
    )
    if span.start is None or span.end is None:
        return undated if span.undated else words.gettext("no review yet")
    start, end = (formats.day(date, words.language) for date in (span.start, span.end))
    dated = words.gettext("%(start)s to %(end)s", start=start, end=end)
    return f"{dated} · {undated}" if span.undated else dated


def _place(number: float, bounds: tuple[float, float]) -> str:
    low, high = bounds
    return f"{(number - low) / (high - low) * STRIP:.1f}"
