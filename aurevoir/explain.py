"""A reading as `explain` prints it: JSON for programs, marked words for people. The JSON keys are a contract."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sentiment.read import read
from sentiment.reading import Evidence, Reading
from sentiment.sums import sums
from site_templates import labels
from site_templates.evidence import cut
from site_templates.spoken import spoken
from site_templates.words import Words

LONGEST_CUE = 60  # a cue is a pattern: its beginning is enough to find it in the lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of JSON Lines: what to print for it, and what was wrong with it ("" when nothing)."""

    printed: str
    fault: str = ""


def explained(lines: Iterator[tuple[int, bytes]]) -> Iterator[Line]:
    """Read JSON Lines (number, bytes) and yield a line for each that is not blank, in order.

    A line that is no object with a text is read as an empty text, so that order and count are kept; its fault says why.
    """
    for number, raw in lines:
        if raw.strip():
            yield _explained(number, raw)


def _explained(number: int, raw: bytes) -> Line:
    text, fault = "", ""
    row: object = None
    try:
        row = json.loads(raw.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace"))
    except (ValueError, RecursionError) as error:
        fault = f"line {number}: not JSON ({error}); read as an empty text"
    if isinstance(row, dict) and isinstance(row.get("text"), str):
        text = row["text"]
    elif not fault:
        fault = f'line {number}: no "text" with a string in it; read as an empty text'
    known = row if isinstance(row, dict) else {}
    language = known.get("language")
    reading = read(text, language if isinstance(language, str) else None)
    return Line(printed=one_line(as_object(known.get("id"), text, reading)), fault=fault)


def one_line(item: dict[str, Any]) -> str:
    """Return an object as one line of JSON; lone surrogates, which UTF-8 cannot hold, make it ASCII."""
    line = json.dumps(item, ensure_ascii=False)
    try:
        line.encode()
    except UnicodeEncodeError:
        return json.dumps(item)
    return line


def as_object(identity: object, text: str, reading: Reading) -> dict[str, Any]:
    """Return a reading under the keys of the contract."""
    return {
        "id": identity,
        "language": reading.language,
        "departure": reading.departure,
        "departure_probability": round(reading.departure_probability, 4),
        "moment": reading.moment,
        "leaning": reading.leaning,
        "moment_probability": round(reading.moment_probability, 4),
        "tone": _rounded(reading.tone),
        "sentiment": reading.sentiment,
        "first": _rounded(reading.first),
        "last": _rounded(reading.last),
        "peak": _rounded(reading.peak),
        "end": _rounded(reading.end),
        "reasons": reading.reasons,
        "channels": reading.channels,
        "would_return": reading.would_return,
        "would_recommend": reading.would_recommend,
        "evidence": [_span(text, span) for span in reading.evidence],
        "version": reading.version,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _span(text: str, span: Evidence) -> dict[str, Any]:
    return {
        "start": span.start,
        "end": span.end,
        "text": text[span.start : span.end],
        "judgement": span.judgement,
        "cue": span.cue,
        "weight": round(span.weight, 4),
    }


def marked(text: str, reading: Reading, before: str, after: str) -> str:
    """Return the text with its evidence between two marks; characters that could fool a terminal are left out."""
    cues = [
        span for span in reading.evidence if span.judgement.partition(":")[0] not in {"tone", "first", "last"}
    ]
    segments = cut(text, cues or reading.evidence).segments
    runs = groupby(segments, key=lambda part: bool(part.judgements))
    words = [(is_evidence, "".join(part.text for part in run)) for is_evidence, run in runs]
    return "".join(f"{before}{run}{after}" if is_evidence else run for is_evidence, run in words)


def _short(cue: str) -> str:
    return cue if len(cue) <= LONGEST_CUE else cue[:LONGEST_CUE] + "…"


def added_up(text: str, reading: Reading) -> Iterator[str]:
    """Yield for each judgement the sum behind it: bias, every word with its weight, log-odds."""
    for judgement, found in sums(text, reading).items():
        yield f"{judgement}: bias {found.bias:+.2f} {found.odds - found.bias:+.2f} = {found.odds:+.2f}"
        for term in sorted(found.terms, key=lambda term: (-abs(term.weight), term.start, term.cue)):
            quote = "".join(part.text for part in cut(text, (), start=term.start, end=term.end).segments)
            yield f"  {term.weight:+.2f}  {quote}  ({_short(term.cue)})"


def in_words(text: str, reading: Reading) -> Iterator[str]:
    """Yield the judgement in the language of the text (French or English), then the words that say so."""
    words = Words(language="fr" if reading.language == "fr" else "en")
    yield from spoken(words, reading)
    for span in reading.evidence:
        quote = "".join(part.text for part in cut(text, (), start=span.start, end=span.end).segments)
        yield f"  {quote} → {labels.judgement(words, span.judgement)} ({span.weight:+.1f}; {_short(span.cue)})"
