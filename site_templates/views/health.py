"""How the sources stand, in words: what was read, what was not, and why."""

from dataclasses import dataclass
from datetime import datetime

from scraper.told import Told
from site_templates import address, formats, labels
from site_templates.edition import Here
from site_templates.evidence import shown
from site_templates.figures.coverage import coverage, data_age
from site_templates.figures.figure import Unit
from site_templates.snapshot import PlaceHealth, Trouble
from site_templates.views.tiles import amount
from site_templates.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleLine:
    """A page that could not be read."""

    address: str
    outcome: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLine:
    """A place and how its last visit went; ``well`` is False when something could not be read."""

    brand: str
    site: str
    source: str
    address: str
    href: str | None
    well: bool
    outcome: str
    reason: str
    visited: str
    succeeded: str
    age: str | None
    reviews: str
    coverage: str
    pages: str
    permission: str
    troubles: tuple[TroubleLine, ...]
    notes: tuple[str, ...]


def place_line(here: Here, place: PlaceHealth) -> PlaceLine:
    """Draw the line of one place."""
    words = here.edition.words
    return PlaceLine(
        brand=place.brand,
        site=address.site(place.address, place.address),
        source=place.source,
        address=place.address,
        href=address.outside(place.address),
        well=place.outcome.could_read and not place.troubles and not place.silent,
        outcome=labels.label(words, "outcome", place.outcome),
        reason=_reason(place, words),
        visited=formats.instant(place.visited, words.language),
        succeeded=_succeeded(place.succeeded, words),
        age=_age(here, place),
        reviews=_reviews(place, words),
        coverage=_coverage(here, place),
        pages=formats.count(place.pages, words.language),
        permission=place.permission or words.gettext("none recorded"),
        troubles=tuple(_trouble(trouble, words) for trouble in place.troubles),
        notes=tuple(_said(note, words) for note in place.notes),
    )


def summary(here: Here) -> str:
    """Say at a glance how many places could be read."""
    places = here.edition.snapshot.places
    read = sum(place.outcome.could_read and not place.silent for place in places)
    well = formats.count(read, here.edition.language)
    return here.edition.words.ngettext(
        "%(well)s of %(n)s place could be read on the last visit.",
        "%(well)s of %(n)s places could be read on the last visit.",
        len(places),
        well=well,
        n=formats.count(len(places), here.edition.language),
    )


def oldest(here: Here) -> str | None:
    """Say how old the oldest data is, None where no place was ever read."""
    ages = [data_age(place, here.edition.snapshot.as_of) for place in here.edition.snapshot.places]
    days = [age.value for age in ages if age is not None and age.value is not None]
    return _days(max(days), here.edition.words) if days else None


def _reason(place: PlaceHealth, words: Words) -> str:
    reason = _said(place.reason, words)
    if not place.silent:
        return reason
    silence = words.gettext(
        "it gave reviews before and gives none now: has its page changed, or its address?"
    )
    return words.gettext("%(one)s; %(other)s", one=silence, other=reason) if reason else silence


def _said(sentence: Told | None, words: Words) -> str:
    return shown(words.told(sentence)) if sentence else ""


def _succeeded(succeeded: datetime | None, words: Words) -> str:
    return words.gettext("never") if succeeded is None else formats.instant(succeeded, words.language)


def _age(here: Here, place: PlaceHealth) -> str | None:
    found, words = data_age(place, here.edition.snapshot.as_of), here.edition.words
    if found is None or found.value is None:
        return None
    return _days(found.value, words)


def _days(value: float, words: Words) -> str:
    if value < 1:
        return words.gettext("less than a day old")
    days = int(value)
    return words.ngettext("%(n)s day old", "%(n)s days old", days, n=formats.count(days, words.language))


def _reviews(place: PlaceHealth, words: Words) -> str:
    stored, new = (formats.count(number, words.language) for number in (place.stored, place.new))
    return words.gettext("%(stored)s kept, %(new)s new", stored=stored, new=new)


def _coverage(here: Here, place: PlaceHealth) -> str:
    figure, words = coverage(place), here.edition.words
    if figure is None or figure.value is None:
        return words.gettext("unknown: the source does not say how many it holds")
    share = amount(figure.value, Unit.SHARE, here)
    return words.gettext(
        "%(share)s of the %(n)s announced", share=share, n=formats.count(figure.n, words.language)
    )


def _trouble(trouble: Trouble, words: Words) -> TroubleLine:
    outcome = labels.label(words, "outcome", trouble.outcome)
    return TroubleLine(address=trouble.address, outcome=outcome, reason=_said(trouble.reason, words))
