"""Choose places by name: a brand, a source of it, or a source of all brands."""

import difflib
from collections.abc import Iterable, Sequence

from aurevoir.errors import AurevoirError, Fault
from aurevoir.watchlist import WatchList, fold
from scraper.place import Place


def chosen(watch: WatchList, places: Sequence[Place], named: Iterable[str]) -> tuple[Place, ...]:
    """Return the places that any of the names means, in their order: BRAND, BRAND/SOURCE or /SOURCE; all for no name.

    Raises:
        AurevoirError: a name means no place; the nearest one is told.
    """
    names = tuple(named)
    meant = [place for name in names for place in _meant(watch, places, name)]
    return tuple(place for place in places if place in meant) if names else tuple(places)


def _meant(watch: WatchList, places: Sequence[Place], name: str) -> list[Place]:
    found = [place for place in places if fold(name) in _names(watch, place)]
    if found:
        return found
    known = {f"{place.brand}/{place.source}" for place in places}
    near = difflib.get_close_matches(name, sorted(known | {place.brand for place in places}), n=1, cutoff=0.4)
    raise AurevoirError(
        str(
            Fault(
                key="--only",
                found=f'"{name}"',
                expected="BRAND or BRAND/SOURCE of a place of the watch list",
                nearest=next(iter(near), None),
            )
        )
    )


def _names(watch: WatchList, place: Place) -> set[str]:
    table = next(brand for brand in watch.brands if brand.name == place.brand)
    brands = [table.name, *table.aliases]
    return {fold(name) for brand in brands for name in (brand, f"{brand}/{place.source}", f"/{place.source}")}
