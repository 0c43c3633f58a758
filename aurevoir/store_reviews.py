"""Reviews in the database: kept once, edited with their earlier wordings, missed and removed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from aurevoir.rows import review_row, stamp, unstamp
from aurevoir.store_database import Database
from scraper.review import Precision, Review

Identity = tuple[str, str]  # source, key
READ_FROM = {"title", "text", "language"}  # what a reading is made from
WRITTEN = {"title", "text", "rating"}  # what the customer says: another wording is another version
DATED = {"published", "precision"}
FINENESS = (
    Precision.EXACT,
    Precision.DAY,
    Precision.MONTH,
    None,
)  # how exactly a date is known, the best first


class Fate(StrEnum):
    """What became of a review that came in."""

    NEW = "new"
    UPDATED = "updated"
    SEEN = "seen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What a review said before it was edited; times in UTC."""

    title: str
    text: str
    rating: float | None
    fetched: datetime
    replaced: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A review that its place should list; ``missing`` tells since when a full crawl has not met it."""

    identity: Identity
    published: datetime | None
    missing: datetime | None


def save(db: Database, place: int, review: Review) -> Fate:
    """Keep a review, in the place of what was known of it; to be called within a transaction."""
    row = review_row(review)
    identity = (review.source, review.key)
    old = db.one("SELECT * FROM reviews WHERE source = ? AND key = ?", identity)
    if old is None:
        db.put("INSERT", "reviews", row | {"place": place, "first_seen": row["fetched"]})
        return Fate.NEW
    changed = _changed(old, row)
    if old["missing"] or old["removed"]:
        db.change("UPDATE reviews SET missing = NULL, removed = NULL WHERE source = ? AND key = ?", identity)
    if not changed:
        return Fate.UPDATED if old["removed"] else Fate.SEEN
    if changed.keys() & WRITTEN:
        _keep_version(db, old, row["fetched"])
    for name, value in (changed | {"fetched": row["fetched"]}).items():
        update = f"UPDATE reviews SET {name} = ? WHERE source = ? AND key = ?"  # noqa: S608 — a column of ours
        db.change(update, (value, *identity))
    if changed.keys() & READ_FROM:
        db.change("DELETE FROM readings WHERE source = ? AND key = ?", identity)
    moved_on = changed.keys() <= {"url"} and not old["removed"]  # to the listing's next page, by newer ones
    return Fate.SEEN if moved_on else Fate.UPDATED


def _dated_worse(old: Any, row: dict[str, Any]) -> bool:
    """Tell whether the known date stays: another route, or "a month ago", may tell it less exactly or not at all."""
    if row["published"] is None:
        return True
    return old["published"] is not None and FINENESS.index(row["precision"]) > FINENESS.index(
        old["precision"]
    )


def _changed(old: Any, row: dict[str, Any]) -> dict[str, Any]:
    changed = {name: value for name, value in row.items() if name != "fetched" and old[name] != value}
    if _dated_worse(old, row):
        changed = {name: value for name, value in changed.items() if name not in DATED}
    if not (row["title"] or row["text"]):
        # from a route whose terms keep no words: those of another one stay
        changed = {
            name: value for name, value in changed.items() if name not in READ_FROM and value is not None
        }
    return changed


def _keep_version(db: Database, old: Any, replaced: str) -> None:
    """Keep a wording once: two routes that tell a review in two ways would else add one every night."""
    wording = (old["source"], old["key"], old["title"], old["text"], old["rating"])
    known = "SELECT 1 FROM versions WHERE source = ? AND key = ? AND title = ? AND text = ? AND rating IS ?"
    if db.one(known, wording) is None:
        row = {name: old[name] for name in ("source", "key", "title", "text", "rating", "fetched")}
        db.put("INSERT", "versions", row | {"replaced": replaced})


def versions(db: Database, identity: Identity) -> list[Version]:
    """Return what a review said before, the oldest wording first."""
    rows = db.every("SELECT * FROM versions WHERE source = ? AND key = ? ORDER BY id", identity)
    return [
        Version(
            title=row["title"],
            text=row["text"],
            rating=row["rating"],
            fetched=datetime.fromisoformat(row["fetched"]),
            replaced=datetime.fromisoformat(row["replaced"]),
        )
        for row in rows
    ]


def listed(db: Database, place: tuple[str, str, str]) -> list[Known]:
    """Return the reviews that were first seen at a place (brand, source, address) and are not removed."""
    rows = db.every(
        "SELECT reviews.source, key, published, missing FROM reviews JOIN places ON places.id = place "
        "WHERE places.brand = ? AND places.source = ? AND address = ? AND removed IS NULL",
        place,
    )
    return [
        Known(
            identity=(row["source"], row["key"]),
            published=unstamp(row["published"]),
            missing=unstamp(row["missing"]),
        )
        for row in rows
    ]


def mark(db: Database, column: str, identities: Iterable[Identity], now: datetime) -> None:
    """Note since when reviews are ``missing`` or ``removed``."""
    with db.transaction():
        for identity in identities:
            note = f"UPDATE reviews SET {column} = ? WHERE source = ? AND key = ?"  # noqa: S608 — a column of ours
            db.change(note, (stamp(now), *identity))
