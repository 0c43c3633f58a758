"""`aurevoir digest`: the week in words."""

from pathlib import Path
from typing import Literal

import click

from aurevoir.commands.options import now, open_store, open_watch, store_option, watch_option
from aurevoir.digest import digest
from aurevoir.digest_lines import front_page
from aurevoir.digest_print import printed
from aurevoir.pipeline import snapshot
from site_templates.findings import gather


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown"]),
    default="text",
    show_default=True,
    help="How it is written.",
)
@click.option(
    "--language", type=click.Choice(["fr", "en"]), help="By default the first language of the site."
)
@click.option(
    "--weeks",
    type=click.IntRange(1, 52),
    default=1,
    show_default=True,
    help="How many whole weeks, Monday to Sunday, before the last run.",
)
@watch_option
@store_option
def command(path: Path, *, form: Literal["text", "markdown"], language: str | None, weeks: int) -> None:
    """Tell the last whole week: what moved by more than chance, what customers say as they leave, which sources fail.

    \b
    Examples:
      aurevoir digest
      aurevoir digest --format markdown --language en > week.md
      aurevoir digest | mail -s "Au revoir, cette semaine" equipe@marque.example     in a crontab, on Mondays
    """
    watch = open_watch(path)
    with open_store(watch) as store:
        shot = snapshot(watch, store, {})
    languages = tuple(watch.site.languages)
    here = front_page(shot, gather(shot), language or languages[0])
    click.echo(printed(digest(here, now(), weeks=weeks, languages=languages), form), nl=False)
