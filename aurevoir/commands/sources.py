"""`aurevoir sources`: what can be read, and what each source needs; `check` tries the places of a watch list."""

import json
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import click

from aurevoir import __version__
from aurevoir.commands.options import now, open_watch, watch_option
from aurevoir.commands.outcomes import leave
from aurevoir.keys import keyed_places
from aurevoir.pipeline import said, try_once
from aurevoir.sources_doc import MEANING, in_standing, needs
from aurevoir.visit import Visit
from scraper.admit import Door
from scraper.fetch import Fetcher
from scraper.sources import SOURCES
from scraper.sources.source import Source, Standing
from site_templates.evidence import shown


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON array, for other programs.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """List all sources with what each needs; `check` tries the places of a watch list.

    \b
    Examples:
      aurevoir sources
      aurevoir sources --json
      aurevoir sources check -w aurevoir.toml
    """
    if context.invoked_subcommand is not None:
        return
    lines = [json.dumps(list(map(_record, SOURCES)), ensure_ascii=False, indent=2)] if as_json else _table()
    for line in lines:
        click.echo(line)


@command.command("check")
@watch_option
def check(path: Path) -> None:
    """Try the first page of every place of the watch list and say what it gives; nothing is stored.

    \b
    Example:
      aurevoir sources check     before the first `aurevoir run`
    """
    watch = open_watch(path)
    places = keyed_places(watch, os.environ.get)
    door = Door(secrets.token_bytes(32), None)
    visits = []
    with Fetcher(watch.manners(__version__)) as fetcher:
        for place in places:
            visits.append(try_once(place, fetcher, door, now()))
            click.echo(shown(_line(visits[-1])))
    leave(visits)


def _table() -> Iterator[str]:
    width = max(len(source.name) for source in SOURCES)
    for standing in Standing:
        sources = in_standing(standing)
        if sources:
            yield f"{standing} – {MEANING[standing]}"
        for source in sources:
            about = source.about
            yield f"  {source.name:{width}}  {about.title}{': ' + about.address if about.address else ''}"
            yield f"  {'':{width}}  {about.limits}"
            if standing is not Standing.OPEN:
                yield f"  {'':{width}}  {'how:' if standing is Standing.IMPORT else 'needs'} {needs(about)}"


def _record(source: Source) -> dict[str, object]:
    about = source.about
    return {
        "name": source.name,
        "title": about.title,
        "standing": about.standing,
        "needs": needs(about),
        "address": about.address or None,
        "terms": str(about.terms),
        "limits": str(about.limits),
        "instead": str(about.instead) if about.instead else None,
        "newest_first": about.newest_first,
        "keeps_text": about.keeps_text,
    }


def _line(visit: Visit) -> str:
    announced = "" if visit.announced is None else f" of {visit.announced} announced"
    counts = f", {visit.found} on the first page{announced}" if visit.outcome.could_read else ""
    place = visit.place
    return f"{place.brand} · {place.source} · {place.address}: {said(visit.outcome, visit.reason)}{counts}"
