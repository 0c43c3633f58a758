"""The page of a brand: both impressions, the way out, the way in, and the words for and against."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.reading import Sentiment
from site_templates import formats
from site_templates.edition import Here
from site_templates.figures.reasons import ReasonShare
from site_templates.findings import BrandFindings
from site_templates.snapshot import Opinion
from site_templates.views.drawings import shares, trend
from site_templates.views.frame import Frame, frame
from site_templates.views.overview import departures_line
from site_templates.views.quotes import Quote, quote, telling
from site_templates.views.reason_lines import ReasonLine, reason_lines
from site_templates.views.sector import sectors
from site_templates.views.tables import Drawing
from site_templates.views.tiles import Tile, period, tile, written

EACH_WAY = 4  # quotes for, and quotes against
IMPRESSIONS = (
    "first_impression",
    "last_impression",
    "gap",
    "first_impression_all",
    "peak_end",
    "recovered",
    "spoiled",
)
LEAVING = ("ease", "trapped", "door_open")
ARRIVING = ("welcomed", "unanswered", "not_called_back", "lost_at_the_door")
ANSWERS = ("answered", "reply_delay", "thanks", "apologises", "offers")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What leaving may cost, under assumptions that are not measured; ``money`` is None while no value is set."""

    told: str
    happy: str
    unhappy: str
    money: Tile | None
    customer_value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandPage:
    """What ``pages/brand.html`` uses."""

    frame: Frame
    name: str
    own: bool
    departures: str
    period: str
    impressions: tuple[Tile, ...]
    trend: Drawing | None
    sectors: tuple[Drawing, ...]
    leaving: tuple[Tile, ...]
    obstacles_drawn: Drawing | None
    obstacles: tuple[ReasonLine, ...]
    kindnesses: tuple[ReasonLine, ...]
    arriving: tuple[Tile, ...]
    first_reasons: tuple[ReasonLine, ...]
    lacks: tuple[ReasonLine, ...]
    staff: Tile | None
    answers: tuple[Tile, ...]
    stake: Stake
    good: tuple[Quote, ...]
    bad: tuple[Quote, ...]
    method: str


def brand_page(here: Here, found: BrandFindings) -> BrandPage:
    """Draw the page of a brand."""
    words, brand = here.edition.words, found.brand
    obstacles = _obstacles(found)
    first = (*found.reasons["first_obstacles"], *found.reasons["first_kindnesses"])
    return BrandPage(
        frame=frame(here, brand.name),
        name=brand.name,
        own=brand.own,
        departures=departures_line(here, found),
        period=period(found.span, words),
        impressions=_tiles(here, found, IMPRESSIONS),
        trend=trend(here, found),
        sectors=sectors(here, found),
        leaving=_tiles(here, found, LEAVING),
        obstacles_drawn=shares(here, brand.name, obstacles),
        obstacles=reason_lines(here, obstacles, brand=brand),
        kindnesses=reason_lines(here, found.reasons["last_kindnesses"], brand=brand),
        arriving=_tiles(here, found, ARRIVING),
        first_reasons=reason_lines(here, first, brand=brand),
        lacks=reason_lines(here, found.reasons["lacks"], brand=brand),
        staff=_staff(here, found),
        answers=_tiles(here, found, ANSWERS) if found.replies else (),
        stake=_stake(here, found),
        good=_quotes(here, found.departures, Sentiment.POS),
        bad=_quotes(here, found.departures, Sentiment.NEG),
        method=here.to("method.html"),
    )


def _tiles(here: Here, found: BrandFindings, names: Sequence[str]) -> tuple[Tile, ...]:
    return tuple(tile(here, found.figures[name], brand=found.brand) for name in names)


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


def _stake(here: Here, found: BrandFindings) -> Stake:
    snapshot, language = here.edition.snapshot, here.edition.language
    money, value = found.figures.get("at_stake"), found.brand.customer_value
    return Stake(
        told=written(found.word_of_mouth, here) or formats.count(0, language),
        happy=formats.count(snapshot.told_by_happy, language),
        unhappy=formats.count(snapshot.told_by_unhappy, language),
        money=None if money is None else tile(here, money, brand=found.brand),
        customer_value=None if value is None else formats.money(value, snapshot.currency, language),
    )


def _quotes(here: Here, opinions: Sequence[Opinion], sentiment: Sentiment) -> tuple[Quote, ...]:
    of_that_tone = (opinion for opinion in opinions if opinion.reading.sentiment is sentiment)
    return tuple(
        quote(here, opinion, "last:", "first:")
        for opinion in telling(of_that_tone, "last:", "first:")[:EACH_WAY]
    )
