"""Cut the departure reviews into one file a brand and a year, which the explorer loads as it needs them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from site_templates.address import anchor
from site_templates.data_record import Tables, record
from site_templates.data_script import script
from site_templates.edition import Edition
from site_templates.evidence import shown
from site_templates.figures.figure import identity
from site_templates.figures.replies import carriers
from site_templates.snapshot import Opinion
from site_templates.views.quotes import newest

UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The departure reviews of one brand in one year ("2026", or "undated"), newest first."""

    brand: str
    slug: str
    year: str
    opinions: tuple[Opinion, ...]

    @property
    def name(self) -> str:
        """Return the name of its file, without its ending."""
        return f"{self.slug}-{self.year}"


def part_name(edition: Edition, opinion: Opinion) -> str:
    """Name the part that holds a review."""
    return f"{edition.slugs[opinion.review.brand]}-{_year(opinion)}"


def parts(edition: Edition) -> tuple[Part, ...]:
    """Return all parts, the newest year first, the undated last, brands in the order of the site."""
    found: dict[tuple[str, str], list[Opinion]] = defaultdict(list)
    for opinion in newest(edition.findings.listed):
        found[_year(opinion), opinion.review.brand].append(opinion)
    years = sorted({year for year, _ in found}, key=_newest_year)
    return tuple(
        Part(brand=brand, slug=slug, year=year, opinions=tuple(found[year, brand]))
        for year in years
        for brand, slug in edition.slugs.items()
        if (year, brand) in found
    )


def part_script(part: Part, edition: Edition) -> bytes:
    """Return a part as the script that hands it to the explorer."""
    tables, as_of, again = Tables(), edition.snapshot.as_of, edition.findings.posted_again
    carrying = carriers(edition.snapshot.opinions)
    reviews = [
        {
            "id": anchor(opinion.review),
            **record(opinion, again.get(identity(opinion), ()), tables, carrying, as_of),
        }
        for opinion in part.opinions
    ]
    return script("aurevoir.reviews", part.name, {**tables.lists(), "reviews": reviews})


def manifest(whole: Sequence[Part], weights: Mapping[str, int], edition: Edition) -> bytes:
    """Return the script that tells which parts there are, and of each how many reviews and bytes it holds."""
    listed = [
        {
            "name": part.name,
            "brand": part.slug,
            "year": part.year,
            "n": len(part.opinions),
            "bytes": weights[part.name],
        }
        for part in whole
    ]
    brands = {slug: shown(name) for name, slug in edition.slugs.items()}
    as_of = edition.snapshot.as_of.date().isoformat()
    return script("aurevoir.parts", {"as_of": as_of, "brands": brands, "parts": listed})


def _year(opinion: Opinion) -> str:
    published = opinion.review.published
    return UNDATED if published is None else f"{published.year:04d}"


def _newest_year(year: str) -> int:
    return 1 if year == UNDATED else -int(year)
