"""Whole weeks, months and quarters before a moment, in UTC; weeks start on Monday (ISO 8601)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise

WEEK = timedelta(weeks=1)
_MONTHS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A stretch of time, from ``start`` (included) to ``end`` (excluded), UTC."""

    start: datetime
    end: datetime


def last_whole_week(as_of: datetime) -> Window:
    """Return the latest week, Monday 00:00 to Monday 00:00, that was over at ``as_of``."""
    (week,) = weeks_before(as_of, 1)
    return week


def weeks_before(as_of: datetime, count: int) -> tuple[Window, ...]:
    """Return the last ``count`` whole weeks that were over at ``as_of``, oldest first."""
    today = _midnight(as_of)
    monday = today - timedelta(days=today.weekday())
    starts = [monday - WEEK * back for back in range(count, 0, -1)]
    return tuple(Window(start=start, end=start + WEEK) for start in starts)


def months_before(as_of: datetime, count: int) -> tuple[Window, ...]:
    """Return the last ``count`` whole months that were over at ``as_of``, oldest first."""
    return _spans(_midnight(as_of).replace(day=1), count, months=1)


def quarters_before(as_of: datetime, count: int) -> tuple[Window, ...]:
    """Return the last ``count`` whole quarters (from January, April, July, October), oldest first."""
    today = _midnight(as_of)
    return _spans(today.replace(month=today.month - (today.month - 1) % 3, day=1), count, months=3)


def next_month(first: datetime) -> datetime:
    """Return the first of the month after ``first``, itself the first of a month."""
    return _shifted(first, 1)


def _spans(end: datetime, count: int, *, months: int) -> tuple[Window, ...]:
    bounds = [_shifted(end, -months * back) for back in range(count, -1, -1)]
    return tuple(Window(start=start, end=end) for start, end in pairwise(bounds))


def _shifted(first: datetime, months: int) -> datetime:
    index = first.year * _MONTHS + first.month - 1 + months
    return first.replace(year=index // _MONTHS, month=index % _MONTHS + 1)


def _midnight(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()!r} has no time zone: give it in UTC")
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
