"""The only door to the database: reviews, readings, places and runs in one SQLite file."""

import hashlib
import secrets
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aurevoir import store_reviews
from aurevoir.correction import Correction, Kept
from aurevoir.corrections import corrected
from aurevoir.rows import (
    correction_row,
    health_of,
    kept_of,
    reading_of,
    reading_row,
    review_of,
    sector_week_of,
    stamp,
    visit_row,
)
from aurevoir.store_database import Database
from aurevoir.store_history import History
from aurevoir.store_notices import Notices
from aurevoir.store_reviews import Fate, Identity, Known, Version
from aurevoir.visit import Saved, Visit
from scraper.outcome import KnownPage, Outcome, PageRead, Validators
from scraper.place import Place
from scraper.review import Review
from sentiment.reading import Reading
from site_templates.snapshot import Opinion, PlaceHealth, SectorWeek


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
        self._db = Database(path)
        self.history = History(self._db)
        self.notices = Notices(self._db)
        if self._db.one("SELECT 1 FROM meta WHERE name = 'identity_key'") is None:
            key = (identity_key or secrets.token_bytes(32)).hex()
            self._db.change("INSERT OR IGNORE INTO meta VALUES ('identity_key', ?)", (key,))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._db.close()

    @property
    def identity_key(self) -> bytes:
        """Return the key of content hashes, made with the store."""
        return bytes.fromhex(self._db.one("SELECT value FROM meta WHERE name = 'identity_key'")["value"])

    def begin_run(self, started: datetime, program: str) -> int:
        """Note that a run begins and return its number."""
        with self._db.transaction():
            row = self._db.one(
                "INSERT INTO runs (started, program) VALUES (?, ?) RETURNING id", (stamp(started), program)
            )
        return int(row["id"])

    def end_run(self, run: int, finished: datetime) -> None:
        """Note that a run has ended."""
        with self._db.transaction():
            self._db.change("UPDATE runs SET finished = ? WHERE id = ?", (stamp(finished), run))

    def as_of(self) -> datetime | None:
        """Return the end of the newest run (its start, if it was cut short), None before any."""
        # by number, not by time: a clock that once ran ahead must not date the site for years
        row = self._db.one("SELECT coalesce(finished, started) AS newest FROM runs ORDER BY id DESC")
        return datetime.fromisoformat(row["newest"]) if row else None

    def _place(self, place: Place) -> int:
        identity = (place.brand, place.source, place.address)
        self._db.change("INSERT OR IGNORE INTO places (brand, source, address) VALUES (?, ?, ?)", identity)
        row = self._db.one("SELECT id FROM places WHERE brand = ? AND source = ? AND address = ?", identity)
        return int(row["id"])

    def known_page(self, place: Place, address: str, program: str) -> KnownPage | None:
        """Return what is remembered of a page by the same version of the program."""
        row = self._db.one(
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
        with self._db.transaction():
            number = self._place(place)
            fates = [store_reviews.save(self._db, number, review) for review in page.reviews]
            if page.known is not None:
                self._remember(number, page.address, program, page.known)
        return Saved(new=fates.count(Fate.NEW), updated=fates.count(Fate.UPDATED))

    def _remember(self, place: int, address: str, program: str, known: KnownPage) -> None:
        validators = known.validators
        row = (place, address, program, validators.etag, validators.modified, known.next, known.found, known.announced)  # fmt: skip
        old = self._db.one("SELECT * FROM pages WHERE place = ? AND address = ?", (place, address))
        if old is None or tuple(old) != row:
            self._db.change("INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def versions(self, source: str, key: str) -> list[Version]:
        """Return what a review said before it was edited, the oldest wording first."""
        return store_reviews.versions(self._db, (source, key))

    def listed(self, place: Place) -> list[Known]:
        """Return the reviews first seen at a place that are not removed."""
        return store_reviews.listed(self._db, (place.brand, place.source, place.address))

    def mark_missing(self, identities: Iterable[Identity], now: datetime) -> None:
        """Note that a full crawl did not meet these reviews."""
        store_reviews.mark(self._db, "missing", identities, now)

    def mark_removed(self, identities: Iterable[Identity], now: datetime) -> None:
        """Take reviews out of the figures; they stay in the store, and come back when they are met again."""
        store_reviews.mark(self._db, "removed", identities, now)

    def find(self, source: str, key: str) -> tuple[Review, str] | None:
        """Return a review and the address it was first seen at, None when it is not stored."""
        sql = "SELECT reviews.*, address FROM reviews JOIN places ON places.id = place WHERE reviews.source = ? AND key = ?"
        row = self._db.one(sql, (source, key))
        return (review_of(row), row["address"]) if row else None

    def has_words(self, review: Review) -> bool:
        """Tell whether the store holds words of a review."""
        sql = "SELECT 1 FROM reviews WHERE source = ? AND key = ? AND (title != '' OR text != '')"
        return self._db.one(sql, (review.source, review.key)) is not None

    def save_visit(self, run: int, visit: Visit) -> None:
        """Keep what came of a place."""
        with self._db.transaction():
            row = {"run": run, "place": self._place(visit.place)} | visit_row(visit)
            self._db.put("INSERT", "visits", row)

    def is_known_to_the_end(self, place: Place) -> bool:
        """Tell whether the last visit of a place read all there was, however far back; False before any."""
        row = self._last_visit(place)
        if row is None or row["since"] is not None:
            return False
        return Outcome(row["outcome"]).could_read and row["troubles"] == "[]"

    def _last_visit(self, place: Place) -> Any:
        return self._db.one(
            "SELECT visits.* FROM visits JOIN places ON places.id = place "
            "WHERE brand = ? AND source = ? AND address = ? ORDER BY visits.id DESC",
            (place.brand, place.source, place.address),
        )

    def has_given(self, place: Place) -> bool:
        """Tell whether any visit of a place gave reviews."""
        row = self._db.one(
            "SELECT 1 FROM visits JOIN places ON places.id = place "
            "WHERE brand = ? AND source = ? AND address = ? AND outcome = 'reviews'",
            (place.brand, place.source, place.address),
        )
        return row is not None

    def forget_before(self, oldest: datetime) -> int:
        """Delete reviews published (first seen, when undated) before a time; return how many."""
        with self._db.transaction():
            sql = "DELETE FROM reviews WHERE coalesce(published, first_seen) < ?"
            return self._db.change(sql, (stamp(oldest),))

    def unread(self, version: str) -> list[Review]:
        """Return the reviews that these words and weights have not read yet.

        One whose words are not kept stays as it was read when they came.
        """
        sql = """
            SELECT reviews.* FROM reviews LEFT JOIN readings USING (source, key)
            WHERE removed IS NULL AND version IS NOT ? AND (version IS NULL OR title != '' OR text != '')
            ORDER BY source, key
        """
        return [review_of(row) for row in self._db.every(sql, (version,))]

    def save_readings(self, readings: Iterable[tuple[Review, Reading]]) -> None:
        """Keep readings, all or nothing, each in the place of an older one."""
        with self._db.transaction():
            for review, reading in readings:
                row = {"source": review.source, "key": review.key} | reading_row(reading)
                self._db.put("INSERT OR REPLACE", "readings", row)

    def opinions(self, *, person: bool = False) -> Iterator[Opinion]:
        """Yield every review that was read and not removed, its reading as people corrected it; with ``person``, those only.

        What a person said of a review that was removed since stays a label.
        """
        which = "WHERE (source, key) IN (SELECT source, key FROM corrections)" if person else ""
        there = which or "WHERE removed IS NULL"
        reviews = self._db.every(f"SELECT * FROM reviews {there} ORDER BY source, key")  # noqa: S608 — a condition of ours
        readings = self._db.every(f"SELECT * FROM readings {which}")  # noqa: S608 — likewise
        read = {(row["source"], row["key"]): row for row in readings}
        said = {(one.source, one.key): one for one in (kept.correction for kept in self.corrections())}
        for row in reviews:
            identity = (row["source"], row["key"])
            if identity in read:
                reading, correction = reading_of(read[identity]), said.get(identity)
                told = corrected(reading, correction) if correction else reading
                seen = datetime.fromisoformat(row["first_seen"])
                yield Opinion(review=review_of(row), reading=told, person=correction is not None, seen=seen)

    def identities(self) -> list[tuple[str, str]]:
        """Return the source and the key of every review."""
        return [(row["source"], row["key"]) for row in self._db.every("SELECT source, key FROM reviews")]

    def corrections(self) -> list[Kept]:
        """Return what people said of reviews, in the order of their identities."""
        sql = "SELECT corrections.*, title, text FROM corrections JOIN reviews USING (source, key) ORDER BY source, key"
        return [kept_of(row, _digest(row["title"], row["text"])) for row in self._db.every(sql)]

    def save_corrections(self, corrections: Iterable[Correction], now: datetime) -> None:
        """Keep corrections, all or nothing, each in the place of an older one; their reviews must be stored."""
        with self._db.transaction():
            for correction in corrections:
                identity = (correction.source, correction.key)
                review = self._db.one(
                    "SELECT title, text FROM reviews WHERE source = ? AND key = ?", identity
                )
                words = _digest(review["title"], review["text"])
                row = correction_row(correction) | {"corrected_at": stamp(now), "words": words}
                self._db.put("INSERT OR REPLACE", "corrections", row)

    def remove_correction(self, source: str, key: str) -> bool:
        """Forget what was said of a review; tell whether anything was."""
        with self._db.transaction():
            sql = "DELETE FROM corrections WHERE source = ? AND key = ?"
            return self._db.change(sql, (source, key)) > 0

    def save_weeks(self, place: Place, category: str, counts: Mapping[date, int]) -> None:
        """Keep the weekly counts of a sector in the place of older ones; a first week may be a part of one: the larger stays."""
        weeks = sorted(counts)
        with self._db.transaction():
            number = self._place(place)
            later = "DELETE FROM sector_weeks WHERE place = ? AND category = ? AND week > ? AND week <= ?"
            self._db.change(later, (number, category, weeks[0].isoformat(), weeks[-1].isoformat()))
            for week in weeks:
                self._db.change(
                    "INSERT INTO sector_weeks VALUES (?, ?, ?, ?) "
                    "ON CONFLICT DO UPDATE SET count = max(count, excluded.count)",
                    (number, category, week.isoformat(), counts[week]),
                )

    def sector_weeks(self) -> list[tuple[tuple[str, str, str], SectorWeek]]:
        """Return every week of every sector, each with the brand, the source and the address of its place."""
        sql = "SELECT brand, source, address, category, week, count FROM sector_weeks JOIN places ON places.id = place"
        return [
            ((row["brand"], row["source"], row["address"]), sector_week_of(row))
            for row in self._db.every(sql)
        ]

    def health(self) -> list[PlaceHealth]:
        """Return how each place stood at its last visit, in order of first sight."""
        sql = """
            SELECT places.brand, places.source, places.address, visits.*,
                   (SELECT max(visited) FROM visits AS good WHERE good.place = places.id
                    AND good.outcome IN ('reviews', 'context', 'empty', 'unchanged')) AS succeeded,
                   (SELECT announced FROM visits AS told WHERE told.place = places.id AND announced IS NOT NULL
                    ORDER BY told.id DESC LIMIT 1) AS last_announced,
                   EXISTS (SELECT 1 FROM visits AS good WHERE good.place = places.id
                           AND good.outcome = 'reviews') AS has_given,
                   (SELECT count(*) FROM reviews WHERE reviews.place = places.id AND removed IS NULL) AS stored
            FROM places JOIN visits ON visits.id = (SELECT max(id) FROM visits WHERE place = places.id)
            ORDER BY places.id
        """
        return [health_of(row) for row in self._db.every(sql)]


def _digest(title: str, text: str) -> str:
    return hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()
