"""The record of what a person says of one review."""

from dataclasses import dataclass, fields, replace
from datetime import datetime
from enum import StrEnum

from sentiment.reading import Departure, Moment, Reason, Sentiment

NO_DEPARTURE = (
    "none",
    "arrival",
)  # the guide's two kinds of review in which nobody leaves the company reviewed
KINDS = (*Departure, *NO_DEPARTURE)


class Feeling(StrEnum):
    """How a person says that a moment was felt; NONE when the review says nothing of it."""

    NEG = "neg"
    POS = "pos"
    MIXED = "mixed"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person says of one review; a judgement left None is the program's.

    Attributes:
        source: with ``key``, the identity of the review.
        key: see ``source``.
        kind: one of KINDS.
        moment: the moment judged.
        first: the feeling about the first moment.
        last: the feeling about the last moment.
        tone: the feeling of the whole.
        reasons: all of them, in the order of the enumeration; empty for "none".
        note: why, in the person's words.
        by: who says so; never shown on the site.
    """

    source: str
    key: str
    kind: str | None = None
    moment: Moment | None = None
    first: Feeling | None = None
    last: Feeling | None = None
    tone: Sentiment | None = None
    reasons: tuple[Reason, ...] | None = None
    note: str | None = None
    by: str | None = None

    @property
    def stays(self) -> bool:
        """Tell whether the person says that nobody leaves."""
        return self.kind in NO_DEPARTURE


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A correction in the store; ``changed`` when the words of its review are others since."""

    correction: Correction
    corrected_at: datetime
    changed: bool


def merged(old: Correction, new: Correction) -> Correction:
    """Return what was said before with what is said now, which wins."""
    said = {field.name: getattr(new, field.name) for field in fields(Correction)}
    return replace(old, **{name: value for name, value in said.items() if value is not None})
