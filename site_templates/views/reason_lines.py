"""A reason in a list: its share, how sure it is, and a customer who says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from sentiment.reading import FIRST_KINDNESSES, FIRST_OBSTACLES, LAST_KINDNESSES, Reason, Sentiment
from site_templates import formats, labels
from site_templates.edition import Here, reason_address
from site_templates.figures.compared import Change
from site_templates.figures.figure import Figure
from site_templates.figures.reasons import ReasonShare
from site_templates.snapshot import Brand, Opinion
from site_templates.views.quotes import Quote, quote, telling
from site_templates.views.tiles import Strip, counted, interval, strip, written


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """A reason, its share, and a quote; ``value`` is None under the minimum or where the reason is not measured.

    ``change`` says how a brand's share moved over four weeks, None without a brand; ``moved`` where beyond chance.
    """

    name: str
    meaning: str
    side: str
    value: str | None
    interval: str | None
    count: str
    measured: bool
    strip: Strip | None
    href: str
    quote: Quote | None
    help: str
    change: str | None = None
    moved: bool = False


def reason_lines(
    here: Here,
    shares: Iterable[ReasonShare],
    *,
    brand: Brand | None = None,
    most: int | None = None,
    quoted: bool = False,
) -> tuple[ReasonLine, ...]:
    """Draw the reasons that somebody gives, in the order they come, ``most`` at most."""
    given = [share for share in shares if share.figure.keys]
    used: set[tuple[str, str]] = set()
    return tuple(reason_line(here, share, brand, used if quoted else None) for share in given[:most])


def reason_line(
    here: Here, share: ReasonShare, brand: Brand | None = None, used: set[tuple[str, str]] | None = None
) -> ReasonLine:
    """Draw one reason; with ``used``, quote a customer whose words are not among those used, and add them."""
    figure, words = share.figure, here.edition.words
    lately = here.edition.findings.lately.get((brand.name, share.reason.value)) if brand else None
    return ReasonLine(
        name=labels.label(words, "reason", share.reason),
        meaning=labels.meaning(words, share.reason),
        side=side(share.reason),
        value=written(figure, here),
        interval=interval(figure, here),
        count=counted(figure, words),
        measured=share.measured,
        strip=strip(figure),
        href=here.to(reason_address(share.reason) + (f"#{here.edition.slugs[brand.name]}" if brand else "")),
        quote=None if used is None else _quote(here, figure, share.reason, used),
        change=change_over_weeks(here, lately) if brand else None,
        moved=lately is not None and lately.is_sure,
        help=here.to("help.html"),
    )


def change_over_weeks(here: Here, change: Change | None) -> str:
    """Say how a figure moved from the twelve weeks before to the last four, or that it cannot be told from chance."""
    words = here.edition.words
    if change is None or change.q is None:
        return words.gettext("too few reviews to tell")
    if not change.is_sure:
        return words.gettext("no change beyond chance")
    return words.gettext(
        "from %(before)s to %(after)s, beyond chance (q = %(q)s)",
        before=written(change.before, here) or "–",
        after=written(change.after, here) or "–",
        q=formats.fine(change.q, words.language),
    )


def side(reason: Reason) -> str:
    """Return the moment a reason belongs to: first, last, or "" for a lack."""
    if reason in FIRST_OBSTACLES | FIRST_KINDNESSES:
        return "first"
    return "" if reason.startswith("lack_") else "last"


def _quote(here: Here, figure: Figure, reason: Reason, used: set[tuple[str, str]]) -> Quote | None:
    prefix = f"reason:{reason}"
    ranked: list[Opinion] = telling(
        (here.edition.findings.by_key[key] for key in figure.keys if key not in used), prefix
    )
    ranked.sort(key=lambda opinion: opinion.reading.sentiment is _against(reason))
    if not ranked:
        return None
    used.add((ranked[0].review.source, ranked[0].review.key))
    return quote(here, ranked[0], prefix)


def _against(reason: Reason) -> Sentiment:
    """Return the tone that makes a poor witness: praise quoted for an obstacle, a complaint for a kindness."""
    return Sentiment.NEG if reason in FIRST_KINDNESSES | LAST_KINDNESSES else Sentiment.POS
