"""The page of a moment: how every brand is felt there, why, and in which words."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.reading import Moment
from site_templates.edition import Here, brand_address
from site_templates.figures.measure import doubtful
from site_templates.figures.population import tone_about
from site_templates.snapshot import Opinion
from site_templates.views.frame import Frame, frame
from site_templates.views.quotes import Quote, newest, quote
from site_templates.views.reason_lines import ReasonLine, reason_lines
from site_templates.views.tiles import Tile, tile

EACH_WAY = 5  # quotes of each tone
CLEAR = 0.1  # as the figures: a tone this near 0 is neither good nor bad


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandTile:
    """A brand's impression of the moment."""

    name: str
    href: str
    own: bool
    impression: Tile


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentPage:
    """What ``pages/moment.html`` uses."""

    frame: Frame
    side: str
    brands: tuple[BrandTile, ...]
    obstacles: tuple[ReasonLine, ...]
    kindnesses: tuple[ReasonLine, ...]
    good: tuple[Quote, ...]
    bad: tuple[Quote, ...]


def moment_page(here: Here, moment: Moment) -> MomentPage:
    """Draw the page of the first or of the last moment."""
    findings, words = here.edition.findings, here.edition.words
    title = words.gettext("First moment") if moment is Moment.FIRST else words.gettext("Last moment")
    told = [opinion for opinion in newest(findings.listed) if tone_about(opinion, moment) is not None]
    return MomentPage(
        frame=frame(here, title),
        side=moment.value,
        brands=_brands(here, moment),
        obstacles=reason_lines(here, findings.reasons[f"{moment}_obstacles"]),
        kindnesses=reason_lines(here, findings.reasons[f"{moment}_kindnesses"]),
        good=_quotes(here, told, moment, sign=1),
        bad=_quotes(here, told, moment, sign=-1),
    )


def _brands(here: Here, moment: Moment) -> tuple[BrandTile, ...]:
    return tuple(
        BrandTile(
            name=found.brand.name,
            href=here.to(brand_address(here.edition, found.brand)),
            own=found.brand.own,
            impression=tile(here, found.figures[f"{moment}_impression"], brand=found.brand, span=found.span),
        )
        for found in here.edition.findings.brands
    )


def _quotes(here: Here, told: Sequence[Opinion], moment: Moment, *, sign: int) -> tuple[Quote, ...]:
    """Quote the newest reviews that clearly feel well (sign 1) or ill (−1) about the moment, most sure first."""
    clear = [opinion for opinion in told if sign * (tone_about(opinion, moment) or 0.0) >= CLEAR]
    surest = sorted(clear, key=lambda opinion: (doubtful(opinion), -_certainty(opinion, moment)))[:EACH_WAY]
    return tuple(quote(here, opinion, f"{moment}:", f"moment:{moment}") for opinion in surest)


def _certainty(opinion: Opinion, moment: Moment) -> float:
    return opinion.reading.moment_probability if opinion.reading.moment is moment else 0.0
