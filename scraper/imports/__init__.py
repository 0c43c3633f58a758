"""Bring reviews in from files: saved pages and answers, mail, tables; judged by content, not by name.

A new kind of table is a module that makes a ``Table`` (``rows.py``), and a line in ``_table``.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from scraper.decoding import decoded
from scraper.imports import play_console
from scraper.imports.columns import fields_of
from scraper.imports.csv_table import read_table
from scraper.imports.found import FileRead
from scraper.imports.json_table import begins_lines, read_lines, read_whole
from scraper.imports.mail import read_mail
from scraper.imports.rows import Table, reviews_in
from scraper.imports.saved_page import read_saved
from scraper.imports.spreadsheet import UnreadableSpreadsheetError, is_spreadsheet, read_spreadsheet
from scraper.outcome import Outcome, Parsed
from scraper.told import Told, told

MOST_BYTES = 150_000_000  # a million reviews; a whole file is read at once
_NO_COLUMNS: Mapping[str, str] = MappingProxyType({})
_OTHERS = {
    b"PK\x03\x04": told("a zip"),
    b"\xd0\xcf\x11\xe0": told("an old spreadsheet (.xls)"),
    b"%PDF": told("a PDF"),
    b"\x1f\x8b": told("packed with gzip"),
    b"SQLite": told("a database"),
    b"\x89PNG": told("an image"),
    b"\xff\xd8\xff": told("an image"),
}


def read_file(
    path: Path, *, columns: Mapping[str, str] = _NO_COLUMNS, best: str | None = None, day_first: bool = True
) -> FileRead:
    """Read the reviews of a file, each with its brand where a column names it.

    What a source recognises is read by it, unless ``columns`` says that the file is a table: which heading holds
    which field (``{"text": "Verbatim client"}``, ``{"text": "comment.body"}`` in JSON). ``best`` is the top of the
    ratings' scale where it is not 5; ``day_first`` tells whether 05/06/2025 is 5 June. A file that cannot be opened
    is FAILED, one without rows EMPTY, one in another shape CHANGED; rows that cannot be used are in the notes.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        problem = error.strerror or str(error)
        reason = told("'%(file)s' cannot be opened: %(problem)s", file=str(path), problem=problem)
        return _refused(Outcome.FAILED, reason)
    if len(content) > MOST_BYTES:
        return _refused(Outcome.FAILED, _too_large(path))
    known = None if columns else read_saved(content, path.name) or read_mail(content)
    return known or _read_table(content, path.name, columns, best=best, day_first=day_first)


def _refused(outcome: Outcome, reason: Told) -> FileRead:
    return FileRead(parsed=Parsed(outcome=outcome, reason=reason))


def _too_large(path: Path) -> Told:
    most = MOST_BYTES // 1_000_000
    return told("'%(file)s' is too large (more than %(most)s MB): split it", file=path.name, most=most)


def _read_table(
    content: bytes, name: str, columns: Mapping[str, str], *, best: str | None, day_first: bool
) -> FileRead:
    try:
        table = read_spreadsheet(content, columns) if is_spreadsheet(content) else None
    except UnreadableSpreadsheetError as error:
        return _refused(Outcome.CHANGED, error.reason)
    other = next((kind for start, kind in _OTHERS.items() if content.startswith(start)), None)
    if other and table is None:
        reason = told("'%(file)s' is %(kind)s: save it as CSV, XLSX or JSON first", file=name, kind=other)
        return _refused(Outcome.CHANGED, reason)
    text, note = decoded(content) if table is None else ("", None)
    if table is None and not text.strip():
        return _refused(Outcome.EMPTY, told("the file is empty"))
    table = play_console.with_ids(table or _table(text))
    parsed = reviews_in(table, columns, best=best, day_first=day_first)
    return FileRead(
        parsed=replace(parsed, notes=(note, *parsed.notes)) if note else parsed,
        kind=table.kind,
        kept_as=table.kind,
        global_ids=table.global_ids,
        fields=fields_of(table.headings, columns)[0],
    )


def _table(text: str) -> Table:
    text = text.lstrip("\ufeff \t\r\n")
    if text[:1] not in {"{", "["}:
        return read_table(text)
    if text[0] == "{" and begins_lines(text):
        return read_lines(text)
    whole = read_whole(text)
    return read_lines(text) if whole is None else whole
