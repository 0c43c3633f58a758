"""Read JSON Lines, or JSON that holds a list of objects somewhere near its top."""

import json
from collections.abc import Mapping
from typing import Any

from scraper.imports.rows import Table
from scraper.json_text import BadJSONError, load_json
from scraper.told import Told, told

_NEAR = 3  # levels under the top where exports keep their list: {"data": {"reviews": […]}}
_NAMES = ("name", "displayName", "text", "value", "label")  # what an object says of itself in one word


def read_lines(text: str) -> Table:
    """Read one object a line; a line that is none is noted, and the others stay."""
    rows: list[tuple[int, dict[str, str]]] = []
    notes: list[Told] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            value = load_json(line)
        except BadJSONError as error:
            notes.append(
                told("row %(row)s: no JSON (%(problem)s), left out", row=number, problem=error.problem)
            )
            continue
        if isinstance(value, dict):
            rows.append((number, _flat(value)))
        else:
            notes.append(_no_object(number))
    return _table(rows, notes)


def read_whole(text: str) -> Table | None:
    """Read one JSON value; None when the text is not one, or holds no list of objects."""
    try:
        found = _objects(load_json(text), _NEAR)
    except BadJSONError:
        return None
    if found is None:
        return None
    rows = [(number, _flat(value)) for number, value in enumerate(found, start=1) if isinstance(value, dict)]
    odd = (number for number, value in enumerate(found, start=1) if not isinstance(value, dict))
    return _table(rows, [_no_object(number) for number in odd])


def _no_object(number: int) -> Told:
    return told("row %(row)s: no JSON object, left out", row=number)


def _objects(value: Any, depth: int) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or depth == 0:
        return None
    lists = (_objects(held, depth - 1) for held in value.values())
    return max((found for found in lists if found and isinstance(found[0], dict)), key=len, default=None)


def _flat(value: Mapping[str, Any]) -> dict[str, str]:
    return {key: _string(held) for key, held in value.items()}


def _string(value: Any) -> str:
    """Return a value as a cell would hold it; of an object, its name."""
    if isinstance(value, Mapping):
        return next((_string(value[name]) for name in _NAMES if isinstance(value.get(name), str)), "")
    if isinstance(value, str):
        return value
    return "" if value is None or isinstance(value, list) else json.dumps(value)


def _table(rows: list[tuple[int, dict[str, str]]], notes: list[Told]) -> Table:
    headings = dict.fromkeys(heading for _, row in rows for heading in row)
    return Table(headings=list(headings), rows=rows, notes=tuple(notes))
