"""Read CSV as spreadsheets and exports really write it: any separator, quotes that do not match, rows of any length."""

import csv
import sys
from collections.abc import Iterator, Sequence

from scraper.imports.columns import SYNONYMS, fold
from scraper.imports.rows import Table
from scraper.told import Told, told

SEPARATORS = (";", ",", "\t", "|")
_NONE = "\x1f"  # for a table of one column, whose texts hold separators of their own
_BEFORE = 12  # lines of a preamble that may stand above the headings
_KNOWN = {synonym for synonyms in SYNONYMS.values() for synonym in synonyms}
Numbered = tuple[int, list[str] | None]  # a record and the line it begins on, None when it cannot be read


def read_table(text: str) -> Table:
    """Read a whole CSV text; its first record that is not blank holds the headings."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    start, separator = _opening(lines)
    records = _records(lines, start, separator)
    headings = [heading.strip() for heading in next((record for _, record in records if record), None) or []]
    rows: list[tuple[int, dict[str, str]]] = []
    notes: list[Told] = []
    for number, record in records:
        if record is None:
            notes.append(told("row %(row)s: its quotes do not match, left out", row=number))
            continue
        extra = [value for value in record[len(headings) :] if value.strip()]
        if extra:
            notes.append(
                told(
                    "row %(row)s: %(values)s values for %(columns)s columns, the last ones left out",
                    row=number,
                    values=len(record),
                    columns=len(headings),
                )
            )
        if any(value.strip() for value in record):
            rows.append((number, _named(headings, record)))
    return Table(
        kind="csv", headings=[heading for heading in headings if heading], rows=rows, notes=tuple(notes)
    )


def _named(headings: Sequence[str], record: Sequence[str]) -> dict[str, str]:
    """Return the values by heading; of columns of one name, the first that says something."""
    row: dict[str, str] = {}
    for heading, value in zip(headings, record, strict=False):
        if heading and not row.get(heading, "").strip():
            row[heading] = value
    return row


def _opening(lines: Sequence[str]) -> tuple[int, str]:
    """Return the line of the headings and the separator: the one that makes most known headings there."""
    start = _headings_line(lines)
    if start == len(lines):
        return 0, _NONE
    first = lines[start].strip()
    if first.lower().startswith("sep=") and len(first) == len("sep=;"):  # a line that Excel writes and reads
        return start + 1, first[-1]
    return start, max(
        _separators(first), key=lambda separator: _score(lines[start], separator), default=_NONE
    )


def _headings_line(lines: Sequence[str]) -> int:
    """Return the first line that is not blank, unless it names nothing known and one soon after names two columns."""
    written = [place for place, line in enumerate(lines[:_BEFORE]) if line.strip()]
    if not written:
        return next((place for place, line in enumerate(lines) if line.strip()), len(lines))
    if _known(lines[written[0]]):
        return written[0]
    return next((place for place in written if _known(lines[place]) > 1), written[0])


def _known(line: str) -> int:
    return max((_score(line, separator)[0] for separator in (*_separators(line), _NONE)), default=0)


def _separators(line: str) -> list[str]:
    return [separator for separator in SEPARATORS if separator in line]


def _score(line: str, separator: str) -> tuple[int, int]:
    headings = _alone(line, separator) or []
    return sum(fold(heading) in _KNOWN for heading in headings), len(headings)


def _records(lines: Sequence[str], start: int, separator: str) -> Iterator[Numbered]:
    """Yield the records strictly read; where quotes do not match, read that line alone and go on after it.

    A quote that is never closed would otherwise swallow the good rows that follow.
    """
    csv.field_size_limit(sys.maxsize)  # the standard limit is shorter than a long review
    while start < len(lines):
        reader = csv.reader(_from(lines, start), delimiter=separator, strict=True)
        begin = start
        try:
            for record in reader:
                yield begin + 1, record
                begin = start + reader.line_num
        except csv.Error:
            yield begin + 1, _alone(lines[begin], separator)
            start = begin + 1
        else:
            return


def _from(lines: Sequence[str], start: int) -> Iterator[str]:
    return (lines[place] + "\n" for place in range(start, len(lines)))


def _alone(line: str, separator: str) -> list[str] | None:
    """Read one line as a whole record, quotes as they come; None when one is left open."""
    if line.count('"') % 2:
        return None
    return next(csv.reader([line], delimiter=separator), [])
