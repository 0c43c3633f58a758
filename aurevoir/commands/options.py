"""Options and openings that several verbs share."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from aurevoir.errors import StoreError
from aurevoir.keys import Environment, author_key, keyed_places
from aurevoir.rounds import Round, round_of
from aurevoir.store import Store
from aurevoir.watchlist import WatchList, load
from scraper.admit import Door

watch_option = click.option(
    "-w",
    "--watch",
    "path",
    type=click.Path(path_type=Path),
    default=Path("aurevoir.toml"),
    show_default=True,
    help="The watch list.",
)
since_option = click.option(
    "--since",
    type=click.DateTime(formats=["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Look no further back than that day, and keep nothing older.",
)
full_option = click.option(
    "--full", is_flag=True, help="Read on past the reviews that are known, and pages that have not changed."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Say nothing when all is well.")


def now() -> datetime:
    """Return the time; nothing below the command line asks for it."""
    return datetime.now(UTC).replace(microsecond=0)


def open_watch(path: Path) -> WatchList:
    """Read the watch list and make the folder of its store.

    Raises:
        StoreError: the folder cannot be made.
    """
    watch = load(path)
    folder = watch.store_path.parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"store.path: {folder} cannot be made: {error.strerror}; give another path"
        ) from error
    return watch


def open_store(watch: WatchList) -> Store:
    """Open the store of a watch list."""
    return Store(watch.store_path)


def door_of(watch: WatchList, store: Store, environment: Environment = os.environ.get) -> Door:
    """Return the door that reviews pass: their identity by the store's key, their authors by the user's.

    Raises:
        AurevoirError: the watch list names a key that is not there.
    """
    return Door(store.identity_key, author_key(watch, environment))


def round_for(
    watch: WatchList,
    since: datetime | None,
    *,
    full: bool,
    environment: Environment = os.environ.get,
) -> Round:
    """Return the round that the options ask for.

    Raises:
        AurevoirError: the watch list names a key that is not there.
    """
    day = since.replace(tzinfo=UTC) if since else None
    return round_of(watch, keyed_places(watch, environment), since=day, full=full)
