"""The Monday page: how people feel when they arrive and when they leave, against whom, and why."""

from dataclasses import dataclass

from site_templates import formats
from site_templates.edition import Here, brand_address
from site_templates.figures.figure import Figure
from site_templates.findings import BrandFindings
from site_templates.snapshot import PlaceHealth
from site_templates.views.alert_lines import alert_line
from site_templates.views.changes import NewsLine, TurnLine, news_line, turn_line
from site_templates.views.drawings import compare, trend
from site_templates.views.frame import Frame, Link, frame
from site_templates.views.health import PlaceLine, oldest, place_line, summary
from site_templates.views.movement import Movement, movement
from site_templates.views.reason_lines import ReasonLine, reason_lines
from site_templates.views.tables import Drawing
from site_templates.views.tiles import Tile, period, tile

TOP = 3  # reasons of each sort on the front page, each with a quote: they fit one screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The brand the front page speaks of: its sentence, its figures, its period.

    ``sure`` tells that the interval of the gap leaves out 0: without it no word of gain or loss is said.
    """

    name: str
    own: bool
    href: str
    first: Tile
    last: Tile
    gap: Tile
    everyone: Tile
    distance: str | None
    last_is_lower: bool
    sure: bool
    departures: str
    period: str
    movement: Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandRow:
    """A brand in the comparison."""

    name: str
    own: bool
    href: str
    first: Tile
    last: Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What ``pages/overview.html`` uses."""

    frame: Frame
    lead: Lead | None
    brands: tuple[BrandRow, ...]
    comparison: Drawing | None
    trend: Drawing | None
    obstacles: tuple[ReasonLine, ...]
    kindnesses: tuple[ReasonLine, ...]
    since: str | None
    news: tuple[NewsLine, ...]
    turns: tuple[TurnLine, ...]
    changes: str
    compare: str
    alerts: tuple[Link, ...]
    health: str
    age: str | None
    places: tuple[PlaceLine, ...]
    sources: str
    reviews: str


def overview(here: Here) -> Overview:
    """Draw the front page."""
    findings = here.edition.findings
    lead, since = findings.lead, findings.since
    return Overview(
        frame=frame(here, here.edition.words.gettext("Overview")),
        lead=_lead(here, lead) if lead else None,
        brands=tuple(_row(here, found) for found in findings.brands),
        comparison=compare(here),
        trend=trend(here, lead) if lead else None,
        obstacles=_top(here, lead, "last_obstacles"),
        kindnesses=_top(here, lead, "last_kindnesses"),
        since=formats.day(since.earlier.ended, here.edition.language) if since else None,
        news=tuple(news_line(here, news) for news in since.news) if since else (),
        turns=tuple(turn_line(here, turn) for turn in since.turns) if since else (),
        changes=here.to("changes.html"),
        compare=here.to("compare.html"),
        alerts=tuple(alert_line(here, alert) for alert in findings.alerts),
        health=summary(here),
        age=oldest(here),
        places=tuple(place_line(here, place) for place in here.edition.snapshot.places if _in_trouble(place)),
        sources=here.to("sources.html"),
        reviews=here.to("reviews/index.html"),
    )


def _leaves_out_zero(figure: Figure) -> bool:
    return figure.low is not None and figure.high is not None and not figure.low <= 0 <= figure.high


def _top(here: Here, found: BrandFindings | None, group: str) -> tuple[ReasonLine, ...]:
    if found is None:
        return ()
    measured = [share for share in found.reasons[group] if share.measured]
    return reason_lines(here, measured, brand=found.brand, most=TOP, quoted=True)


def _lead(here: Here, found: BrandFindings) -> Lead:
    words, figures = here.edition.words, found.figures
    distance = figures["gap"].value
    return Lead(
        name=found.brand.name,
        own=found.brand.own,
        href=here.to(brand_address(here.edition, found.brand)),
        first=tile(here, figures["first_impression"], brand=found.brand),
        last=tile(here, figures["last_impression"], brand=found.brand),
        gap=tile(here, figures["gap"], brand=found.brand),
        everyone=tile(here, figures["first_impression_all"], brand=found.brand),
        distance=None if distance is None else formats.count(abs(distance), words.language),
        last_is_lower=distance is not None and distance < 0,
        sure=_leaves_out_zero(figures["gap"]),
        departures=departures_line(here, found),
        period=period(found.span, words),
        movement=movement(here, found.gap_change),
    )


def departures_line(here: Here, found: BrandFindings) -> str:
    """Say how many reviews were read, and how many of them mention a departure."""
    language = here.edition.language
    return here.edition.words.ngettext(
        "%(n)s review read, %(leaving)s about leaving",
        "%(n)s reviews read, %(leaving)s about leaving",
        found.read,
        leaving=formats.count(len(found.departures), language),
        n=formats.count(found.read, language),
    )


def _row(here: Here, found: BrandFindings) -> BrandRow:
    return BrandRow(
        name=found.brand.name,
        own=found.brand.own,
        href=here.to(brand_address(here.edition, found.brand)),
        first=tile(here, found.figures["first_impression"], brand=found.brand),
        last=tile(here, found.figures["last_impression"], brand=found.brand),
    )


def _in_trouble(place: PlaceHealth) -> bool:
    return not place.outcome.could_read or place.silent or bool(place.troubles)
