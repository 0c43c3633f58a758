"""Weigh a text by a learned column: its n-grams, its hand-written cues by slopes, and its length.

A cue adds its own weight times two slopes: that of its judgement, and that of its topic in the third of the text where it
stands, for what is said last weighs otherwise than what is said first.
"""

from collections.abc import Iterator, Mapping

from sentiment.cues import Match
from sentiment.heard import Heard
from sentiment.terms import Weighing
from sentiment.weights import Term, Weights, learned

THIRDS = ("begin", "middle", "end")
LENGTH = "(length)"  # no n-gram: a bracket is a break
BRIEF = 80  # characters; the labelled reviews have 60 at least, and of plain short words the cues alone are the better judges
LONG, UNIT = 1500, 500  # characters: a longer text counts as one of LONG; the slope is per UNIT


def slope(judgement: str) -> str:
    """Name the line of a judgement's slope in a learned file."""
    return f"({judgement})"


def slopes(match: Match, length: int) -> tuple[str, str]:
    """Name the slopes of a cue in a text of that length."""
    told = match.judgement if match.topic == "moment" else match.topic
    third = THIRDS[min(2, 3 * match.start // length)]
    return slope(match.judgement), f"({told} {third})"


def columns_for(name: str, heard: Heard) -> Mapping[str, Weights]:
    """Give the learned columns that may judge a text: none where nothing is learned, nor for a BRIEF one."""
    found = learned(name, heard.language) if len(heard.text) >= BRIEF else None
    return found or {}


def reach(text: str) -> float:
    """Return the length of a text in UNITs."""
    return min(len(text), LONG) / UNIT


def _cues(column: Weights, heard: Heard) -> Iterator[Term]:
    for match in heard.counted:
        slopes_ = (column.grams.get(name, 0.0) for name in slopes(match, len(heard.text)))
        yield Term(match.cue, match.start, match.end, match.weight * sum(slopes_))


def weighed(column: Weights, heard: Heard) -> Weighing:
    """Give the log-odds of a column: its bias and what the length adds to it, then word by word."""
    cues = (term for term in _cues(column, heard) if term.weight)
    bias = column.bias + column.grams.get(LENGTH, 0.0) * reach(heard.text)
    return Weighing(bias=bias, terms=(*cues, *column.first(heard.text, heard.language)))
