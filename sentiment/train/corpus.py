"""The reviews and labels that weights are learned from."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sentiment.train.ours import digest, ours


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One review to learn from.

    Attributes:
        text: as it was written.
        stars: the writer's, 1…5; 0 when unknown.
        brand: its name, or the file it came in where that is unknown.
        dataset: the collection it comes from.
        sentiment: a person's label, ``neg``, ``neu`` or ``pos``; None for a review that nobody labelled.
        kind: a person's label, a kind of departure, ``none`` or ``arrival``; None where nobody gave one.
        moment: likewise, ``first``, ``last`` or ``unclear``.
        spoken: the moments, ``first`` and ``last``, that a person saw spoken of.
        reasons: those that a person saw given.
        sure: False where that person says that another might label otherwise.
    """

    text: str
    stars: int
    brand: str
    dataset: str
    sentiment: str | None
    kind: str | None = None
    moment: str | None = None
    spoken: frozenset[str] = frozenset()
    reasons: frozenset[str] = frozenset()
    sure: bool = True

    @property
    def departs(self) -> bool:
        """Tell whether a person saw a departure."""
        return self.kind not in {None, "none", "arrival"}


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
        kind=label.get("kind"),
        moment=label.get("moment"),
        spoken=frozenset(moment for moment in ("first", "last") if label.get(moment)),
        reasons=frozenset(label.get("reasons", ())),
        sure=label.get("sure", True),
    )


def rows(corpus: Path, labels: Path, language: str) -> list[Row]:
    """Read the reviews of a language, labelled ones first (``labels``, and ours), near-duplicates (case, punctuation) once.

    Raises:
        CorpusError: a line is no object with an id.
        OSError: a file cannot be read.
    """
    theirs = {found["id"]: found for found in _objects(labels)}
    spoken = [found for found in _objects(corpus) if found["lang"] == language]
    judged = [theirs.get(found["id"]) or ours().get(digest(found["id"]), {}) for found in spoken]
    kept: dict[str, Row] = {}
    for found, label in sorted(zip(spoken, judged, strict=True), key=lambda pair: not pair[1]):
        same = re.sub(r"\W+", "", found["text"].lower())
        kept.setdefault(same, _row(found, label))
    return list(kept.values())
