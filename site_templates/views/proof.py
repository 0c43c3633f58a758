"""The quotes behind one figure: what a click on a number opens."""

from collections.abc import Sequence
from dataclasses import dataclass

from site_templates import formats
from site_templates.edition import Here, brand_address
from site_templates.figures.figure import Figure, Key
from site_templates.findings import BrandFindings
from site_templates.snapshot import Opinion
from site_templates.views.frame import Frame, frame
from site_templates.views.quotes import Quote, newest, quote
from site_templates.views.tiles import NAMES, Tile, tile

MOST = 100  # quotes on a page, about 100 kB; the list of reviews holds them all
PREFIXES = {
    "first_impression": ("first:", "moment:first"),
    "first_impression_all": ("first:", "moment:first"),
    "last_impression": ("last:", "moment:last"),
    "trapped": ("reason:", "last:"),
    "door_open": ("would_",),
    "staff_departures": ("departure:staff_departure",),
    "welcomed": ("reason:warm_welcome", "first:"),
    "not_called_back": ("reason:no_callback", "first:"),
    "unanswered": ("reason:no_", "first:"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What ``pages/proof.html`` uses."""

    frame: Frame
    figure: Tile
    brand: str
    back: str
    shown: str
    quotes: tuple[Quote, ...]


def proof(here: Here, found: BrandFindings, figure: Figure) -> Proof:
    """Draw the quotes behind a figure, newest first."""
    words = here.edition.words
    counted = behind(here, figure.keys)
    name = words.gettext(NAMES[figure.name])
    return Proof(
        frame=frame(here, words.gettext("%(figure)s: the quotes", figure=name)),
        figure=tile(here, figure, brand=found.brand, span=found.span),
        brand=found.brand.name,
        back=here.to(brand_address(here.edition, found.brand)),
        shown=shown(here, len(counted)),
        quotes=quotes(here, counted[:MOST], *PREFIXES.get(figure.name, ())),
    )


def quotes(here: Here, opinions: Sequence[Opinion], *prefixes: str) -> tuple[Quote, ...]:
    """Quote reviews in their order."""
    return tuple(quote(here, opinion, *prefixes) for opinion in opinions)


def behind(here: Here, keys: Sequence[Key]) -> list[Opinion]:
    """Find the reviews of some keys, newest first."""
    return newest(here.edition.findings.by_key[key] for key in keys)


def shown(here: Here, total: int) -> str:
    """Say how many reviews the page quotes, and where the others are when it cannot hold them all."""
    words, n = here.edition.words, formats.count(total, here.edition.language)
    if total > MOST:
        most = formats.count(MOST, words.language)
        return words.gettext("The %(most)s newest of the %(n)s reviews behind this figure.", most=most, n=n)
    return words.ngettext(
        "The %(n)s review behind this figure.",
        "The %(n)s reviews behind this figure, newest first.",
        total,
        n=n,
    )
