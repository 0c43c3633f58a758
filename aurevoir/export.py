"""Choose reviews and write them, with what was read in them, for other programs: JSON Lines, or CSV no spreadsheet runs."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date, datetime
from io import StringIO

from aurevoir.rows import stamp
from site_templates.address import identifier, outside
from site_templates.data_table import FORMULA
from site_templates.evidence import shown
from site_templates.figures.measure import doubtful
from site_templates.snapshot import Opinion

Record = Mapping[str, object]
# The schema of records, export.schema.json, says what each means.
COLUMNS = (
    "id", "source", "key", "brand", "url", "published", "precision", "rating", "language", "verified", "first_seen",
    "departure", "departure_probability", "moment", "moment_probability", "leaning", "sentiment", "sentiment_probability",
    "tone", "first", "last", "peak", "end", "reasons", "channels", "would_return", "would_recommend", "certain", "version",
    "title", "text", "reply", "reply_published",
)  # fmt: skip
NOT_ON_SHEETS = "evidence"
MARK = "\ufeff"  # tells spreadsheets that a table is UTF-8


def record(opinion: Opinion) -> Record:
    """Return a review and what was read in it as JSON takes it; codes in English, times in UTC, None for what is not known."""
    review, reading = opinion.review, opinion.reading
    told: dict[str, object] = {
        "id": identifier(review.source, review.key),
        "source": review.source,
        "key": review.key,
        "brand": review.brand,
        "url": outside(review.url),
        "published": stamp(review.published),
        "precision": review.precision,
        "rating": review.rating.value if review.rating else None,
        "verified": review.verified,
        "first_seen": stamp(opinion.seen),
        "certain": "person" if opinion.person else "uncertain" if doubtful(opinion) else "sure",
        "title": review.title,
        "text": review.text,
        "reply": review.reply.text if review.reply else None,
        "reply_published": stamp(review.reply.published) if review.reply else None,
    }
    understood = {name: getattr(reading, name) for name in COLUMNS if name not in told and name != "language"}
    told |= understood | {
        "language": language(opinion),
        "evidence": [asdict(one) for one in reading.evidence],
    }
    return {name: told[name] for name in (*COLUMNS, NOT_ON_SHEETS)}


def language(opinion: Opinion) -> str | None:
    """Return the language a review was read in, else what its source says."""
    return opinion.reading.language or opinion.review.language


def json_lines(opinions: Iterable[Opinion]) -> Iterator[str]:
    """Yield a record a line."""
    for opinion in opinions:
        yield json.dumps(record(opinion), ensure_ascii=False) + "\n"


def table(opinions: Iterable[Opinion]) -> Iterator[str]:
    """Yield the lines of a table (RFC 4180), its heading first; a text that would start a formula begins with an apostrophe."""
    yield MARK + _line(COLUMNS)
    for opinion in opinions:
        told = record(opinion)
        yield _line(tuple(_cell(told[name]) for name in COLUMNS))


def newest_first(opinions: Iterable[Opinion]) -> list[Opinion]:
    """Return opinions by date, those without one last, and by identity within a date."""
    return sorted(sorted(opinions, key=_identity), key=_date, reverse=True)


def between(opinion: Opinion, since: date | None, until: date | None) -> bool:
    """Tell whether a review was published within these days, both included; one without a date is not within any."""
    if since is None and until is None:
        return True
    published = opinion.review.published
    return published is not None and (since or date.min) <= published.date() <= (until or date.max)


def _identity(opinion: Opinion) -> tuple[str, str]:
    return opinion.review.source, opinion.review.key


def _date(opinion: Opinion) -> tuple[bool, datetime | None]:
    published = opinion.review.published
    return published is not None, published


def _line(cells: Iterable[str]) -> str:
    line = StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    text = shown(" ".join(value) if isinstance(value, tuple) else str(value))
    return f"'{text}" if FORMULA.match(text) else text
