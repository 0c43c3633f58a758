"""Whether companies answer reviews on the last moment, how soon, and in which words."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from scraper.review import Precision
from sentiment.reading import Moment
from site_templates.figures.figure import Figure, Unit
from site_templates.figures.measure import enough, figure, share_of
from site_templates.figures.statistics import median
from site_templates.snapshot import Opinion

_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """What companies answer.

    Attributes:
        answered: share (0…1) of the reviews on the last moment that got a reply, Wilson's interval.
        delay: median days from the review to the reply, of the replies where both dates are known to the day.
        thanks: share of those replies that thanks.
        apologises: share that apologises.
        offers: share that offers something (a refund, a gesture).
    """

    answered: Figure
    delay: Figure
    thanks: Figure
    apologises: Figure
    offers: Figure


def carriers(opinions: Iterable[Opinion]) -> frozenset[str]:
    """Return the sources that carry replies: those with at least one reply known."""
    return frozenset(opinion.review.source for opinion in opinions if opinion.review.reply is not None)


def replies(
    opinions: Sequence[Opinion], *, minimum: int, sources: frozenset[str] | None = None
) -> Replies | None:
    """Return how reviews whose moment is the last are answered, or None when no source here carries replies.

    ``sources`` says which do when ``opinions`` is only a part of what is known (see ``carriers``). The words that
    thank, apologise and offer are listed in courtesies.toml, French and English together.
    """
    known = carriers(opinions) if sources is None else sources
    carried = [opinion for opinion in opinions if opinion.review.source in known]
    if not carried:
        return None
    last = [opinion for opinion in carried if opinion.reading.moment is Moment.LAST]
    answered = [opinion for opinion in last if opinion.review.reply is not None]
    return Replies(
        answered=share_of(
            "answered", last, lambda opinion: opinion.review.reply is not None, minimum=minimum
        ),
        delay=_delay(answered, minimum),
        thanks=_wording("thanks", answered, minimum),
        apologises=_wording("apologises", answered, minimum),
        offers=_wording("offers", answered, minimum),
    )


def _delay(answered: Sequence[Opinion], minimum: int) -> Figure:
    dated = [(opinion, days) for opinion in answered if (days := _days(opinion)) is not None]
    found = median([days for _, days in dated]) if enough(len(dated), minimum) else None
    return figure(
        "reply_delay", found, n=len(dated), unit=Unit.DAYS, counted=[opinion for opinion, _ in dated]
    )


def _days(opinion: Opinion) -> float | None:
    review = opinion.review
    if review.reply is None or review.reply.published is None or review.published is None:
        return None
    days = (review.reply.published - review.published).total_seconds() / _DAY
    # a reply can't come before its review: the dates of such a pair mean something else
    return None if review.precision is Precision.MONTH or days < 0 else days


def _wording(courtesy: str, answered: Sequence[Opinion], minimum: int) -> Figure:
    words = _courtesies()[courtesy]
    return share_of(
        courtesy,
        answered,
        lambda opinion: opinion.review.reply is not None and bool(words.search(opinion.review.reply.text)),
        minimum=minimum,
    )


@cache
def _courtesies() -> dict[str, re.Pattern[str]]:
    lists = tomllib.loads(files("site_templates.figures").joinpath("courtesies.toml").read_text("utf-8"))
    return {name: re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE) for name, words in lists.items()}
