"""The phrase language of the cue files, and an automaton that finds all phrases in one walk over the words.

A phrase is words separated by spaces. ``résili*`` is any word with that beginning, ``(a|b c|)`` one of several
(the last one: nothing), ``~`` up to four words between, ``{name}`` a word list of the same language. Case and
accents do not matter; an apostrophe or a hyphen is a space. Nothing else has a meaning, so a phrase
cannot cost more than its length times its gaps.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sentiment.errors import WordsError
from sentiment.words import Word, fold

GAP = 4  # words that ``~`` may stand for
MOST_GAPS = 2  # in one phrase: bounds the work at a word by (GAP + 1) ** 2 walks
_PIECE = re.compile(r"[()|~]|[^\W_]+\*?|\*")
_STRAY = re.compile(r"[^\w\s()|~*'’-]|(?<=\*)\w")


class PhraseError(WordsError):
    """A phrase that cannot be read."""

    def __init__(self, phrase: str, fault: str) -> None:
        super().__init__(f"phrase {phrase!r}: {fault}")


@dataclass(slots=True)
class _Node:
    words: dict[str, list["_Node"]] = field(default_factory=dict)
    stems: dict[str, list["_Node"]] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)
    gaps: list["_Node"] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    gap: bool = False  # reached through a gap

    def step(self, piece: str, target: "_Node") -> None:
        if piece.endswith("*"):
            self.stems.setdefault(piece[:-1], []).append(target)
            self.lengths.add(len(piece) - 1)
        else:
            self.words.setdefault(piece, []).append(target)

    def after(self, word: str) -> Iterator["_Node"]:
        yield from self.words.get(word, ())
        for length in self.lengths:
            yield from self.stems.get(word[:length], ())


class _Reader:
    """Reads one phrase into the automaton, from left to right."""

    def __init__(self, phrase: str, lists: Mapping[str, str]) -> None:
        self.phrase = phrase
        expanded = expand(phrase, lists)
        if stray := _STRAY.search(expanded):
            raise PhraseError(phrase, f"{stray[0]!r} has no meaning here; remove it")
        self.pieces = [fold(piece) for piece in _PIECE.findall(expanded)]
        self.at = 0
        if self.pieces.count("~") > MOST_GAPS:
            raise PhraseError(phrase, f"more than {MOST_GAPS} gaps (~); write two phrases")

    def sequence(self, nodes: list[_Node]) -> list[_Node]:
        while self.at < len(self.pieces) and self.pieces[self.at] not in {"|", ")"}:
            nodes = self.piece(nodes)
        return nodes

    def piece(self, nodes: list[_Node]) -> list[_Node]:
        piece = self.pieces[self.at]
        self.at += 1
        if piece == "(":
            return self.group(nodes)
        target = _Node(gap=piece == "~")
        for node in nodes:
            if piece == "~":
                node.gaps.append(target)
            else:
                node.step(piece, target)
        return [target]

    def group(self, nodes: list[_Node]) -> list[_Node]:
        ends = self.sequence(nodes)
        while self.at < len(self.pieces) and self.pieces[self.at] == "|":
            self.at += 1
            ends = [*ends, *self.sequence(nodes)]
        if self.at == len(self.pieces):
            raise PhraseError(self.phrase, "a bracket is not closed; add )")
        self.at += 1
        return list({id(node): node for node in ends}.values())


def expand(phrase: str, lists: Mapping[str, str]) -> str:
    """Put the word lists of a phrase in place of their names."""

    def listed(name: re.Match[str]) -> str:
        if name[1] not in lists:
            known = ", ".join(sorted(lists)) or "none"
            raise PhraseError(phrase, f"no word list {name[1]!r}; known: {known}")
        return f"({expand(lists[name[1]], lists)})"

    return re.sub(r"\{(\w+)\}", listed, phrase)


class Phrases:
    """Many phrases, found together."""

    def __init__(self, phrases: Sequence[str], lists: Mapping[str, str]) -> None:
        """Compile phrases; a phrase is known by its place in the sequence.

        Raises:
            PhraseError: a phrase is empty, unbalanced, begins or ends with a gap, or names an unknown list.
        """
        self._root = _Node()
        for number, phrase in enumerate(phrases):
            self._add(number, phrase, lists)

    def _add(self, number: int, phrase: str, lists: Mapping[str, str]) -> None:
        reader = _Reader(phrase, lists)
        ends = reader.sequence([self._root])
        if reader.at < len(reader.pieces):
            raise PhraseError(phrase, f"a stray {reader.pieces[reader.at]!r}; remove it or open a bracket")
        if self._root in ends or self._root.gaps or "" in self._root.stems:
            raise PhraseError(phrase, "must begin with a word")
        if any(node.gap for node in ends):
            raise PhraseError(phrase, "may end with a gap (~); say what comes after it")
        for node in ends:
            node.ends.append(number)

    def find(self, sentence: Sequence[Word]) -> Iterator[tuple[int, int, int]]:
        """Find (phrase, first word, one past the last word), the longest of each phrase at each word."""
        folded = [word.folded for word in sentence]
        for start in range(len(folded)):
            longest: dict[int, int] = {}
            stack = [(node, start + 1) for node in self._root.after(folded[start])]
            while stack:
                node, at = stack.pop()
                for number in node.ends:
                    longest[number] = max(at, longest.get(number, 0))
                if at < len(folded):
                    stack.extend((after, at + 1) for after in node.after(folded[at]))
                stack.extend(
                    (gap, at + skip) for gap in node.gaps for skip in range(min(GAP, len(folded) - at) + 1)
                )
            for number, end in longest.items():
                yield number, start, end
