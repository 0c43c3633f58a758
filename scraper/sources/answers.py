"""Open the JSON answers of web services: what came may as well be a challenge, an error page or cut short."""

from datetime import UTC, datetime
from typing import Any

from scraper.blocks import block_in, instead_of_page
from scraper.decoding import decoded
from scraper.json_text import BadJSONError, load_json
from scraper.outcome import Outcome, Page, Parsed
from scraper.told import Told, told

Json = Any  # what a service answers; every use of it is checked


class NoAnswerError(ValueError):
    """What came is no JSON; ``parsed`` says what it is."""

    def __init__(self, parsed: Parsed) -> None:
        super().__init__(str(parsed.reason))
        self.parsed = parsed


def answer(page: Page) -> Json:
    """Return the value of a JSON answer.

    Raises:
        NoAnswerError: it is a challenge, a login wall, or no JSON at all.
    """
    keeper = block_in(page.content)
    if keeper:
        raise NoAnswerError(Parsed(outcome=Outcome.BLOCKED, reason=instead_of_page(keeper)))
    text, _ = decoded(page.content)
    if text.lstrip("\ufeff \t\r\n")[:1] not in {"{", "["}:
        raise NoAnswerError(another_shape(told("no JSON came")))
    try:
        return load_json(text)
    except BadJSONError as error:
        problem = told("the answer is no JSON: %(problem)s", problem=error.problem)
        raise NoAnswerError(another_shape(problem)) from error


def another_shape(reason: Told) -> Parsed:
    """Say that something came in a shape the source does not know."""
    return Parsed(outcome=Outcome.CHANGED, reason=reason)


def objects(value: Json) -> list[dict[str, Json]]:
    """Return the objects of a list; nothing where it is none."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def within(value: Json, *path: str) -> Json:
    """Follow the keys of objects inside each other; None where one is missing."""
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def words(value: Json) -> str:
    """Return a string or a number as it was written, and "" for anything else."""
    return (
        value
        if isinstance(value, str)
        else ""
        if isinstance(value, bool)
        else str(value)
        if isinstance(value, int | float)
        else ""
    )


def in_utc(seconds: Json) -> str | None:
    """Return seconds since 1970 as an ISO date in UTC; None when they are no time."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        return None
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat()
    except (ValueError, OverflowError, OSError):
        return None
