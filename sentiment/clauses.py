"""Cut a text into clauses: where a sentence ends, where a line breaks, where the writer turns (« mais », "until")."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from sentiment.phrases import Phrases
from sentiment.words import Word, words

LONGEST = 60  # words; people who write without full stops are cut here
_STOP = re.compile(r"[!?…;。\n\r\u2028\u2029]|\.(?=\s|\.|$)|\s[-–—•]\s|:\s*[()]")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a text that holds together.

    Attributes:
        words: its words, never empty, at most LONGEST.
        start: first code point of its first word in the original text.
        end: one past the last code point of its last word.
    """

    words: tuple[Word, ...]
    start: int
    end: int


def _parted(text: str, left: Word, right: Word) -> bool:
    between = text[left.end : right.start]
    if between in {" ", "'", "’"}:
        return False
    if between == ".":  # "cher.Je pars" is two sentences, "S.A.V" and "4.5" are not
        return len(left.folded) > 1 and text[right.start].isupper()
    return _STOP.search(between) is not None


def _sentences(text: str, found: Sequence[Word]) -> list[list[Word]]:
    sentences: list[list[Word]] = []
    for number, word in enumerate(found):
        if number and not _parted(text, found[number - 1], word):
            sentences[-1].append(word)
        else:
            sentences.append([word])
    return sentences


def _turns(sentence: Sequence[Word], contrasts: Phrases | None) -> list[int]:
    turns = {start for _, start, _ in contrasts.find(sentence)} if contrasts else set()
    cuts = [0]
    for at in range(1, len(sentence)):
        if (at in turns and at - cuts[-1] > 1) or at - cuts[-1] == LONGEST:
            cuts.append(at)
    return [*cuts, len(sentence)]


def clauses(text: str, contrasts: Phrases | None = None) -> list[Clause]:
    """Cut a text into clauses, in order; words of contrast begin a clause when given."""
    found: list[Clause] = []
    for sentence in _sentences(text, words(text)):
        cuts = _turns(sentence, contrasts)
        for start, end in pairwise(cuts):
            part = tuple(sentence[start:end])
            found.append(Clause(part, part[0].start, part[-1].end))
    return found
