"""The record of this room: what a customer wrote, where and when."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exactly the publication date is known."""

    EXACT = "exact"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating:
    """A rating brought to 1–5, with what the source really said.

    Attributes:
        value: 1.0 to 5.0, linear from (worst, best).
        raw: the rating as the source wrote it.
        worst: lower end of the source's scale.
        best: upper end of the source's scale.
    """

    value: float
    raw: str
    worst: float = 1.0
    best: float = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the company answered; never read as if the customer had written it."""

    text: str
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawReview:
    """A review as a page or a file tells it, before the door: strings untouched, the author by name.

    Every field but ``text`` may be missing (None or ""). ``rating`` is the source's own string ("4,5", "8 of 10"),
    ``published`` its own date string; ``key`` is the source's native id, or None when it has none.
    ``day_first`` tells how its numeric dates are written: 05/06/2025 is 5 June unless False.
    """

    text: str
    key: str | None = None
    url: str | None = None
    author: str | None = None
    published: str | None = None
    rating: str | None = None
    worst: str | None = None
    best: str | None = None
    title: str = ""
    language: str | None = None
    reply: str | None = None
    reply_published: str | None = None
    verified: bool | None = None
    brand: str | None = None
    day_first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    r"""A review as it is kept: redacted, dated in UTC, its author a keyed pseudonym or nothing.

    Attributes:
        source: name of the source, with ``key`` the identity of the review.
        key: native id (made unique within the source), else a keyed hash of the content before redaction.
        brand: name of the brand in the watch list.
        url: address where a person can read it, if any.
        published: UTC, or None when unknown.
        precision: how exactly ``published`` is known; None when unknown.
        rating: None when the customer gave none.
        title: redacted, "" when none.
        text: redacted, line breaks as "\n".
        language: as the source says (ISO 639-1), None when it does not.
        author: keyed pseudonym, None when no key is set; never a name.
        reply: the company's answer, None when none is known.
        verified: whether the source vouches for a purchase; None when it does not say.
        fetched: when it was brought in, UTC.
    """

    source: str
    key: str
    brand: str
    text: str
    fetched: datetime
    title: str = ""
    url: str | None = None
    published: datetime | None = None
    precision: Precision | None = None
    rating: Rating | None = None
    language: str | None = None
    author: str | None = None
    reply: Reply | None = None
    verified: bool | None = None

    @property
    def words(self) -> str:
        """Return the text that is read: title, a line break, body; evidence offsets point into it."""
        return f"{self.title}\n{self.text}" if self.title else self.text
