"""A sentence about what came, kept as a message and its values so that it can be said in the reader's language."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from scraper.cleaning import one_line

MOST_VALUE = 1_000  # characters of one value: a long address is whole, a page taken for a name is not
_PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A message of the catalogue, in English, and what stands in its ``%(name)s`` places.

    Attributes:
        message: the gettext msgid; a per cent sign is written ``%%``.
        values: name and value of each place; a value that is itself Told is translated with the rest.

    Raises:
        ValueError: the values are not those of the message's places.
    """

    message: str
    values: tuple[tuple[str, "str | Told"], ...] = ()

    def __post_init__(self) -> None:
        bare = self.message.replace("%%", "")
        needed, given = sorted(set(_PLACE.findall(bare))), sorted(name for name, _ in self.values)
        if needed != given or "%" in _PLACE.sub("", bare):
            raise ValueError(
                f"{self.message!r} was given {given}: name the value of each place, write % as %%"
            )

    def __str__(self) -> str:
        return self.message % {name: str(value) for name, value in self.values}


def told(message: str, /, **values: "str | int | Told") -> Told:
    """Tell something: ``told("gone (%(status)s)", status=410)``; strings are made safe to keep and to show."""
    return Told(message=message, values=tuple((name, _safe(value)) for name, value in values.items()))


def joined(sentences: Iterable[Told]) -> Told:
    """Put a few sentences into one, the first needed."""
    return reduce(lambda one, other: told("%(one)s; %(other)s", one=one, other=other), sentences)


def _safe(value: str | int | Told) -> str | Told:
    return value if isinstance(value, Told) else one_line(str(value))[:MOST_VALUE]
