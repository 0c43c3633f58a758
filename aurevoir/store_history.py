"""What earlier runs found and told, kept so that the next one can say what changed."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from aurevoir.store_database import Database
from scraper.outcome import Outcome
from site_templates.snapshot import Earlier, ToldFigure


class History:
    """The runs of a store; the newest is the one that a site is built from."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def keep(self, words: str, figures: Iterable[ToldFigure]) -> None:
        """Keep the figures that a site tells under the newest run, in the place of those of an earlier build."""
        with self._db.transaction():
            run = self._newest()
            self._db.change("DELETE FROM figures WHERE run = ?", (run,))
            for told in figures:
                row = (run, told.brand, told.name, words, told.value, told.low, told.high, told.n)
                self._db.change("INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def earlier(self) -> Earlier | None:
        """Return the run before the newest one that told figures, None before any."""
        run = self._db.one(
            "SELECT id, coalesce(finished, started) AS ended FROM runs "
            "WHERE id = (SELECT max(run) FROM figures WHERE run < ?)",
            (self._newest(),),
        )
        if run is None:
            return None
        rows = self._db.every("SELECT * FROM figures WHERE run = ? ORDER BY brand, name", (run["id"],))
        return Earlier(
            ended=datetime.fromisoformat(run["ended"]),
            words=rows[0]["words"],
            figures=tuple(map(_told, rows)),
            outcomes=self._outcomes(run["id"]),
        )

    def _newest(self) -> int | None:
        row = self._db.one("SELECT max(id) AS newest FROM runs")
        return None if row["newest"] is None else int(row["newest"])

    def _outcomes(self, run: int) -> dict[tuple[str, str, str], Outcome]:
        """Return how each place stood after a run: brand, source and address -> outcome of its last visit."""
        sql = """
            SELECT brand, source, address, outcome FROM visits JOIN places ON places.id = place
            WHERE visits.id IN (SELECT max(id) FROM visits WHERE run <= ? GROUP BY place)
        """
        rows = self._db.every(sql, (run,))
        return {(row["brand"], row["source"], row["address"]): Outcome(row["outcome"]) for row in rows}


def _told(row: Any) -> ToldFigure:
    return ToldFigure(
        brand=row["brand"],
        name=row["name"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        n=row["n"],
    )
