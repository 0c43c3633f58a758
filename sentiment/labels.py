"""Labels: what a careful person understood of a text, to hold a reading against."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sentiment.reading import Departure, Moment, Reason, Sentiment

KINDS = (*Departure, "arrival", "none")
FEELINGS = ("neg", "pos", "mixed")
# Found by cue alone: readers were never asked for them.
UNLABELLED = frozenset({Reason.EXIT_WAIT, Reason.BILL_SHOCK})
REASONS = tuple(reason for reason in Reason if reason not in UNLABELLED)


class LabelError(ValueError):
    """A line of labels that cannot be used."""

    def __init__(self, where: str, fault: str) -> None:
        super().__init__(f"{where}: {fault}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What one reader, or readers who agreed, understood of one text.

    Attributes:
        id: names the text.
        lang: ISO 639-1.
        text: as the customer wrote it.
        kind: one of KINDS.
        moment: the moment judged.
        first: feeling about the first moment, one of FEELINGS, None when unspoken.
        last: likewise about the last.
        sentiment: of the whole.
        reasons: of REASONS.
        evidence: the words, found in ``text``, that decide the moment; empty when it is unclear.
        sure: whether a second reader would surely say the same.
    """

    id: str
    lang: str
    text: str
    kind: str
    moment: Moment
    first: str | None
    last: str | None
    sentiment: Sentiment
    reasons: tuple[Reason, ...]
    evidence: str
    sure: bool

    @property
    def departs(self) -> bool:
        """Whether the customer leaves; who comes from a competitor does not."""
        return self.kind not in {"arrival", "none"}


def _one_of(name: str, value: object, known: Sequence[object]) -> str:
    if value in known:
        return str(value)
    raise ValueError(f"{name} {value!r} is none of {', '.join(map(str, known))}")


def _feeling(name: str, value: object) -> str | None:
    return None if value is None else _one_of(name, value, FEELINGS)


def _label(row: dict[str, object]) -> Label:
    reasons = row["reasons"]
    if not isinstance(reasons, list):
        raise TypeError(f"reasons {reasons!r} is not a list")
    return Label(
        id=str(row["id"]),
        lang=str(row["lang"]),
        text=str(row["text"]),
        kind=_one_of("kind", row["kind"], KINDS),
        moment=Moment(_one_of("moment", row["moment"], tuple(Moment))),
        first=_feeling("first", row["first"]),
        last=_feeling("last", row["last"]),
        sentiment=Sentiment(_one_of("sentiment", row["sentiment"], tuple(Sentiment))),
        reasons=tuple(Reason(_one_of("reason", reason, REASONS)) for reason in reasons),
        evidence=str(row["evidence"]),
        sure=bool(row["sure"]),
    )


def labels(path: Path) -> Iterator[Label]:
    """Yield the labels of a file of JSON Lines; keys that are not of a label are let be.

    Raises:
        LabelError: a line is no JSON object, lacks a key or has a value that no label takes.
    """
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield _label(json.loads(line))
        except KeyError as error:
            raise LabelError(
                f"{path}, line {number}", f"no {error.args[0]!r}; a label has all keys"
            ) from None
        except (TypeError, ValueError) as error:
            raise LabelError(f"{path}, line {number}", f"{error}; correct it there") from error
