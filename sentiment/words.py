"""Words of a text, folded for comparison, with their places in the original."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

# Combining marks, soft hyphens, zero-width joiners and direction marks inside a word belong to it.
INSIDE = "\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff"
_WORD = re.compile(rf"[^\W_](?:[^\W_]|[{INSIDE}])*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae"})
LONGEST = 64  # code points of a word that are compared; no cue is longer


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits.

    Attributes:
        folded: the word in lower case, without accents or ligatures.
        start: first code point in the original text.
        end: one past the last.
    """

    folded: str
    start: int
    end: int


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Fold case, accents, ligatures and invisible marks away."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    kept = "".join(char for char in plain if unicodedata.category(char) not in {"Mn", "Cf"})
    return kept.translate(_LIGATURES)


def words(text: str) -> list[Word]:
    """Cut a text into folded words; apostrophes and hyphens separate."""
    return [Word(fold(found[0][:LONGEST]), found.start(), found.end()) for found in _WORD.finditer(text)]
