"""The record of this room: one number with its interval, its count and the reviews behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from site_templates.snapshot import Opinion

Key = tuple[str, str]


class Unit(StrEnum):
    """What a figure is counted in, and its range."""

    POINTS = "points"  # −100…100; a difference of two such figures −200…200
    SHARE = "share"  # 0…1
    DAYS = "days"  # 0 or more
    PEOPLE = "people"  # 0 or more
    MONEY = "money"  # 0 or more, in the site's currency
    COUNT = "count"  # whole number, 0 or more


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the site.

    Attributes:
        name: stable code, such as ``last_impression``.
        value: in ``unit``; None when fewer reviews than the minimum were counted.
        low: lower end of the 95 % interval; None where there is none (too few reviews, all alike, a plain count).
        high: upper end, None likewise.
        n: reviews counted (the denominator of a share), kept when ``value`` is None.
        unit: what ``value``, ``low`` and ``high`` are counted in.
        keys: (source, key) of the reviews that carry the figure, sorted: all those counted for a mean,
            those that report the thing for a share.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    n: int
    unit: Unit
    keys: tuple[Key, ...] = ()

    @property
    def too_few(self) -> bool:
        """Tell whether there were too few reviews for a value."""
        return self.value is None


def identity(opinion: Opinion) -> Key:
    """Return (source, key), which no other review has."""
    return opinion.review.source, opinion.review.key


def identities(opinions: Iterable[Opinion]) -> tuple[Key, ...]:
    """Return the sorted (source, key) of the opinions."""
    return tuple(sorted(map(identity, opinions)))
