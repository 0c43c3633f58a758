"""The reviews and labels that weights are learned from."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One review to learn from.

    Attributes:
        text: as it was written.
        stars: the writer's, 1…5; 0 when unknown.
        brand: its name, or the file it came in where that is unknown.
        dataset: the collection it comes from.
        sentiment: a person's label, ``neg``, ``neu`` or ``pos``; None for a review that nobody labelled.
        moment: a person's label, ``first``, ``last`` or ``unclear``; None where nobody gave one.
        departs: whether a person saw a departure.
        spoken: the moments, ``first`` and ``last``, that a person saw spoken of.
    """

    text: str
    stars: int
    brand: str
    dataset: str
    sentiment: str | None
    moment: str | None = None
    departs: bool = False
    spoken: frozenset[str] = frozenset()


class CorpusError(ValueError):
    """A line of the corpus or of the labels that cannot be used."""

    def __init__(self, path: Path, line: int, fault: str) -> None:
        super().__init__(
            f"{path}, line {line}: {fault}; every line is a JSON object with the keys of the help"
        )


def _objects(path: Path) -> Iterator[dict[str, Any]]:
    with path.open("rb") as raw:
        packed = raw.read(2) == b"\x1f\x8b"
    with gzip.open(path, "rt", encoding="utf-8") if packed else path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                found = json.loads(line)
            except ValueError as error:
                raise CorpusError(path, number, str(error)) from error
            if not isinstance(found, dict) or "id" not in found:
                raise CorpusError(path, number, 'not an object with an "id"')
            yield found


def _row(found: dict[str, Any], label: dict[str, Any]) -> Row:
    dataset, _, rest = found["id"].partition(":")
    return Row(
        text=found["text"],
        stars=int(found["stars"] or 0),
        brand=found["brand"] or f"{dataset}:{rest.partition(':')[0]}",
        dataset=dataset,
        sentiment=str(label["sentiment"]) if label else None,
        moment=label.get("moment"),
        departs=label.get("kind", "none") not in {"none", "arrival"},
        spoken=frozenset(moment for moment in ("first", "last") if label.get(moment)),
    )


def rows(corpus: Path, labels: Path, language: str) -> list[Row]:
    """Read the reviews of a language, labelled ones first, near-duplicates (case, punctuation) once.

    Raises:
        CorpusError: a line is no object with an id.
        OSError: a file cannot be read.
    """
    judged = {found["id"]: found for found in _objects(labels)}
    spoken = [found for found in _objects(corpus) if found["lang"] == language]
    spoken.sort(key=lambda found: found["id"] not in judged)
    kept: dict[str, Row] = {}
    for found in spoken:
        same = re.sub(r"\W+", "", found["text"].lower())
        kept.setdefault(same, _row(found, judged.get(found["id"], {})))
    return list(kept.values())
