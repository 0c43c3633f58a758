"""Read the sheet of an XLSX workbook that holds the texts: values as they were last computed, never formulas."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import chain, islice

from openpyxl import load_workbook
from openpyxl.cell.cell import ERROR_CODES
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet

from scraper.imports.columns import fields_of
from scraper.imports.rows import Table
from scraper.told import Told, told

MOST_UNPACKED = 200_000_000  # bytes: half a million reviews; a zip bomb unpacks to far more
MOST_ROWS = 1_048_576  # Excel's own
MOST_COLUMNS = 500
_SERIALS = range(30_000, 60_000)  # days since 1900: 1982 to 2064, whole or not
Cells = Sequence[object]
_BEFORE = 10  # rows that may stand above the headings: a title, the day of the export
_FAULTS = (  # what openpyxl lets through of a damaged workbook: it has no error of its own for most
    zipfile.BadZipFile, zlib.error, OSError, EOFError, LookupError, ValueError, TypeError, AttributeError,
    SyntaxError, NotImplementedError, RuntimeError, AssertionError,
)  # fmt: skip


class UnreadableSpreadsheetError(ValueError):
    """A workbook that cannot be read, or that unpacks to more than is sensible; ``reason`` says which."""

    def __init__(self, reason: Told) -> None:
        super().__init__(str(reason))
        self.reason = reason


def is_spreadsheet(content: bytes) -> bool:
    """Tell a workbook from any other zip."""
    return content.startswith(b"PK\x03\x04") and b"xl/workbook" in content


def read_spreadsheet(content: bytes, columns: Mapping[str, str]) -> Table:
    """Return the first sheet with a column of texts, or else the first that holds anything.

    Raises:
        UnreadableSpreadsheetError: it is damaged, locked, or too large.
    """
    try:
        _refuse_bombs(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles and validations it drops
            return _best(_sheets(content, columns), columns)
    except UnreadableSpreadsheetError:
        raise
    except _FAULTS as error:
        reason = told("the workbook cannot be read: save it again, or as CSV (UTF-8)")
        raise UnreadableSpreadsheetError(reason) from error


def _refuse_bombs(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = sum(
            part.file_size for part in archive.infolist()
        )  # zipfile reads no part beyond what it declares
    if size > MOST_UNPACKED:
        raise UnreadableSpreadsheetError(
            told(
                "the workbook unpacks to %(size)s MB, at most %(most)s MB are read: split it, or save it as CSV",
                size=size // 1_000_000,
                most=MOST_UNPACKED // 1_000_000,
            )
        )


def _sheets(content: bytes, columns: Mapping[str, str]) -> Iterator[Table]:
    """Yield each sheet twice read: a formula that was never computed is a blank among the values."""
    computed = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
    written = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    for values, formulas in zip(computed.worksheets, written.worksheets, strict=True):
        blanks = _uncomputed(values, formulas)
        table = _table(_cells(values), columns, computed.epoch)
        yield replace(table, notes=(_uncounted(blanks),)) if blanks else table


def _best(tables: Iterator[Table], columns: Mapping[str, str]) -> Table:
    first = Table(kind="xlsx", headings=(), rows=())
    for table in tables:
        if _names_texts(table.headings, columns):
            return table
        first = first if first.headings else table
    return first


def _uncomputed(values: Worksheet, formulas: Worksheet) -> int:
    pairs = zip(_cells(values), _cells(formulas), strict=False)
    return sum(
        value is None and formula is not None
        for one, other in pairs
        for value, formula in zip(one, other, strict=False)
    )


def _uncounted(count: int) -> Told:
    return told(
        "formulas that were never computed, left out: %(count)s; open the workbook and save it again",
        count=count,
    )


def _cells(sheet: Worksheet) -> Iterator[Cells]:
    rows = sheet.iter_rows(max_row=MOST_ROWS, values_only=True)
    return (row[:MOST_COLUMNS] for row in rows)


def _table(cells: Iterator[Cells], columns: Mapping[str, str], epoch: datetime) -> Table:
    numbered = ((number, row) for number, row in enumerate(cells, start=1) if any(map(_written, row)))
    top = list(islice(numbered, _BEFORE))
    start = next(
        (place for place, (_, row) in enumerate(top) if _names_texts([*map(_written, row)], columns)), 0
    )
    if not top:
        return Table(kind="xlsx", headings=(), rows=())
    headings = [_written(cell).strip() for cell in top[start][1]]
    fields, _ = fields_of(headings, columns)
    dates = {fields.get("published"), fields.get("reply_published")} - {None}
    rows = [
        (number, _named(headings, row, dates, epoch)) for number, row in chain(top[start + 1 :], numbered)
    ]
    return Table(kind="xlsx", headings=[heading for heading in headings if heading], rows=rows)


def _names_texts(headings: Sequence[str], columns: Mapping[str, str]) -> bool:
    fields, problems = fields_of(headings, columns)
    return "text" in fields and not problems


def _named(headings: Sequence[str], row: Cells, dates: set[str | None], epoch: datetime) -> dict[str, str]:
    """Return the values by heading; of columns of one name, the first that says something."""
    named: dict[str, str] = {}
    for heading, cell in zip(headings, row, strict=False):
        if heading and not named.get(heading):
            named[heading] = _written(_dated(cell, epoch) if heading in dates else cell)
    return named


def _dated(cell: object, epoch: datetime) -> object:
    """Return the date that a serial number in a column of dates stands for."""
    if isinstance(cell, int | float) and not isinstance(cell, bool) and int(cell) in _SERIALS:
        return from_excel(cell, epoch)
    return cell


def _written(cell: object) -> str:
    """Return a value as a CSV would hold it."""
    if isinstance(cell, datetime):
        return (cell.date() if cell.time() == time.min else cell).isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    text = "" if cell is None else str(cell)
    return "" if text in ERROR_CODES else text
