"""A reason in a list: its share, how sure it is, and a customer who says so."""

from collections.abc import Iterable
from dataclasses import dataclass

from sentiment.reading import FIRST_KINDNESSES, FIRST_OBSTACLES, LAST_KINDNESSES, Reason, Sentiment
from site_templates import labels
from site_templates.edition import Here, reason_address
from site_templates.figures.figure import Figure
from site_templates.figures.reasons import ReasonShare
from site_templates.snapshot import Brand, Opinion
from site_templates.views.quotes import Quote, quote, telling
from site_templates.views.tiles import Strip, counted, interval, strip, written


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """A reason, its share, and a quote; ``value`` is None under the minimum or where the reason is not measured."""

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
