"""`aurevoir run`: scrape, read and build in a row; what cron calls."""

from datetime import datetime
from pathlib import Path

import click

from aurevoir import __version__
from aurevoir.commands.options import (
    door_of,
    full_option,
    now,
    open_store,
    open_watch,
    quiet_option,
    round_for,
    since_option,
    watch_option,
)
from aurevoir.commands.outcomes import leave
from aurevoir.commands.progress import progress
from aurevoir.pipeline import build_site, in_a_line, read_all, scrape
from scraper.fetch import Fetcher


@click.command()
@watch_option
@since_option
@full_option
@quiet_option
def command(path: Path, since: datetime | None, *, full: bool, quiet: bool) -> None:
    """Scrape, read and build. A place that fails stops no other; the exit code says so.

    \b
    Examples:
      aurevoir run
      aurevoir run -q -w /srv/aurevoir/aurevoir.toml     in a crontab: silent when all is well
      aurevoir run --full                                now and then: ratings and replies that changed since
    """
    watch = open_watch(path)
    going = round_for(watch, since, full=full)
    tell = progress(quiet=quiet)
    with open_store(watch) as store:
        with Fetcher(watch.manners(__version__)) as fetcher:
            visits = scrape(going, store, fetcher, door_of(watch, store), clock=now, progress=tell)
        tell.say(f"{read_all(watch, store, progress=tell)} reviews read")
        built = build_site(watch, store)
    tell.say(f"{built.pages} pages: open {watch.output / 'index.html'}")
    if quiet:
        for visit in visits:
            if not visit.went_well:
                click.echo(in_a_line(visit), err=True)
    leave(visits)
