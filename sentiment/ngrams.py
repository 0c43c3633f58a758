"""Cut a text into the features that weights are learned for: n-grams and words under a negation, with their places.

What is written here is part of what the learned weights mean: after a change, learn them anew.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from sentiment.words import INSIDE, LONGEST, fold

BREAK = "|"  # a comma, a stop, a bracket, a new line: no n-gram crosses it
DENIED = "~"  # begins the name of a word under a negation
REACH = 4  # words a negation covers
NEGATIONS = {
    "fr": frozenset({"pas", "jamais", "aucun", "aucune", "sans", "ni", "rien", "plus", "guere", "personne"}),
    "en": frozenset(
        {
            *("not", "no", "never", "nothing", "without", "nobody", "none", "neither", "nor", "hardly"),
            *("cannot", "cant", "dont", "didnt", "wont", "isnt", "wasnt", "doesnt", "couldnt", "wouldnt"),
            "t",  # "don't" is cut into don and t
        }
    ),
}
_TURNS = frozenset({BREAK, "!", "!!", "?", "mais", "but"})  # a negation reaches no further
_EMOJI = "\u2600-\u27bf\U0001f300-\U0001faff"
# Every alternative is a run of one class or of bounded length, so that a walk over a text is linear in it.
_TOKEN = re.compile(
    rf"[^\W_](?:[^\W_]|[{INSIDE}])*"  # a word
    r"|!+|\?+|\.\.+|…|<3"
    r"|[:;]-?(?:[)(]|[DPp/](?![^\W_]|/))"  # a face; "prix:Paris" and "http://" are none
    rf"|[{_EMOJI}]|[,.;:\n()]"
)


class Token(NamedTuple):
    """A word, a mark or a break.

    Attributes:
        text: a folded word, ``000`` for a number of three digits or more, ``!`` ``!!`` ``?`` ``??`` ``...``
            ``:)`` ``:(``, an emoji, or BREAK.
        start: first code point in the original text.
        end: one past the last.
    """

    text: str
    start: int
    end: int


class Feature(NamedTuple):
    """Something met in a text.

    Attributes:
        name: one to three tokens that follow each other, a space between; or DENIED and a word under a negation.
        start: first code point in the original text; of the negation, for a word under one.
        end: one past the last.
    """

    name: str
    start: int
    end: int


def _mark(raw: str) -> str:
    if raw[0] in "!?":
        return raw[0] * min(len(raw), 2)
    if raw[0] == "…" or raw.startswith(".."):
        return "..."
    if len(raw) > 1:
        return ":)" if raw[-1] in ")DPp3" else ":("
    return BREAK if raw in ",.;:\n()" else raw


def _token(raw: str) -> str:
    if not raw[0].isalnum():
        return _mark(raw)
    word = fold(raw[:LONGEST])
    return "000" if len(word) > 2 and word.isdigit() else word  # noqa: PLR2004 — years, amounts, file numbers


def tokens(text: str) -> list[Token]:
    """Cut a text into words, marks and breaks, in order; other signs are skipped."""
    return [Token(_token(found[0]), found.start(), found.end()) for found in _TOKEN.finditer(text)]


def _grams(found: Sequence[Token]) -> Iterator[Feature]:
    first, second = Token(BREAK, 0, 0), Token(BREAK, 0, 0)
    for third in found:
        if third.text != BREAK:
            yield Feature(*third)
            if second.text != BREAK:
                two = f"{second.text} {third.text}"
                yield Feature(two, second.start, third.end)
                if first.text != BREAK:
                    yield Feature(f"{first.text} {two}", first.start, third.end)
        first, second = second, third


def _denied(found: Sequence[Token], language: str) -> Iterator[Feature]:
    negations = NEGATIONS.get(language, frozenset())
    left = begin = 0
    for word, start, end in found:
        if word in _TURNS:
            left = 0
            continue
        if left:
            yield Feature(DENIED + word, begin, end)
            left -= 1
        if word in negations:
            left, begin = REACH, start


@lru_cache(maxsize=1)  # the judges of one text ask in turn
def features(text: str, language: str) -> tuple[Feature, ...]:
    """List every n-gram, then every word under a negation; a feature comes as often as it is met."""
    found = tokens(text)
    return (*_grams(found), *_denied(found, language))


@lru_cache(maxsize=1)  # likewise
def met(text: str, language: str) -> Mapping[str, Feature]:
    """Give each feature where it is met first, by name."""
    return {feature.name: feature for feature in reversed(features(text, language))}
