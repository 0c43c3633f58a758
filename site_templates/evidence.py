"""Cut a text into segments that know what they speak for, and a long text around what matters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from sentiment.reading import Evidence

# Characters that reorder or hide text around them; taken out when shown, after the offsets have done their work.
UNSAFE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
BEFORE = 90  # characters of context kept before the words that matter
AFTER = 190  # and after them: a quote stays under about 320 characters, four lines on a card
SHORT = BEFORE + AFTER + 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of text under the same judgements.

    Attributes:
        text: the words, safe to show.
        judgements: sorted, as in ``Evidence.judgement``; empty for plain text.
    """

    text: str
    judgements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutting:
    """A text, or the part of it that matters, cut into segments.

    Attributes:
        segments: in reading order, never nested.
        begins_late: text was left out before.
        ends_early: text was left out after.
    """

    segments: tuple[Segment, ...]
    begins_late: bool = False
    ends_early: bool = False


def shown(text: str) -> str:
    """Take out the characters that reorder, hide or break what stands around them."""
    return UNSAFE.sub("", text)


def cut(text: str, evidence: Iterable[Evidence], *, start: int = 0, end: int | None = None) -> Cutting:
    """Cut ``text[start:end]`` wherever a span of evidence begins or ends."""
    last = len(text) if end is None else end
    spans = [(max(span.start, start), min(span.end, last), span.judgement) for span in evidence]
    spans = sorted(span for span in spans if span[0] < span[1])
    segments = tuple(segment for segment in _sweep(text, spans, start, last) if segment.text)
    return Cutting(segments=segments, begins_late=start > 0, ends_early=last < len(text))


def excerpt(text: str, evidence: tuple[Evidence, ...], prefixes: tuple[str, ...] = ()) -> Cutting:
    """Cut a long text around the first evidence whose judgement starts with one of the prefixes, else the first of all.

    Prefixes are tried in their order. A text of at most 320 characters is kept whole.
    """
    if len(text) <= SHORT:
        return cut(text, evidence)
    centre = _centre(evidence, prefixes)
    start, end = (centre.start, centre.end) if centre else (0, 0)
    start, end = max(0, start - BEFORE), min(len(text), max(start, min(end, start + AFTER)) + AFTER)
    return cut(text, evidence, start=_word_start(text, start), end=_word_end(text, end))


def _centre(evidence: tuple[Evidence, ...], prefixes: tuple[str, ...]) -> Evidence | None:
    for prefix in prefixes:
        for span in evidence:
            if span.judgement.startswith(prefix):
                return span
    return evidence[0] if evidence else None


def _word_start(text: str, position: int) -> int:
    if position <= max(0, text.find("\n", 0, BEFORE)):  # a title, the first line, is kept whole
        return 0
    found = re.compile(r"\s").search(text, position, position + 30)
    return found.end() if found else position


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    found = text.rfind(" ", position - 30, position)
    return found if found > 0 else position


def _sweep(text: str, spans: list[tuple[int, int, str]], start: int, end: int) -> Iterable[Segment]:
    """Walk from cut to cut, keeping the judgements that are open: linear in text and spans."""
    opened: dict[str, int] = {}
    changes = sorted([(at, 1, what) for at, _, what in spans] + [(at, -1, what) for _, at, what in spans])
    position = start
    for at, step, what in [*changes, (end, 0, "")]:
        if at > position:
            yield Segment(text=shown(text[position:at]), judgements=_open(opened))
            position = at
        opened[what] = opened.get(what, 0) + step


def _open(opened: dict[str, int]) -> tuple[str, ...]:
    return tuple(sorted(what for what, number in opened.items() if number > 0))
