"""The learned files of a language: one n-gram a line with what it adds to the log-odds of each column.

The first line names the columns, the line of BIAS holds what a text without any of the n-grams has; fields are
separated by tabs. The order of the lines does not matter: sort them as you like.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from sentiment.errors import WordsError
from sentiment.lexicon import FOLDER
from sentiment.ngrams import features, met

NAMES = "n-gram"  # the first column
BIAS = "(bias)"  # no n-gram: a bracket is a break
NOTHING = "0"  # a column that an n-gram says nothing about


class WeightsError(WordsError):
    """A learned file that cannot be used."""

    def __init__(self, where: str, line: int, fault: str) -> None:
        super().__init__(
            f"weight file {where}, line {line}: {fault}; mend the line, reinstall, or learn it anew with "
            "python -m sentiment.train"
        )


class Term(NamedTuple):
    """Words that weigh.

    Attributes:
        cue: the n-gram or the hand-written phrase.
        start: first code point in the original text.
        end: one past the last.
        weight: log-odds it adds.
    """

    cue: str
    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """One column of a learned file.

    Attributes:
        bias: log-odds of a text without any of the n-grams.
        grams: log-odds that each n-gram adds, once a text however often it is met.
    """

    bias: float
    grams: Mapping[str, float]

    def terms(self, text: str, language: str) -> Iterator[Term]:
        """Yield what weighs in a text, as often as it is met."""
        grams = self.grams
        for name, start, end in features(text, language):
            weight = grams.get(name)
            if weight:
                yield Term(name, start, end, weight)

    def first(self, text: str, language: str) -> Iterator[Term]:
        """Yield what weighs in a text, each n-gram where it is met first."""
        where = met(text, language)
        for name in where.keys() & self.grams.keys():
            feature = where[name]
            yield Term(name, feature.start, feature.end, self.grams[name])


def _decoded(where: str, raw: bytes) -> list[str]:
    try:
        lines = raw.decode().split("\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise WeightsError(where, line, f"byte 0x{raw[error.start]:02x} is not UTF-8") from error
    if lines.pop():
        raise WeightsError(where, len(lines) + 1, "the file ends within a line, so it was cut short")
    return lines


def _number(where: str, line: int, cell: str) -> float:
    try:
        value = float(cell)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise WeightsError(where, line, f"{cell!r} is not a number")
    return value


def parse(where: str, raw: bytes) -> dict[str, Weights]:
    """Read the bytes of a learned file; ``where`` names it in errors.

    Raises:
        WeightsError: a line does not hold an n-gram and a number for each column, an n-gram stands twice, the bias is
            missing, or the file is cut.
    """
    head, *lines = _decoded(where, raw) or [""]
    first, *columns = head.split("\t")
    if first != NAMES or not columns:
        raise WeightsError(
            where, 1, f"{head[:60]!r} does not name the columns ({NAMES}, then what is weighed)"
        )
    read: list[dict[str, float]] = [{} for _ in columns]
    seen: set[str] = set()
    for number, line in enumerate(lines, 2):
        name, *cells = line.split("\t")
        if len(cells) != len(columns) or not name:
            raise WeightsError(where, number, f"{line[:60]!r} is not an n-gram and {len(columns)} weight(s)")
        if name in seen:
            raise WeightsError(where, number, f"{name!r} stands in the file already")
        seen.add(name)
        for grams, cell in zip(read, cells, strict=True):
            if cell != NOTHING or name == BIAS:
                grams[name] = _number(where, number, cell)
    if BIAS not in seen:
        raise WeightsError(where, len(lines) + 1, f"there is no line for {BIAS}")
    biased = zip(columns, read, strict=True)
    return {column: Weights(bias=grams.pop(BIAS), grams=grams) for column, grams in biased}


@cache
def learned(name: str, language: str) -> Mapping[str, Weights] | None:
    """Load a learned file, its columns by name; None for a language that has none.

    Raises:
        WeightsError: the file is damaged.
    """
    file = FOLDER / language / f"{name}.tsv"
    return parse(f"{language}/{file.name}", file.read_bytes()) if file.is_file() else None
