"""Make reviews of the rows of a table or the objects of a list."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from scraper.imports.columns import SYNONYMS, fields_of
from scraper.outcome import Outcome, Parsed
from scraper.review import RawReview

Row = Mapping[str, str]
_BEYOND = re.compile(r"(?:[6-9]|[1-9]\d{1,2})(?:[.,]\d+)?")
_YES = {"1", "true", "yes", "oui", "vrai", "y", "o", "x"}
_NO = {"0", "false", "no", "non", "faux", "n"}
_LISTED, _SHOWN = (
    12,
    40,
)  # headings told, and characters of each: a page taken for a table has one endless heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows by heading, each with its number in the file, and a note for each that could not be read."""

    headings: Sequence[str]
    rows: Sequence[tuple[int, Row]]
    notes: tuple[str, ...] = ()


def reviews_in(table: Table, columns: Mapping[str, str], *, best: str | None, day_first: bool) -> Parsed:
    """Return the reviews of a table; strings stay as they are written, the door reads them.

    Without a column of texts, or when ``columns`` names what is not there, the outcome is CHANGED.
    """
    fields, problems = fields_of(table.headings, columns)
    if problems:
        return Parsed(outcome=Outcome.CHANGED, reason="; ".join(problems), notes=table.notes)
    if not table.headings and not table.notes:
        return Parsed(outcome=Outcome.EMPTY, reason="the file has no review")
    if "text" not in fields:
        return Parsed(outcome=Outcome.CHANGED, reason=_no_text(table.headings), notes=table.notes)
    notes = list(table.notes)
    reviews = []
    for number, row in table.rows:
        review = _review(
            {field: row.get(heading, "") for field, heading in fields.items()}, best, day_first=day_first
        )
        if review.text or review.title or review.rating:
            reviews.append(review)
        elif any(row.values()):
            notes.append(f"row {number}: neither a text nor a rating, left out")
    reviews = _on_one_scale(reviews, fields.get("rating", ""), notes)
    if not reviews:
        return Parsed(outcome=Outcome.EMPTY, reason="the file has no review", notes=tuple(notes))
    return Parsed(outcome=Outcome.REVIEWS, reviews=tuple(reviews), notes=tuple(notes))


def _review(values: Mapping[str, str], best: str | None, *, day_first: bool) -> RawReview:
    told = {field: value.strip() or None for field, value in values.items()}
    return RawReview(
        text=told.get("text") or "",
        title=told.get("title") or "",
        key=told.get("key"),
        url=told.get("url"),
        author=told.get("author"),
        published=told.get("published"),
        rating=told.get("rating"),
        worst=told.get("worst") or ("0" if best and best != "5" else None),
        best=told.get("best") or best,
        language=told.get("language"),
        reply=told.get("reply"),
        reply_published=told.get("reply_published"),
        verified=_yes_or_no(told.get("verified")),
        brand=told.get("brand"),
        day_first=day_first,
    )


def _on_one_scale(reviews: list[RawReview], heading: str, notes: list[str]) -> list[RawReview]:
    """Leave ratings out when some go beyond 5 and no scale is told: the 4s of such a column are no 4 of 5."""
    beyond = next(
        (one.rating for one in reviews if one.rating and not one.best and _BEYOND.fullmatch(one.rating)), None
    )
    if beyond is None:
        return reviews
    notes.append(
        f"column {heading!r} holds {beyond!r}: no rating out of 5, so its ratings were left out; declare its best"
    )
    unrated = (review if review.best else replace(review, rating=None) for review in reviews)
    return [review for review in unrated if review.text or review.title or review.rating]


def _no_text(headings: Iterable[str]) -> str:
    every = [repr(heading[:_SHOWN]) for heading in headings]
    rest = f" and {len(every) - _LISTED} more" if len(every) > _LISTED else ""
    found = (", ".join(every[:_LISTED]) or "none") + rest
    return (
        f"no column of texts; columns found: {found}; expected one of {', '.join(SYNONYMS['text'][:8])}…, "
        "or say which one holds the texts"
    )


def _yes_or_no(value: str | None) -> bool | None:
    word = (value or "").casefold()
    return True if word in _YES else False if word in _NO else None
