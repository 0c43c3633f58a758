"""What an authority counts about a sector: context for reviews, and none itself."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report that a consumer made, or several counted together: it names no company and holds no words.

    Attributes:
        day: the day it was made, or the first of those counted together.
        category: the sector, as the source names it.
        labels: what it is about, as the source lists it; "" where the source only counts.
        leaving: whether it is about leaving: a cancellation refused, charged for, not confirmed.
        key: native id; None where several are counted together.
        count: how many reports.
    """

    day: date
    category: str
    labels: str = ""
    leaving: bool = False
    key: str | None = None
    count: int = 1

    @property
    def week(self) -> date:
        """Return the Monday of its week."""
        return self.day - timedelta(days=self.day.weekday())
