"""`aurevoir build`: build the site from the store."""

from pathlib import Path

import click

from aurevoir.commands.options import (
    open_watch,
    output_option,
    quiet_option,
    store_option,
    watch_option,
    writing,
)
from aurevoir.commands.progress import progress
from aurevoir.pipeline import build_site


@click.command()
@watch_option
@store_option
@output_option
@quiet_option
def command(path: Path, *, quiet: bool) -> None:
    """Build the site; the same store always gives the same bytes.

    \b
    Example:
      aurevoir build && aurevoir serve
    """
    watch = open_watch(path)
    with writing(watch, "build") as store:
        built = build_site(watch, store)
    progress(quiet=quiet).say(f"{built.pages} pages: open {watch.output / 'index.html'}")
