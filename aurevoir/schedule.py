"""Fill the snippets that make Au revoir run every night, with the paths of this machine or of a repository."""

import json
import shlex
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from aurevoir.errors import AurevoirError
from aurevoir.watchlist import WatchList


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """What runs, where, and when.

    Attributes:
        program: the command, absolute.
        watch: the watch list, absolute.
        store: the store, absolute.
        output: the folder of the site, absolute.
        keys: environment variables that the watch list names.
        key_files: files that the watch list names, as it does.
        user: who runs it.
        mail: who is told, "" for cron's own choice.
        at: time of the day in ``zone``.
        zone: time zone; None for the machine's own, UTC where there is no machine.
        install: what pip installs where there is no machine.
        root: top folder of the repository, absolute.
    """

    program: Path
    watch: Path
    store: Path
    output: Path
    keys: tuple[str, ...] = ()
    key_files: tuple[str, ...] = ()
    user: str
    mail: str = ""
    at: time
    zone: ZoneInfo | None = None
    install: str = "."
    root: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Snippet:
    """A file to put somewhere; ``path`` is where, relative to the folder it is written to."""

    path: str
    text: str


class _Text(string.Template):
    delimiter = "§"  # $ and % mean something in the files themselves


def secrets_of(watch: WatchList) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the environment variables, and the files, in which the watch list's keys and secret addresses stand."""
    named = list(_named(watch.model_dump()))
    variables = dict.fromkeys(value for name, value in named if name.endswith("_env"))
    return tuple(variables), tuple(dict.fromkeys(value for name, value in named if name.endswith("_file")))


def _named(table: object) -> Iterator[tuple[str, str]]:
    if isinstance(table, list):
        for row in table:
            yield from _named(row)
    elif isinstance(table, Mapping):
        for name, value in table.items():
            if name.endswith(("_env", "_file")) and isinstance(value, str):
                yield name, value
            else:
                yield from _named(value)


def crontab(setup: Setup) -> tuple[Snippet, ...]:
    """Return the lines of a crontab."""
    hour, minute = setup.at.hour, setup.at.minute
    clock = "# Debian's cron does not know CRON_TZ: there, set the hour by the machine's clock.\nCRON_TZ={}"
    text = _filled(
        "crontab",
        at=f"{setup.at:%H:%M}",
        file="aurevoir.cron",
        keys=_keys(setup, "cron gives no variable of your shell: write NAME=value lines above the runs"),
        zone=clock.format(setup.zone.key) if setup.zone else "",
        mail=setup.mail or setup.user,
        minute=f"{minute}",
        hour=f"{hour}",
        program=_in_cron(setup.program),
        watch=_in_cron(setup.watch),
    )
    return (Snippet(path="aurevoir.cron", text=text),)


def _in_cron(path: Path) -> str:
    return shlex.quote(str(path)).replace("%", r"\%")  # a bare % ends the command (crontab(5))


def systemd(setup: Setup) -> tuple[Snippet, ...]:
    """Return a service and its timer for the week, and a pair for Sundays."""
    nights = ("aurevoir", "Mon..Sat", "", "Au revoir: what customers say when they leave")
    sundays = ("aurevoir-full", "Sun", "--full ", "Au revoir: every place read to its end")
    return tuple(snippet for pair in (nights, sundays) for snippet in _units(setup, *pair))


def _units(setup: Setup, unit: str, days: str, options: str, about: str) -> Iterator[Snippet]:
    folder = setup.watch.parent
    keyed = f"write NAME=value lines in {folder / 'aurevoir.env'}, readable by root only"
    service = _filled(
        "service",
        about=about,
        unit=unit,
        user=setup.user,
        folder=str(folder).replace("%", "%%"),
        program=_in_unit(setup.program),
        watch=_in_command(setup.watch),
        options=options,
        keys=_keys(setup, keyed),
        environment=f"EnvironmentFile=-{folder}/aurevoir.env".replace("%", "%%") if setup.keys else "",
        writes=" ".join(map(_in_unit, dict.fromkeys((setup.store.parent, setup.output.parent)))),
        tmp="no" if any(path.is_relative_to("/tmp") for path in (setup.program, setup.watch)) else "yes",  # noqa: S108 a private /tmp would hide them
    )
    zone = f" {setup.zone.key}" if setup.zone else ""
    yield Snippet(path=f"{unit}.service", text=service)
    yield Snippet(
        path=f"{unit}.timer",
        text=_filled("timer", unit=unit, days=days, at=f"{setup.at:%H:%M}", zone=zone),
    )


def _in_unit(path: Path) -> str:
    """Return a path as systemd takes it: quoted where it must be, a bare % would stand for something (systemd.unit(5))."""
    escaped = str(path).replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return escaped if escaped == shlex.quote(escaped) else f'"{escaped}"'


def _in_command(path: Path) -> str:
    return _in_unit(path).replace(
        "$", "$$"
    )  # only words after the program's are expanded (systemd.service(5))


def github(setup: Setup, now: datetime) -> tuple[Snippet, ...]:
    """Return a workflow that runs at night and publishes with Pages; ``now`` tells the year whose clock changes count."""
    utc, clock = _in_utc(setup, now)
    text = _filled(
        "github.yml",
        **_in_repository(setup),
        at=f"{utc:%H:%M}",
        clock=clock,
        minute=f"{utc.minute}",
        hour=f"{utc.hour}",
        keys=_keys(setup, "make a secret of the same name in Settings > Secrets and variables > Actions"),
        secrets="\n".join(f"          {name}: ${{{{ secrets.{name} }}}}" for name in setup.keys),
    )
    return (Snippet(path=".github/workflows/aurevoir.yml", text=text),)


def _in_utc(setup: Setup, now: datetime) -> tuple[datetime, str]:
    """Return the time in UTC, all that GitHub's clock knows, and what it comes to where the user is."""
    winter = datetime.combine(now.date().replace(month=1, day=15), setup.at, setup.zone or UTC).astimezone(
        UTC
    )
    if setup.zone is None:
        return winter, ""
    summer = winter.replace(month=7).astimezone(setup.zone)
    return winter, f" ({setup.at:%H:%M} in January, {summer:%H:%M} in July, in {setup.zone.key})"


def gitlab(setup: Setup) -> tuple[Snippet, ...]:
    """Return a pipeline that runs on GitLab's schedules and publishes with Pages."""
    text = _filled(
        "gitlab.yml",
        **_in_repository(setup),
        minute=f"{setup.at.minute}",
        hour=f"{setup.at.hour}",
        keys=_keys(setup, "make a masked variable of the same name in Settings > CI/CD > Variables"),
    )
    return (Snippet(path=".gitlab-ci.yml", text=text),)


def _in_repository(setup: Setup) -> dict[str, str]:
    """Return paths as a repository knows them: quoted for a shell, for YAML, for an expression of GitHub's."""
    store, output = _inside(setup, setup.store, "store.path"), _inside(setup, setup.output, "site.output")
    return {
        "install": shlex.quote(setup.install),
        "watch": shlex.quote(_inside(setup, setup.watch, "the watch list")),
        "store": json.dumps(store, ensure_ascii=False),
        "output": json.dumps(output, ensure_ascii=False),
        "site": shlex.quote(output),
        "index": shlex.quote(f"{output}/index.html"),
        "hashed_store": _in_expression(store),
        "hashed_index": _in_expression(f"{output}/index.html"),
    }


def _in_expression(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _inside(setup: Setup, path: Path, name: str) -> str:
    try:
        return path.relative_to(setup.root).as_posix()
    except ValueError as error:
        raise AurevoirError(
            f"{name}: {path} lies outside of {setup.root}, which is all that a repository brings; give a path inside"
        ) from error


def _keys(setup: Setup, how: str) -> str:
    """Say where the secrets that the watch list names must stand."""
    lines = [f"# Of the watch list's keys, {', '.join(setup.keys)}: {how}."] if setup.keys else []
    if setup.key_files:
        lines.append(
            f"# Key files: {', '.join(setup.key_files)} must be there, and are never part of a repository."
        )
    return "\n".join(lines)


def _filled(name: str, **values: str) -> str:
    text = files("aurevoir").joinpath("snippets", name).read_text(encoding="utf-8")
    nothing = {f"§{name}" for name, value in values.items() if not value}
    kept = "".join(line for line in text.splitlines(keepends=True) if line.strip() not in nothing)
    return _Text(kept).substitute(values)
