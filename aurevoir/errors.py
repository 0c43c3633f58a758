"""The errors a user may meet, each one saying what happened, where, and what to do next."""

import traceback
from dataclasses import dataclass
from pathlib import Path


class AurevoirError(Exception):
    """Something the user can mend; its text is shown as it is."""


class StoreError(AurevoirError):
    """The store cannot be opened, read or written."""


class LockedError(AurevoirError):
    """Another process works on the store."""

    def __init__(self, store: Path, holder: str) -> None:
        super().__init__(
            f"{store} is in the hands of {holder}; nothing was touched: wait until it has ended, or end it"
        )


def name_of_bug(bug: BaseException) -> str:
    """Name a fault of ours and the line where it arose, for whoever reports it; its text may hold a review's words."""
    trace = traceback.extract_tb(bug.__traceback__)
    where = f" at {Path(trace[-1].filename).name}:{trace[-1].lineno}" if trace else ""
    return f"{type(bug).__name__}{where}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One mistake in a file: where (the key), what was found, what was expected, the nearest known name."""

    key: str
    found: str
    expected: str
    nearest: str | None = None

    def __str__(self) -> str:
        hint = f'; did you mean "{self.nearest}"?' if self.nearest else ""
        return f"{self.key}: found {self.found}, expected {self.expected}{hint}"


class FaultyFileError(AurevoirError):
    """A file that cannot be used, with all its faults at once."""

    def __init__(self, path: Path, faults: tuple[Fault, ...]) -> None:
        self.path = path
        self.faults = faults
        lines = "\n".join(f"  {fault}" for fault in faults)
        count = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
        super().__init__(f"{path}: {count}; nothing was touched\n{lines}")


class WatchListError(FaultyFileError):
    """A watch list that cannot be used."""


class CorrectionsError(FaultyFileError):
    """A file of corrections that cannot be used."""
