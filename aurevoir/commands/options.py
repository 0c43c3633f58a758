"""Options and openings that several verbs share."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from aurevoir.errors import StoreError
from aurevoir.keys import Environment, author_key, keyed_places
from aurevoir.lock import held
from aurevoir.rounds import Round, round_of
from aurevoir.store import Store
from aurevoir.watchlist import WatchList, load
from scraper.admit import Door

Command = TypeVar("Command", bound=Callable[..., Any])

watch_option = click.option(
    "-w",
    "--watch",
    "path",
    type=click.Path(path_type=Path),
    default=Path("aurevoir.toml"),
    show_default=True,
    envvar="AUREVOIR_WATCH",
    show_envvar=True,
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


def _instead(name: str, metavar: str, text: str) -> Callable[[Command], Command]:
    """Make an option whose path wins over the watch list's."""

    def keep(ctx: click.Context, _: click.Parameter, value: Path | None) -> None:
        ctx.meta[f"aurevoir.{name}"] = value

    return click.option(
        f"--{name}",
        type=click.Path(path_type=Path),
        metavar=metavar,
        envvar=f"AUREVOIR_{name.upper()}",
        show_envvar=True,
        expose_value=False,
        callback=keep,
        help=text,
    )


store_option = _instead("store", "FILE", "The store, in the place of the watch list's.")
output_option = _instead("output", "FOLDER", "Folder of the site, in the place of the watch list's.")


def now() -> datetime:
    """Return the time; nothing below the command line asks for it."""
    return datetime.now(UTC).replace(microsecond=0)


def read_watch(path: Path, environment: Environment = os.environ.get) -> WatchList:
    """Read the watch list; a path that a flag, else the environment, gives for the store or the site wins over its own."""
    watch = load(path)
    store, output = (_wish(name, environment) for name in ("store", "output"))
    moved = {
        "store": watch.store.model_copy(update={"path": store} if store else {}),
        "site": watch.site.model_copy(update={"output": output} if output else {}),
    }
    return watch.model_copy(update=moved)


def _wish(name: str, environment: Environment) -> str | None:
    context = click.get_current_context(silent=True)
    flag = context.meta.get(f"aurevoir.{name}") if context else None
    wished = flag or environment(f"AUREVOIR_{name.upper()}")
    return str(Path(wished).absolute()) if wished else None


def open_watch(path: Path) -> WatchList:
    """Read the watch list and make the folder of its store.

    Raises:
        StoreError: the folder cannot be made.
    """
    watch = read_watch(path)
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


@contextmanager
def writing(watch: WatchList, verb: str) -> Iterator[Store]:
    """Open the store of a watch list as the only one that changes it and its site.

    A correction needs no such hold: it is one change of a table that no other verb writes.

    Raises:
        LockedError: another process holds it.
    """
    with held(watch.store_path, verb, now()), open_store(watch) as store:
        yield store


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
