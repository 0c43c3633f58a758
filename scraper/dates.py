"""Read the dates that sources write: when, in UTC, and how exactly."""

import email.utils
import re
from datetime import UTC, datetime
from functools import cache

from dateparser.date import DateDataParser

from scraper.relative_dates import read_relative
from scraper.review import Precision

Dated = tuple[datetime, Precision]
YEARS = range(1995, 2101)  # reviews in public begin with the web; later ones are slips of the pen

_LONGEST = 80  # characters; longer strings are prose
_EPOCH = re.compile(r"\d{10}(?:\d{3})?(?:\.\d+)?")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_ZONE_NAME = re.compile(r"\s*(?:UTC|GMT|Z)$", re.IGNORECASE)
_NUMBERS = re.compile(
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[ ,àT]+(\d{1,2})[:h](\d{2})(?::(\d{2}))?(?:\s*([AaPp])\.?[Mm]\.?)?)?"
)
_IN_WORDS = re.compile(r"[^\W\d_]{3}.*(?:19|20)\d\d|(?:19|20)\d\d.*[^\W\d_]{3}")
_LEAD = re.compile(  # what sites write before a date: "Rédigé le", "Published on"
    r"^\W*(?:(?:rédigé|publié|posté|écrit|avis|date|mis à jour|modifié|written|posted|published|reviewed|updated|edited|on|le(?! mois)|du)\b[\s:]*)+",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s*[•·|].*$")  # what sites write after a date: "janv. 2025 • couples"
_HALVES = re.compile(r"\d\s*[ap]\.?m\b", re.IGNORECASE)
_PERIODS = {"time": Precision.EXACT, "day": Precision.DAY, "month": Precision.MONTH}


def read_date(raw: str, *, day_first: bool = True, fetched: datetime | None = None) -> Dated | None:
    """Return when, in UTC, and how exactly; None when it is no date, or out of YEARS.

    A time without a zone is taken as UTC, a day as its first minute, a month as its first day.
    ``day_first`` tells whether 05/06/2025 is 5 June; the order is never guessed date by date.
    ``fetched`` is the day from which « il y a 3 jours » counts; without it such a date is none.
    """
    text = " ".join(raw.split())
    if not text or len(text) > _LONGEST:
        return None
    bare = without_lead(text)
    try:
        dated = (
            _epoch(text) or _iso(text) or _numbers(bare, day_first=day_first) or _rfc822(text) or _words(bare)
            or (read_relative(bare, fetched) if fetched else None)
        )  # fmt: skip
        return (dated[0].astimezone(UTC), dated[1]) if dated and dated[0].year in YEARS else None
    except (ValueError, OverflowError):  # the 31 of February, the year 10000, a zone of 99 hours
        return None


def without_lead(text: str) -> str:
    """Return a date without what sites write around it."""
    return _AFTER.sub("", _LEAD.sub("", text))


def _epoch(text: str) -> Dated | None:
    if not _EPOCH.fullmatch(text) or not text.isascii():
        return None
    seconds = float(text) / (1000 if len(text.partition(".")[0]) > 10 else 1)  # noqa: PLR2004 13 digits are ms
    return datetime.fromtimestamp(seconds, UTC), Precision.EXACT


def _iso(text: str) -> Dated | None:
    if found := _MONTH.fullmatch(text):
        return datetime(int(found[1]), int(found[2]), 1, tzinfo=UTC), Precision.MONTH
    if found := _DAY.fullmatch(text):
        return datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC), Precision.DAY
    try:
        when = datetime.fromisoformat(_ZONE_NAME.sub("", text).replace("/", "-"))
    except ValueError:
        return None
    precision = Precision.DAY if text.isdigit() else Precision.EXACT
    return (when if when.tzinfo else when.replace(tzinfo=UTC)), precision


def _numbers(text: str, *, day_first: bool) -> Dated | None:
    found = _NUMBERS.fullmatch(_ZONE_NAME.sub("", text))
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    year += 2000 if year < 100 else 0  # noqa: PLR2004 the short years of spreadsheets
    day, month = (first, second) if day_first else (second, first)
    if found[4] is None:
        return datetime(year, month, day, tzinfo=UTC), Precision.DAY
    hour = int(found[4])
    if found[7]:
        hour = hour % 12 + (12 if found[7] in "Pp" else 0)
    return datetime(year, month, day, hour, int(found[5]), int(found[6] or 0), tzinfo=UTC), Precision.EXACT


def _rfc822(text: str) -> Dated | None:
    if ":" not in text or _HALVES.search(text):  # parsedate takes a day for midnight, and 3 PM for 3 AM
        return None
    try:
        when = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return (when if when.tzinfo else when.replace(tzinfo=UTC)), Precision.EXACT


def _words(text: str) -> Dated | None:
    if not _IN_WORDS.search(text):  # "mai" or "hello" would become a day of this year
        return None
    found = _parser().get_date_data(text)
    precision = _PERIODS.get(found.period)
    return (found.date_obj, precision) if found.date_obj and precision else None


@cache
def _parser() -> DateDataParser:
    """Return a parser of French and English dates in words; relative ones are left out."""
    return DateDataParser(
        languages=["fr", "en"],
        settings={
            "PARSERS": ["absolute-time"],
            "PREFER_DAY_OF_MONTH": "first",
            "REQUIRE_PARTS": ["month", "year"],
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": True,
            "RETURN_TIME_AS_PERIOD": True,
        },
    )
