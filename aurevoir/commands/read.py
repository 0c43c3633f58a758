"""`aurevoir read`: read what the store holds and today's words have not read yet."""

from pathlib import Path

import click

from aurevoir.commands.options import open_watch, quiet_option, store_option, watch_option, writing
from aurevoir.commands.progress import progress
from aurevoir.pipeline import read_all


@click.command()
@watch_option
@store_option
@quiet_option
def command(path: Path, *, quiet: bool) -> None:
    """Read every review that is new, edited, or was read with other words or weights.

    \b
    Example:
      aurevoir read && aurevoir build     after an import, or after editing a lexicon
    """
    tell = progress(quiet=quiet)
    watch = open_watch(path)
    with writing(watch, "read") as store:
        tell.say(f"{read_all(watch, store, progress=tell)} reviews read")
