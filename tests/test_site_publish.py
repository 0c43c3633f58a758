"""The site on disk is always one whole build, and never somebody else's files."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from site_templates import publish as press
from site_templates.errors import ForeignFolderError, UnwritableError
from site_templates.publish import MARKER, owner, publish

ONE, TWO = {"index.html": b"one", "fr/a.html": b"a"}, {"index.html": b"two"}


def files(folder: Path) -> dict[str, bytes]:
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }
    return {path: content for path, content in found.items() if path != MARKER}


def test_a_new_site_replaces_the_old_one_whole(tmp_path: Path) -> None:
    output = tmp_path / "deep" / "out"
    publish(ONE, output, title="t")
    assert files(output) == ONE
    publish(TWO, output, title="t")
    assert files(output) == TWO
    assert [path.name for path in output.parent.iterdir()] == ["out"]


def test_two_plain_renames_do_where_folders_cannot_be_exchanged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(press, "_exchange", lambda *_: False)
    publish(ONE, tmp_path / "out", title="t")
    publish(TWO, tmp_path / "out", title="t")
    assert files(tmp_path / "out") == TWO
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_hidden_files_are_carried_over(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*\n")
    (tmp_path / ".keep").mkdir()
    (tmp_path / ".keep" / "x").write_text("x")
    publish(ONE, tmp_path, title="t")
    publish(TWO, tmp_path, title="t")
    assert files(tmp_path) == TWO | {".gitignore": b"*\n", ".keep/x": b"x"}


def test_somebody_elses_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.odt").write_bytes(b"years of work")
    with pytest.raises(ForeignFolderError, match=r"holds 'thesis.odt'.*choose another output folder"):
        publish(ONE, tmp_path, title="t")
    assert files(tmp_path) == {"thesis.odt": b"years of work"}


def test_a_marker_of_somebody_else_makes_no_site_of_ours(tmp_path: Path) -> None:
    (tmp_path / MARKER).write_text('{"made_by": "another", "title": "t"}')
    (tmp_path / "a.html").write_text("a")
    assert owner(tmp_path) is None
    with pytest.raises(ForeignFolderError):
        publish(ONE, tmp_path, title="t")


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ForeignFolderError):
        publish(ONE, tmp_path / "out", title="t")


def test_owner_reads_the_title_and_nothing_else(tmp_path: Path) -> None:
    assert owner(tmp_path) is None
    publish(ONE, tmp_path, title="Été <b>")
    assert owner(tmp_path) == "Été <b>"
    (tmp_path / MARKER).write_text("[1]")
    assert owner(tmp_path) is None


def test_a_run_killed_between_two_renames_is_mended_by_the_next(tmp_path: Path) -> None:
    publish(ONE, tmp_path / "out", title="t")
    (tmp_path / "out" / ".gitignore").write_text("*\n")
    (tmp_path / "out").rename(tmp_path / ".out.aurevoir-old")
    (tmp_path / ".out.aurevoir-new").mkdir()
    publish(TWO, tmp_path / "out", title="t")
    assert files(tmp_path / "out") == TWO | {".gitignore": b"*\n"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(UnwritableError, match="cannot be written"):
        publish(ONE, tmp_path / "file" / "out", title="t")


@pytest.mark.skipif(os.name != "posix", reason="kills a process the POSIX way")
@pytest.mark.parametrize("step", ["_write", "_carry_hidden", "_exchange", "rmtree"])
def test_a_run_killed_anywhere_leaves_one_whole_site(tmp_path: Path, step: str) -> None:
    publish(ONE, tmp_path / "out", title="t")
    code = f"""
import os, signal, shutil
from pathlib import Path
from site_templates import publish as press
home = shutil if {step!r} == "rmtree" else press
def dies(*_): os.kill(os.getpid(), signal.SIGKILL)
setattr(home, {step!r}, dies)
press.publish({TWO!r}, Path({str(tmp_path / "out")!r}), title="t")
"""
    ended = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parent.parent, check=False)  # noqa: S603 - our own code
    assert ended.returncode == -signal.SIGKILL
    assert files(tmp_path / "out") in (ONE, TWO)
    publish(TWO, tmp_path / "out", title="t")
    assert files(tmp_path / "out") == TWO
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def times(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def test_only_changed_files_are_written(tmp_path: Path) -> None:
    site = {"a.html": b"one", "b/c.html": b"two"}
    assert publish(site, tmp_path / "out", title="t") == 3  # and the marker
    before = times(tmp_path / "out")
    assert publish(site | {"a.html": b"eno"}, tmp_path / "out", title="t") == 1
    after = times(tmp_path / "out")
    assert {name for name in after if after[name] == before[name]} == {"c.html", MARKER}
    assert (tmp_path / "out" / "a.html").read_bytes() == b"eno"


def test_nothing_is_touched_where_nothing_changed(tmp_path: Path) -> None:
    publish(ONE, tmp_path / "out", title="t")
    folder = (tmp_path / "out").stat().st_ino
    assert publish(ONE, tmp_path / "out", title="t") == 0
    assert (tmp_path / "out").stat().st_ino == folder


def test_a_page_that_is_no_more_goes_even_where_no_other_changed(tmp_path: Path) -> None:
    publish({"a.html": b"a", "b.html": b"b"}, tmp_path / "out", title="t")
    assert publish({"a.html": b"a"}, tmp_path / "out", title="t") == 0
    assert not (tmp_path / "out" / "b.html").exists()


def test_files_are_written_where_they_cannot_be_linked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object) -> None:
        raise PermissionError

    publish(ONE, tmp_path / "out", title="t")
    monkeypatch.setattr(os, "link", refuses)
    publish(ONE | {"more.html": b"more"}, tmp_path / "out", title="t")
    assert files(tmp_path / "out") == ONE | {"more.html": b"more"}


def test_what_a_site_was_built_from_is_told_by_its_folder(tmp_path: Path) -> None:
    assert press.state(tmp_path) is None
    publish(ONE, tmp_path / "out", title="t", state="abc")
    assert press.state(tmp_path / "out") == "abc"
