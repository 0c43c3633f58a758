"""`aurevoir import`: bring reviews in from files, or show first what would be taken."""

import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import click

from aurevoir.bring_in import Brought, Importer, Wishes
from aurevoir.commands.options import (
    door_of,
    now,
    open_watch,
    quiet_option,
    store_option,
    watch_option,
    writing,
)
from aurevoir.commands.outcomes import ALL_FAILED, SOME_FAILED
from aurevoir.commands.progress import progress
from aurevoir.dry_run import FIELD_NAMES, as_json, in_lines, look_at
from aurevoir.errors import AurevoirError
from aurevoir.pipeline import Progress, in_a_line, said
from scraper.imports.columns import SYNONYMS
from scraper.outcome import Outcome

FIELDS: Mapping[str, str] = {
    FIELD_NAMES.get(field, field): field for field in SYNONYMS
}  # as people name them
_COMPANIONS = ("_files", "_fichiers")  # where browsers put the images and scripts of a saved page


def _top(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """Return the top of a scale as it was written, for its decimals are read with the ratings'."""
    try:
        top = 1.0 if value is None else float(value.replace(",", "."))
    except ValueError:
        top = 0.0
    if not 0 < top < math.inf:
        raise click.BadParameter(f'"{value}": give the best rating there can be, a number such as 10')
    return value


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
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
    help=f"A column the program would not guess, or a path in JSON (text=comment.body); fields: {', '.join(FIELDS)}.",
)
@click.option(
    "--best",
    metavar="N",
    callback=_top,
    help="Top of the ratings' scale where it is not 5, as 10 for 0 to 10.",
)
@click.option("--month-first", is_flag=True, help="03/04 is March 4, as American forms write it.")
@click.option(
    "--dry-run", is_flag=True, help="Show what would be taken; needs no watch list, stores nothing."
)
@click.option("--json", "in_json", is_flag=True, help="With --dry-run: one JSON object a line for each file.")
@watch_option
@store_option
@quiet_option
def command(
    files: tuple[Path, ...],
    *,
    path: Path,
    quiet: bool,
    month_first: bool,
    columns: tuple[str, ...],
    best: str | None,
    brand: str | None,
    source: str | None,
    dry_run: bool,
    in_json: bool,
) -> None:
    """Bring reviews in from FILES, or folders of them; a bad row never loses a good one.

    Saved pages and answers of the known sources, CSV, XLSX, JSON, JSON Lines, mbox and EML are told by their content.

    \b
    Examples:
      aurevoir import avis.csv --brand "Ma marque"
      aurevoir import enquete.xlsx --dry-run
      aurevoir import enquete.csv --brand "Ma marque" --column text="Pourquoi partez-vous ?"
      aurevoir import tickets.jsonl --brand "Ma marque" --column text=comment.body
    """
    if in_json and not dry_run:
        raise click.UsageError("--json goes with --dry-run")
    wishes = Wishes(
        brand=brand, source=source, columns=_mapping(columns), best=best, day_first=not month_first
    )
    paths = tuple(_files(files))
    if not paths:
        raise AurevoirError(
            f"{', '.join(map(str, files))}: no file there; give files, or a folder that holds some"
        )
    if dry_run:
        _leave([_show(one, wishes, in_json=in_json) for one in paths])
        return
    watch = open_watch(path)
    if brand is not None and watch.brand_named(brand) is None:
        known = ", ".join(f'"{one.name}"' for one in watch.brands)
        raise AurevoirError(f'--brand: "{brand}" is not in {path}; known: {known}')
    with writing(watch, "import") as store:
        importer = Importer(watch=watch, store=store, door=door_of(watch, store), wishes=wishes, now=now())
        brought = importer.bring_in(paths)
    _tell(brought, progress(quiet=quiet))
    _leave([one.outcome.could_read for one in brought])


def _files(given: Iterable[Path]) -> Iterator[Path]:
    """Yield the files given, and in order those in the folders given, but hidden ones and what goes with a page."""
    for path in given:
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (
            file for file in inside if file == path or (file.is_file() and not _is_beside(file, path))
        )


def _is_beside(file: Path, folder: Path) -> bool:
    names = file.relative_to(folder).parts
    return any(name.startswith(".") for name in names) or any(
        name.endswith(_COMPANIONS) for name in names[:-1]
    )


def _mapping(columns: Sequence[str]) -> dict[str, str]:
    pairs = {}
    for column in columns:
        name, equals, own = column.partition("=")
        if not equals or name not in FIELDS or not own:
            raise click.BadParameter(
                f'"{column}": write FIELD=NAME, FIELD one of {", ".join(FIELDS)}', param_hint="--column"
            )
        pairs[FIELDS[name]] = own
    return pairs


def _show(path: Path, wishes: Wishes, *, in_json: bool) -> bool:
    """Show one file; return whether it could be opened, which is all that can fail here."""
    shown = look_at(path, wishes, now())
    for line in [as_json(shown)] if in_json else in_lines(shown):
        click.echo(line)
    return shown.found.parsed.outcome is not Outcome.FAILED


def _leave(went_well: Sequence[bool]) -> None:
    if not all(went_well):
        sys.exit(SOME_FAILED if any(went_well) else ALL_FAILED)


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
