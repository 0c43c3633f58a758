"""The page of a brand: both impressions, the way in, the way out, the words for and against, and how sure all this is."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.reading import Sentiment
from site_templates.edition import Here, brand_feed
from site_templates.figures.reasons import ReasonShare
from site_templates.findings import BrandFindings
from site_templates.snapshot import Opinion
from site_templates.views.alert_lines import alert_line
from site_templates.views.brand_parts import ChannelLine, Stake, Sureness, channel_line, stake, sureness
from site_templates.views.changes import NewsLine, news_line
from site_templates.views.drawings import shares, trend
from site_templates.views.frame import Frame, Link, frame
from site_templates.views.movement import movement
from site_templates.views.overview import departures_line
from site_templates.views.quotes import Quote, quote, telling
from site_templates.views.reason_lines import ReasonLine, change_over_weeks, reason_lines
from site_templates.views.sector import sectors
from site_templates.views.tables import Drawing
from site_templates.views.tiles import Tile, period, tile

EACH_WAY = 4  # quotes for, and quotes against
STAFF_QUOTES = 2
IMPRESSIONS = ("first_impression", "last_impression", "gap", "first_impression_all")
MEMORY = ("peak_end", "recovered", "spoiled")
LEAVING = ("ease", "trapped", "door_open")
ARRIVING = ("welcomed", "unanswered", "not_called_back", "lost_at_the_door")
ANSWERS = ("answered", "reply_delay", "thanks", "apologises", "offers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """How a figure moved over four weeks, in words; ``moved`` where beyond chance."""

    name: str
    said: str
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandPage:
    """What ``pages/brand.html`` uses, in the order of the page."""

    frame: Frame
    name: str
    own: bool
    departures: str
    period: str
    news: NewsLine | None
    alerts: tuple[Link, ...]
    impressions: tuple[Tile, ...]
    movement: str
    memory: tuple[Tile, ...]
    trend: Drawing | None
    arriving: tuple[Tile, ...]
    first_obstacles: tuple[ReasonLine, ...]
    first_kindnesses: tuple[ReasonLine, ...]
    channels: tuple[ChannelLine, ...]
    leaving: tuple[Tile, ...]
    lately: tuple[Change, ...]
    obstacles_drawn: Drawing | None
    obstacles: tuple[ReasonLine, ...]
    kindnesses: tuple[ReasonLine, ...]
    staff: Tile | None
    staff_quotes: tuple[Quote, ...]
    sectors: tuple[Drawing, ...]
    good: tuple[Quote, ...]
    bad: tuple[Quote, ...]
    lacks: tuple[ReasonLine, ...]
    answers: tuple[Tile, ...]
    stake: Stake
    sureness: Sureness
    changes: str
    method: str
    feed: str


def brand_page(here: Here, found: BrandFindings) -> BrandPage:
    """Draw the page of a brand."""
    brand, edition = found.brand, here.edition
    obstacles = _obstacles(found)
    since = edition.findings.since
    return BrandPage(
        frame=frame(here, brand.name),
        name=brand.name,
        own=brand.own,
        departures=departures_line(here, found),
        period=period(found.span, edition.words),
        news=next((news_line(here, news) for news in since.news if news.brand == brand.name), None)
        if since
        else None,
        alerts=tuple(
            alert_line(here, alert) for alert in edition.findings.alerts if alert.brand == brand.name
        ),
        impressions=_tiles(here, found, IMPRESSIONS),
        movement=movement(here, found.gap_change).detail,
        memory=_tiles(here, found, MEMORY),
        trend=trend(here, found),
        arriving=_tiles(here, found, ARRIVING),
        first_obstacles=reason_lines(here, found.reasons["first_obstacles"], brand=brand),
        first_kindnesses=reason_lines(here, found.reasons["first_kindnesses"], brand=brand),
        channels=tuple(channel_line(here, through) for through in found.channels),
        leaving=_tiles(here, found, LEAVING),
        lately=_lately(here, found),
        obstacles_drawn=shares(here, brand.name, obstacles),
        obstacles=reason_lines(here, obstacles, brand=brand),
        kindnesses=reason_lines(here, found.reasons["last_kindnesses"], brand=brand),
        staff=_staff(here, found),
        staff_quotes=_staff_quotes(here, found),
        sectors=sectors(here, found),
        good=_quotes(here, found.departures, Sentiment.POS),
        bad=_quotes(here, found.departures, Sentiment.NEG),
        lacks=reason_lines(here, found.reasons["lacks"], brand=brand),
        answers=_tiles(here, found, ANSWERS) if found.replies else (),
        stake=stake(here, found),
        sureness=sureness(here, found),
        changes=here.to("changes.html"),
        method=here.to("method.html"),
        feed=here.to(brand_feed(edition, brand)),
    )


def _tiles(here: Here, found: BrandFindings, names: Sequence[str]) -> tuple[Tile, ...]:
    return tuple(tile(here, found.figures[name], brand=found.brand) for name in names)


def _lately(here: Here, found: BrandFindings) -> tuple[Change, ...]:
    """Say how the two shares of leaving moved over four weeks."""
    changes = {name: here.edition.findings.lately.get((found.brand.name, name)) for name in LEAVING[:2]}
    return tuple(
        Change(
            name=tile(here, found.figures[name], brand=found.brand).name,
            said=change_over_weeks(here, change),
            moved=change is not None and change.is_sure,
        )
        for name, change in changes.items()
    )


def _obstacles(found: BrandFindings) -> tuple[ReasonShare, ...]:
    measured = {share.reason: share.measured for share in found.reasons["last_obstacles"]}
    told = [
        ReasonShare(reason=reason, figure=figure, measured=measured[reason])
        for reason, figure in found.ease.obstacles
    ]
    unmeasured = sorted((share for share in told if not share.measured), key=lambda share: share.reason)
    return (*(share for share in told if share.measured), *unmeasured)


def _staff(here: Here, found: BrandFindings) -> Tile | None:
    figure = found.figures["staff_departures"]
    return tile(here, figure, brand=found.brand) if figure.n else None


def _staff_quotes(here: Here, found: BrandFindings) -> tuple[Quote, ...]:
    keys = found.figures["staff_departures"].keys
    told = telling((here.edition.findings.by_key[key] for key in keys), "departure:staff_departure")
    return tuple(quote(here, opinion, "departure:staff_departure") for opinion in told[:STAFF_QUOTES])


def _quotes(here: Here, opinions: Sequence[Opinion], sentiment: Sentiment) -> tuple[Quote, ...]:
    of_that_tone = (opinion for opinion in opinions if opinion.reading.sentiment is sentiment)
    return tuple(
        quote(here, opinion, "last:", "first:")
        for opinion in telling(of_that_tone, "last:", "first:")[:EACH_WAY]
    )
