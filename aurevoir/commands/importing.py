"""`aurevoir import`: bring reviews in from files."""

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from aurevoir.bring_in import Brought, Importer, Wishes
from aurevoir.commands.options import door_of, now, open_store, open_watch, quiet_option, watch_option
from aurevoir.commands.outcomes import ALL_FAILED, SOME_FAILED
from aurevoir.commands.progress import progress
from aurevoir.errors import AurevoirError
from aurevoir.pipeline import Progress, in_a_line, said

FIELDS = ("id", "text", "title", "rating", "date", "author", "url", "language", "brand", "reply")


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False)
)
@click.option("--brand", help="Whose reviews they are, whatever the rows say.")
@click.option(
    "--source",
    help="Name to keep them under; give each of your systems its own (with the id it is their identity).",
)
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="FIELD=NAME",
    help=f"A column the program would not guess; fields: {', '.join(FIELDS)}.",
)
@click.option("--month-first", is_flag=True, help="03/04 is March 4, as American forms write it.")
@watch_option
@quiet_option
def command(
    files: tuple[Path, ...],
    *,
    path: Path,
    quiet: bool,
    month_first: bool,
    columns: tuple[str, ...],
    brand: str | None,
    source: str | None,
) -> None:
    """Bring reviews in from CSV or JSON Lines FILES; a bad row never loses a good one.

    \b
    Examples:
      aurevoir import avis.csv --brand "Ma marque"
      aurevoir import enquete.csv --brand "Ma marque" --column text="Pourquoi partez-vous ?"
    """
    watch = open_watch(path)
    if brand is not None and watch.brand_named(brand) is None:
        known = ", ".join(f'"{one.name}"' for one in watch.brands)
        raise AurevoirError(f'--brand: "{brand}" is not in {path}; known: {known}')
    wishes = Wishes(brand=brand, source=source, columns=_mapping(columns), day_first=not month_first)
    with open_store(watch) as store:
        importer = Importer(watch=watch, store=store, door=door_of(watch, store), wishes=wishes, now=now())
        brought = importer.bring_in(files)
    _tell(brought, progress(quiet=quiet))
    failed = [one for one in brought if not one.outcome.could_read]
    if failed:
        sys.exit(ALL_FAILED if len(failed) == len(brought) else SOME_FAILED)


def _mapping(columns: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for column in columns:
        name, equals, own = column.partition("=")
        if not equals or name not in FIELDS or not own:
            raise click.BadParameter(
                f'"{column}": write FIELD=NAME, FIELD one of {", ".join(FIELDS)}', param_hint="--column"
            )
        pairs[name] = own
    return pairs


def _tell(brought: Sequence[Brought], tell: Progress) -> None:
    for one in brought:
        if not one.outcome.could_read:
            click.echo(f"{one.path}: {said(one.outcome, one.reason)}", err=True)
        elif not one.visits:
            tell.say(f"{one.path}: {said(one.outcome, one.reason)}")
        for visit in one.visits:
            tell.say(in_a_line(visit))
        for note in dict.fromkeys([*one.notes, *(note for visit in one.visits for note in visit.notes)]):
            tell.say(f"  {note}")
