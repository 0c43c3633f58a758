"""Tell how far a stage is: a bar on a terminal, plain lines elsewhere, nothing when quiet; always on stderr."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

import click

from aurevoir.commands.terminal import moves
from aurevoir.pipeline import Progress
from site_templates.evidence import shown

Item = TypeVar("Item")


class Quiet:
    """Tell nothing."""

    def say(self, line: str) -> None:
        """Ignore a line."""

    def each(self, items: Sequence[Item], label: str) -> Iterator[Item]:
        """Yield the items."""
        del label
        yield from items


class Lines(Quiet):
    """Tell what is done, a line each."""

    def say(self, line: str) -> None:
        """Print a line."""
        click.echo(shown(line), err=True)


class Bar(Quiet):
    """Draw a bar; what is said meanwhile follows it."""

    def __init__(self) -> None:
        self._waiting: list[str] | None = None

    def say(self, line: str) -> None:
        """Print a line, after the bar that is being drawn."""
        if self._waiting is None:
            click.echo(shown(line), err=True)
        else:
            self._waiting.append(line)

    def each(self, items: Sequence[Item], label: str) -> Iterator[Item]:
        """Yield the items under a bar."""
        self._waiting = []
        try:
            with click.progressbar(items, label=label, file=sys.stderr) as bar:
                yield from bar
        finally:
            waiting, self._waiting = self._waiting, None
            for line in waiting:
                self.say(line)


def progress(*, quiet: bool) -> Progress:
    """Return the way of telling that fits where the output goes."""
    if quiet:
        return Quiet()
    return Bar() if moves(sys.stderr) else Lines()
