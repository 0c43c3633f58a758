"""Make reviews of the rows of a table or the objects of a list."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scraper.imports.columns import SYNONYMS, fields_of
from scraper.outcome import Outcome, Parsed
from scraper.ratings import read_rating
from scraper.review import RawReview
from scraper.sources.html_text import text_of
from scraper.told import Told, joined, told

Row = Mapping[str, str]
_BEYOND = re.compile(r"(?:[6-9]|[1-9]\d{1,2})(?:[.,]\d+)?")
_FORMULA = re.compile(r"=[A-Z][A-Z0-9_.]*\(")
_MARKUP = re.compile(
    r"</?(?:p|br|div|span|a|b|i|em|strong|ul|ol|li|blockquote)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_VERDICT = re.compile(r"[^\W\d_][^\d]{0,40}")
_YES = {"1", "true", "yes", "oui", "vrai", "y", "o", "x"}
_NO = {"0", "false", "no", "non", "faux", "n"}
_LISTED, _SHOWN = (
    12,
    40,
)  # headings told, and characters of each: a page taken for a table has one endless heading


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows by heading, each with its number in the file, and a note for each that could not be read.

    ``kind`` is what the file is ("csv"), or the source that it is an export of; ``global_ids`` tells whether the
    ids in it are those of that source everywhere.
    """

    kind: str
    headings: Sequence[str]
    rows: Sequence[tuple[int, Row]]
    notes: tuple[Told, ...] = ()
    global_ids: bool = False


def reviews_in(table: Table, columns: Mapping[str, str], *, best: str | None, day_first: bool) -> Parsed:
    """Return the reviews of a table; strings stay as they are written, the door reads them.

    Without a column of texts, or when ``columns`` names what is not there, the outcome is CHANGED.
    """
    fields, problems = fields_of(table.headings, columns)
    if problems:
        return Parsed(outcome=Outcome.CHANGED, reason=joined(problems), notes=table.notes)
    if not table.headings and not table.notes and not table.rows:
        return Parsed(outcome=Outcome.EMPTY, reason=told("the file has no review"))
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
            notes.append(told("row %(row)s: neither a text nor a rating, left out", row=number))
    reviews = _on_one_scale(_rated(reviews, fields.get("rating", ""), notes), fields.get("rating", ""), notes)
    if not reviews:
        return Parsed(outcome=Outcome.EMPTY, reason=told("the file has no review"), notes=tuple(notes))
    return Parsed(outcome=Outcome.REVIEWS, reviews=tuple(reviews), notes=tuple(notes))


def _review(values: Mapping[str, str], best: str | None, *, day_first: bool) -> RawReview:
    said = {field: _unformulated(value.strip()) or None for field, value in values.items()}
    return RawReview(
        text=_unmarked(said.get("text") or ""),
        title=said.get("title") or "",
        key=said.get("key"),
        url=said.get("url"),
        author=said.get("author"),
        published=said.get("published"),
        rating=said.get("rating"),
        worst=said.get("worst") or ("0" if best and best != "5" else None),
        best=said.get("best") or best,
        language=said.get("language"),
        reply=_unmarked(said.get("reply") or "") or None,
        reply_published=said.get("reply_published"),
        verified=_yes_or_no(said.get("verified")),
        brand=said.get("brand"),
        day_first=day_first,
    )


def _unformulated(value: str) -> str:
    """Leave a formula out: an export that holds "=IFERROR(…" was saved without what it came to."""
    return "" if _FORMULA.match(value) else value


def _unmarked(text: str) -> str:
    """Return a text without its HTML, where it plainly is a piece of a page or a mail."""
    return text_of(text) if _MARKUP.search(text) else text


def _rated(reviews: list[RawReview], heading: str, notes: list[Told]) -> list[RawReview]:
    """Leave verdicts out that are no ratings ("good", "positive"), with one note for the column."""
    odd = next((one.rating for one in reviews if one.rating and _VERDICT.fullmatch(one.rating)), None)
    if odd is None or any(one.rating and read_rating(one.rating, one.worst, one.best) for one in reviews):
        return reviews
    notes.append(
        told(
            "column '%(column)s' holds '%(value)s': a verdict and no rating, so it was left out",
            column=heading,
            value=odd,
        )
    )
    unrated = (replace(review, rating=None) for review in reviews)
    return [review for review in unrated if review.text or review.title]


def _on_one_scale(reviews: list[RawReview], heading: str, notes: list[Told]) -> list[RawReview]:
    """Leave ratings out when some go beyond 5 and no scale is told: the 4s of such a column are no 4 of 5."""
    beyond = next(
        (one.rating for one in reviews if one.rating and not one.best and _BEYOND.fullmatch(one.rating)), None
    )
    if beyond is None:
        return reviews
    notes.append(
        told(
            "column '%(column)s' holds '%(value)s': no rating out of 5, so its ratings were left out; declare its best",
            column=heading,
            value=beyond,
        )
    )
    unrated = (review if review.best else replace(review, rating=None) for review in reviews)
    return [review for review in unrated if review.text or review.title or review.rating]


def _no_text(headings: Sequence[str]) -> Told:
    return told(
        "no column of texts; columns found: %(found)s; expected one of %(names)s…, or say which one holds the texts",
        found=_listed(headings),
        names=", ".join(SYNONYMS["text"][:8]),
    )


def _listed(headings: Sequence[str]) -> str | Told:
    names = ", ".join(repr(heading[:_SHOWN]) for heading in headings[:_LISTED]) or "–"
    rest = len(headings) - _LISTED
    return told("%(names)s and %(rest)s more", names=names, rest=rest) if rest > 0 else names


def _yes_or_no(value: str | None) -> bool | None:
    word = (value or "").casefold()
    return True if word in _YES else False if word in _NO else None
