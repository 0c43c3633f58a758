"""Records to rows and back; what goes in comes out."""

import json
from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import UTC, date, datetime
from typing import Any

from aurevoir.correction import Correction, Feeling, Kept
from aurevoir.visit import Visit, is_silent
from scraper.outcome import Outcome
from scraper.review import Precision, Rating, Reply, Review
from scraper.told import Told
from sentiment.reading import Channel, Departure, Evidence, Moment, Reading, Reason, Sentiment
from site_templates.snapshot import PlaceHealth, SectorWeek, Trouble

Row = Mapping[str, Any]


def stamp(moment: datetime | None) -> str | None:
    """Return a time as the store keeps it: UTC, ISO 8601, sortable."""
    if moment is None:
        return None
    exact = "microseconds" if moment.microsecond else "seconds"
    return moment.astimezone(UTC).isoformat(timespec=exact).replace("+00:00", "Z")


def unstamp(text: str | None) -> datetime | None:
    """Return the time that `stamp` wrote."""
    return None if text is None else datetime.fromisoformat(text)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def review_row(review: Review) -> dict[str, Any]:
    """Return the columns of a review, without its place and first sight."""
    rating, reply = review.rating, review.reply
    return {
        "source": review.source,
        "key": review.key,
        "brand": review.brand,
        "url": review.url,
        "published": stamp(review.published),
        "precision": review.precision,
        "rating": rating.value if rating else None,
        "rating_raw": rating.raw if rating else None,
        "rating_worst": rating.worst if rating else None,
        "rating_best": rating.best if rating else None,
        "title": review.title,
        "text": review.text,
        "language": review.language,
        "author": review.author,
        "reply": reply.text if reply else None,
        "reply_published": stamp(reply.published) if reply else None,
        "verified": review.verified,
        "fetched": stamp(review.fetched),
    }


def review_of(row: Row) -> Review:
    """Return the review of a row."""
    rating = reply = None
    if row["rating"] is not None:
        scale = {"worst": row["rating_worst"], "best": row["rating_best"]}
        rating = Rating(value=row["rating"], raw=row["rating_raw"], **scale)
    if row["reply"] is not None:
        reply = Reply(text=row["reply"], published=unstamp(row["reply_published"]))
    return Review(
        source=row["source"],
        key=row["key"],
        brand=row["brand"],
        url=row["url"],
        published=unstamp(row["published"]),
        precision=Precision(row["precision"]) if row["precision"] else None,
        rating=rating,
        title=row["title"],
        text=row["text"],
        language=row["language"],
        author=row["author"],
        reply=reply,
        verified=None if row["verified"] is None else bool(row["verified"]),
        fetched=_time(row["fetched"]),
    )


def reading_row(reading: Reading) -> dict[str, Any]:
    """Return the columns of a reading, without the identity of its review."""
    row: dict[str, Any] = {field.name: getattr(reading, field.name) for field in fields(Reading)}
    row["reasons"] = _json(reading.reasons)
    row["channels"] = _json(reading.channels)
    row["evidence"] = _json([asdict(span) for span in reading.evidence])
    return row


def reading_of(row: Row) -> Reading:
    """Return the reading of a row."""
    values = {field.name: row[field.name] for field in fields(Reading)}
    values |= {
        "departure": Departure(row["departure"]) if row["departure"] else None,
        "moment": Moment(row["moment"]),
        "leaning": Moment(row["leaning"]) if row["leaning"] else None,
        "sentiment": Sentiment(row["sentiment"]) if row["sentiment"] else None,
        "reasons": tuple(map(Reason, json.loads(row["reasons"]))),
        "channels": tuple(map(Channel, json.loads(row["channels"]))),
        "would_return": None if row["would_return"] is None else bool(row["would_return"]),
        "would_recommend": None if row["would_recommend"] is None else bool(row["would_recommend"]),
        "evidence": tuple(Evidence(**span) for span in json.loads(row["evidence"])),
    }
    return Reading(**values)


def correction_row(correction: Correction) -> dict[str, Any]:
    """Return the columns of a correction, without its time and the words it is about."""
    row: dict[str, Any] = {field.name: getattr(correction, field.name) for field in fields(Correction)}
    row["reasons"] = None if correction.reasons is None else _json(correction.reasons)
    return row


def kept_of(row: Row, words: str) -> Kept:
    """Return the correction of a row; ``words`` tell the words of the review as they are now."""
    values = {field.name: row[field.name] for field in fields(Correction)}
    values |= {
        "moment": Moment(row["moment"]) if row["moment"] else None,
        "first": Feeling(row["first"]) if row["first"] else None,
        "last": Feeling(row["last"]) if row["last"] else None,
        "tone": Sentiment(row["tone"]) if row["tone"] else None,
        "reasons": None if row["reasons"] is None else tuple(map(Reason, json.loads(row["reasons"]))),
    }
    at = _time(row["corrected_at"])
    return Kept(correction=Correction(**values), corrected_at=at, changed=row["words"] != words)


def visit_row(visit: Visit) -> dict[str, Any]:
    """Return the columns of a visit, without its run and place."""
    return {
        "visited": stamp(visit.visited),
        "outcome": visit.outcome,
        "reason": _json(asdict(visit.reason)) if visit.reason else None,
        "pages": visit.pages,
        "found": visit.found,
        "new": visit.new,
        "updated": visit.updated,
        "announced": visit.announced,
        "requests": visit.requests,
        "bytes": visit.size,
        "seconds": visit.seconds,
        "troubles": _json([asdict(trouble) for trouble in visit.troubles]),
        "notes": _json([asdict(note) for note in visit.notes]),
        "since": stamp(visit.since),
        "removed": visit.removed,
    }


def told_of(kept: Mapping[str, Any]) -> Told:
    """Return the sentence of its JSON."""
    values = ((name, value if isinstance(value, str) else told_of(value)) for name, value in kept["values"])
    return Told(message=kept["message"], values=tuple(values))


def health_of(row: Row) -> PlaceHealth:
    """Return the health of a place from its last visit, with what it announced when it last did."""
    outcome = Outcome(row["outcome"])
    return PlaceHealth(
        brand=row["brand"],
        source=row["source"],
        address=row["address"],
        outcome=outcome,
        silent=is_silent(outcome, row["found"], has_given=bool(row["has_given"])),
        reason=told_of(json.loads(row["reason"])) if row["reason"] else None,
        visited=_time(row["visited"]),
        succeeded=unstamp(row["succeeded"]),
        stored=row["stored"],
        new=row["new"],
        found=row["found"],
        announced=row["last_announced"],
        pages=row["pages"],
        troubles=tuple(
            Trouble(
                address=trouble["address"],
                outcome=Outcome(trouble["outcome"]),
                reason=told_of(trouble["reason"]) if trouble["reason"] else None,
            )
            for trouble in json.loads(row["troubles"])
        ),
        notes=tuple(map(told_of, json.loads(row["notes"]))),
    )


def sector_week_of(row: Row) -> SectorWeek:
    """Return the week of a sector of a row."""
    week = date.fromisoformat(row["week"])
    return SectorWeek(brand=row["brand"], category=row["category"], week=week, count=row["count"])


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
