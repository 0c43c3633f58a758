"""Hear a text out: cut it into clauses and find its cues, where the language has any."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.clauses import Clause, clauses
from sentiment.cues import Match, counted, find
from sentiment.lexicon import LANGUAGES, lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What the judges of a text go by.

    Attributes:
        text: as it was written.
        language: ISO 639-1; empty when unknown.
        clauses: of the text, in order.
        matches: the cues met in them; none for a language without a lexicon.
        counted: those that learned weights count.
    """

    text: str
    language: str
    clauses: Sequence[Clause]
    matches: Sequence[Match]
    counted: Sequence[Match]


def hear(text: str, language: str | None) -> Heard:
    """Hear a text out in its language."""
    if language not in LANGUAGES:
        return Heard(text=text, language=language or "", clauses=clauses(text), matches=(), counted=())
    known = lexicon(language)
    parts = clauses(text, known.contrasts)
    matches = find(parts, known)
    return Heard(text=text, language=language, clauses=parts, matches=matches, counted=counted(matches))
