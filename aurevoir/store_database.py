"""The SQLite file under the store: opened, brought to today's shape, changed all or nothing."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from aurevoir.errors import StoreError

WAIT = 30.0  # seconds to wait for another process's write
OURS = {"places", "reviews", "runs", "visits"}  # what the first step makes
MOST_FAULTS = 5  # one is enough to bring back a copy


class Database:
    """An open file; every error of SQLite's becomes a StoreError that names the file."""

    def __init__(self, path: Path) -> None:
        """Open the file, making or migrating it.

        Raises:
            StoreError: it cannot be opened, is no store, or was written by a later version.
        """
        self.path = path
        with self._errors():
            self._connection = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        try:
            self._prepare()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def _prepare(self) -> None:
        with self._errors():
            self._connection.row_factory = sqlite3.Row
            steps, version = _steps(), self.one("PRAGMA user_version")["user_version"]
            if version > len(steps):
                later = f"written by a later Au revoir (shape {version}, this one knows {len(steps)}); update the program"
                raise StoreError(f"{self.path}: {later}")
            _refuse_another(self._connection, self.path)
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._migrate(steps, version)

    def _migrate(self, steps: Sequence[Traversable], version: int) -> None:
        for number, step in enumerate(steps[version:], version + 1):
            script = step.read_text(encoding="utf-8")
            self._connection.executescript(
                f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;"
            )

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            advice = "is the folder there and writable, and the file an Au revoir store?"
            raise StoreError(f"{self.path}: {error}; {advice}") from error

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep all that is changed within, or nothing."""
        with self._errors():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:  # SQLite itself gives up where the disk is full
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """Return the first row, None when there is none."""
        with self._errors():
            return self._connection.execute(sql, values).fetchone()

    def every(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return all rows."""
        with self._errors():
            return list(self._connection.execute(sql, values))

    def change(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Change rows; return how many."""
        with self._errors():
            return self._connection.execute(sql, values).rowcount

    def put(self, verb: str, table: str, row: Mapping[str, Any]) -> None:
        """Insert a row, its columns by name; ``verb`` is INSERT or INSERT OR REPLACE."""
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        self.change(f"{verb} INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What a look through a file found.

    Attributes:
        shape: number of the last migration that made it.
        known: number of the last migration that this program knows.
        faults: what is damaged, a sentence each, MOST_FAULTS at most.
    """

    shape: int
    known: int
    faults: tuple[str, ...]


def looked_through(path: Path) -> Condition:
    """Look through a file without changing it: its pages, and whether what its rows name is there.

    Raises:
        StoreError: it cannot be opened, or is no SQLite file.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=WAIT)) as file:
            shape = int(file.execute("PRAGMA user_version").fetchone()[0])
            if shape <= len(_steps()):
                _refuse_another(file, path)
            told = [str(row[0]) for row in file.execute(f"PRAGMA integrity_check({MOST_FAULTS})")]
            lost = file.execute("PRAGMA foreign_key_check").fetchmany(MOST_FAULTS)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}; is it an Au revoir store that you may read?") from error
    faults = [fault for fault in told if fault != "ok"]
    faults += [f"a row of {row[0]} names a row of {row[2]} that is not there" for row in lost]
    return Condition(shape=shape, known=len(_steps()), faults=tuple(faults[:MOST_FAULTS]))


def _refuse_another(file: sqlite3.Connection, path: Path) -> None:
    """Leave the database of another program as it is.

    Raises:
        StoreError: the file holds tables, and not those of a store.
    """
    tables = {row[0] for row in file.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if tables and not tables >= OURS:
        held = f'a database of another program (it holds the table "{min(tables)}")'
        raise StoreError(f"{path}: {held}; nothing was touched: give another file as the store")


def _steps() -> list[Traversable]:
    steps = files("aurevoir").joinpath("migrations").iterdir()
    return sorted((step for step in steps if step.name.endswith(".sql")), key=lambda step: step.name)
