"""The page of what changed since the run before: new reviews, figures that moved, sources that stand otherwise."""

from dataclasses import dataclass

from scraper.outcome import Outcome
from site_templates import formats, labels
from site_templates.edition import Here, brand_address
from site_templates.figures.compared import Change
from site_templates.figures.figure import Figure
from site_templates.figures.since import News, Since, Turn
from site_templates.findings import BrandFindings
from site_templates.snapshot import ToldFigure
from site_templates.views.alert_lines import alert_line
from site_templates.views.feeds import feed_links
from site_templates.views.frame import Frame, Link, frame
from site_templates.views.health import PlaceLine, place_line
from site_templates.views.quotes import Quote, newest, quote
from site_templates.views.tiles import amount, counted, figure_name, interval, written

MAIN = ("first_impression", "last_impression", "ease", "trapped")  # told whether they moved or not
QUOTED = 3  # new reviews quoted for a brand


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A figure in a table: its value ("–" under the minimum), its interval if it has one, its count."""

    value: str
    interval: str | None
    count: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """A figure then, now, and over the new reviews alone, with the verdict in words; ``moved`` when beyond chance."""

    name: str
    then: Cell
    now: Cell
    fresh: Cell
    verdict: str
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandNews:
    """What is new of a brand."""

    name: str
    href: str
    summary: str
    lines: tuple[ChangeLine, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewsLine:
    """A brand's news in a line: new reviews, and whether they move a figure beyond chance; ``moved`` when they do."""

    name: str
    href: str
    summary: str
    verdict: str
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnLine:
    """A place that stands otherwise than before."""

    place: PlaceLine
    before: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What ``pages/changes.html`` uses; ``then`` is None before a second run."""

    frame: Frame
    then: str | None
    reread: str | None
    brands: tuple[BrandNews, ...]
    turns: tuple[TurnLine, ...]
    alerts: tuple[Link, ...]
    feeds: tuple[Link, ...]


def changes(here: Here) -> Changes:
    """Draw the page of changes."""
    words, since = here.edition.words, here.edition.findings.since
    return Changes(
        frame=frame(here, words.gettext("Changes")),
        then=formats.day(since.earlier.ended, words.language) if since else None,
        reread=_reread(here, since) if since else None,
        brands=tuple(_brand(here, since, news) for news in since.news) if since else (),
        turns=tuple(turn_line(here, turn) for turn in since.turns) if since else (),
        alerts=tuple(alert_line(here, alert) for alert in here.edition.findings.alerts),
        feeds=feed_links(here),
    )


def _reread(here: Here, since: Since) -> str | None:
    """Say that the words have changed since, where they have: what was told then is not compared."""
    if _same_words(here, since):
        return None
    return here.edition.words.gettext(
        "Reviews were read by other words then (%(then)s, now %(now)s): what was told then is not comparable, and the earlier reviews have been read again.",
        then=since.earlier.words,
        now=here.edition.snapshot.versions.get("words", "–"),
    )


def _same_words(here: Here, since: Since) -> bool:
    return since.earlier.words == here.edition.snapshot.versions.get("words")


def _brand(here: Here, since: Since, news: News) -> BrandNews:
    found = next(found for found in here.edition.findings.brands if found.brand.name == news.brand)
    told = [change for change in news.changes if change.name in MAIN or change.is_sure]
    return BrandNews(
        name=news.brand,
        href=here.to(brand_address(here.edition, found.brand)),
        summary=new_reviews(here, news),
        lines=tuple(_line(here, since, found, change) for change in told) if news.departures else (),
        quotes=tuple(quote(here, opinion, "last:", "first:") for opinion in newest(news.departures)[:QUOTED]),
    )


def news_line(here: Here, news: News) -> NewsLine:
    """Say in a line what is new of a brand."""
    found = next(found for found in here.edition.findings.brands if found.brand.name == news.brand)
    moved = [figure_name(here, change.name) for change in news.changes if change.is_sure]
    return NewsLine(
        name=news.brand,
        href=here.to(brand_address(here.edition, found.brand)),
        summary=new_reviews(here, news),
        verdict=_moved(here, news, moved),
        moved=bool(moved),
    )


def _moved(here: Here, news: News, moved: list[str]) -> str:
    words = here.edition.words
    if moved:
        return words.gettext("beyond chance: %(moved)s", moved=", ".join(moved))
    if any(change.q is not None for change in news.changes):
        return words.gettext("no change beyond chance")
    return words.gettext("too few reviews to tell")


def new_reviews(here: Here, news: News) -> str:
    """Say how many reviews of a brand are new, and how many of them mention a departure."""
    words = here.edition.words
    if not news.read:
        return words.gettext("no new review")
    return words.ngettext(
        "%(n)s new review, %(leaving)s about leaving",
        "%(n)s new reviews, %(leaving)s about leaving",
        news.read,
        n=formats.count(news.read, words.language),
        leaving=formats.count(len(news.departures), words.language),
    )


def _line(here: Here, since: Since, found: BrandFindings, change: Change) -> ChangeLine:
    now = found.figures.get(change.name) or _share(found, change)
    told = {(one.brand, one.name): one for one in since.earlier.figures} if _same_words(here, since) else {}
    then = told.get((change.brand, change.name))
    return ChangeLine(
        name=figure_name(here, change.name),
        then=_cell(here, change.before) if then is None else _told(here, then, now),
        now=_cell(here, now),
        fresh=_cell(here, change.after),
        verdict=verdict(here, change),
        moved=change.is_sure,
    )


def _share(found: BrandFindings, change: Change) -> Figure:
    """Return the share of a reason over all reviews of a brand."""
    obstacles = {reason.value: figure for reason, figure in found.ease.obstacles}
    others = {share.reason.value: share.figure for group in found.reasons.values() for share in group}
    return obstacles.get(change.name) or others[change.name]


def verdict(here: Here, change: Change) -> str:
    """Say whether a change is more than chance, cannot be told from it, or was not tested."""
    words = here.edition.words
    if change.q is None:
        return words.gettext("too few reviews to tell")
    if not change.is_sure:
        return words.gettext("no change beyond chance")
    return words.gettext("beyond chance, q = %(q)s", q=formats.fine(change.q, words.language))


def _cell(here: Here, figure: Figure) -> Cell:
    return Cell(
        value=written(figure, here) or "–",
        interval=interval(figure, here),
        count=counted(figure, here.edition.words),
    )


def _told(here: Here, told: ToldFigure, now: Figure) -> Cell:
    words = here.edition.words
    n = formats.count(told.n, words.language)
    figure = Figure(name=now.name, value=told.value, low=told.low, high=told.high, n=told.n, unit=now.unit)
    return Cell(
        value="–" if told.value is None else amount(told.value, now.unit, here),
        interval=interval(figure, here),
        count=words.gettext("too few reviews (n = %(n)s)", n=n)
        if told.value is None
        else words.ngettext("%(n)s review", "%(n)s reviews", told.n, n=n),
    )


def turn_line(here: Here, turn: Turn) -> TurnLine:
    """Draw a place that stands otherwise than before."""
    words = here.edition.words
    return TurnLine(
        place=place_line(here, turn.place), before=_before(here, turn.before) or words.gettext("new")
    )


def _before(here: Here, outcome: Outcome | None) -> str | None:
    return None if outcome is None else labels.label(here.edition.words, "outcome", outcome)
