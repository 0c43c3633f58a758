"""Run the real pipeline over the invented sites, on two Mondays, with pinned dates and keys so that it repeats."""

import tomllib
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

from aurevoir import __version__
from aurevoir.demo.server import served
from aurevoir.demo.sites import Sites
from aurevoir.errors import AurevoirError
from aurevoir.pipeline import Progress, build_site, read_all, remember, scrape
from aurevoir.rounds import round_of
from aurevoir.store import Store
from aurevoir.watchlist import WatchList, check
from scraper.admit import Door
from scraper.fetch import Fetcher
from site_templates.site import Built, owner

TODAY = datetime(2026, 11, 2, 6, tzinfo=UTC)  # the Monday after the last invented review
MONDAYS = (TODAY - timedelta(weeks=1), TODAY)
KEY = b"the demo hides nobody: its authors are invented"
NOTICE = {
    "fr": "Démonstration : les marques, les personnes et les avis sont inventés.",
    "en": "Demonstration: the brands, the people and the reviews are invented.",
}


def show(output: Path, store_path: Path, progress: Progress) -> Built:
    """Scrape the invented sites, read, build into ``output``.

    Raises:
        AurevoirError: the output folder holds somebody's own site, or the store somebody's own reviews.
    """
    watch = demo_watch_list(output, store_path)
    made_for = owner(output)
    if made_for not in {None, watch.site.title}:
        raise AurevoirError(
            f'{output} holds the site "{made_for}", which the demo will not replace; give another --output'
        )
    _clear(store_path)
    with Store(store_path, identity_key=KEY) as store:
        for monday in MONDAYS:
            _visit(watch, store, monday, progress)
        return build_site(watch, store, NOTICE)


def _clear(store_path: Path) -> None:
    """Remove the store of an earlier demo, and nothing else: whatever is there opens by the demo's key or stays."""
    if store_path.exists():
        with Store(store_path, identity_key=KEY) as store:
            if store.identity_key != KEY:
                raise AurevoirError(
                    f"{store_path} holds reviews of your own, which the demo will not replace; give another --store"
                )
    for part in ("", "-wal", "-shm"):
        store_path.with_name(store_path.name + part).unlink(missing_ok=True)


def _visit(watch: WatchList, store: Store, monday: datetime, progress: Progress) -> None:
    """Scrape and read as on a Monday, and remember what a site built that day tells."""
    progress.say(f"Monday, {monday.date()}:")
    with served(Sites(monday.date())) as routes, _fetcher(watch, routes) as fetcher:
        scrape(
            round_of(watch, watch.places),
            store,
            fetcher,
            Door(store.identity_key, KEY),
            clock=lambda: monday,
            progress=progress,
        )
    progress.say(f"{read_all(watch, store, progress=progress)} reviews read")
    if monday is not TODAY:
        remember(watch, store)


def _fetcher(watch: WatchList, routes: dict[str, tuple[str, int]]) -> Fetcher:
    return Fetcher(watch.manners(__version__), routes=routes, paceless_hosts=frozenset(routes))


def demo_watch_list(output: Path, store_path: Path) -> WatchList:
    """Return the demo's watch list, building where it is told."""
    text = files("aurevoir.demo").joinpath("aurevoir.toml").read_text(encoding="utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    tables["site"]["output"] = str(output.resolve())
    tables["store"] = {"path": str(store_path.resolve())}
    return check(tables, Path("the demo's watch list"))
