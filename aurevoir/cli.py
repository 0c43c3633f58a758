"""The front door: one command a verb, every error in one place, data on stdout and the rest on stderr."""

import difflib
import importlib
import sys
from collections.abc import Mapping
from errno import EDQUOT, EFBIG, ENOSPC
from typing import Any

import click
from click.shell_completion import CompletionItem

from aurevoir import __version__
from aurevoir.errors import AurevoirError, LockedError, StoreError
from aurevoir.exit_codes import Exit
from sentiment.errors import WordsError
from sentiment.lexicon import version as words_version
from site_templates.errors import SiteError

EXAMPLES = """\b
Examples:
  aurevoir demo                          see it work on invented review sites
  aurevoir init                          write a commented watch list, aurevoir.toml
  aurevoir run                           scrape, read, build; what cron calls
  aurevoir import avis.csv --brand "Ma marque"
  aurevoir explain "Impossible de résilier, personne ne répond."
  aurevoir correct feed/forum.example:1234 --moment last --tone neg

Watch what customers say in public when they leave: scrape public reviews, find the departures, attribute each to
the first or the last moment of the journey, and build a dashboard with the words quoted under every figure.

\b
Exit codes, the first that holds: 75 another run works on the store; 2 usage, watch list or input; 1 a bug;
            7 the store, the site or stdout cannot be written; 4 all sources failed; 5 a source has gone silent or
            changed shape; 3 some sources failed; 6 an alert (`run --fail-on-alert`); 8 `doctor` found something to
            do; 130 stopped by Ctrl-C; 0 all well.

\b
A flag wins over the environment, which wins over the watch list, which wins over the default. Every option has a
variable: AUREVOIR_WATCH, AUREVOIR_STORE and AUREVOIR_OUTPUT everywhere, the others by verb, as AUREVOIR_RUN_QUIET=1.
NO_COLOR is respected.
"""

# verb -> its line in the help; its module is imported only when it is called, so that --help stays quick
COMMANDS: Mapping[str, str] = {
    "init": "Write a commented watch list.",
    "demo": "Scrape, read and show invented review sites.",
    "sources": "List the sources, or try your places.",
    "scrape": "Bring new reviews into the store.",
    "import": "Bring reviews in from files: tables, saved pages, mail.",
    "read": "Read what is in the store and not read yet.",
    "build": "Build the site from the store.",
    "run": "Scrape, read and build: what cron calls.",
    "serve": "Show the site on this machine.",
    "digest": "Tell the week in words.",
    "notify": "Tell a webhook what is new, or try it.",
    "history": "List the runs, and the figures they told.",
    "explain": "Read a text, or JSON Lines, and show why.",
    "export": "Write the reviews and what was read as CSV or JSON Lines.",
    "correct": "Say what a review means; it wins over the program.",
    "corrections": "List what people said, or export it as labels.",
    "schedule": "Print what makes it run every night: cron, systemd, GitHub, GitLab.",
    "doctor": "Check that it can run, and say what to do.",
    "completion": "Print the completion script of your shell.",
    "reference": "Print this help of all commands as one document.",
}


FULL = {ENOSPC, EDQUOT, EFBIG}


class FrontDoor(click.Group):
    """The commands by name; turns what the user can mend into one clear message and an exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of a first visit."""
        del ctx
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb; an unknown one is told with the nearest."""
        if args and args[0] not in COMMANDS:
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f'; did you mean "{near[0]}"?' if near else "; -h lists them"
            ctx.fail(f'there is no command "{args[0]}"{hint}')
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a verb's command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = "importing" if cmd_name == "import" else cmd_name  # the one verb that is a keyword
        module = importlib.import_module(f"aurevoir.commands.{name}")
        command: click.Command = module.command
        _name_variables(command, f"AUREVOIR_{cmd_name.upper()}")
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the verbs without importing them: a shell asks at every key."""
        verbs = [
            CompletionItem(name, help=line) for name, line in COMMANDS.items() if name.startswith(incomplete)
        ]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program; a full disk under stdout becomes a message, wherever the words came from."""
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            if error.errno not in FULL or error.filename is not None:
                raise
            click.echo(f"aurevoir: stdout: {error.strerror}; make room, or send it elsewhere", err=True)
            sys.exit(Exit.UNWRITTEN)

    def invoke(self, ctx: click.Context) -> object:
        """Run a verb; an error of ours becomes a message."""
        try:
            return super().invoke(ctx)
        except (AurevoirError, SiteError, WordsError) as error:
            click.echo(f"aurevoir: {error}", err=True)
            ctx.exit(_code(error))
        except KeyboardInterrupt:
            click.echo("aurevoir: stopped; what was kept by now stays: run it again to go on", err=True)
            ctx.exit(Exit.STOPPED)
        except BrokenPipeError:
            sys.stderr.close()  # the reader of our output has left: nothing to tell
            ctx.exit(0)


def _name_variables(command: click.Command, prefix: str) -> None:
    """Let every option be given by a variable called after it, but where it names one itself."""
    for option in command.params:
        if isinstance(option, click.Option) and option.envvar is None:
            name = max(option.opts, key=len).strip("-").replace("-", "_").upper()
            option.envvar = f"{prefix}_{name}"
    if isinstance(command, click.Group):
        for verb, below in command.commands.items():
            _name_variables(below, f"{prefix}_{verb.upper()}")


def _tell_versions(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not ctx.resilient_parsing:
        python = ".".join(map(str, sys.version_info[:3]))
        click.echo(f"aurevoir {__version__}\nwords and weights {words_version()}\nPython {python}")
        ctx.exit()


@click.group(
    cls=FrontDoor,
    help=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option(
    "-V",
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_versions,
    help="Show the versions of the program, of its words and weights, and of Python.",
)
def main() -> None:
    """Hold the verbs together."""


def _code(error: Exception) -> Exit:
    if isinstance(error, LockedError):
        return Exit.LOCKED
    return Exit.UNWRITTEN if isinstance(error, StoreError | SiteError) else Exit.MEND
