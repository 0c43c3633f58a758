"""Show what an import would take from a file, before anything is stored."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from aurevoir.bring_in import Wishes
from aurevoir.visit import first_notes
from scraper.admit import Door
from scraper.dates import read_date
from scraper.imports.found import FileRead
from scraper.outcome import Outcome
from scraper.report import Report
from scraper.review import Precision, RawReview, Review
from scraper.told import Told

ROWS_SHOWN = 3
WORDS_SHOWN = 160  # characters of a text in a line for people
FIELD_NAMES: Mapping[str, str] = {"key": "id", "published": "date", "reply_published": "reply_date"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A file that was only looked at, with its first reviews as they would be kept.

    Attributes:
        path: the file.
        found: what was read in it.
        first: the first reviews, each as the file tells it and as it would be kept; None for one that says nothing.
        notes: what could not be used, in the file and in those first reviews.
    """

    path: Path
    found: FileRead
    first: tuple[tuple[RawReview, Review | None], ...] = ()
    notes: tuple[Told, ...] = ()


def look_at(path: Path, wishes: Wishes, now: datetime) -> Shown:
    """Read a file and pass its first reviews through the door; nothing is stored."""
    found = wishes.read(path)
    door = Door(b"dry run", None)
    admitted = [
        (raw, *door.admit(raw, source=wishes.source or found.kept_as, brand=wishes.brand or raw.brand or "", fetched=now))
        for raw in found.parsed.reviews[:ROWS_SHOWN]
    ]  # fmt: skip
    first = tuple((raw, review) for raw, review, _ in admitted)
    notes = (*found.parsed.notes, *(note for *_, said in admitted for note in said))
    return Shown(path=path, found=found, first=first, notes=notes)


def as_json(shown: Shown) -> str:
    """Return one line of JSON: file, source, outcome, reviews (or reports), announced, first, notes."""
    parsed = shown.found.parsed
    told = {
        "file": str(shown.path),
        "source": shown.found.kind,
        "outcome": parsed.outcome.value,
        "reviews": len(parsed.reviews) + len(parsed.context),
        "announced": parsed.announced,
        "first": _first(*shown.first[0]) if shown.first else _report(parsed.context),
        "notes": [str(note) for note in ((parsed.reason,) if parsed.reason else ()) + shown.notes],
    }
    return json.dumps(told, ensure_ascii=False)


def in_lines(shown: Shown) -> Iterator[str]:
    """Yield what people want to know: what the file is, its columns, its first reviews, what was left out."""
    parsed = shown.found.parsed
    kind = shown.found.kind or "not recognised"
    count = f", {len(parsed.reviews)} reviews" if parsed.outcome is Outcome.REVIEWS else ""
    announced = f" of {parsed.announced}" if parsed.announced is not None else ""
    yield f"{shown.path}: {kind}, {parsed.outcome.value}{count}{announced}"
    if parsed.reason:
        yield f"  {parsed.reason}"
    if shown.found.fields:
        columns = (f"{FIELD_NAMES.get(name, name)} ← {own!r}" for name, own in shown.found.fields.items())
        yield f"  columns: {', '.join(columns)}"
    for raw, review in shown.first:
        if review is not None:
            yield f"  · {_in_a_line(raw, review)}"
    for note in first_notes(shown.notes):
        yield f"  note: {note}"


def _first(raw: RawReview, review: Review | None) -> dict[str, Any]:
    """Return a review by field; its author as the file names them, for the file is the user's own."""
    rating = review.rating if review else None
    reply = review.reply if review else None
    return {
        "id": raw.key,
        "author": raw.author,
        "rating": _number(rating.value) if rating else None,
        "date": _date(raw, review),
        "title": review.title if review else "",
        "text": review.text if review else "",
        "language": review.language if review else None,
        "url": review.url if review else None,
        "reply": reply.text if reply else None,
    }


def _report(context: Sequence[Report]) -> dict[str, Any] | None:
    """Return the first report about a sector by field: it has neither author nor words."""
    if not context:
        return None
    one = context[0]
    return {
        "id": one.key,
        "date": one.day.isoformat(),
        "category": one.category,
        "subcategories": one.labels,
        "count": one.count,
    }


def _number(value: float) -> float:
    return int(value) if value.is_integer() else value


def _date(raw: RawReview, review: Review | None) -> str | None:
    """Write a date in UTC, as exactly as it is known; one that says nothing has its date all the same."""
    if review is None:
        dated = read_date(raw.published or "", day_first=raw.day_first)
        when, precision = dated or (None, None)
    else:
        when, precision = review.published, review.precision
    if when is None:
        return None
    if precision is Precision.EXACT:
        return when.astimezone(UTC).isoformat().replace("+00:00", "Z")
    day = when.astimezone(UTC).date().isoformat()
    return day[:7] if precision is Precision.MONTH else day


def _in_a_line(raw: RawReview, review: Review) -> str:
    rating = f"{review.rating.value:g}/5" if review.rating else "no rating"
    words = " ".join(review.words.split())
    said = words if len(words) <= WORDS_SHOWN else words[:WORDS_SHOWN].rstrip() + "…"
    return f"{_date(raw, review) or 'no date'}, {rating}: {said or '(no words)'}"
