"""Read the entries of a service's listing, or say what came instead of one."""

import re
from collections.abc import Callable, Sequence

from scraper.outcome import Outcome, Page, Parsed
from scraper.review import RawReview
from scraper.sources.answers import Json, NoAnswerError, another_shape, answer, in_utc, objects, within, words
from scraper.told import Told, told

_ERRORS = ("error", "errors", "error_message", "error_code", "error_id", "error_type")
_SHUT = re.compile(
    r"log.{0,5}in|authenti|authori[sz]|access token|forbidden|denied|too many|throttl|rate.?limit|slow.?down|private|quota",
    re.IGNORECASE,
)


def opened(page: Page, *marks: bytes) -> Json:
    """Return the value of a JSON answer that holds one of the marks; None where it holds none, or is no JSON."""
    if not any(mark in page.content for mark in marks):
        return None
    try:
        return answer(page)
    except NoAnswerError:
        return None


def read_answer(page: Page, read: Callable[[Json], Parsed | None]) -> Parsed:
    """Open an answer and read it; where ``read`` finds no listing in it, say what came instead."""
    try:
        value = answer(page)
    except NoAnswerError as error:
        return error.parsed
    return read(value) or no_listing(value)


def read_entries(
    entries: Sequence[Json],
    review_of: Callable[[dict[str, Json]], RawReview | None],
    *,
    announced: int | None = None,
    following: str | None = None,
    notes: tuple[Told, ...] = (),
) -> Parsed:
    """Read the entries of a listing in their order, each on its own; ``review_of`` gives None for another shape.

    No entry is EMPTY, unless ``notes`` tell of some that were passed over: there may be others on the following
    page. Entries without a single review are CHANGED. One without words counts: the door judges what to keep.
    """
    if not entries and not notes:
        return Parsed(outcome=Outcome.EMPTY, reason=told("the answer lists nothing"), announced=announced)
    read = [review_of(entry) if isinstance(entry, dict) else None for entry in entries]
    reviews = tuple(review for review in read if review is not None)
    if entries and not reviews:
        return another_shape(
            told("%(items)s items came, and none holds a review as this source writes them", items=len(read))
        )
    left = len(read) - len(reviews)
    bad = (told("left out, for they hold no review: %(items)s", items=left),) if left else ()
    return Parsed(
        outcome=Outcome.REVIEWS,
        reviews=reviews,
        announced=announced,
        next=following,
        notes=(*notes, *bad),
    )


def passed_over(number: int, why: Told) -> tuple[Told, ...]:
    """Note how many entries were passed over on purpose, and why; nothing where none was."""
    return (told("%(items)s items left out: %(why)s", items=number, why=why),) if number else ()


def moment(value: Json) -> str | None:
    """Return a date: as the service wrote it, or seconds since 1970 as an ISO date in UTC; None where none is."""
    return in_utc(value) or words(value) or None


def number(value: Json) -> int | None:
    """Return a number of things, written as a number or as digits; None where it is none."""
    written = words(value)
    return int(written) if written.isdecimal() and written.isascii() and len(written) < 12 else None  # noqa: PLR2004 no listing is that long


def is_error(value: Json) -> bool:
    """Tell an answer that only says what went wrong: it names an error and lists no object."""
    failed = (number(within(value, "status_code")) or 0) >= 400  # noqa: PLR2004 as HTTP numbers them
    named = isinstance(value, dict) and (failed or any(value.get(name) for name in _ERRORS))
    return named and not any(objects(held) for name, held in value.items() if name != "errors")


def no_listing(value: Json) -> Parsed:
    """Say what came instead of a listing: an error in the service's own words, or another shape."""
    error = _error(value)
    if not error:
        return another_shape(told("the answer has another shape than expected"))
    reason = told("the service answered with an error: %(error)s", error=error[:200])
    kind = words(value.get("error_type")) or words(value.get("status"))
    shut = _SHUT.search(f"{error} {kind}")
    return Parsed(outcome=Outcome.BLOCKED, reason=reason) if shut else another_shape(reason)


def _error(value: Json) -> str:
    """Return what a service says instead of an answer, from the fields in which services say it."""
    if not isinstance(value, dict):
        return ""
    errors = value.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else errors
    said = (value.get(name) for name in ("error_message", "error_description", "message", "error"))
    deeper = within(value, "error", "message")
    return next((words(one) for one in (*said, deeper, first) if words(one)), "")
