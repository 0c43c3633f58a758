"""The list of every departure review, newest first, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from scraper.review import Rating, Reply
from sentiment.reading import Moment
from site_templates import address, evidence, formats, labels
from site_templates.data_parts import part_name
from site_templates.edition import PAGE_SIZE, Here, list_page
from site_templates.figures.figure import identity
from site_templates.figures.measure import doubtful
from site_templates.snapshot import Opinion
from site_templates.views.explorer import Explorer, Taken, explorer, taken
from site_templates.views.frame import Frame, Link, frame
from site_templates.views.quotes import Mark, language, marks, when, wordless
from site_templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A judgement beside a review, with its CSS class."""

    text: str
    side: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where and when the same text was posted again; ``href`` leads there, if an address is known."""

    label: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """A review shown whole, under its own anchor, from the data file ``part``; ``identifier`` names it on the command line."""

    anchor: str
    part: str
    identifier: str
    side: str
    heading: str
    day: str
    rating: str | None
    language: str | None
    title: tuple[Mark, ...]
    marks: tuple[Mark, ...]
    badges: tuple[Badge, ...]
    reply: str | None
    reply_from: str
    outside: str | None
    also: tuple[Elsewhere, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviews:
    """What ``pages/reviews.html`` uses: the explorer on the first page, ``explore`` the link to it from the others."""

    frame: Frame
    summary: str
    reposts: str | None
    reviews: tuple[Whole, ...]
    pager: tuple[Link, ...]
    explorer: Explorer | None
    explore: str
    taken: Taken


def reviews(here: Here, listed: Sequence[Opinion], number: int) -> Reviews:
    """Draw one page (from 1) of the list, given whole and newest first."""
    words, last = here.edition.words, page_count(len(listed))
    title = words.gettext("Reviews")
    if number > 1:
        title = words.gettext("Reviews, page %(page)s", page=formats.count(number, words.language))
    first = (number - 1) * PAGE_SIZE
    return Reviews(
        frame=frame(here, title),
        summary=_summary(words, len(listed), first),
        reposts=_reposts(words, here.edition.findings.reposts),
        reviews=tuple(whole(here, opinion) for opinion in listed[first : first + PAGE_SIZE]),
        pager=tuple(_pages(here, number, last)) if last > 1 else (),
        explorer=explorer(here) if number == 1 and listed else None,
        explore=here.to(list_page(1)),
        taken=taken(here),
    )


def page_count(listed: int) -> int:
    """Return how many pages a list takes: one even when it is empty."""
    return max(1, -(-listed // PAGE_SIZE))


def whole(here: Here, opinion: Opinion) -> Whole:
    """Show a review whole, its evidence marked."""
    review, reading, words = opinion.review, opinion.reading, here.edition.words
    body = len(review.words) - len(review.text)
    return Whole(
        anchor=address.anchor(review),
        part=part_name(here.edition, opinion),
        identifier=address.identifier(review.source, review.key),
        side=reading.moment.value,
        heading=f"{review.brand} · {address.site(review.url, review.source)}",
        day=when(here, review),
        rating=_rating(review.rating, words),
        language=language(opinion),
        title=marks(words, evidence.cut(review.words, reading.evidence, end=len(review.title)), opinion),
        marks=marks(words, evidence.cut(review.words, reading.evidence, start=body), opinion)
        or (() if review.title else wordless(words)),
        badges=_badges(opinion, words),
        reply=evidence.shown(review.reply.text) if review.reply else None,
        reply_from=_reply_from(review.reply, words),
        outside=address.outside(review.url),
        also=_also(here, opinion),
    )


def _also(here: Here, opinion: Opinion) -> tuple[Elsewhere, ...]:
    again = here.edition.findings.posted_again.get(identity(opinion), ())
    return tuple(
        Elsewhere(
            label=f"{address.site(one.review.url, one.review.source)}, {when(here, one.review)}",
            href=address.outside(one.review.url),
        )
        for one in again
    )


def _badges(opinion: Opinion, words: Words) -> tuple[Badge, ...]:
    reading = opinion.reading
    badges = [Badge(text=_moment(opinion, words), side=reading.moment)]
    if reading.departure is not None:
        badges.append(Badge(text=labels.label(words, "departure", reading.departure)))
    if reading.sentiment is not None:
        badges.append(Badge(text=labels.judgement(words, f"tone:{reading.sentiment}")))
    badges += [Badge(text=labels.label(words, "reason", reason)) for reason in reading.reasons]
    badges += [Badge(text=labels.judgement(words, f"channel:{channel}")) for channel in reading.channels]
    if opinion.person:
        badges.append(Badge(text=words.gettext("read by a person"), side="person"))
    if doubtful(opinion):
        badges.append(Badge(text=words.gettext("uncertain reading"), side="doubtful"))
    return tuple(badges)


def _moment(opinion: Opinion, words: Words) -> str:
    reading = opinion.reading
    if reading.moment is Moment.UNCLEAR and reading.leaning is Moment.FIRST:
        return words.gettext("Moment unclear, rather the first")
    if reading.moment is Moment.UNCLEAR and reading.leaning is Moment.LAST:
        return words.gettext("Moment unclear, rather the last")
    return labels.label(words, "moment", reading.moment)


def _rating(rating: Rating | None, words: Words) -> str | None:
    if rating is None:
        return None
    return words.gettext("%(value)s out of 5", value=formats.decimal(rating.value, words.language))


def _reply_from(reply: Reply | None, words: Words) -> str:
    if reply is None or reply.published is None:
        return words.gettext("The company’s reply")
    return words.gettext("The company’s reply, %(day)s", day=formats.day(reply.published, words.language))


def _summary(words: Words, total: int, first: int) -> str:
    if not total:
        return words.gettext("No departure review yet: read some sources, then build again.")
    start, end = first + 1, min(first + PAGE_SIZE, total)
    numbers = {
        name: formats.count(number, words.language)
        for name, number in {"start": start, "end": end, "n": total}.items()
    }
    return words.ngettext(
        "%(n)s review that mentions a departure.",
        "Reviews %(start)s to %(end)s of the %(n)s that mention a departure, newest first.",
        total,
        **numbers,
    )


def _reposts(words: Words, reposts: int) -> str | None:
    if not reposts:
        return None
    return words.ngettext(
        "%(n)s near-identical repost is counted once and not shown again.",
        "%(n)s near-identical reposts are counted once and not shown again.",
        reposts,
        n=formats.count(reposts, words.language),
    )


def _pages(here: Here, number: int, last: int) -> list[Link]:
    near = sorted({1, last, *range(max(1, number - 2), min(last, number + 2) + 1)})
    return [
        Link(
            label=formats.count(page, here.edition.language),
            href=here.to(list_page(page)),
            current=page == number,
        )
        for page in near
    ]
