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
    marker = output / MARKER
    try:
        made = json.loads(marker.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    title = made.get("title") if isinstance(made, dict) and made.get("made_by") == "aurevoir" else None
    return title if isinstance(title, str) else None


def publish(files: Mapping[str, bytes], output: Path, *, title: str) -> None:
    """Write the files into a fresh folder beside ``output``, then put it in its place in one step.

    Hidden files at the top of the old folder (such as .gitignore) are carried over.

    Raises:
        ForeignFolderError: the folder holds somebody else's files; they are untouched.
        UnwritableError: the system refused; the old site still stands.
    """
    output = output.resolve()
    marker = json.dumps({"made_by": "aurevoir", "title": title}, ensure_ascii=False)
    try:
        recover(output)
        _refuse_foreign(output)
        _write({**files, MARKER: marker.encode()}, _beside(output, "new"))
        _carry_hidden(output, _beside(output, "new"))
        _swap(_beside(output, "new"), output, _beside(output, "old"))
    except OSError as error:
        raise UnwritableError(output, str(error)) from error


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


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    folder.mkdir(parents=True)
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


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
