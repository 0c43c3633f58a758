"""The only door to the database: reviews, readings, places and runs in one SQLite file."""

import hashlib
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aurevoir.correction import Correction, Kept
from aurevoir.corrections import corrected
from aurevoir.errors import StoreError
from aurevoir.rows import (
    correction_row,
    health_of,
    kept_of,
    reading_of,
    reading_row,
    review_of,
    review_row,
    stamp,
    visit_row,
)
from aurevoir.visit import Saved, Visit
from scraper.outcome import KnownPage, PageRead, Validators
from scraper.place import Place
from scraper.review import Review
from sentiment.reading import Reading
from site_templates.snapshot import Opinion, PlaceHealth

WAIT = 30.0  # seconds to wait for another process's write
READ_FROM = {"title", "text", "language"}  # what a reading is made from


class Store:
    """An open store; use it as a context manager."""

    def __init__(self, path: Path, *, identity_key: bytes | None = None) -> None:
        """Open the store, making or migrating the file.

        Args:
            path: the SQLite file; its folder must exist.
            identity_key: key of content hashes for a new store; random by default.

        Raises:
            StoreError: the file cannot be opened, is no store, or was written by a later version.
        """
        self.path = path
        with self._errors():
            self._db = sqlite3.connect(path, timeout=WAIT, isolation_level=None)
        try:
            self._prepare((identity_key or secrets.token_bytes(32)).hex())
        except BaseException:
            self._db.close()
            raise

    def _prepare(self, identity_key: str) -> None:
        with self._errors():
            self._db.row_factory = sqlite3.Row
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA foreign_keys = ON")
            self._migrate()
        if self._one("SELECT 1 FROM meta WHERE name = 'identity_key'") is None:
            with self._transaction():
                self._db.execute("INSERT OR IGNORE INTO meta VALUES ('identity_key', ?)", (identity_key,))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            advice = "is the folder there and writable, and the file an Au revoir store?"
            raise StoreError(f"{self.path}: {error}; {advice}") from error

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._errors():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _migrate(self) -> None:
        steps = sorted(
            (file for file in files("aurevoir").joinpath("migrations").iterdir()), key=lambda file: file.name
        )
        steps = [step for step in steps if step.name.endswith(".sql")]
        version = self._one("PRAGMA user_version")["user_version"]
        if version > len(steps):
            later = f"written by a later Au revoir (shape {version}, this one knows {len(steps)}); update the program"
            raise StoreError(f"{self.path}: {later}")
        for number, step in enumerate(steps[version:], version + 1):
            script = step.read_text(encoding="utf-8")
            self._db.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")

    def _one(self, sql: str, values: Sequence[Any] = ()) -> Any:
        return self._db.execute(sql, values).fetchone()

    @property
    def identity_key(self) -> bytes:
        """Return the key of content hashes, made with the store."""
        with self._errors():
            return bytes.fromhex(self._one("SELECT value FROM meta WHERE name = 'identity_key'")["value"])

    def begin_run(self, started: datetime, program: str) -> int:
        """Note that a run begins and return its number."""
        with self._transaction():
            row = self._one(
                "INSERT INTO runs (started, program) VALUES (?, ?) RETURNING id", (stamp(started), program)
            )
        return int(row["id"])

    def end_run(self, run: int, finished: datetime) -> None:
        """Note that a run has ended."""
        with self._transaction():
            self._db.execute("UPDATE runs SET finished = ? WHERE id = ?", (stamp(finished), run))

    def as_of(self) -> datetime | None:
        """Return the end of the newest run (its start, if it was cut short), None before any."""
        with self._errors():
            row = self._one("SELECT max(coalesce(finished, started)) AS newest FROM runs")
        return datetime.fromisoformat(row["newest"]) if row["newest"] else None

    def _place(self, place: Place) -> int:
        identity = (place.brand, place.source, place.address)
        self._db.execute("INSERT OR IGNORE INTO places (brand, source, address) VALUES (?, ?, ?)", identity)
        row = self._one("SELECT id FROM places WHERE brand = ? AND source = ? AND address = ?", identity)
        return int(row["id"])

    def known_page(self, place: Place, address: str, program: str) -> KnownPage | None:
        """Return what is remembered of a page by the same version of the program."""
        with self._errors():
            row = self._one(
                "SELECT pages.* FROM pages JOIN places ON places.id = place "
                "WHERE brand = ? AND source = ? AND places.address = ? AND pages.address = ? AND program = ?",
                (place.brand, place.source, place.address, address, program),
            )
        if row is None:
            return None
        validators = Validators(etag=row["etag"], modified=row["modified"])
        return KnownPage(
            validators=validators, next=row["next"], found=row["found"], announced=row["announced"]
        )

    def save_page(self, place: Place, page: PageRead, program: str) -> Saved:
        """Keep a page's reviews and what to remember of it, all or nothing."""
        with self._transaction():
            number = self._place(place)
            fates = [self._save_review(number, review) for review in page.reviews]
            if page.known is not None:
                known = page.known
                self._db.execute(
                    "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (number, page.address, program, known.validators.etag, known.validators.modified, known.next,
                     known.found, known.announced),
                )  # fmt: skip
        return Saved(new=fates.count("new"), updated=fates.count("updated"))

    def _save_review(self, place: int, review: Review) -> str:
        row = review_row(review)
        identity = (review.source, review.key)
        old = self._one("SELECT * FROM reviews WHERE source = ? AND key = ?", identity)
        if old is None:
            self._put("INSERT", "reviews", row | {"place": place, "first_seen": row["fetched"]})
            return "new"
        changed = {name: value for name, value in row.items() if name != "fetched" and old[name] != value}
        if not changed:
            return "seen"
        for name, value in (changed | {"fetched": row["fetched"]}).items():
            update = f"UPDATE reviews SET {name} = ? WHERE source = ? AND key = ?"  # noqa: S608 — a column of ours
            self._db.execute(update, (value, *identity))
        if changed.keys() & READ_FROM:
            self._db.execute("DELETE FROM readings WHERE source = ? AND key = ?", identity)
        return "updated"

    def _put(self, verb: str, table: str, row: dict[str, Any]) -> None:
        names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
        self._db.execute(f"{verb} INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))

    def find(self, source: str, key: str) -> tuple[Review, str] | None:
        """Return a review and the address it was first seen at, None when it is not stored."""
        sql = "SELECT reviews.*, address FROM reviews JOIN places ON places.id = place WHERE reviews.source = ? AND key = ?"
        with self._errors():
            row = self._one(sql, (source, key))
        return (review_of(row), row["address"]) if row else None

    def save_visit(self, run: int, visit: Visit) -> None:
        """Keep what came of a place."""
        with self._transaction():
            row = {"run": run, "place": self._place(visit.place)} | visit_row(visit)
            self._put("INSERT", "visits", row)

    def forget_before(self, oldest: datetime) -> int:
        """Delete reviews published (first seen, when undated) before a time; return how many."""
        with self._transaction():
            sql = "DELETE FROM reviews WHERE coalesce(published, first_seen) < ?"
            return self._db.execute(sql, (stamp(oldest),)).rowcount

    def unread(self, version: str) -> list[Review]:
        """Return the reviews that these words and weights have not read yet."""
        sql = "SELECT reviews.* FROM reviews LEFT JOIN readings USING (source, key) WHERE version IS NOT ? ORDER BY source, key"
        with self._errors():
            return [review_of(row) for row in self._db.execute(sql, (version,))]

    def save_readings(self, readings: Iterable[tuple[Review, Reading]]) -> None:
        """Keep readings, all or nothing, each in the place of an older one."""
        with self._transaction():
            for review, reading in readings:
                row = {"source": review.source, "key": review.key} | reading_row(reading)
                self._put("INSERT OR REPLACE", "readings", row)

    def opinions(self, *, person: bool = False) -> Iterator[Opinion]:
        """Yield every review that was read, with its reading as people corrected it; with ``person``, those only."""
        which = "WHERE (source, key) IN (SELECT source, key FROM corrections)" if person else ""
        with self._errors():
            reviews = self._db.execute(f"SELECT * FROM reviews {which} ORDER BY source, key").fetchall()  # noqa: S608 — a condition of ours
            readings = self._db.execute(f"SELECT * FROM readings {which}").fetchall()  # noqa: S608 — likewise
        read = {(row["source"], row["key"]): row for row in readings}
        said = {(one.source, one.key): one for one in (kept.correction for kept in self.corrections())}
        for row in reviews:
            identity = (row["source"], row["key"])
            if identity in read:
                reading, correction = reading_of(read[identity]), said.get(identity)
                told = corrected(reading, correction) if correction else reading
                yield Opinion(review=review_of(row), reading=told, person=correction is not None)

    def identities(self) -> list[tuple[str, str]]:
        """Return the source and the key of every review."""
        with self._errors():
            return [
                (row["source"], row["key"]) for row in self._db.execute("SELECT source, key FROM reviews")
            ]

    def corrections(self) -> list[Kept]:
        """Return what people said of reviews, in the order of their identities."""
        sql = "SELECT corrections.*, title, text FROM corrections JOIN reviews USING (source, key) ORDER BY source, key"
        with self._errors():
            return [kept_of(row, _digest(row["title"], row["text"])) for row in self._db.execute(sql)]

    def save_corrections(self, corrections: Iterable[Correction], now: datetime) -> None:
        """Keep corrections, all or nothing, each in the place of an older one; their reviews must be stored."""
        with self._transaction():
            for correction in corrections:
                identity = (correction.source, correction.key)
                review = self._one("SELECT title, text FROM reviews WHERE source = ? AND key = ?", identity)
                words = _digest(review["title"], review["text"])
                row = correction_row(correction) | {"corrected_at": stamp(now), "words": words}
                self._put("INSERT OR REPLACE", "corrections", row)

    def remove_correction(self, source: str, key: str) -> bool:
        """Forget what was said of a review; tell whether anything was."""
        with self._transaction():
            sql = "DELETE FROM corrections WHERE source = ? AND key = ?"
            return self._db.execute(sql, (source, key)).rowcount > 0

    def health(self) -> list[PlaceHealth]:
        """Return how each place stood at its last visit, in order of first sight."""
        sql = """
            SELECT places.brand, places.source, places.address, visits.*,
                   (SELECT max(visited) FROM visits AS good WHERE good.place = places.id
                    AND good.outcome IN ('reviews', 'empty', 'unchanged')) AS succeeded,
                   (SELECT count(*) FROM reviews WHERE reviews.place = places.id) AS stored
            FROM places JOIN visits ON visits.id = (SELECT max(id) FROM visits WHERE place = places.id)
            ORDER BY places.id
        """
        with self._errors():
            return [health_of(row) for row in self._db.execute(sql)]


def _digest(title: str, text: str) -> str:
    return hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()
