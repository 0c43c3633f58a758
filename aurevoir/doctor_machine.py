"""Look at the machine: Python, packages, disk, folders."""

import platform
import shutil
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from aurevoir.doctor import Finding, mend
from site_templates.site import owner

ROOM = 200_000_000  # bytes: a site of many brands, written beside the old one
TIMES = 3  # the store, its journal, and what a migration rewrites
AGAIN = "install Au revoir again in its environment: pipx reinstall aurevoir, or pip install --upgrade in its venv"


def python() -> Finding:
    """Look at the version of Python that runs this."""
    asked, here = metadata.metadata("aurevoir")["Requires-Python"], platform.python_version()
    if SpecifierSet(asked).contains(here, prereleases=True):
        return Finding(check="python", said=f"{here}, {sys.executable}")
    return mend(
        "python",
        f"{here}, and {asked} is asked for",
        "make an environment with a later Python, and install there",
    )


def packages(requirements: list[str] | None = None) -> Finding:
    """Look at whether every package is there, in a version that is asked for."""
    asked = map(
        Requirement, requirements if requirements is not None else metadata.requires("aurevoir") or []
    )
    here = [one for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = [fault for one in here if (fault := _fault(one))]
    if wrong:
        return mend("packages", "; ".join(wrong), AGAIN)
    return Finding(check="packages", said=f"{len(here)}, each in a version that is asked for")


def _fault(asked: Requirement) -> str | None:
    try:
        version = metadata.version(asked.name)
    except metadata.PackageNotFoundError:
        return f"{asked.name} is missing"
    fits = asked.specifier.contains(version, prereleases=True)
    return None if fits else f"{asked.name} is {version}, and {asked.specifier} is asked for"


def disk(store: Path, output: Path) -> list[Finding]:
    """Look at the space left where the store and the site are written."""
    size = sum(path.stat().st_size for path in (store, _wal(store)) if path.exists())
    needs = {_standing(store.parent): ROOM + TIMES * size}
    needs.setdefault(_standing(output.parent), ROOM)
    return [_space(folder, need) for folder, need in needs.items()]


def _wal(store: Path) -> Path:
    return store.with_name(store.name + "-wal")


def _space(folder: Path, need: int) -> Finding:
    free = shutil.disk_usage(folder).free
    said = f"{_megabytes(free)} free in {folder}"
    if free >= need:
        return Finding(check="disk", said=said)
    return mend("disk", f"{said}, {_megabytes(need)} wanted", "make room, or move store.path and site.output")


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.0f} MB"


def folders(store: Path, output: Path, title: str) -> list[Finding]:
    """Look at whether the store's folder and the site's can be written; the site is swapped in beside its old self."""
    return [_writable("store", store.parent, "store.path"), _site(output, title)]


def _site(output: Path, title: str) -> Finding:
    made_for = owner(output)
    strangers = output.is_dir() and any(not one.name.startswith(".") for one in output.iterdir())
    if made_for is None and (strangers or (output.exists() and not output.is_dir())):
        return mend(
            "output", f"{output} holds somebody else's files", "give another site.output, or empty it"
        )
    if made_for is not None and made_for != title:
        return Finding(check="output", said=f'{output} holds the site "{made_for}": the next one replaces it')
    return _writable("output", output.parent, "site.output")


def _writable(check: str, folder: Path, key: str) -> Finding:
    """Try to write: rights alone do not tell of read-only disks and quotas."""
    here = _standing(folder)
    try:
        with tempfile.TemporaryFile(dir=here):
            return Finding(check=check, said=f"{folder.absolute()} can be written")
    except OSError as error:
        todo = f"give its rights to whoever runs this, or another {key}"
        return mend(check, f"{here} cannot be written: {error.strerror}", todo)


def _standing(folder: Path) -> Path:
    """Return the folder, or the nearest above it that is there."""
    absolute = folder.absolute()
    return next((one for one in (absolute, *absolute.parents) if one.is_dir()), absolute)
