"""`aurevoir notify`: tell the webhook what is new, show what it would be told, or try it."""

import os
from pathlib import Path

import click

from aurevoir.commands.options import now, open_store, open_watch, store_option, watch_option, writing
from aurevoir.errors import AurevoirError
from aurevoir.keys import webhook
from aurevoir.notify import after_run, pending, try_out
from site_templates.evidence import shown


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be posted; nothing is sent, nothing is noted.")
@click.option("--test", is_flag=True, help="Post one line that says who speaks, and nothing else.")
@watch_option
@store_option
def command(path: Path, *, dry_run: bool, test: bool) -> None:
    """Tell the webhook of [notify] what it was not told yet, as every run does at its end.

    What it took is not told again until it ends and comes back. The address of the webhook is a secret: the watch list
    names the variable or the file that holds it.

    \b
    Examples:
      aurevoir notify --test          does the webhook take a message?
      aurevoir notify --dry-run       what would it be told?
    """
    if dry_run and test:
        raise click.UsageError("--dry-run shows what would be posted, --test posts a line: give one of them")
    watch = open_watch(path)
    if test:
        try_out(watch, os.environ.get, watch.notify.language or watch.site.languages[0])
        click.echo("the webhook took the line", err=True)
        return
    if dry_run:
        with open_store(watch) as store:
            messages = pending(watch, store, now()).messages
        told = "\n\n".join(shown(message.text.rstrip()) for message in messages)
        click.echo(told or "nothing new to tell")
        return
    webhook(watch, os.environ.get)  # here it is the errand itself: what is wrong with it ends the command
    with writing(watch, "notify") as store:
        problems = after_run(watch, store, os.environ.get, now())
    if problems:
        raise AurevoirError("\n".join(problems))
