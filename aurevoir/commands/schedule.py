"""`aurevoir schedule`: ready snippets for what runs it every night."""

import getpass
import sys
import sysconfig
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from aurevoir.commands.options import now, output_option, read_watch, store_option, watch_option
from aurevoir.errors import AurevoirError
from aurevoir.schedule import Setup, Snippet, crontab, github, gitlab, secrets_of, systemd
from aurevoir.watchlist import WatchList

WHERE: dict[str, tuple[str, Callable[[Setup], tuple[Snippet, ...]]]] = {
    "cron": ("lines of a crontab; needs a machine that is awake, and a mailer", crontab),
    "systemd": ("services and timers; catches up what the machine slept through; needs root once", systemd),
    "github": ("GitHub Actions and Pages; needs a private repository", lambda setup: github(setup, now())),
    "gitlab": ("GitLab CI and Pages; needs a runner and a shared cache", gitlab),
}


@click.command()
@click.argument("where", required=False, type=click.Choice(list(WHERE)))
@click.option(
    "--at",
    "hour",
    type=click.DateTime(formats=["%H:%M"]),
    default="05:17",
    show_default=True,
    metavar="HH:MM",
    help="When: away from the full hour, when everybody asks, and from 1 to 4, when clocks change.",
)
@click.option(
    "--zone",
    metavar="ZONE",
    help="Time zone of --at, such as Europe/Paris; by default the machine's, UTC on GitHub.",
)
@click.option(
    "--install",
    default=".",
    show_default=True,
    metavar="SPEC",
    help="What pip installs on GitHub and GitLab to have Au revoir.",
)
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Write the files there; none that exists is touched. By default they are printed.",
)
@watch_option
@store_option
@output_option
def command(
    where: str | None,
    *,
    path: Path,
    hour: datetime,
    zone: str | None,
    install: str,
    folder: Path | None,
) -> None:
    """Print what makes Au revoir run every night on WHERE, with the paths of your watch list; nothing is installed.

    Each snippet says in its first lines what it needs and how to install it. Without WHERE, the places are listed.

    \b
    Examples:
      aurevoir schedule cron
      aurevoir schedule systemd --at 05:40 --into units
      aurevoir schedule github --zone Europe/Paris --into .
    """
    if where is None:
        for name, (about, _) in WHERE.items():
            click.echo(f"{name:8} {about}")
        return
    watch = read_watch(path)
    setup = _setup(watch, path.absolute(), hour, zone, install)
    snippets = WHERE[where][1](setup)
    if folder is None:
        _print(snippets)
    else:
        _write(snippets, folder)


def _setup(watch: WatchList, path: Path, hour: datetime, zone: str | None, install: str) -> Setup:
    keys, key_files = secrets_of(watch)
    contact = watch.fetch.contact
    return Setup(
        program=_program(),
        watch=path,
        store=watch.store_path.absolute(),
        output=watch.output.absolute(),
        keys=keys,
        key_files=key_files,
        user=getpass.getuser(),
        mail=contact if "@" in contact and "://" not in contact else "",
        at=hour.time(),
        zone=_zone(zone),
        install=install,
        root=next((above for above in path.parents if (above / ".git").exists()), path.parent),
    )


def _program() -> Path:
    """Return the command that this environment has, whatever the PATH of the night says."""
    beside = Path(sysconfig.get_path("scripts")) / "aurevoir"
    return beside if beside.exists() else Path(sys.argv[0]).absolute()


def _zone(name: str | None) -> ZoneInfo | None:
    try:
        return ZoneInfo(name) if name else None
    except (OSError, ValueError, KeyError) as error:
        raise AurevoirError(
            f'--zone: "{name}" is no time zone that this machine knows; give one such as Europe/Paris'
        ) from error


def _print(snippets: Iterable[Snippet]) -> None:
    for number, snippet in enumerate(snippets):
        if number:
            click.echo()
        if snippet.path.startswith("aurevoir") and not snippet.path.endswith(".cron"):
            click.echo(f"# ---- {snippet.path}")
        click.echo(snippet.text, nl=False)


def _write(snippets: Iterable[Snippet], folder: Path) -> None:
    for snippet in snippets:
        target = folder / snippet.path
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8") as file:
                file.write(snippet.text)
        except FileExistsError as error:
            raise AurevoirError(
                f"{target}: already there and left as it is; give another --into, or remove it"
            ) from error
        except OSError as error:
            raise AurevoirError(f"{target}: {error.strerror}; give a folder that you may write to") from error
        click.echo(f"{target} written: its first lines say what to do", err=True)
