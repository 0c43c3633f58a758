"""`aurevoir export`: reviews and what was read in them, for other programs."""

from collections.abc import Iterable
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import click

from aurevoir.commands.options import open_store, open_watch, store_option, watch_option
from aurevoir.errors import AurevoirError
from aurevoir.export import between, json_lines, newest_first, table
from aurevoir.export_where import HAS, meets, where
from aurevoir.store import Store
from aurevoir.watchlist import WatchList

FORMATS = {"csv": table, "jsonl": json_lines}
_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    help="By default what the name of FILE ends in, else csv.",
)
@click.option(
    "--where",
    "conditions",
    multiple=True,
    metavar="FIELD=VALUE",
    help=f"Only reviews that meet it; FIELD one of {', '.join(HAS)}. Repeat it: any value of a field, all fields.",
)
@click.option(
    "--since", type=_DAY, metavar="YYYY-MM-DD", help="Only reviews published that day (UTC) or later."
)
@click.option(
    "--until", type=_DAY, metavar="YYYY-MM-DD", help="Only reviews published that day (UTC) or before."
)
@click.option(
    "-o",
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="- is stdout, the default.",
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the records instead.")
@watch_option
@store_option
def command(
    path: Path,
    *,
    form: str | None,
    conditions: tuple[str, ...],
    since: datetime | None,
    until: datetime | None,
    target: Path | None,
    schema: bool,
) -> None:
    """Write every review that was read, newest first, with what was read in it; a person's correction wins.

    CSV is UTF-8 with a mark, lists with spaces between, without the evidence; a text that a spreadsheet would run as a
    formula begins with an apostrophe. JSON Lines has all, as the schema says. Authors are in neither.

    \b
    Examples:
      aurevoir export > avis.csv
      aurevoir export --where moment=last --where sentiment=neg --since 2026-01-01 -o departs.csv
      aurevoir export --where kind=cancel --where kind=switch --where brand="Ma marque" -o departs.jsonl
      aurevoir export --schema > opinion.schema.json
    """
    if schema:
        click.echo(files("aurevoir").joinpath("export.schema.json").read_text(encoding="utf-8"), nl=False)
        return
    watch = open_watch(path)
    wanted = where(conditions, watch)
    first, last = since.date() if since else None, until.date() if until else None
    with open_store(watch) as store:
        opinions = list(store.opinions())
        _tell_unread(store, watch, len(opinions))
    chosen = [one for one in opinions if meets(one, wanted) and between(one, first, last)]
    _write(FORMATS[form or _form_of(target)](newest_first(chosen)), target)
    if opinions and not chosen:
        click.echo(f"none of {len(opinions)} reviews meets the conditions; fewer --where give more", err=True)


def _tell_unread(store: Store, watch: WatchList, read: int) -> None:
    unread = len(store.identities()) - read
    if unread:
        click.echo(f"{unread} reviews are not read yet and left out; `aurevoir read` reads them", err=True)
    elif not read:
        click.echo(
            f"{watch.store_path}: no review yet; `aurevoir run` or `aurevoir import FILE` brings some",
            err=True,
        )


def _form_of(target: Path | None) -> str:
    ending = target.suffix.lstrip(".") if target else ""
    return ending if ending in FORMATS else "csv"


def _write(lines: Iterable[str], target: Path | None) -> None:
    if target is None or str(target) == "-":
        for line in lines:
            click.echo(line.encode("utf-8", "replace"), nl=False)
        return
    try:
        _write_file(lines, target.resolve())
    except OSError as error:
        raise AurevoirError(f"{target}: {error.strerror}; give a file that you may write") from error


def _write_file(lines: Iterable[str], target: Path) -> None:
    """Write a file that is there whole or not at all; what is no file, such as a pipe or a device, stays what it is."""
    is_a_file = target.is_file() or not target.exists()
    fresh = target.with_name(f".{target.name}.aurevoir-new") if is_a_file else target
    try:
        with fresh.open("w", encoding="utf-8", errors="replace", newline="") as file:
            file.writelines(lines)
        if is_a_file:
            fresh.replace(target)
    except OSError:
        if is_a_file:
            fresh.unlink(missing_ok=True)
        raise
