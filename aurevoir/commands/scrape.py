"""`aurevoir scrape`: bring new reviews into the store."""

from pathlib import Path

import click

from aurevoir import __version__
from aurevoir.commands.options import door_of, now, open_store, open_watch, quiet_option, watch_option
from aurevoir.commands.outcomes import leave
from aurevoir.commands.progress import progress
from aurevoir.pipeline import scrape
from scraper.fetch import Fetcher


@click.command()
@watch_option
@quiet_option
def command(path: Path, *, quiet: bool) -> None:
    """Bring new reviews of every place of the watch list into the store.

    \b
    Example:
      aurevoir scrape && aurevoir read && aurevoir build     the three steps of `aurevoir run`
    """
    watch = open_watch(path)
    with open_store(watch) as store, Fetcher(watch.manners(__version__)) as fetcher:
        visits = scrape(
            watch, store, fetcher, door_of(watch, store), clock=now, progress=progress(quiet=quiet)
        )
    leave(visits)
