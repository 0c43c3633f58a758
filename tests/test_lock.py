"""One writer at a time; a dead one blocks nobody."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aurevoir.errors import LockedError, StoreError
from aurevoir.lock import held, holder

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
ROOT = Path(__file__).parent.parent
HOLDS = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from aurevoir.lock import held
with held(Path(sys.argv[1]), "run", datetime(2026, 3, 2, 6, tzinfo=UTC)):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another(store: Path) -> Iterator[subprocess.Popen[str]]:
    """Start a process that holds the lock until its stdin closes."""
    words = [sys.executable, "-c", HOLDS, str(store)]
    with subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as one:  # noqa: S603 — our own code
        assert one.stdout is not None
        assert one.stdout.readline() == "held\n"
        yield one


def test_the_second_is_told_who_holds_it_where_and_since_when(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    with another(store) as first, pytest.raises(LockedError) as told, held(store, "build", NOW):
        pass
    said = str(told.value)
    for part in (
        str(store),
        "`aurevoir run`",
        f"process {first.pid} on ",
        "since 2026-03-02 06:00 UTC",
        "wait",
    ):
        assert part in said


def test_once_the_first_has_ended_nothing_is_in_the_way(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    with another(store):
        pass
    assert holder(store) is None
    with held(store, "run", NOW):
        told = holder(store)
        assert told is not None
        assert told.pid == os.getpid()


@pytest.mark.skipif(os.name != "posix", reason="kills a process the POSIX way")
def test_a_holder_that_was_killed_blocks_nobody(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    with another(store) as first:
        first.send_signal(signal.SIGKILL)
        first.wait()
        with held(store, "run", NOW):
            pass


def test_two_stores_are_two_locks(tmp_path: Path) -> None:
    with held(tmp_path / "one.sqlite", "run", NOW), held(tmp_path / "two.sqlite", "run", NOW):
        pass


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with (
        pytest.raises(StoreError, match="cannot be written"),
        held(tmp_path / "file" / "s.sqlite", "run", NOW),
    ):
        pass


def test_an_error_within_lets_go_of_it(tmp_path: Path) -> None:
    store = tmp_path / "s.sqlite"
    with pytest.raises(ZeroDivisionError), held(store, "run", NOW):
        raise ZeroDivisionError
    with held(store, "run", NOW):
        pass


@pytest.mark.parametrize("note", ["", "{", "[]", json.dumps({"pid": 1}), json.dumps({"since": 3})])
def test_a_note_that_cannot_be_read_names_nobody(tmp_path: Path, note: str) -> None:
    (tmp_path / "s.sqlite.lock.json").write_text(note)
    assert holder(tmp_path / "s.sqlite") is None
