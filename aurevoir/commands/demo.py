"""`aurevoir demo`: the whole pipeline over invented review sites."""

from pathlib import Path

import click

from aurevoir.commands.options import now, quiet_option
from aurevoir.commands.progress import progress
from aurevoir.demo.show import show
from aurevoir.lock import held


@click.command()
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("output"),
    show_default=True,
    help="Folder of the site.",
)
@click.option(
    "--store",
    type=click.Path(path_type=Path),
    default=Path("demo.sqlite"),
    show_default=True,
    help="Store, made anew each time.",
)
@quiet_option
def command(output: Path, store: Path, *, quiet: bool) -> None:
    """Serve invented review sites on this machine, scrape them over HTTP, read, build.

    Three sources fail on purpose, and the site says so: one is closed by robots.txt, one is down, one hides behind a
    challenge.

    \b
    Example:
      aurevoir demo --output /tmp/demo
    """
    tell = progress(quiet=quiet)
    with held(store, "demo", now()):
        built = show(output, store, tell)
    tell.say("Three sources failed on purpose: see the sources page of the site.")
    tell.say(f"{built.pages} pages built.")
    click.echo(f"Open {(output / 'index.html').resolve()}")
