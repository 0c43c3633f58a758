"""`aurevoir run`: scrape, read and build in a row; what cron calls."""

import os
import sys
import traceback
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from aurevoir import __version__
from aurevoir.commands.options import (
    door_of,
    full_option,
    now,
    open_watch,
    output_option,
    quiet_option,
    read_watch,
    round_for,
    since_option,
    store_option,
    watch_option,
    writing,
)
from aurevoir.commands.progress import progress
from aurevoir.commands.verbose import Aloud
from aurevoir.night import Night, run
from aurevoir.notify import after_run
from aurevoir.only import chosen
from aurevoir.pipeline import Progress, scrape
from aurevoir.plan import plan
from aurevoir.rounds import Round
from aurevoir.store import Store
from aurevoir.summary import as_json
from aurevoir.visit import Visit
from aurevoir.watchlist import WatchList
from scraper.fetch import Fetcher
from sentiment.read import version
from site_templates.evidence import shown


@click.command()
@watch_option
@since_option
@full_option
@click.option(
    "--only",
    multiple=True,
    metavar="BRAND/SOURCE",
    help="Visit these places alone: a brand, a brand's source, or /SOURCE of all brands. May be repeated.",
)
@click.option("--offline", is_flag=True, help="Visit no place: read and build from the store.")
@click.option(
    "--dry-run", is_flag=True, help="Say what would be done; nothing is asked for, nothing written."
)
@click.option("--json", "in_json", is_flag=True, help="Print what came of it as a JSON object, on stdout.")
@click.option("--fail-on-alert", is_flag=True, help="Exit 6 when a figure moved by more than chance.")
@quiet_option
@click.option("-v", "--verbose", is_flag=True, help="Tell every page that is asked for.")
@store_option
@output_option
def command(
    path: Path,
    since: datetime | None,
    only: tuple[str, ...],
    *,
    full: bool,
    offline: bool,
    dry_run: bool,
    in_json: bool,
    fail_on_alert: bool,
    quiet: bool,
    verbose: bool,
) -> None:
    """Scrape, read and build. A place that fails stops no other; the exit code says so.

    \b
    Examples:
      aurevoir run
      aurevoir run -q -w /srv/aurevoir/aurevoir.toml     in a crontab: silent when all is well
      aurevoir run -q --full                             once a week: what was edited or removed since
      aurevoir run --only "Ma marque/schemaorg" -v       one place, page by page
      aurevoir run --dry-run                             what it would ask for
    """
    _refuse(
        {"--quiet and --verbose": quiet and verbose, "--dry-run and --json": dry_run and in_json}
        | {"--offline and what chooses pages": offline and bool(full or since or only)}
    )
    watch = read_watch(path) if dry_run else open_watch(path)
    going = _round(watch, since, only, full=full, offline=offline)
    if dry_run:
        _say_plan(watch, going, full=full)
        return
    tell = progress(quiet=quiet)
    with writing(watch, "run") as store:
        night = run(
            watch,
            store,
            lambda: () if offline else _scraped(watch, going, store, tell, verbose=verbose),
            clock=now,
            progress=tell,
        )
        if not offline:
            night = replace(night, untold=after_run(watch, store, os.environ.get, now()))
    code = night.code(fail_on_alert=fail_on_alert)
    _tell(watch, night, tell, quiet=quiet, verbose=verbose)
    if in_json:
        click.echo(as_json(night, version(watch.reading.analyzer), code))
    sys.exit(code)


def _refuse(clashes: dict[str, bool]) -> None:
    for options, given in clashes.items():
        if given:
            raise click.UsageError(f"{options} do not go together: leave one out")


def _round(
    watch: WatchList, since: datetime | None, only: tuple[str, ...], *, full: bool, offline: bool
) -> Round:
    if offline:
        return Round(places=())
    going = round_for(watch, since, full=full)
    return going.over(chosen(watch, going.places, only))


def _say_plan(watch: WatchList, going: Round, *, full: bool) -> None:
    if watch.store_path.exists():
        with Store(watch.store_path) as store:
            lines = list(plan(watch, going.places, store, full=full))
    else:
        lines = list(plan(watch, going.places, None, full=full))
    for line in lines:
        click.echo(shown(line))


def _scraped(
    watch: WatchList, going: Round, store: Store, tell: Progress, *, verbose: bool
) -> tuple[Visit, ...]:
    with Fetcher(watch.manners(__version__)) as fetcher:
        asks = Aloud(fetcher, tell) if verbose else fetcher
        return scrape(going, store, asks, door_of(watch, store), clock=now, progress=tell)


def _tell(watch: WatchList, night: Night, tell: Progress, *, quiet: bool, verbose: bool) -> None:
    """Tell what is wrong even when quiet; the site, and with ``verbose`` what a bug was, otherwise."""
    told = night.problems if quiet else (*((night.clock,) if night.clock else ()), *night.untold)
    for line in told:
        click.echo(shown(line), err=True)
    if verbose:
        for bug in filter(None, (visit.bug for visit in night.visits)):
            for line in "".join(traceback.format_exception(bug)).splitlines():
                click.echo(shown(line), err=True)
    if night.unwritten:
        click.echo(f"aurevoir: {night.unwritten}", err=True)
    if night.built:
        index = watch.output / "index.html"
        tell.say(f"{night.built.pages} pages, {night.built.written} files written: open {index}")
