"""What the webhook was told and still holds, so that nothing is told twice."""

from collections.abc import Iterable
from datetime import datetime

from aurevoir.rows import stamp
from aurevoir.store_database import Database


class Notices:
    """The names of what was told."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def told(self) -> frozenset[str]:
        """Return the names of what was told and has not ended since."""
        return frozenset(row["name"] for row in self._db.every("SELECT name FROM notices"))

    def keep(self, names: Iterable[str], now: datetime) -> None:
        """Note that these were told."""
        with self._db.transaction():
            for name in names:
                self._db.change("INSERT OR REPLACE INTO notices VALUES (?, ?)", (name, stamp(now)))

    def forget(self, names: Iterable[str]) -> None:
        """Note that these have ended: they are told again when they come back."""
        ended = list(names)
        if not ended:
            return
        with self._db.transaction():
            for name in ended:
                self._db.change("DELETE FROM notices WHERE name = ?", (name,))
