"""`aurevoir scrape`: bring new reviews into the store."""

from datetime import datetime
from pathlib import Path

import click

from aurevoir import __version__
from aurevoir.commands.options import (
    door_of,
    full_option,
    now,
    open_watch,
    quiet_option,
    round_for,
    since_option,
    store_option,
    watch_option,
    writing,
)
from aurevoir.commands.outcomes import leave
from aurevoir.commands.progress import progress
from aurevoir.pipeline import scrape
from scraper.fetch import Fetcher


@click.command()
@watch_option
@store_option
@since_option
@full_option
@quiet_option
def command(path: Path, since: datetime | None, *, full: bool, quiet: bool) -> None:
    """Bring new reviews of every place of the watch list into the store.

    \b
    Examples:
      aurevoir scrape && aurevoir read && aurevoir build     the three steps of `aurevoir run`
      aurevoir scrape --since 2026-01-01                     no further back, for a first look
    """
    watch = open_watch(path)
    going = round_for(watch, since, full=full)
    with writing(watch, "scrape") as store, Fetcher(watch.manners(__version__)) as fetcher:
        visits = scrape(
            going, store, fetcher, door_of(watch, store), clock=now, progress=progress(quiet=quiet)
        )
    leave(visits)
