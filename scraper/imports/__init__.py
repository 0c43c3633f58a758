"""Bring reviews in from files: CSV and JSON, judged by content, not by name.

A new format is a module that makes a ``Table`` (``rows.py``), and a line in ``_table``.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from scraper.decoding import decoded
from scraper.imports.columns import fields_of
from scraper.imports.csv_table import read_table
from scraper.imports.json_table import read_lines, read_whole
from scraper.imports.rows import Table, reviews_in
from scraper.outcome import Outcome, Parsed
from scraper.told import told

_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
_OTHERS = {
    b"PK\x03\x04": told("a spreadsheet or a zip"),
    b"%PDF": told("a PDF"),
    b"\x1f\x8b": told("packed with gzip"),
    b"SQLite": told("a database"),
}


def read_file(
    path: Path, *, columns: Mapping[str, str] = _NO_COLUMNS, best: str | None = None, day_first: bool = True
) -> Parsed:
    """Read the reviews of a file, each with its brand where a column names it.

    ``columns`` says which heading holds which field (``{"text": "Verbatim client"}``), ``best`` the top of the
    ratings' scale where it is not 5, ``day_first`` whether 05/06/2025 is 5 June. A file that cannot be opened is
    FAILED, one without rows EMPTY, one in another shape CHANGED; rows that cannot be used are in the notes.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        problem = error.strerror or str(error)
        reason = told("'%(file)s' cannot be opened: %(problem)s", file=str(path), problem=problem)
        return Parsed(outcome=Outcome.FAILED, reason=reason)
    kind = next((kind for start, kind in _OTHERS.items() if content.startswith(start)), None)
    if kind:
        reason = told("'%(file)s' is %(kind)s: save it as CSV or JSON first", file=path.name, kind=kind)
        return Parsed(outcome=Outcome.CHANGED, reason=reason)
    text, note = decoded(content)
    if not text.strip():
        return Parsed(outcome=Outcome.EMPTY, reason=told("the file is empty"))
    parsed = reviews_in(_table(text), columns, best=best, day_first=day_first)
    return replace(parsed, notes=(note, *parsed.notes)) if note else parsed


def _table(text: str) -> Table:
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if start not in {"{", "["}:
        return read_table(text)
    lines = read_lines(text) if start == "{" else None
    if lines and lines.rows and "text" in fields_of(lines.headings, {})[0]:
        return lines
    return read_whole(text) or lines or read_lines(text)
