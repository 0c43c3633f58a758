"""Know the exports of the Google Play Console, and give every row of them its identity.

A review with words has its id in its link, the same id as on the page of the app; a rating alone has no link.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote

from scraper.imports.rows import Table

_HEADINGS = {"Package Name", "Star Rating", "Review Link", "Review Submit Millis Since Epoch"}
_TOLD_BY = ("Package Name", "Review Submit Millis Since Epoch", "Device", "Star Rating")
_ID = re.compile(r"[?&#:]reviewid=([^&#\s]+)", re.IGNORECASE)
_COLUMN = "Review Id"


def with_ids(table: Table) -> Table:
    """Return the table with a column of ids if it is such an export, else as it is."""
    if not set(table.headings) >= _HEADINGS:
        return table
    rows = [(number, {**row, _COLUMN: _id(row)}) for number, row in table.rows]
    headings = [_COLUMN, *table.headings]
    return replace(table, rows=rows, headings=headings, kind="googleplay", global_ids=True)


def _id(row: Mapping[str, str]) -> str:
    found = _ID.search(row.get("Review Link", ""))
    return unquote(found[1]) if found else ":".join(row.get(name, "").strip() for name in _TOLD_BY)
