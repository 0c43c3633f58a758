"""One writer at a time: a second one is told who works on the store, and leaves."""

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from aurevoir.errors import LockedError, StoreError


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """Who works on a store: the verb, its process, the machine, since when (UTC)."""

    verb: str
    pid: int
    host: str
    since: datetime

    def __str__(self) -> str:
        return f"`aurevoir {self.verb}` (process {self.pid} on {self.host}, since {self.since:%Y-%m-%d %H:%M} UTC)"


@contextmanager
def held(store: Path, verb: str, now: datetime) -> Iterator[None]:
    """Be the only one that writes to a store and its site.

    The system lets go of the lock when its holder dies, however it dies: what a dead one left behind blocks nobody.

    Raises:
        LockedError: another process holds it; the message says which.
        StoreError: the folder cannot be written.
    """
    lock = FileLock(_beside(store, ".lock"))
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise LockedError(store, str(holder(store) or "another process")) from None
    except OSError as error:
        raise StoreError(
            f"{lock.lock_file} cannot be written: {error.strerror}; check the rights of its folder and the space left"
        ) from error
    try:
        _sign(store, Holder(verb=verb, pid=os.getpid(), host=socket.gethostname(), since=now))
        yield
    finally:
        _note(store).unlink(missing_ok=True)
        lock.release()


def at_work(store: Path) -> Holder | None:
    """Return who works on a store now, None where nobody does; nothing is written."""
    lock = FileLock(_beside(store, ".lock"))
    if not Path(lock.lock_file).exists():
        return None
    try:
        with lock.acquire(timeout=0):
            return None
    except Timeout:
        return holder(store)


def holder(store: Path) -> Holder | None:
    """Return who signed the lock of a store last and has not signed off, None where nobody did."""
    try:
        signed = json.loads(_note(store).read_text("utf-8"))
        return Holder(**signed | {"since": datetime.fromisoformat(signed["since"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _sign(store: Path, who: Holder) -> None:
    signed = json.dumps(asdict(who) | {"since": who.since.isoformat()})
    fresh = _note(store).with_suffix(".new")
    try:
        fresh.write_text(signed, encoding="utf-8")
        fresh.replace(_note(store))  # in one step: whoever is turned away reads a whole note
    except OSError as error:
        raise StoreError(f"{fresh} cannot be written: {error.strerror}; is there space left?") from error


def _note(store: Path) -> Path:
    return _beside(store, ".lock.json")


def _beside(store: Path, ending: str) -> Path:
    return store.with_name(store.name + ending)
