"""Cut a text into clauses and find its cues, where the language has any."""

from sentiment.clauses import Clause, clauses
from sentiment.cues import Match, find
from sentiment.lexicon import LANGUAGES, lexicon


def heard(text: str, language: str | None) -> tuple[list[Clause], list[Match]]:
    """Give the clauses and the cues met in them; no cues for a language without a lexicon."""
    if language not in LANGUAGES:
        return clauses(text), []
    known = lexicon(language)
    parts = clauses(text, known.contrasts)
    return parts, find(parts, known)
