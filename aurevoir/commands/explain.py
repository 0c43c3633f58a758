"""`aurevoir explain`: read a text, or JSON Lines, and show why."""

import sys
from typing import BinaryIO

import click

from aurevoir.commands.terminal import marks
from aurevoir.explain import added_up, explained, in_words, marked
from sentiment.read import read

BAD_LINES = 2


@click.command()
@click.argument("text", required=False)
@click.option(
    "--jsonl",
    type=click.File("rb"),
    help='JSON Lines with "id" and "text" ("language" if known); - reads stdin.',
)
@click.option("--language", help='Language of TEXT, such as "fr"; by default it is recognised.')
@click.option("--sums", "in_full", is_flag=True, help="Add every word's weight: bias + words = log-odds.")
def command(text: str | None, *, jsonl: BinaryIO | None, language: str | None, in_full: bool) -> None:
    """Read TEXT and print it with its evidence marked and the judgement in words.

    \b
    Examples:
      aurevoir explain "Impossible de résilier, personne ne répond."
      aurevoir explain --sums "Impossible de résilier, personne ne répond."
      aurevoir explain --jsonl reviews.jsonl > readings.jsonl
      cat reviews.jsonl | aurevoir explain --jsonl -
    """
    if (text is None) == (jsonl is None):
        raise click.UsageError('give a TEXT in quotes, or --jsonl FILE (try: aurevoir explain "Je résilie.")')
    if jsonl is not None:
        sys.exit(_explain_lines(jsonl))
    _explain_text(text or "", language, in_full=in_full)


def _explain_lines(jsonl: BinaryIO) -> int:
    faults = 0
    for line in explained(enumerate(jsonl, 1)):
        click.echo(line.printed.encode())
        if line.fault:
            faults += 1
            click.echo(line.fault, err=True)
    return BAD_LINES if faults else 0


def _explain_text(text: str, language: str | None, *, in_full: bool) -> None:
    text = text.encode(errors="replace").decode()  # a terminal may hand over bytes that are no text
    reading = read(text, language)
    on, off = ("\x1b[1;4m", "\x1b[0m") if marks(sys.stdout) else ("⟦", "⟧")
    click.echo(marked(text, reading, on, off))
    click.echo()
    for line in in_words(text, reading):
        click.echo(line)
    for line in added_up(text, reading) if in_full else ():
        click.echo(line)
