"""Read JSON Lines, or JSON that holds a list of objects somewhere near its top."""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from scraper.imports.columns import fields_of, fold
from scraper.imports.rows import Table
from scraper.json_text import BadJSONError, load_json
from scraper.told import Told, told

_FAR = 5  # levels under an item where answers keep its reviews
_NEAR = 3  # levels under the top where exports keep their list: {"data": {"reviews": […]}}
_NAMES = (
    "name",
    "displayName",
    "text",
    "value",
    "label",
    "ratingValue",
)  # what an object says of itself in one word
_WRAPPERS = {"properties", "attributes", "node", "_source", "fields"}  # an item's own values, one level down
_REVIEWS = {"reviews", "reviews data", "avis"}  # what each place of a list may hold
_ERRORS = {"error", "errors", "error_message", "message"}  # of an answer that is none
_TRIED = 20  # items of a list that tell whether it holds texts
_DEEP, _WIDE = 3, 200  # levels and values of one object that make columns: "comment.body"


def begins_lines(text: str) -> bool:
    """Tell whether the first line is a whole object, and not the only one."""
    first, _, rest = text.partition("\n")
    try:
        return bool(rest.strip()) and isinstance(load_json(first), dict)
    except BadJSONError:
        return False


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
    return _table("jsonl", rows, notes)


def read_whole(text: str) -> Table | None:
    """Read one JSON value; None when the text is not one, or neither an object nor a list.

    An answer whose lists are all empty, and that is no review itself, is a table without a row. The list that holds
    texts wins over longer ones, and so does the object itself where it alone does.
    """
    try:
        value = load_json(text)
    except BadJSONError:
        return None
    found = _objects(value, _NEAR)
    if isinstance(value, dict) and (found is None or (not _says(found) and _is_review(value))):
        return _alone(value)
    if found is None:
        return None
    found = _of_places(found)
    rows = [(number, _flat(value)) for number, value in enumerate(found, start=1) if isinstance(value, dict)]
    odd = (number for number, value in enumerate(found, start=1) if not isinstance(value, dict))
    return _table("json", rows, [_no_object(number) for number in odd])


def _no_object(number: int) -> Told:
    return told("row %(row)s: no JSON object, left out", row=number)


def _objects(value: Any, depth: int) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if not isinstance(value, dict) or depth == 0:
        return None
    lists = (_objects(held, depth - 1) for held in value.values())
    held = [found for found in lists if found and isinstance(found[0], dict)]
    return max(held, key=lambda found: (_says(_of_places(found)), len(found)), default=None)


def _is_review(value: Mapping[str, Any]) -> bool:
    """Tell whether an object that stands alone names a text of its own, not one of an object inside it."""
    return "text" in fields_of([name for name in value if isinstance(value[name], str)], {})[0]


def _alone(value: dict[str, Any]) -> Table:
    """Read an object that stands alone: a review, an answer that lists nothing, or neither, whose columns are told."""
    if _is_review(value):
        return _table("json", [(1, _flat(value))], [])
    own = {name: held for name, held in _flat(value).items() if name in value}
    return _table("json", [] if _is_bare(value) else [(1, own)], [])


def _of_places(found: list[Any]) -> list[Any]:
    """Return the reviews that the items of a list hold each, where they are places; else the list."""
    reviews = [one for item in found for one in _reviews_under(item, _FAR)]
    return reviews if _says(reviews) else found


def _reviews_under(value: Any, depth: int) -> Iterator[Any]:
    """Yield what the lists of reviews hold that an item has, directly or a few objects down."""
    for name, held in value.items() if isinstance(value, dict) and depth else ():
        if isinstance(held, list) and fold(name) in _REVIEWS:
            yield from held
        for inner in held if isinstance(held, list) and fold(name) not in _REVIEWS else [held]:
            yield from _reviews_under(inner, depth - 1)


def _says(found: list[Any]) -> bool:
    """Tell whether the objects of a list hold texts."""
    names = (list(_flat(item)) for item in found[:_TRIED] if isinstance(item, dict))
    return any("text" in fields_of(headings, {})[0] for headings in names)


def _is_bare(value: dict[str, Any]) -> bool:
    if _is_review(value) or any(value.get(name) for name in _ERRORS):
        return False
    held = [
        *value.values(),
        *(one for inner in value.values() if isinstance(inner, dict) for one in inner.values()),
    ]
    return [] in held


def _flat(value: Mapping[str, Any]) -> dict[str, str]:
    """Return an object's values by name; those of objects inside it by path ("comment.body")."""
    named = (found for key, held in value.items() for found in _paths(key, held, _DEEP))
    row: dict[str, str] = {}
    for path, string in islice(named, _WIDE):
        row.setdefault(path, string)
    return row


def _paths(path: str, value: Any, depth: int) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        return
    if not isinstance(value, Mapping):
        yield path, _string(value)
        return
    name = next((_string(value[name]) for name in _NAMES if isinstance(value.get(name), str | int)), "")
    if name:
        yield path, name
    for key, held in value.items() if depth else ():
        yield from _paths(key if path in _WRAPPERS else f"{path}.{key}", held, depth - 1)


def _string(value: Any) -> str:
    """Return a value as a cell would hold it."""
    if isinstance(value, str):
        return value
    return "" if value is None else json.dumps(value)


def _table(kind: str, rows: list[tuple[int, dict[str, str]]], notes: list[Told]) -> Table:
    """Make a table of objects; keys that never hold a value are no columns, unless all are."""
    filled = dict.fromkeys(heading for _, row in rows for heading, value in row.items() if value.strip())
    named = filled or dict.fromkeys(heading for _, row in rows for heading in row)
    return Table(kind=kind, headings=list(named), rows=rows, notes=tuple(notes))
