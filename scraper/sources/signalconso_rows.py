"""The rows of SignalConso's data, in every spelling of its exports and answers."""

import csv
import io
import re
import sys
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from scraper.blocks import block_in
from scraper.dates import read_date
from scraper.decoding import decoded
from scraper.json_text import BadJSONError, load_json
from scraper.outcome import Page
from scraper.report import Report
from scraper.sources.answers import Json, NoAnswerError, answer, within, words
from scraper.sources.entries import number

Row = Mapping[str, Json]

_HEAD = 4096
_NAMES = {
    "id": "key",
    "category": "category", "categorie": "category",
    "subcategories": "labels", "subcategory": "labels", "souscategories": "labels",
    "creationdate": "day", "date": "day", "datedecreation": "day", "week": "day", "semaine": "day",
    "count": "count", "n": "count", "nb": "count", "reports": "count", "signalements": "count", "total": "count",
}  # fmt: skip
_SURE = (b"subcategories", b"Sous-cat", b"creationdate")
_LEAVING = re.compile(r"resili|desabonn")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Rows by field, None for one that is cut short; ``value`` is the whole JSON answer they stood in."""

    rows: list[Row | None]
    value: Json = None


def is_ours(content: bytes) -> bool:
    """Tell a file of reports by the columns that only these data have together."""
    head = content[:_HEAD]
    if not any(mark in head for mark in _SURE) or block_in(content):
        return False
    text = decoded(content[: _HEAD * 16])[0].lstrip("\ufeff \t\r\n")
    if text[:1] not in {"{", "["}:
        return {"category", "labels", "day"} <= set(map(_field, _headings(text)[0]))
    try:
        rows = rows_in(Page(address="", content=content))
    except NoAnswerError:
        return False
    found = next((row for row in rows.rows if row), {}) if rows else {}
    return {"category", "labels", "day"} <= found.keys() or {"day", "count"} <= found.keys()


def rows_in(page: Page) -> Rows | None:
    """Return the rows of a page, None where it holds no table of reports.

    Raises:
        NoAnswerError: it is a challenge, or no table and no JSON at all.
    """
    text = decoded(page.content)[0].lstrip("\ufeff \t\r\n")
    if text[:1] in {"{", "["}:
        return _in_json(text, page)
    headings, separator = _headings(text)
    if not {"category", "labels", "day"} <= set(map(_field, headings)):
        answer(page)  # says what else it is
        return None
    return Rows(rows=_in_csv(text, separator))


def report_of(row: Row, category: str, where: str) -> Report | None:
    """Return the report of a row; what a grouped answer leaves out stands in what was asked for."""
    labels, day = _listed(row.get("labels")), read_date(words(row.get("day")))
    counted = number(row.get("count")) if "count" in row else 1
    name = words(row.get("category")) or category
    if day is None or counted is None or not (name or labels or "count" in row):
        return None
    return Report(
        day=day[0].date(),
        category=name,
        labels=labels,
        leaving=bool(_LEAVING.search(plain(labels or where))),
        key=words(row.get("key")) or None,
        count=counted,
    )


def plain(text: str) -> str:
    """Return a label without accents, case and underscores: the data have been written both ways."""
    bare = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    return "".join(sign for sign in bare if not unicodedata.combining(sign))


def _field(heading: str) -> str:
    name = "".join(filter(str.isalpha, plain(heading)))
    return _NAMES.get(name, name)


def _listed(labels: Json) -> str:
    return ",".join(map(words, labels)) if isinstance(labels, list) else words(labels)


def _by_field(row: Json) -> Row | None:
    return {_field(name): value for name, value in row.items()} if isinstance(row, dict) else None


def _in_json(text: str, page: Page) -> Rows | None:
    lines = _json_lines(text)
    value = lines or answer(page)
    holders = ("results", "records", "features")
    held = (
        value
        if isinstance(value, list)
        else next(filter(None, (within(value, one) for one in holders)), None)
    )
    if held is None and isinstance(value, dict) and value.get("results") == []:
        held = []
    if not isinstance(held, list):
        return None
    bare = [
        within(one, "record", "fields") or within(one, "fields") or within(one, "properties") or one
        for one in held
    ]
    return Rows(rows=[_by_field(row) for row in bare], value=value)


def _json_lines(text: str) -> list[Json]:
    """Return one value a line where every line is an object of its own; a line cut short is None."""
    lines = text.splitlines()
    if len(lines) < 2 or not all(line.startswith("{") for line in lines if line.strip()):  # noqa: PLR2004 one line is one value
        return []
    return [_line(line) for line in lines if line.strip()]


def _line(line: str) -> Json:
    try:
        return load_json(line)
    except BadJSONError:
        return None


def _headings(text: str) -> tuple[list[str], str]:
    line = text.partition("\n")[0]
    separator = max(";,\t|", key=line.count)
    return [heading.strip(' "\r') for heading in line.split(separator)], separator


def _in_csv(text: str, separator: str) -> list[Row | None]:
    """Read the rows that have a value for each heading."""
    csv.field_size_limit(sys.maxsize)
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=separator)
    headings = [_field(heading) for heading in next(reader, [])]
    whole = len(headings)
    return [
        dict(zip(headings, row, strict=True)) if len(row) == whole else None for row in reader if any(row)
    ]
