"""The page of the sources: how each place was read, how much of it, and what its rules say."""

from dataclasses import dataclass

from scraper.outcome import Outcome
from scraper.sources import SOURCES
from scraper.sources.source import About, Standing
from site_templates import address, formats, labels
from site_templates.edition import Here
from site_templates.evidence import shown
from site_templates.snapshot import PlaceHealth
from site_templates.views.frame import Frame, frame
from site_templates.views.health import PlaceLine, oldest, place_line, summary
from site_templates.words import N_

STANDINGS = {
    Standing.OPEN: N_("open: read where robots.txt allows it"),
    Standing.KEY: N_("official API, asked with a key of your own"),
    Standing.PERMISSION: N_("closed by robots.txt or by terms: read only with a recorded permission"),
    Standing.IMPORT: N_("never fetched: exports and saved pages only"),
}
KNOWN = {source.name: source.about for source in SOURCES}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """A place in detail; ``terms`` is None for a file whose source is none of the program's."""

    anchor: str
    place: PlaceLine
    title: str
    gave: str
    drift: str
    before: str | None
    standing: str
    robots: str
    terms: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What ``pages/sources.html`` uses."""

    frame: Frame
    summary: str
    age: str | None
    sources: tuple[SourceLine, ...]


def sources(here: Here) -> Sources:
    """Draw the page of the sources."""
    return Sources(
        frame=frame(here, here.edition.words.gettext("Sources")),
        summary=summary(here),
        age=oldest(here),
        sources=tuple(
            _line(here, number, place) for number, place in enumerate(here.edition.snapshot.places, start=1)
        ),
    )


def _line(here: Here, number: int, place: PlaceHealth) -> SourceLine:
    words, about = here.edition.words, KNOWN.get(place.source)
    file = address.outside(place.address) is None
    return SourceLine(
        anchor=f"place-{number}",
        place=place_line(here, place),
        title=about.title if about else place.source,
        gave=_gave(here, place),
        drift=_drift(here, place),
        before=_before(here, place),
        standing=words.gettext(
            N_("a file you brought in") if file or about is None else STANDINGS[about.standing]
        ),
        robots=words.gettext(_robots(place, about, file=file)),
        terms=shown(words.told(about.terms)) if about else None,
    )


def _gave(here: Here, place: PlaceHealth) -> str:
    """Say what the last visit brought."""
    words = here.edition.words
    pages = words.ngettext(
        "%(n)s page", "%(n)s pages", place.pages, n=formats.count(place.pages, words.language)
    )
    return words.ngettext(
        "%(n)s review on %(pages)s, %(new)s of them new",
        "%(n)s reviews on %(pages)s, %(new)s of them new",
        place.found,
        n=formats.count(place.found, words.language),
        pages=pages,
        new=formats.count(place.new, words.language),
    )


def _drift(here: Here, place: PlaceHealth) -> str:
    words = here.edition.words
    if place.silent:
        return words.gettext("silent: it gave reviews before and gives none now")
    if place.outcome is Outcome.CHANGED:
        return words.gettext("its page is no longer recognised")
    return (
        words.gettext("none seen")
        if place.outcome.could_read
        else words.gettext("unknown while it cannot be read")
    )


def _before(here: Here, place: PlaceHealth) -> str | None:
    """Name the outcome of the visit before, where it was another one."""
    earlier = here.edition.snapshot.earlier
    before = earlier.outcomes.get((place.brand, place.source, place.address)) if earlier else None
    return (
        None if before in {None, place.outcome} else labels.label(here.edition.words, "outcome", before or "")
    )


def _robots(place: PlaceHealth, about: About | None, *, file: bool) -> str:
    if file:
        return N_("not asked: nothing was fetched")
    if about is not None and about.standing is Standing.KEY:
        return N_("not asked: an official API has rules of its own")
    if place.outcome is Outcome.REFUSED:
        return N_("closed to us: nothing was asked for")
    return N_("asked before each visit, and obeyed")
