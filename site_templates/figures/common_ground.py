"""Brands compared on common ground: the same sites over the same days, and which pairs can be told apart."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from sentiment.reading import Moment
from site_templates.figures.figure import Figure
from site_templates.figures.impressions import gap, impression
from site_templates.figures.leaving import door_open, ease, trapped
from site_templates.figures.population import in_period
from site_templates.snapshot import Opinion

Site = Callable[[Opinion], str]
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What brands have in common.

    Attributes:
        brands: names of the brands compared, in the order given.
        absent: names of those left out, having too few departure reviews.
        sites: where every brand compared is reviewed, by name.
        left_out: sites that some of them lack, by name.
        counts: site -> brand -> departure reviews, whatever their date.
        start: the first day on which every brand has been reviewed there; None without common ground.
        end: the end of the last such day.
        told: brand -> its departure reviews on this ground.
    """

    brands: tuple[str, ...]
    absent: tuple[str, ...]
    sites: tuple[str, ...]
    left_out: tuple[str, ...]
    counts: Mapping[str, Mapping[str, int]]
    start: datetime | None
    end: datetime | None
    told: Mapping[str, tuple[Opinion, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One figure of every brand; ``above`` holds the pairs (higher, lower) whose intervals do not overlap."""

    name: str
    figures: tuple[tuple[str, Figure], ...]
    above: tuple[tuple[str, str], ...]


def common_ground(
    told: Mapping[str, Sequence[Opinion]], site: Site, as_of: datetime, *, minimum: int
) -> Ground:
    """Find the sites and the days that all brands share; a brand under ``minimum`` departure reviews is left out.

    ``told`` holds the departure reviews of each brand, counted once. A site is shared when every brand has a departure review there. The days run from the latest of the brands' first
    reviews there to the earliest of their last; undated reviews, and those dated after ``as_of``, are left out.
    """
    brands = tuple(name for name, opinions in told.items() if len(opinions) >= max(minimum, 1))
    counts = _counts({name: told[name] for name in brands}, site)
    shared = sorted(name for name, by_brand in counts.items() if len(by_brand) == len(brands))
    there = {name: [one for one in told[name] if site(one) in shared] for name in brands}
    start, end = _days(there.values(), as_of)
    return Ground(
        brands=brands,
        absent=tuple(name for name in told if name not in brands),
        sites=tuple(shared),
        left_out=tuple(sorted(counts.keys() - set(shared))),
        counts=counts,
        start=start,
        end=end,
        told={
            name: in_period(opinions, start, end) if start and end else () for name, opinions in there.items()
        },
    )


def side_by_side(ground: Ground, *, minimum: int) -> tuple[Compared, ...]:
    """Return the impressions, the gap, ease, trapped and the open door of every brand on common ground."""
    figures: tuple[Callable[[Sequence[Opinion]], Figure], ...] = (
        lambda told: impression(told, Moment.FIRST, minimum=minimum),
        lambda told: impression(told, Moment.LAST, minimum=minimum),
        lambda told: gap(told, minimum=minimum),
        lambda told: ease(told, minimum=minimum).free,
        lambda told: trapped(told, minimum=minimum),
        lambda told: door_open(told, minimum=minimum),
    )
    return tuple(
        _compared([(name, figure(ground.told[name])) for name in ground.brands]) for figure in figures
    )


def _compared(figures: Sequence[tuple[str, Figure]]) -> Compared:
    pairs = (pair for one, other in combinations(figures, 2) for pair in ((one, other), (other, one)))
    above = [(high, low) for (high, one), (low, other) in pairs if _is_above(one, other)]
    return Compared(name=figures[0][1].name if figures else "", figures=tuple(figures), above=tuple(above))


def _is_above(one: Figure, other: Figure) -> bool:
    """Tell whether the whole interval of one figure stands above that of the other; without intervals, nothing does."""
    return one.low is not None and other.high is not None and one.low > other.high


def _counts(told: Mapping[str, Iterable[Opinion]], site: Site) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for name, opinions in told.items():
        for opinion in opinions:
            here = counts.setdefault(site(opinion), {})
            here[name] = here.get(name, 0) + 1
    return dict(sorted(counts.items()))


def _days(groups: Iterable[Sequence[Opinion]], as_of: datetime) -> tuple[datetime | None, datetime | None]:
    dates = [
        [day for one in group if (day := one.review.published) is not None and day <= as_of]
        for group in groups
    ]
    if not dates or not all(dates):
        return None, None
    start = max(map(min, dates)).replace(hour=0, minute=0, second=0, microsecond=0)
    end = min(map(max, dates)).replace(hour=0, minute=0, second=0, microsecond=0) + DAY
    return (start, end) if start < end else (None, None)
