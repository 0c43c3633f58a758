"""Say what a run would do, without asking any site for anything or writing anywhere."""

from collections.abc import Iterator, Sequence

from aurevoir.lock import at_work
from aurevoir.store import Store
from aurevoir.watchlist import WatchList
from scraper.collect import closed
from scraper.place import Place
from scraper.sources import source_named
from sentiment.read import version
from site_templates.snapshot import PlaceHealth


def plan(watch: WatchList, places: Sequence[Place], store: Store | None, *, full: bool) -> Iterator[str]:
    """Yield what a run over these places would do, a line each; ``store`` is None where there is none yet."""
    holder = at_work(watch.store_path)
    if holder:
        yield f"{watch.store_path} is in the hands of {holder}: a run would leave at once"
    if store is None:
        yield f"would make {watch.store_path}"
    told = {(one.brand, one.source, one.address): one for one in (store.health() if store else [])}
    for place in places:
        last = told.get((place.brand, place.source, place.address))
        yield f"{place.brand} · {place.source} · {place.address}: {_asked(place, last, full=full)}"
    waiting = len(store.unread(version(watch.reading.analyzer))) if store else 0
    yield f"would read {waiting} reviews, and those that come in"
    yield f"would build the site in {watch.output}"


def _asked(place: Place, last: PlaceHealth | None, *, full: bool) -> str:
    shut = closed(place, source_named(place.source))
    if shut:
        return f"would not be asked: {shut}"
    if last is None:
        return f"never visited; up to {place.max_pages} pages"
    how = "all pages again" if full else "pages that have changed"
    return f"{how}; {last.visited:%Y-%m-%d %H:%M} UTC: {last.outcome}, {last.found} reviews on {last.pages} pages"
