"""What earlier runs found and told, kept so that the next one can say what changed."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from aurevoir.history_record import KeptFigure, KeptRun, KeptVisit
from aurevoir.rows import stamp, unstamp
from aurevoir.store_database import Database
from aurevoir.visit import is_silent
from scraper.outcome import Outcome
from site_templates.snapshot import Earlier, PastMonth, ToldFigure


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

    def runs(self) -> list[KeptRun]:
        """Return every run, the oldest first, with what came of its places."""
        visits: dict[int, list[KeptVisit]] = {}
        given: set[int] = set()
        sql = "SELECT brand, source, address, visits.* FROM visits JOIN places ON places.id = place ORDER BY visits.id"
        for row in self._db.every(sql):
            visit = _visit(row, has_given=row["place"] in given)
            visits.setdefault(row["run"], []).append(visit)
            given |= {row["place"]} if visit.outcome is Outcome.REVIEWS else set()
        sql = "SELECT runs.*, (SELECT words FROM figures WHERE run = runs.id LIMIT 1) AS words FROM runs ORDER BY id"
        return [_run(row, tuple(visits.get(row["id"], ()))) for row in self._db.every(sql)]

    def figures(self) -> list[KeptFigure]:
        """Return every figure that a site told, the oldest first, by brand and name."""
        sql = """
            SELECT figures.*, coalesce(finished, started) AS ended FROM figures JOIN runs ON runs.id = run
            ORDER BY run, brand, name
        """
        return [
            KeptFigure(
                run=row["run"],
                ended=datetime.fromisoformat(row["ended"]),
                words=row["words"],
                told=_told(row),
            )
            for row in self._db.every(sql)
        ]

    def holds_before(self, moment: datetime) -> bool:
        """Tell whether reviews written before a time are stored."""
        return self._db.one("SELECT 1 FROM reviews WHERE published < ?", (stamp(moment),)) is not None

    def keep_months(self, months: Iterable[PastMonth]) -> None:
        """Keep what will be left of months when their texts go; what was kept of more reviews stays."""
        with self._db.transaction():
            for kept in months:
                self._db.change(
                    "INSERT INTO months VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET "
                    "words = excluded.words, n = excluded.n, mean = excluded.mean, variance = excluded.variance "
                    "WHERE excluded.n >= months.n",
                    (
                        kept.brand,
                        kept.name,
                        kept.month.isoformat(),
                        kept.words,
                        kept.n,
                        kept.mean,
                        kept.variance,
                    ),
                )

    def months(self) -> list[PastMonth]:
        """Return what is kept of the months whose texts are gone, by brand, name and month."""
        rows = self._db.every("SELECT * FROM months ORDER BY brand, name, month")
        return [
            PastMonth(
                brand=row["brand"],
                name=row["name"],
                month=date.fromisoformat(row["month"]),
                words=row["words"],
                n=row["n"],
                mean=row["mean"],
                variance=row["variance"],
            )
            for row in rows
        ]

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


def _run(row: Any, visits: tuple[KeptVisit, ...]) -> KeptRun:
    return KeptRun(
        number=row["id"],
        started=datetime.fromisoformat(row["started"]),
        finished=unstamp(row["finished"]),
        program=row["program"],
        words=row["words"],
        visits=visits,
    )


def _visit(row: Any, *, has_given: bool) -> KeptVisit:
    outcome = Outcome(row["outcome"])
    return KeptVisit(
        brand=row["brand"],
        source=row["source"],
        address=row["address"],
        outcome=outcome,
        found=row["found"],
        new=row["new"],
        updated=row["updated"],
        removed=row["removed"],
        troubles=len(json.loads(row["troubles"])),
        silent=is_silent(outcome, row["found"], has_given=has_given),
    )


def _told(row: Any) -> ToldFigure:
    return ToldFigure(
        brand=row["brand"],
        name=row["name"],
        value=row["value"],
        low=row["low"],
        high=row["high"],
        n=row["n"],
    )
