"""`aurevoir doctor`: what could keep a run from going well, and what to do."""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import click

from aurevoir import __version__, doctor_machine, doctor_places
from aurevoir.commands.options import now, output_option, read_watch, store_option, watch_option
from aurevoir.doctor import Finding, as_record, in_a_line, is_well, of_error
from aurevoir.errors import AurevoirError
from aurevoir.exit_codes import Exit
from scraper.fetch import Fetcher


@click.command()
@click.option(
    "--online", is_flag=True, help="Ask for the robots.txt of each place as well; nothing else asks anybody."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object, for other programs.")
@watch_option
@store_option
@output_option
def command(path: Path, *, online: bool, as_json: bool) -> None:
    """Look at all that a run needs and print a line each, with what to do; nothing is changed.

    That is Python, packages, watch list, keys, store, disk, folders, lock, clock, last run, age of each source, robots.txt.
    Ends with 0 when all is well, with 8 when something needs doing.

    \b
    Examples:
      aurevoir doctor
      aurevoir doctor --online --json
    """
    findings = []
    for finding in _findings(path, online=online):
        findings.append(finding)
        if not as_json:
            click.echo(in_a_line(finding))
    if as_json:
        click.echo(json.dumps(as_record(findings), ensure_ascii=False, indent=2))
    sys.exit(Exit.WELL if is_well(findings) else Exit.NEEDS_DOING)


def _findings(path: Path, *, online: bool) -> Iterator[Finding]:
    yield doctor_machine.python()
    yield doctor_machine.packages()
    try:
        watch = read_watch(path)
    except AurevoirError as error:
        yield of_error("watch list", error)
        return
    yield doctor_places.listed(path, watch)
    yield from doctor_places.keys(watch, os.environ.get)
    yield from doctor_places.kept(watch, now())
    with ExitStack() as stack:
        fetcher = stack.enter_context(Fetcher(watch.manners(__version__))) if online else None
        yield from doctor_places.robots(watch, os.environ.get, fetcher)
