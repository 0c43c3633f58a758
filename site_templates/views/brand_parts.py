"""Parts of a brand's page: what leaving may cost, by which channels people came, and how sure all of it is."""

from collections import Counter
from dataclasses import dataclass

from site_templates import address, formats, labels
from site_templates.edition import Here
from site_templates.figures.arriving import Through
from site_templates.figures.figure import Figure
from site_templates.findings import BrandFindings
from site_templates.views.health import PlaceLine, place_line
from site_templates.views.tiles import Tile, counted, interval, tile, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What leaving may cost, under assumptions that are not measured; ``money`` is None while no value is set."""

    told: str
    count: str
    happy: str
    unhappy: str
    money: Tile | None
    customer_value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelLine:
    """A channel: how many reviews name it, and how the first contact went there, "–" where too few tell."""

    name: str
    share: str
    interval: str
    count: str
    welcomed: str
    unanswered: str
    not_called_back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SureLine:
    """A line on how sure the page is: what, and how much of it."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sureness:
    """How sure a brand's figures are: what stands behind them, and where it comes from."""

    lines: tuple[SureLine, ...]
    sites: tuple[SureLine, ...]
    places: tuple[PlaceLine, ...]
    sources: str


def stake(here: Here, found: BrandFindings) -> Stake:
    """Multiply out what the watch list assumes."""
    snapshot, words = here.edition.snapshot, here.edition.words
    money, value = found.figures.get("at_stake"), found.brand.customer_value
    return Stake(
        told=written(found.word_of_mouth, here) or words.gettext("too few reviews"),
        count=counted(found.word_of_mouth, words),
        happy=formats.count(snapshot.told_by_happy, words.language),
        unhappy=formats.count(snapshot.told_by_unhappy, words.language),
        money=None if money is None else tile(here, money, brand=found.brand),
        customer_value=None if value is None else formats.money(value, snapshot.currency, words.language),
    )


def channel_line(here: Here, through: Through) -> ChannelLine:
    """Draw the line of a channel."""
    contact = through.contact
    return ChannelLine(
        name=labels.label(here.edition.words, "channel", through.channel),
        share=written(through.named, here) or "–",
        interval=interval(through.named, here) or "–",
        count=counted(through.named, here.edition.words),
        welcomed=_cell(here, contact.welcomed if contact else None),
        unanswered=_cell(here, contact.unanswered if contact else None),
        not_called_back=_cell(here, contact.not_called_back if contact else None),
    )


def sureness(here: Here, found: BrandFindings) -> Sureness:
    """Gather what stands behind the figures of a brand."""
    places = [place for place in here.edition.snapshot.places if place.brand == found.brand.name]
    return Sureness(
        lines=tuple(_lines(here, found)),
        sites=_sites(here, found),
        places=tuple(place_line(here, place) for place in places),
        sources=here.to("sources.html"),
    )


def _lines(here: Here, found: BrandFindings) -> list[SureLine]:
    words, told = here.edition.words, found.departures
    persons = sum(opinion.person for opinion in told)
    counts = {
        words.gettext("Reviews read"): found.read,
        words.gettext("Departure reviews"): len(told),
        words.gettext("Read by a person"): persons,
        words.gettext("Without a usable date"): found.span.undated,
    }
    languages = Counter(opinion.reading.language or opinion.review.language or "" for opinion in told)
    spoken = ", ".join(
        f"{formats.language(code, words.language)} {formats.count(count, words.language)}"
        for code, count in sorted(languages.items(), key=lambda pair: (-pair[1], pair[0]))
    )
    return [
        *(SureLine(name=name, value=formats.count(count, words.language)) for name, count in counts.items()),
        SureLine(name=words.gettext("Uncertain readings"), value=_cell(here, found.doubtful)),
        SureLine(name=words.gettext("Languages"), value=spoken or "–"),
    ]


def _sites(here: Here, found: BrandFindings) -> tuple[SureLine, ...]:
    """Count the departure reviews of each site, the most first."""
    sites = Counter(address.site(opinion.review.url, opinion.review.source) for opinion in found.departures)
    ranked = sorted(sites.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(
        SureLine(name=name, value=formats.count(count, here.edition.language)) for name, count in ranked
    )


def _cell(here: Here, figure: Figure | None) -> str:
    """Write a share with its interval and its count, or that it cannot be told."""
    if figure is None:
        return "–"
    parts = (written(figure, here), interval(figure, here), counted(figure, here.edition.words))
    return " · ".join(part for part in parts if part)
