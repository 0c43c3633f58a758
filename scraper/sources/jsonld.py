"""Read the JSON-LD of a page, as tolerantly as browsers and search engines do."""

import json
import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup

from scraper.json_text import BadJSONError, load_json
from scraper.sources.html_text import unescaped
from scraper.sources.item import Item
from scraper.told import Told, told

DEEPEST = 60  # levels; schema.org pages have less than ten
_TYPE = re.compile(r"ld\+json", re.IGNORECASE)
_STRING = r'"(?:\\.|[^"\\])*+"?'  # a string that never ends takes the rest, or each quote would look again
_COMMENT = re.compile(rf"({_STRING})|//[^\n]*|/\*.*?(?:\*/|\Z)", re.DOTALL)
_TRAILING_COMMA = re.compile(rf"({_STRING})|,(?=\s*[}}\]])", re.DOTALL)
_OPENINGS = ("\ufeff", "<!--", "//<![CDATA[", "// <![CDATA[", "/*<![CDATA[*/", "/* <![CDATA[ */", "<![CDATA[")
_CLOSINGS = ("-->", "//]]>", "// ]]>", "/*]]>*/", "/* ]]> */", "]]>", "//", ";")


def jsonld_items(tree: BeautifulSoup) -> tuple[list[Item], list[Told]]:
    """Return the items of all blocks, and a note for each block that cannot be read."""
    items: list[Item] = []
    notes: list[Told] = []
    blocks = dict.fromkeys("".join(script.strings).strip() for script in tree.find_all("script", type=_TYPE))
    for number, block in enumerate(blocks, start=1):  # two plugins often write the same block
        try:
            items.extend(_items(loaded(block), 0))
        except BadJSONError as error:
            notes.append(
                told(
                    "JSON-LD block %(number)s cannot be read: %(problem)s",
                    number=number,
                    problem=error.problem,
                )
            )
    return items, notes


def loaded(block: str) -> Any:
    """Load a block, mending what pages really get wrong: wrappers, raw line ends, comments, commas, entities.

    Raises:
        BadJSONError: it is no JSON, even mended.
    """
    for opening in _OPENINGS:
        block = block.strip().removeprefix(opening)
    for closing in _CLOSINGS:
        block = block.strip().removesuffix(closing)
    if not block.strip():
        return []
    for mend in (str, _mended):
        try:
            return load_json(mend(block))
        except BadJSONError:
            continue
    return load_json(_mended(unescaped(block)))


def _mended(text: str) -> str:
    return _TRAILING_COMMA.sub(_kept, _COMMENT.sub(_kept, text))


def _kept(match: re.Match[str]) -> str:
    return match[1] or ""


def _items(value: Any, depth: int) -> Iterator[Item]:
    return (item for item in _values(value, depth) if isinstance(item, Item))


def _values(value: Any, depth: int) -> Iterator[str | Item]:
    if depth > DEEPEST or value is None:
        return
    if isinstance(value, list):
        for element in value:
            yield from _values(element, depth + 1)
    elif isinstance(value, dict):
        yield from _values(value["@value"], depth + 1) if "@value" in value else (_item(value, depth),)
    else:
        yield value if isinstance(value, str) else json.dumps(value)


def _item(node: dict[str, Any], depth: int) -> Item:
    types = (value for value in _values(node.get("@type"), depth) if isinstance(value, str))
    name = node.get("@id")
    return Item(
        types=frozenset(_local(value) for value in types),
        id=name if isinstance(name, str) and name else None,
        properties={
            _local(key): tuple(_values(value, depth + 1))
            for key, value in node.items()
            if key not in {"@type", "@id", "@context"}
        },
    )


def _local(name: str) -> str:
    """Return a name without its vocabulary: "schema:Review" and "https://schema.org/Review" are Review."""
    return re.split(r"[/#:]", name.strip())[-1]
