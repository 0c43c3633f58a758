"""Put a whole site in place of the old one, so that a reader or a crash never meets half of each."""

import ctypes
import json
import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from site_templates.errors import ForeignFolderError, UnwritableError

MARKER = ".aurevoir"
EXCHANGE = 2  # RENAME_EXCHANGE of linux/fs.h
AT_FDCWD = -100  # linux/fcntl.h: paths are relative to the working folder


def owner(output: Path) -> str | None:
    """Return the title of the site in a folder, None when Au revoir made none there."""
    return _marked(output, "title")


def state(output: Path) -> str | None:
    """Return what the site in a folder was built from, None where Au revoir made none there."""
    return _marked(output, "state")


def _marked(output: Path, name: str) -> str | None:
    try:
        made = json.loads((output / MARKER).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    value = made.get(name) if isinstance(made, dict) and made.get("made_by") == "aurevoir" else None
    return value if isinstance(value, str) else None


def publish(files: Mapping[str, bytes], output: Path, *, title: str, state: str = "") -> int:
    """Put the files in place of those in ``output`` in one step; return how many were written.

    ``state`` says what they were built from.

    A fresh folder beside ``output`` takes them: those that have not changed are linked there, with their times, the others
    written. Hidden files at the top of the old folder (such as .gitignore) are carried over. Nothing is touched where
    nothing changed.

    Raises:
        ForeignFolderError: the folder holds somebody else's files; they are untouched.
        UnwritableError: the system refused; the old site still stands.
    """
    output = output.resolve()
    marker = json.dumps({"made_by": "aurevoir", "title": title, "state": state}, ensure_ascii=False)
    try:
        recover(output)
        _refuse_foreign(output)
        site = {**files, MARKER: marker.encode()}
        kept = _unchanged(site, output)
        if len(kept) == len(site) and _holds_no_more(output, site):
            return 0
        _write(site, _beside(output, "new"), output, kept)
        _carry_hidden(output, _beside(output, "new"))
        _swap(_beside(output, "new"), output, _beside(output, "old"))
    except OSError as error:
        raise UnwritableError(output, str(error)) from error
    return len(site) - len(kept)


def recover(output: Path) -> None:
    """Bring back the old site when a run was killed between two renames, and clear what it left behind."""
    fresh, old = _beside(output, "new"), _beside(output, "old")
    if old.exists() and not output.exists():
        old.rename(output)
    for left in (fresh, old):
        if left.exists():
            shutil.rmtree(left)


def _beside(output: Path, role: str) -> Path:
    return output.parent / f".{output.name}.aurevoir-{role}"


def _refuse_foreign(output: Path) -> None:
    if not output.exists() or (output.is_dir() and owner(output) is not None):
        return
    if not output.is_dir():
        raise ForeignFolderError(output, output.name)
    strangers = sorted(found.name for found in output.iterdir() if not found.name.startswith("."))
    if strangers:
        raise ForeignFolderError(output, strangers[0])


def _unchanged(files: Mapping[str, bytes], output: Path) -> frozenset[str]:
    return frozenset(path for path, content in files.items() if _holds(output / path, content))


def _holds(path: Path, content: bytes) -> bool:
    try:
        same_size = not path.is_symlink() and path.stat().st_size == len(content)
        return same_size and path.read_bytes() == content
    except OSError:
        return False


def _holds_no_more(output: Path, files: Mapping[str, bytes]) -> bool:
    """Tell whether all the files of a site are wanted; hidden ones at its top are not its own."""
    found = (path.relative_to(output) for path in output.rglob("*") if not path.is_dir())
    return all(path.as_posix() in files or path.parts[0].startswith(".") for path in found)


def _write(files: Mapping[str, bytes], folder: Path, output: Path, kept: frozenset[str]) -> None:
    folder.mkdir(parents=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path not in kept or not _linked(output / path, target):
            target.write_bytes(content)


def _linked(old: Path, target: Path) -> bool:
    try:
        os.link(old, target)
    except OSError:  # a file system without hard links
        return False
    return True


def _carry_hidden(output: Path, fresh: Path) -> None:
    if not output.exists():
        return
    for hidden in sorted(output.glob(".*")):
        if hidden.name == MARKER:
            continue
        if hidden.is_dir() and not hidden.is_symlink():
            shutil.copytree(hidden, fresh / hidden.name, symlinks=True)
        else:
            shutil.copy2(hidden, fresh / hidden.name, follow_symlinks=False)


def _swap(fresh: Path, output: Path, old: Path) -> None:
    if not output.exists():
        fresh.rename(output)
        return
    if _exchange(fresh, output):
        shutil.rmtree(fresh)
        return
    output.rename(old)
    fresh.rename(output)
    shutil.rmtree(old)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can (Linux 3.15, most file systems)."""
    rename = getattr(ctypes.CDLL(None), "renameat2", None) if os.name == "posix" else None
    if rename is None:
        return False
    return bool(rename(AT_FDCWD, os.fsencode(one), AT_FDCWD, os.fsencode(other), EXCHANGE) == 0)
