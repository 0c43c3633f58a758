"""What makes it run every night is accepted by what reads it, whatever the paths are called."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner, Result
from croniter import croniter
from ruamel.yaml import YAML

from aurevoir.cli import main
from aurevoir.errors import AurevoirError
from aurevoir.schedule import Setup, Snippet, crontab, github, gitlab, secrets_of, systemd
from aurevoir.watchlist import load

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PARIS = ZoneInfo("Europe/Paris")
AWKWARD = 'l\'été 100 % & "$HOME"'


def setup(root: Path, **fields: Any) -> Setup:
    usual: dict[str, Any] = {
        "program": root / "bin" / "aurevoir",
        "watch": root / "aurevoir.toml",
        "store": root / "aurevoir.sqlite",
        "output": root / "output",
        "user": "root",
        "at": time(5, 17),
        "root": root,
    }
    return Setup(**usual | fields)


def in_place(root: Path, **fields: Any) -> Setup:
    """Return a setup whose program is there."""
    made = setup(root, **fields)
    made.program.parent.mkdir(parents=True)
    made.program.write_text("#!/bin/sh\n", encoding="utf-8")
    made.program.chmod(0o755)
    return made


def cron_lines(snippet: Snippet) -> list[tuple[str, list[str]]]:
    """Return the schedule and the words of each line that runs something, as cron and then sh take them."""
    found = []
    for line in snippet.text.splitlines():
        if line and not line.startswith("#") and not re.match(r"[A-Z_]+=", line):
            *fields, command = line.split(" ", 5)
            assert not re.search(r"(?<!\\)%", command), "a bare % ends the command"
            found.append((" ".join(fields), shlex.split(command.replace(r"\%", "%"))))
    return found


@pytest.mark.parametrize("folder", ["plain", AWKWARD])
def test_cron_runs_the_command_on_the_watch_list(folder: str, tmp_path: Path) -> None:
    made = setup(tmp_path / folder)
    (snippet,) = crontab(made)
    week, sunday = cron_lines(snippet)
    assert week[1] == [str(made.program), "run", "-q", "-w", str(made.watch)]
    assert sunday[1] == [str(made.program), "run", "-q", "--full", "-w", str(made.watch)]


def test_cron_runs_once_every_night_on_sundays_in_full(tmp_path: Path) -> None:
    week, sunday = (schedule for schedule, _ in cron_lines(*crontab(setup(tmp_path))))
    start = datetime(2026, 3, 1, 23, tzinfo=UTC)  # a Sunday evening
    nights = croniter(week, start)
    assert [nights.get_next(datetime).strftime("%a %H:%M") for _ in range(6)] == [
        f"{day} 05:17" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat")
    ]
    assert croniter(sunday, start).get_next(datetime) == datetime(2026, 3, 8, 5, 17, tzinfo=UTC)


def test_cron_mails_the_contact_and_says_what_a_zone_needs(tmp_path: Path) -> None:
    (snippet,) = crontab(setup(tmp_path, mail="team@example.org", zone=PARIS))
    assert "MAILTO=team@example.org\n" in snippet.text
    assert "CRON_TZ=Europe/Paris\n" in snippet.text
    assert "CRON_TZ" not in crontab(setup(tmp_path))[0].text


needs_systemd = pytest.mark.skipif(
    shutil.which("systemd-analyze") is None, reason="systemd-analyze is not installed"
)


def analyzed(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True, check=False)  # noqa: S603, S607 the system's own


def written(snippets: tuple[Snippet, ...], folder: Path) -> list[str]:
    for snippet in snippets:
        target = folder / snippet.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(snippet.text, encoding="utf-8")
    return [str(folder / snippet.path) for snippet in snippets]


@needs_systemd
@pytest.mark.parametrize(("folder", "named"), [("plain", "plain"), ("été 100 % & $X", AWKWARD)])
def test_systemd_finds_nothing_to_say(folder: str, named: str, tmp_path: Path) -> None:
    made = in_place(tmp_path / folder, watch=tmp_path / named / "a.toml", zone=PARIS, keys=("A_KEY",))
    result = analyzed("verify", "--man=no", *written(systemd(made), tmp_path / "units"))
    complaints = [line for line in result.stderr.splitlines() if "aurevoir" in line]
    assert (result.returncode, complaints) == (0, [])


@needs_systemd
def test_systemd_would_run_it_on_the_nights_of_the_week(tmp_path: Path) -> None:
    timers = {
        one.path: one.text for one in systemd(setup(tmp_path, zone=PARIS)) if one.path.endswith("timer")
    }
    for path, day in (("aurevoir.timer", "Mon 2026-03-30"), ("aurevoir-full.timer", "Sun 2026-03-29")):
        expression = re.search(r"OnCalendar=(.*)", timers[path])
        assert expression
        result = analyzed("calendar", "--base-time=2026-03-28 12:00:00 UTC", expression[1])
        assert result.returncode == 0, result.stderr
        assert day in result.stdout
        assert "03:17:00 UTC" in result.stdout  # summer time began on that Sunday


@needs_systemd
def test_systemd_calls_the_service_well_shut(tmp_path: Path) -> None:
    service, *_ = written(systemd(setup(tmp_path)), tmp_path)
    assert analyzed("security", "--offline=yes", "--threshold=30", "--no-pager", service).returncode == 0


def test_a_unit_writes_only_beside_the_store_and_the_site(tmp_path: Path) -> None:
    made = setup(tmp_path, store=tmp_path / "kept" / "a.sqlite", output=tmp_path / "www" / "site")
    for snippet in systemd(made):
        if snippet.path.endswith(".service"):
            assert f"ReadWritePaths={tmp_path / 'kept'} {tmp_path / 'www'}\n" in snippet.text
            assert "EnvironmentFile" not in snippet.text


def test_keys_are_named_and_told_where_to_stand(tmp_path: Path) -> None:
    made = setup(tmp_path, keys=("SOME_KEY", "OTHER_KEY"), key_files=("a.key",))
    for snippets in (crontab(made), systemd(made)[:1], github(made, NOW), gitlab(made)):
        assert "SOME_KEY, OTHER_KEY" in snippets[0].text
        assert "a.key" in snippets[0].text
    assert f"EnvironmentFile=-{tmp_path}/aurevoir.env" in systemd(made)[0].text


def test_secrets_are_found_wherever_the_watch_list_names_them(tmp_path: Path) -> None:
    path = tmp_path / "aurevoir.toml"
    place = '[[brands.places]]\nsource = "trustpilot_api"\naddress = "https://www.trustpilot.com/review/a.example"\n'
    path.write_text(
        '[fetch]\ncontact = "a@b.example"\n[privacy]\nkey_file = "a.key"\n'
        f'[[brands]]\nname = "A"\n{place}key_env = "TP_KEY"\n',
        encoding="utf-8",
    )
    assert secrets_of(load(path)) == (("TP_KEY",), ("a.key",))


def parsed(snippet: Snippet) -> Any:
    return YAML(typ="safe", pure=True).load(snippet.text)


def accepted(schema: str, snippet: Snippet, folder: Path, *options: str) -> None:
    """Check a file against the schema that editors and linters share (schemastore.org), as kept by check-jsonschema."""
    (path,) = written((snippet,), folder)
    check = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *options, path]
    result = subprocess.run(check, capture_output=True, text=True, check=False)  # noqa: S603 our own words
    assert result.returncode == 0, result.stdout + result.stderr


FILLED: list[tuple[str, dict[str, Any]]] = [
    ("plain", {}),
    (AWKWARD, {"keys": ("SOME_KEY",), "key_files": ("a.key",), "zone": PARIS}),
]


@pytest.mark.parametrize(("name", "fields"), FILLED)
def test_github_accepts_the_workflow(name: str, fields: dict[str, Any], tmp_path: Path) -> None:
    (snippet,) = github(setup(tmp_path, store=tmp_path / name / "a.sqlite", **fields), NOW)
    accepted("vendor.github-workflows", snippet, tmp_path)
    assert snippet.path == ".github/workflows/aurevoir.yml"


@pytest.mark.parametrize(("name", "fields"), FILLED)
def test_gitlab_accepts_the_pipeline(name: str, fields: dict[str, Any], tmp_path: Path) -> None:
    (snippet,) = gitlab(setup(tmp_path, store=tmp_path / name / "a.sqlite", **fields))
    accepted("vendor.gitlab-ci", snippet, tmp_path, "--data-transform", "gitlab-ci")
    assert snippet.path == ".gitlab-ci.yml"


def test_the_workflow_keeps_the_store_whatever_comes_of_the_run(tmp_path: Path) -> None:
    (snippet,) = github(setup(tmp_path, keys=("SOME_KEY",), store=tmp_path / "l'été" / "a.sqlite"), NOW)
    workflow = parsed(snippet)
    (job,) = workflow["jobs"].values()
    steps = {step.get("name"): step for step in job["steps"]}
    run = steps["Run"]
    assert run["continue-on-error"] is True
    assert run["env"]["SOME_KEY"] == "${{ secrets.SOME_KEY }}"
    assert shlex.split(run["run"]) == ["aurevoir", "run", "-q", "${FULL:+--full}", "-w", "aurevoir.toml"]
    assert (
        steps["Bring the store"]["with"]["path"]
        == steps["Keep the store"]["with"]["path"]
        == "l'été/a.sqlite"
    )
    assert steps["Keep the store"]["if"] == "${{ always() && hashFiles('l''été/a.sqlite') != '' }}"
    assert "steps.run.outcome == 'failure'" in job["steps"][-1]["if"]
    assert "exit 1" in job["steps"][-1]["run"]


def test_expressions_name_steps_that_are_there(tmp_path: Path) -> None:
    (snippet,) = github(setup(tmp_path), NOW)
    (job,) = parsed(snippet)["jobs"].values()
    ids = {step["id"] for step in job["steps"] if "id" in step}
    assert set(re.findall(r"steps\.(\w+)\.", snippet.text)) == ids


def test_the_sunday_of_the_workflow_is_one_of_its_schedules(tmp_path: Path) -> None:
    (snippet,) = github(setup(tmp_path, zone=PARIS), NOW)
    schedules = [one["cron"] for one in parsed(snippet)["on"]["schedule"]]
    assert schedules == ["17 4 * * 1-6", "17 4 * * 0"]
    assert "github.event.schedule == '17 4 * * 0'" in snippet.text
    assert "at 04:17 UTC (05:17 in January, 06:17 in July, in Europe/Paris)" in snippet.text


def scripts(document: Any) -> list[str]:
    if isinstance(document, dict):
        own = [document["run"]] if isinstance(document.get("run"), str) else document.get("script", [])
        return [*own, *(script for value in document.values() for script in scripts(value))]
    return [script for value in document for script in scripts(value)] if isinstance(document, list) else []


@pytest.mark.parametrize("make", [lambda made: github(made, NOW), gitlab], ids=["github", "gitlab"])
def test_a_shell_reads_every_script(make: Callable[[Setup], tuple[Snippet, ...]], tmp_path: Path) -> None:
    made = setup(tmp_path, watch=tmp_path / AWKWARD / "a.toml", output=tmp_path / AWKWARD, install="a b")
    (snippet,) = make(made)
    found = scripts(parsed(snippet))
    assert len(found) >= 3
    for script in found:
        assert subprocess.run(["/bin/sh", "-n"], input=script, text=True, check=False).returncode == 0


@pytest.mark.parametrize("code", [0, 3])
def test_gitlab_publishes_first_and_then_tells_the_trouble(code: int, tmp_path: Path) -> None:
    stubs = tmp_path / "bin"
    stubs.mkdir()
    for name, does in {
        "python": "exit 0",
        "aurevoir": f'mkdir -p output && echo "$@" > output/index.html; exit {code}',
    }.items():
        (stubs / name).write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
        (stubs / name).chmod(0o755)
    pipeline = parsed(gitlab(setup(tmp_path))[0])
    environment = {"PATH": f"{stubs}:{os.defpath}", "FULL": "yes"}

    def job(name: str) -> int:
        (script,) = pipeline[name]["script"]
        return subprocess.run(
            ["/bin/sh", "-e"], input=script, text=True, cwd=tmp_path, env=environment, check=False
        ).returncode

    assert [job(name) for name in pipeline["stages"][:1]] == [0]
    assert (tmp_path / "public/index.html").read_text(encoding="utf-8") == "run -q --full -w aurevoir.toml\n"
    assert (job("pages"), job("verdict")) == (0, code)


def test_a_store_outside_of_the_repository_is_told(tmp_path: Path) -> None:
    with pytest.raises(AurevoirError, match=r"store\.path: /srv/a\.sqlite lies outside of"):
        gitlab(setup(tmp_path, store=Path("/srv/a.sqlite")))


@pytest.fixture
def _watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text = '[fetch]\ncontact = "team@b.example"\n[[brands]]\nname = "Fibrelune"\n'
    Path("aurevoir.toml").write_text(text, encoding="utf-8")


def schedule(*words: str) -> Result:
    return CliRunner().invoke(main, ["schedule", *words])


def test_without_a_place_the_places_are_listed() -> None:
    assert [line.split()[0] for line in schedule().stdout.splitlines()] == [
        "cron",
        "systemd",
        "github",
        "gitlab",
    ]


@pytest.mark.usefixtures("_watched")
@pytest.mark.parametrize("where", ["cron", "systemd", "github", "gitlab"])
def test_nothing_is_left_to_fill(where: str) -> None:
    result = schedule(where)
    assert result.exit_code == 0, result.output
    assert "§" not in result.stdout
    assert "aurevoir.toml" in result.stdout
    assert not any(line.endswith(" ") for line in result.stdout.splitlines())


@pytest.mark.usefixtures("_watched")
def test_the_command_that_is_named_is_there(tmp_path: Path) -> None:
    week, _ = cron_lines(Snippet(path="", text=schedule("cron").stdout))
    assert os.access(week[1][0], os.X_OK)
    assert week[1][-1] == str(tmp_path / "aurevoir.toml")


@pytest.mark.usefixtures("_watched")
def test_files_are_written_once() -> None:
    assert schedule("systemd", "--into", "units").exit_code == 0
    assert sorted(path.name for path in Path("units").iterdir()) == [
        "aurevoir-full.service",
        "aurevoir-full.timer",
        "aurevoir.service",
        "aurevoir.timer",
    ]
    again = schedule("systemd", "--into", "units")
    assert again.exit_code == 2
    assert "units/aurevoir.service: already there and left as it is" in again.stderr


@pytest.mark.usefixtures("_watched")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["cron", "--zone", "Europe/Pariss"], '"Europe/Pariss" is no time zone'),
        (["cron", "--zone", "../etc"], "is no time zone"),
        (["cron", "--at", "25:00"], "25:00"),
        (["cronn"], "'cron'"),
        (["cron", "-w", "nowhere.toml"], "nowhere.toml"),
    ],
)
def test_a_mistake_is_told(words: list[str], said: str) -> None:
    result = schedule(*words)
    assert result.exit_code == 2
    assert said in result.stderr
