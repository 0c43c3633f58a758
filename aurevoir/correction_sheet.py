"""Read a sheet of corrections, telling every fault by its row."""

import difflib
from collections.abc import Iterator, Mapping

from aurevoir.correction import Correction, merged
from aurevoir.correction_words import JUDGEMENTS, Where, contradictions, correction, faults, tidied
from aurevoir.errors import Fault
from aurevoir.identities import Identities, Identity
from scraper.decoding import decoded
from scraper.imports.csv_table import read_table
from scraper.imports.rows import Table

COLUMNS = ("id", *JUDGEMENTS, "note", "by")
Before = Mapping[Identity, Correction]


def read_sheet(
    content: bytes, identities: Identities, before: Before
) -> tuple[tuple[Correction, ...], tuple[Fault, ...]]:
    """Return the corrections of a CSV file, added to those before, and all its faults.

    Its first row names its columns, of COLUMNS; any encoding and separator will do. An empty cell is not corrected,
    and reasons are codes with spaces between, or "none".
    """
    table = read_table(decoded(content)[0])
    found = list(_faults_of_table(table))
    if found:
        return (), tuple(found)
    said: dict[Identity, Correction] = {}
    for number, cells in table.rows:
        row = tidied({name.lower(): value for name, value in cells.items()})
        found += _take(row, _in_row(number), identities, before, said)
    return tuple(said.values()), tuple(found)


def _take(
    row: Mapping[str, str],
    where: Where,
    identities: Identities,
    before: Before,
    said: dict[Identity, Correction],
) -> list[Fault]:
    """Add a row to what is said, or return its faults."""
    identity = identities.find(row.get("id", ""), where("id"))
    found = [*([identity] if isinstance(identity, Fault) else []), *faults(row, where)]
    if isinstance(identity, Fault) or found:
        return found
    if identity in said:
        return [Fault(key=where("id"), found=f'"{row["id"]}" again', expected="one row a review")]
    new = correction(identity, row)
    said[identity] = merged(before.get(identity, new), new)
    return list(contradictions(said[identity], where))


def _faults_of_table(table: Table) -> Iterator[Fault]:
    names = [heading.lower() for heading in table.headings]
    for name in names:
        if name not in COLUMNS:
            nearest = next(iter(difflib.get_close_matches(name, COLUMNS, n=1)), None)
            expected = f"columns among {', '.join(COLUMNS)}"
            yield Fault(key="row 1", found=f'a column "{name}"', expected=expected, nearest=nearest)
    if "id" not in names:
        yield Fault(key="row 1", found="no column of IDs", expected='a column "id"')
    elif not table.rows:
        yield Fault(key="row 2", found="nothing", expected="a correction a row")
    for note in table.notes:
        yield Fault(key="file", found=str(note), expected="a value a column, and quotes that match")


def _in_row(number: int) -> Where:
    return lambda name: f"row {number}, {name}"
