"""The page that sets all brands side by side: the same sites, the same days, and no ranking that chance could make."""

from dataclasses import dataclass
from datetime import timedelta

from site_templates import address, formats
from site_templates.edition import Here, brand_address, proof_address
from site_templates.figures.common_ground import Compared, Ground, common_ground, side_by_side
from site_templates.figures.figure import Figure
from site_templates.snapshot import Opinion
from site_templates.views.drawings import compare
from site_templates.views.frame import Frame, frame
from site_templates.views.tables import Drawing
from site_templates.views.tiles import DETAILS, SIDES, Strip, counted, figure_name, interval, strip, written

FEWEST = 2  # brands that can be compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A brand's figure; ``value`` is None under the minimum."""

    brand: str
    own: bool
    href: str
    proof: str | None
    value: str | None
    interval: str | None
    count: str
    strip: Strip | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """One figure of every brand, and in words which can be told apart."""

    name: str
    anchor: str
    side: str
    detail: str
    rows: tuple[Row, ...]
    verdicts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteRow:
    """A site, whether it counts here, and how many departure reviews each brand has there."""

    name: str
    counts: tuple[str, ...]
    shared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What ``pages/compare.html`` uses; ``reason`` says why nothing is compared, None where something is."""

    frame: Frame
    reason: str | None
    period: str | None
    brands: tuple[str, ...]
    absent: str | None
    sites: tuple[SiteRow, ...]
    drawn: Drawing | None
    contests: tuple[Contest, ...]


def comparison(here: Here) -> Comparison:
    """Draw the comparison."""
    edition, words = here.edition, here.edition.words
    snapshot = edition.snapshot
    told = {found.brand.name: found.departures for found in edition.findings.brands}
    ground = common_ground(told, _site, snapshot.as_of, minimum=snapshot.minimum)
    reason = _reason(here, ground)
    compared = () if reason else side_by_side(ground, minimum=snapshot.minimum)
    impressions = {one.name: dict(one.figures) for one in compared}
    return Comparison(
        frame=frame(here, words.gettext("Comparison")),
        reason=reason,
        period=None if reason else _period(here, ground),
        brands=ground.brands,
        absent=", ".join(ground.absent) or None,
        sites=tuple(_row(here, ground, name) for name in ground.counts),
        drawn=compare(here, impressions) if compared else None,
        contests=tuple(_contest(here, one) for one in compared),
    )


def _site(opinion: Opinion) -> str:
    return address.site(opinion.review.url, opinion.review.source)


def _reason(here: Here, ground: Ground) -> str | None:
    words = here.edition.words
    if len(ground.brands) < FEWEST:
        return words.gettext(
            "It takes two brands with %(minimum)s departure reviews each to compare: name another one in the watch list, or wait for more reviews.",
            minimum=formats.count(here.edition.snapshot.minimum, words.language),
        )
    if not ground.sites:
        return words.gettext(
            "No site holds reviews of all these brands: comparing them would compare sites. Watch the same sites for each, then run again."
        )
    if ground.start is None:
        return words.gettext("These brands share no dates: their reviews lie apart, or have none.")
    return None


def _period(here: Here, ground: Ground) -> str:
    words = here.edition.words
    if ground.start is None or ground.end is None:
        return ""
    return words.gettext(
        "%(start)s to %(end)s",
        start=formats.day(ground.start, words.language),
        end=formats.day(ground.end - timedelta(days=1), words.language),
    )


def _row(here: Here, ground: Ground, site: str) -> SiteRow:
    counts = (ground.counts[site].get(name, 0) for name in ground.brands)
    return SiteRow(
        name=site,
        counts=tuple(formats.count(count, here.edition.language) for count in counts),
        shared=site in ground.sites,
    )


def _contest(here: Here, compared: Compared) -> Contest:
    words = here.edition.words
    return Contest(
        name=figure_name(here, compared.name),
        anchor=compared.name.replace("_", "-"),
        side=SIDES.get(compared.name, ""),
        detail=words.gettext(DETAILS[compared.name]),
        rows=tuple(_line(here, brand, figure) for brand, figure in compared.figures),
        verdicts=tuple(_verdicts(here, compared)),
    )


def _line(here: Here, name: str, figure: Figure) -> Row:
    found = next(found for found in here.edition.findings.brands if found.brand.name == name)
    return Row(
        brand=name,
        own=found.brand.own,
        href=here.to(brand_address(here.edition, found.brand)),
        proof=here.to(proof_address(here.edition, found.brand, figure.name)) if figure.keys else None,
        value=written(figure, here),
        interval=interval(figure, here),
        count=counted(figure, here.edition.words),
        strip=strip(figure),
    )


def _verdicts(here: Here, compared: Compared) -> tuple[str, ...]:
    """Say which brands stand above which, and that the others are not told apart."""
    words = here.edition.words
    told = [name for name, figure in compared.figures if not figure.too_few]
    if len(told) < FEWEST:
        return (words.gettext("Too few reviews to compare."),)
    said = []
    for name in told:
        under = [low for high, low in compared.above if high == name]
        if under:
            said.append(
                words.gettext(
                    "The figure is higher for %(high)s than for %(low)s.", high=name, low=_listed(here, under)
                )
            )
    pairs = len(told) * (len(told) - 1) // 2
    if not said:
        return (words.gettext("Not told apart: the intervals overlap, the differences may be chance."),)
    return (
        (*said, words.gettext("The others are not told apart."))
        if len(compared.above) < pairs
        else tuple(said)
    )


def _listed(here: Here, names: list[str]) -> str:
    *first, last = names
    return (
        here.edition.words.gettext("%(some)s and %(last)s", some=", ".join(first), last=last)
        if first
        else last
    )
