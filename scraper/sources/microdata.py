"""Read the microdata of a page: itemscope, itemtype, itemprop, itemref, as the HTML standard says."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag

from scraper.sources.html_text import text_of
from scraper.sources.item import Item
from scraper.sources.markup import attribute
from scraper.told import Told, told

DEEPEST = 20  # scopes within scopes; deeper ones are read as items of their own
FAIR_SHARE = 5  # times a node may be read as part of some property: real pages read most nodes once or never
_LINKS = {"a": "href", "area": "href", "link": "href", "img": "src", "source": "src", "object": "data"}
_ADDRESSES = {"url", "sameAs", "image", "mainEntityOfPage", "additionalType", "itemReviewed"}


def microdata_items(tree: BeautifulSoup, address: str) -> tuple[list[Item], list[Told]]:
    """Return the items that are no property of another, in page order, and notes; links become whole addresses."""
    reader = _Reader(tree, address)
    items = list(reader.roots())
    return items, [] if reader.left > 0 else [
        told("microdata is nested beyond reason: the rest was not read")
    ]


class _Reader:
    def __init__(self, tree: BeautifulSoup, address: str) -> None:
        self._scopes = tree.find_all(itemscope=True)
        self._address = address
        self._claimed: set[int] = set()
        self.left = 1000 + FAIR_SHARE * sum(1 for _ in tree.descendants)
        self._by_id = {attribute(tag, "id"): tag for tag in reversed(tree.find_all(id=True))}

    def roots(self) -> Iterator[Item]:
        for scope in self._scopes:  # a scope comes before those within it, and claims them
            if id(scope) not in self._claimed:
                yield self._item(scope, 0)

    def _item(self, scope: Tag, depth: int) -> Item:
        self._claimed.add(id(scope))
        held: dict[str, list[str | Item]] = {}
        for tag in self._properties(scope):
            names = attribute(tag, "itemprop").split()
            is_item = tag.has_attr("itemscope")
            if is_item and (depth >= DEEPEST or id(tag) in self._claimed):
                continue
            value = self._item(tag, depth + 1) if is_item else self._value(tag, names)
            for name in names:
                held.setdefault(_local(name), []).append(value)
        return Item(
            types=frozenset(_local(kind) for kind in attribute(scope, "itemtype").split()),
            id=attribute(scope, "itemid").strip() or None,
            properties={name: tuple(values) for name, values in held.items()},
        )

    def _properties(self, scope: Tag) -> Iterator[Tag]:
        """Yield the properties of a scope and of what its itemref names, not those of scopes within."""
        roots = [self._by_id[name] for name in attribute(scope, "itemref").split() if name in self._by_id]
        waiting: list[Tag] = [*reversed(roots), *_children(scope)]
        seen = {id(scope)}
        while waiting:
            tag = waiting.pop()
            if id(tag) in seen:
                continue
            seen.add(id(tag))
            if tag.has_attr("itemprop"):
                yield tag
            if not tag.has_attr("itemscope"):
                waiting.extend(_children(tag))

    def _value(self, tag: Tag, names: list[str]) -> str:
        if tag.has_attr("content"):
            return attribute(tag, "content")
        if tag.name == "meta":
            return ""
        link = _LINKS.get(tag.name)
        if link and (tag.name not in {"a", "area"} or not _ADDRESSES.isdisjoint(names)):
            return self._whole(attribute(tag, link))
        if tag.name == "time" and tag.has_attr("datetime"):
            return attribute(tag, "datetime")
        if tag.name in {"data", "meter"} and tag.has_attr("value"):
            return attribute(tag, "value")
        return self._text(tag)

    def _text(self, tag: Tag) -> str:
        """Return the text of a property, while nesting has not made the page's text read over and over."""
        self.left -= sum(1 for _ in islice(tag.descendants, max(self.left, 0)))
        return text_of(tag.decode_contents()) if self.left > 0 else ""

    def _whole(self, link: str) -> str:
        try:
            return urljoin(self._address, link)
        except ValueError:
            return link


def _children(tag: Tag) -> list[Tag]:
    return [child for child in reversed(tag.contents) if isinstance(child, Tag)]


def _local(name: str) -> str:
    return name.rstrip("/").rsplit("/", 1)[-1]
