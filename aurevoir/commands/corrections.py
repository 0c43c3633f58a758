"""`aurevoir corrections`: list what people said of reviews, or export it as labels."""

from collections.abc import Iterator
from pathlib import Path

import click

from aurevoir.commands.options import open_store, open_watch, store_option, watch_option
from aurevoir.correction import Kept
from aurevoir.correction_words import said
from aurevoir.explain import one_line
from aurevoir.identities import Identity, written
from aurevoir.labelled import labelled
from aurevoir.store import Store
from scraper.cleaning import one_line as shown


@click.group(invoke_without_command=True)
@watch_option
@store_option
@click.pass_context
def command(ctx: click.Context, path: Path) -> None:
    """List what people said of reviews, a line each; `export` writes it as labels.

    \b
    Examples:
      aurevoir corrections
      aurevoir corrections export > labels.jsonl
    """
    ctx.obj = path
    if ctx.invoked_subcommand is None:
        with open_store(open_watch(path)) as store:
            kept = store.corrections()
        for one in kept:
            click.echo(_line(one))
        if not kept:
            click.echo("no correction yet; `aurevoir correct -h` shows how to make one", err=True)


@command.command()
@click.option(
    "-w", "--watch", "own", type=click.Path(path_type=Path), help="The watch list, here or before the verb."
)
@click.pass_obj
def export(path: Path, own: Path | None) -> None:
    """Print every corrected review as a complete label, JSON Lines in the format of the labelling guide.

    What the person did not say is the program's. "sure" is false where the text has changed since. A review that is not
    read yet, or that nobody gave a tone, has no complete label: it is told on stderr.

    \b
    Example:
      aurevoir corrections export > labels.jsonl
    """
    with open_store(open_watch(own or path)) as store:
        for identity, label in _labels(store):
            if label is None:
                hint = "no complete label; `aurevoir read` it, and give it a --tone if it has none"
                click.echo(f"{written(identity)}: {hint}", err=True)
            else:
                click.echo(label)


def _labels(store: Store) -> Iterator[tuple[Identity, str | None]]:
    opinions = {
        (opinion.review.source, opinion.review.key): opinion for opinion in store.opinions(person=True)
    }
    for kept in store.corrections():
        identity = (kept.correction.source, kept.correction.key)
        opinion = opinions.get(identity)
        label = labelled(opinion, kept.correction, sure=not kept.changed) if opinion else None
        yield identity, one_line(label) if label else None


def _line(kept: Kept) -> str:
    correction = kept.correction
    who = f" by {correction.by}" if correction.by else ""
    note = f": {correction.note}" if correction.note else ""
    changed = " [text changed since]" if kept.changed else ""
    name = written((correction.source, correction.key))
    return shown(f"{name} {said(correction)} ({kept.corrected_at:%Y-%m-%d}{who}){changed}{note}")
