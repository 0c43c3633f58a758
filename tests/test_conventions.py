"""What people expect of any command line: precedence, plain output for programs, hints for typos, completion, one manual."""

import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from aurevoir.cli import COMMANDS, main
from aurevoir.commands.terminal import marks, moves
from aurevoir.keys import Environment

ROOT = Path(__file__).parent.parent
BRAND = '[[brands]]\nname = "Fibrelune"\n'


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("AUREVOIR_")]:
        monkeypatch.delenv(name)


def aurevoir(*words: str, **environment: str) -> Result:
    return CliRunner(env=environment).invoke(main, words)


def store_used(*words: str, **environment: str) -> str:
    """Return the name of the store that a command opens."""
    result = aurevoir("corrections", *words, **environment)
    assert result.exit_code == 0, result.output
    (made,) = Path().glob("*.sqlite")
    return made.name


def test_the_default_is_used_where_nobody_says_anything() -> None:
    Path("aurevoir.toml").write_text(BRAND, encoding="utf-8")
    assert store_used() == "aurevoir.sqlite"


def test_the_watch_list_wins_over_the_default() -> None:
    Path("aurevoir.toml").write_text(f'[store]\npath = "listed.sqlite"\n{BRAND}', encoding="utf-8")
    assert store_used() == "listed.sqlite"


def test_the_environment_wins_over_the_watch_list() -> None:
    Path("aurevoir.toml").write_text(f'[store]\npath = "listed.sqlite"\n{BRAND}', encoding="utf-8")
    assert store_used(AUREVOIR_STORE="around.sqlite") == "around.sqlite"


def test_a_flag_wins_over_the_environment() -> None:
    Path("aurevoir.toml").write_text(BRAND, encoding="utf-8")
    assert store_used("--store", "said.sqlite", AUREVOIR_STORE="around.sqlite") == "said.sqlite"


def test_the_watch_list_itself_may_be_named_by_the_environment_or_by_a_flag() -> None:
    Path("around.toml").write_text(f'[store]\npath = "around.sqlite"\n{BRAND}', encoding="utf-8")
    assert store_used(AUREVOIR_WATCH="around.toml") == "around.sqlite"
    Path("around.sqlite").unlink()
    Path("said.toml").write_text(f'[store]\npath = "said.sqlite"\n{BRAND}', encoding="utf-8")
    assert store_used("-w", "said.toml", AUREVOIR_WATCH="around.toml") == "said.sqlite"


def test_the_site_may_be_named_by_the_environment_or_by_a_flag() -> None:
    Path("aurevoir.toml").write_text(BRAND, encoding="utf-8")
    around = aurevoir("doctor", AUREVOIR_OUTPUT="around/site").stdout
    said = aurevoir("doctor", "--output", "said/site", AUREVOIR_OUTPUT="around/site").stdout
    assert f"{Path('around').absolute()} can be written" in around
    assert f"{Path('said').absolute()} can be written" in said


def test_every_option_may_be_given_by_a_variable_called_after_it() -> None:
    Path("aurevoir.toml").write_text(BRAND, encoding="utf-8")
    around = {"AUREVOIR_SCHEDULE_AT": "04:44"}
    assert "\n44 4 * * 1-6 " in aurevoir("schedule", "cron", **around).stdout
    assert "\n33 3 * * 1-6 " in aurevoir("schedule", "cron", "--at", "03:33", **around).stdout
    assert aurevoir("export", AUREVOIR_EXPORT_SCHEMA="1").stdout.startswith("{")
    assert aurevoir("sources", AUREVOIR_SOURCES_JSON="1").stdout.startswith("[")
    fault = aurevoir("export", AUREVOIR_EXPORT_WHERE="moment=last momnt=first").stderr
    assert 'found "momnt=first"' in fault


class Terminal:
    def __init__(self, *, is_one: bool) -> None:
        self._is_one = is_one

    def isatty(self) -> bool:
        return self._is_one


@pytest.mark.parametrize(
    ("is_one", "environment", "may_move", "may_mark"),
    [
        (True, {}, True, True),
        (True, {"NO_COLOR": "1"}, True, False),
        (True, {"NO_COLOR": ""}, True, True),
        (True, {"TERM": "dumb"}, False, False),
        (False, {}, False, False),
    ],
)
def test_lines_move_and_words_are_marked_on_terminals_that_want_it(
    is_one: bool, environment: dict[str, str], may_move: bool, may_mark: bool
) -> None:
    stream: Any = Terminal(is_one=is_one)
    around: Environment = environment.get
    assert (moves(stream, around), marks(stream, around)) == (may_move, may_mark)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["scrpe"], 'did you mean "scrape"?'),
        (["run", "--ful"], "Did you mean '--full'?"),
        (["export", "--formt", "csv"], "'--format'"),
        (["schedule", "cronn"], "'cron'"),
        (["sources", "chek"], "Did you mean 'check'?"),
    ],
)
def test_a_typo_is_told_with_what_was_meant(words: list[str], said: str) -> None:
    result = aurevoir(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_the_versions_are_those_of_the_program_its_words_and_python() -> None:
    first, second, third = aurevoir("--version").stdout.splitlines()
    assert re.fullmatch(r"aurevoir \d+\.\d+\.\d+", first)
    assert re.fullmatch(r"words and weights [0-9a-f]{12}", second)
    assert third.startswith("Python 3.")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_is_one_of_its_shell(shell: str) -> None:
    script = aurevoir("completion", shell).stdout
    assert f"_AUREVOIR_COMPLETE={shell}_complete" in script
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed: its script was not read by it")
    assert subprocess.run([program, "-n"], input=script, text=True, check=False).returncode == 0  # noqa: S603 read, not run


def completed(words: str, at: int) -> list[str]:
    """Return what bash offers, as its script asks for it."""
    asked = {"COMP_WORDS": words, "COMP_CWORD": str(at), "_AUREVOIR_COMPLETE": "bash_complete"}
    program = "import sys; from aurevoir.cli import main; main(prog_name='aurevoir')"
    result = subprocess.run(  # noqa: S603 our own words
        [sys.executable, "-c", program], env=os.environ | asked, capture_output=True, text=True, check=False, cwd=ROOT
    )  # fmt: skip
    return [line.partition(",")[2] for line in result.stdout.splitlines()]


def test_verbs_options_and_choices_are_completed() -> None:
    assert completed("aurevoir s", 1) == [verb for verb in COMMANDS if verb.startswith("s")]
    assert {"--watch", "--store", "--where"} <= set(completed("aurevoir export --", 2))
    assert completed("aurevoir schedule g", 2) == ["github", "gitlab"]


def test_verbs_are_completed_without_importing_what_they_do() -> None:
    program = (
        "import sys, click; from aurevoir.cli import main\n"
        "main.shell_complete(click.Context(main), 'r')\n"
        "print([name for name in sys.modules if name.startswith('aurevoir.commands.')])"
    )
    result = subprocess.run(  # noqa: S603 our own words
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert result.stdout.strip() == "[]"


def commands(command: click.Command, context: click.Context) -> list[tuple[str, click.Command]]:
    below = [] if not isinstance(command, click.Group) else command.list_commands(context)
    found = [(context.command_path, command)]
    for name in below:
        one = command.get_command(context, name) if isinstance(command, click.Group) else None
        assert one is not None
        found += commands(one, click.Context(one, info_name=name, parent=context))
    return found


@pytest.mark.parametrize("verb", COMMANDS)
def test_help_says_what_for_with_examples_and_every_option_with_a_sentence(verb: str) -> None:
    module = importlib.import_module(f"aurevoir.commands.{'importing' if verb == 'import' else verb}")
    top = click.Context(main, info_name="aurevoir")
    for path, command in commands(module.command, click.Context(module.command, info_name=verb, parent=top)):
        assert re.search(r"Examples?:\n +(\S.* )?aurevoir ", command.help or ""), f"{path} shows no example"
        for option in command.params:
            if isinstance(option, click.Option):
                assert re.search(r"\.(  \[.*\])?$", option.help or ""), (
                    f"{path} {option.opts[0]}: {option.help!r}"
                )


def test_the_manual_is_fresh() -> None:
    told = aurevoir("reference")
    assert told.exit_code == 0, told.output
    written = (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert written == told.stdout, "docs/cli.md is stale: run `make docs`"


def test_the_manual_is_the_same_on_every_terminal() -> None:
    narrow, wide = (
        aurevoir("reference", COLUMNS="40"),
        aurevoir("reference", COLUMNS="200", AUREVOIR_STORE="x.sqlite"),
    )
    assert (narrow.exit_code, narrow.stdout) == (0, wide.stdout)
    assert all(f"## aurevoir {verb}" in narrow.stdout for verb in COMMANDS)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("words", [["sources"], ["--help"]])
def test_a_full_disk_under_stdout_is_told_in_one_line(words: list[str]) -> None:
    program = [sys.executable, "-c", "from aurevoir.cli import main; main()", *words]
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ended = subprocess.run(program, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, check=False)  # noqa: S603 — our own code
    assert ended.returncode == 7
    assert ended.stderr == "aurevoir: stdout: No space left on device; make room, or send it elsewhere\n"


def test_ctrl_c_ends_with_its_own_code_and_says_that_what_was_kept_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def press(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("aurevoir.commands.corrections.open_watch", press)
    result = aurevoir("corrections")
    assert result.exit_code == 130
    assert "run it again" in result.stderr
