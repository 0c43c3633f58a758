"""`aurevoir reference`: the help of all verbs as one document; docs/cli.md is made of it."""

from collections.abc import Iterator

import click

from aurevoir.exit_codes import FIRST_MATCH, MEANING, Exit

WIDTH = 100  # characters, whatever the terminal's
OPENING = """\
# The command line

<!-- Written by `make docs` from `aurevoir reference`: edit the commands' own help, not this file. -->

Data goes to stdout, everything else to stderr. A mistake is told in one message: what happened, where, what to do.
Bars are drawn on terminals only. `aurevoir completion` gives the completion script of bash, zsh and fish.

## Exit codes

The first that holds:

| code | meaning |
|---|---|
"""


@click.command()
@click.pass_context
def command(ctx: click.Context) -> None:
    """Print the help of every verb as one Markdown document.

    \b
    Example:
      aurevoir reference > reference.md
    """
    root = ctx.find_root()
    click.echo(OPENING, nl=False)
    for code in (*FIRST_MATCH[:-1], Exit.NEEDS_DOING, Exit.STOPPED, Exit.WELL):
        click.echo(f"| {code:d} | {MEANING[code]} |")
    click.echo()
    for chapter in _chapters(root.command, "aurevoir", None):
        click.echo(chapter)


def _chapters(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    settings = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    context = click.Context(command, info_name=name, parent=parent, **settings)
    yield f"## {context.command_path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
    if isinstance(command, click.Group):
        for verb in command.list_commands(context):
            below = command.get_command(context, verb)
            if below is not None:
                yield from _chapters(below, verb, context)
