"""Find the review that a person names: as the site shows it, by the link to it, or by its key alone."""

import difflib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from aurevoir.errors import Fault
from site_templates.address import anchor_of, identifier

Identity = tuple[str, str]  # source, key
NEIGHBOURS = 40  # names looked at on either side for the nearest: a typo leaves one end of a name as it was
MOST_LISTED = 10


def written(identity: Identity) -> str:
    """Return the identity as the site shows it."""
    return identifier(*identity)


class Identities:
    """The reviews of a store, by all the names that people copy."""

    def __init__(self, identities: Iterable[Identity]) -> None:
        self._named: dict[str, list[Identity]] = defaultdict(list)
        for identity in identities:
            key = identity[1]
            names = {written(identity), anchor_of(*identity), key, key.partition(":")[2] or key}
            for name in names:
                self._named[name].append(identity)

    def find(self, named: str, where: str) -> Identity | Fault:
        """Return the one review of this name, else the fault, told at ``where``.

        A name is ``source/key``, the anchor of the review, a link that ends with ``#`` and the anchor, the key alone, or
        the key without the site or the brand before its first colon: the ID as it stands in the user's own export.
        """
        found = self._of(named)
        if len(found) == 1:
            return found[0]
        if found:
            listed = ", ".join(sorted(map(written, found))[:MOST_LISTED])
            return Fault(key=where, found=f'"{named}", {len(found)} reviews', expected=f"one of {listed}")
        return Fault(
            key=where,
            found=f'"{named}"',
            expected="the ID of a review in the store, as the site shows it",
            nearest=next(iter(difflib.get_close_matches(named, set(self._near(named)), n=1)), None),
        )

    def _of(self, named: str) -> list[Identity]:
        """Return the reviews of a name; one written in full is not also another's key."""
        found = self._named.get(named) or self._named.get(named.rpartition("#")[2]) or []
        return [identity for identity in found if written(identity) == named] or found

    def _near(self, named: str) -> Iterator[str]:
        names, turned = self._sorted
        yield from _around(names, named)
        yield from (name[::-1] for name in _around(turned, named[::-1]))

    @cached_property
    def _sorted(self) -> tuple[list[str], list[str]]:
        return sorted(self._named), sorted(name[::-1] for name in self._named)


def _around(names: list[str], name: str) -> list[str]:
    place = bisect_left(names, name)
    return names[max(0, place - NEIGHBOURS) : place + NEIGHBOURS]
