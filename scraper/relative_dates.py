"""Read dates told from the day of the visit: « il y a 3 jours », "a month ago", « hier »."""

import re
from datetime import UTC, datetime, timedelta

from scraper.review import Precision

_ONE = {"un", "une", "a", "an", "one"}
_SPANS = {
    **dict.fromkeys(("seconde", "second", "sec", "s"), timedelta(seconds=1)),
    **dict.fromkeys(("minute", "min", "mn"), timedelta(minutes=1)),
    **dict.fromkeys(("heure", "hour", "hr", "h"), timedelta(hours=1)),
    **dict.fromkeys(("jour", "day", "j", "d"), timedelta(days=1)),
    **dict.fromkeys(("semaine", "week", "sem", "w"), timedelta(weeks=1)),
}
_MONTHS = {"mois", "month", "moi", "mo"}
_COUNT = r"(\d{1,3}|une?|an?|one)\s*"
_AGO = re.compile(rf"il y a (?:environ )?{_COUNT}([a-zé]+)|(?:about )?{_COUNT}([a-z]+) ago")
_NAMED = {
    "à l'instant": "0 j", "just now": "0 j", "aujourd'hui": "0 j", "today": "0 j",
    "hier": "1 j", "yesterday": "1 j", "avant-hier": "2 j",
    "la semaine dernière": "1 sem", "last week": "1 sem", "le mois dernier": "1 mois", "last month": "1 mois",
}  # fmt: skip


def is_relative(text: str) -> bool:
    """Tell whether a date is counted back from the visit: it says something else every day."""
    return _count(text) is not None


def read_relative(text: str, fetched: datetime) -> tuple[datetime, Precision] | None:
    """Return the day that a date counted back from ``fetched`` means, or its month where it counts weeks or months.

    Sites round down: "3 weeks ago" is any of seven days. Years are left out: "a year ago" may be twenty-three months.
    """
    counted = _count(text)
    if counted is None:
        return None
    count, unit = counted
    now = fetched.astimezone(UTC)
    if unit in _MONTHS:
        months = now.year * 12 + now.month - 1 - count
        return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC), Precision.MONTH
    day = (now - count * _SPANS[unit]).replace(hour=0, minute=0, second=0, microsecond=0)
    return (
        (day, Precision.DAY) if _SPANS[unit] <= timedelta(days=1) else (day.replace(day=1), Precision.MONTH)
    )


def _count(text: str) -> tuple[int, str] | None:
    said = text.casefold().replace("’", "'").strip(" .")
    if said in _NAMED:
        number, _, unit = _NAMED[said].partition(" ")
        return int(number), unit
    found = _AGO.fullmatch(said)
    if found is None:
        return None
    number, word = found[1] or found[3], found[2] or found[4]
    unit = word if word in _SPANS or word in _MONTHS else word.removesuffix("s")
    if unit not in _SPANS and unit not in _MONTHS:
        return None
    return (1 if number in _ONE else int(number)), unit
