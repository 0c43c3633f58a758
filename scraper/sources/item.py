"""A thing described by structured data, the same whether it came as JSON-LD or as microdata."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Item:
    """A schema.org item: its types and properties without their prefixes, values in page order."""

    types: frozenset[str]
    id: str | None
    properties: Mapping[str, tuple["str | Item", ...]]

    def is_a(self, *types: str) -> bool:
        """Tell whether the item has one of the types."""
        return not self.types.isdisjoint(types)

    def text(self, *names: str) -> str:
        """Return the first string that is not empty among the properties of these names, in their order."""
        values = (value for name in names for value in self.properties.get(name, ()))
        return next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")

    def items(self, *names: str) -> Iterator["Item"]:
        """Yield the items that the properties of these names hold."""
        values = (value for name in names for value in self.properties.get(name, ()))
        return (value for value in values if isinstance(value, Item))


class Graph:
    """All items of a page, each once, in page order; a bare ``@id`` is resolved to the item it means."""

    def __init__(self, roots: Iterable[Item]) -> None:
        self.items = tuple(_walk(roots))
        self._by_id = {item.id: item for item in reversed(self.items) if item.id and item.properties}

    def of_type(self, *types: str) -> list[Item]:
        """Return the items of these types."""
        return [item for item in self.items if item.is_a(*types) and item.properties]

    def resolved(self, item: Item) -> Item:
        """Return the item that a bare reference means, else the item itself."""
        return item if item.properties else self._by_id.get(item.id or "", item)

    def name(self, item: Item, *properties: str) -> str:
        """Return a property that is a name, or a thing with a name; "" when there is none."""
        text = item.text(*properties)
        if text:
            return text
        named = (self.resolved(value).text("name", "alternateName") for value in item.items(*properties))
        return next((name for name in named if name), "")


def _walk(roots: Iterable[Item]) -> Iterator[Item]:
    waiting, seen = list(roots)[::-1], set[int]()
    while waiting:
        item = waiting.pop()
        if id(item) in seen:
            continue
        seen.add(id(item))
        yield item
        values = [value for held in item.properties.values() for value in held if isinstance(value, Item)]
        waiting.extend(reversed(values))
