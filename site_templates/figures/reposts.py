"""Tell one text that was posted several times from what several people wrote."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from site_templates.figures.figure import identity
from site_templates.snapshot import Opinion

# Shorter texts are alike by chance ("très bien", "never again"): two people may well have written them.
REPOST_LENGTH = 40  # characters, letters and digits alone
WORDS = 12  # fewest words of a text that may have been edited between two posts
RUN = 3  # words in a row that are compared as one
ALIKE = 0.5  # of all runs of two texts, how many both have: one word of twelve changed leaves 0.54
COMMON = 24  # texts that share a run, from which on it tells nothing: a turn of phrase
_UNDATED = datetime.max.replace(tzinfo=UTC)
_REMEMBERED = 50_000  # texts
_MARKS = re.compile(r"[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")

Run = tuple[str, ...]


def reposts(opinions: Iterable[Opinion]) -> tuple[tuple[Opinion, ...], ...]:
    """Group the reviews of each brand that are one text, the earliest first, the undated last.

    One text is the same (source, key), the same letters and digits (``REPOST_LENGTH`` of them or more), or, from
    ``WORDS`` words on, one that was edited a little: it shares ``ALIKE`` of the runs of words with the first post, and
    no number is another one (an amount, a file, a day: those are two stories). Ties are settled by (source, key), so that the order given changes nothing. The time it takes grows with the number
    of reviews, not with that of their pairs.
    """
    shelves: dict[str, _Shelf] = {}
    for opinion in sorted(opinions, key=_earliest):
        shelves.setdefault(opinion.review.brand, _Shelf()).put(opinion)
    groups = (tuple(group) for shelf in shelves.values() for group in shelf.groups)
    return tuple(sorted(groups, key=lambda group: _earliest(group[0])))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text as compared: its letters and digits, and where it is long enough its runs of words and its numbers."""

    fold: str
    runs: frozenset[Run]
    numbers: frozenset[str]

    def is_near(self, other: "_Text") -> bool:
        both = len(self.runs & other.runs)
        if both < ALIKE * (len(self.runs) + len(other.runs) - both):
            return False
        return self.numbers <= other.numbers or other.numbers <= self.numbers


class _Shelf:
    """The texts of a brand by what they share, each first post with what was posted again after it."""

    def __init__(self) -> None:
        self.groups: list[list[Opinion]] = []
        self._texts: list[_Text] = []
        self._same: dict[Run, int] = {}
        self._holding: dict[Run, list[int]] = {}

    def put(self, opinion: Opinion) -> None:
        own, text = identity(opinion), _compared(opinion.review.words)
        names = [own, (text.fold,)] if len(text.fold) >= REPOST_LENGTH else [own]
        place = next((self._same[name] for name in names if name in self._same), None)
        if place is None:
            place = self._near(text)
        if place is None:
            place = self._begin(text)
        self.groups[place].append(opinion)
        for name in names:
            self._same.setdefault(name, place)

    def _near(self, text: _Text) -> int | None:
        """Return the earliest first post that this text is an edition of."""
        shared = Counter(place for run in text.runs for place in self._holders(run))
        least = ALIKE * len(text.runs) / 2  # half of what they must share: turns of phrase were not counted
        near = (place for place, both in shared.items() if both >= least and text.is_near(self._texts[place]))
        return min(near, default=None)

    def _holders(self, run: Run) -> list[int]:
        holders = self._holding.get(run, [])
        return holders if len(holders) <= COMMON else []

    def _begin(self, text: _Text) -> int:
        place = len(self.groups)
        self.groups.append([])
        self._texts.append(text)
        for run in text.runs:
            self._holding.setdefault(run, []).append(place)
        return place


@lru_cache(maxsize=_REMEMBERED)
def _compared(text: str) -> _Text:
    words = _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text.casefold())))
    if len(words) < WORDS:
        return _Text("".join(words), frozenset(), frozenset())
    return _Text(
        fold="".join(words),
        runs=frozenset(zip(*(words[start:] for start in range(RUN)), strict=False)),
        numbers=frozenset(word for word in words if word[0].isdigit()),
    )


def _earliest(opinion: Opinion) -> tuple[datetime, str, str]:
    return opinion.review.published or _UNDATED, *identity(opinion)
