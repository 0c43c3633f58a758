"""The floors of the measures: the file that keeps them, sealed against lowering by hand."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

HEAD = """\
# Floors of the reading, kept by `python -m sentiment.gate`: a measure under its floor fails the tests.
# `--raise --date DAY` pins them at the measured values less 0.01, or less one judgement where that is more.
# To lower one takes `--allow-regression "reason"`, which is kept below. Edited by hand, the seal breaks.
"""


class FloorsError(ValueError):
    """A file of floors that cannot be used."""

    def __init__(self, path: Path, fault: str) -> None:
        super().__init__(f"{path}: {fault}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """Labelled texts to measure on.

    Attributes:
        files: paths from the folder of the floors.
        optional: whether a checkout may lack them.
        fingerprint: of the files when the floors were pinned, empty before.
    """

    files: tuple[str, ...]
    optional: bool
    fingerprint: str


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """Names a floor: the gold set, the language, the measure."""

    gold: str
    language: str
    measure: str

    def __str__(self) -> str:
        return f"{self.gold} {self.language} {self.measure}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Floor:
    """What a measure may not fall under, 0…1, and the day it was pinned."""

    floor: float
    raised: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """A floor that was lowered, from what to what, when and why."""

    key: Key
    was: float
    now: float
    day: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """All that the file of floors says."""

    golds: Mapping[str, Gold]
    weights: str = ""  # fingerprint of the learned files when the floors were pinned
    floors: Mapping[Key, Floor] = field(default_factory=dict)
    regressions: tuple[Regression, ...] = ()


def fingerprint(files: Iterable[Path | Traversable]) -> str:
    """Return sixteen digits that change when any of the files does."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a JSON string is a TOML string


def _body(floors: Floors) -> Iterator[str]:
    yield f"weights = {_quoted(floors.weights)}\n"
    for name, gold in sorted(floors.golds.items()):
        yield f"[golds.{name}]"
        yield f"files = [{', '.join(map(_quoted, gold.files))}]"
        yield f"optional = {str(gold.optional).lower()}"
        yield f"fingerprint = {_quoted(gold.fingerprint)}\n"
    for gold_name, language in sorted({(key.gold, key.language) for key in floors.floors}):
        yield f"[floors.{gold_name}.{language}]"
        for key, floor in floors.floors.items():
            if (key.gold, key.language) == (gold_name, language):
                yield f"{key.measure} = {{ floor = {floor.floor}, raised = {floor.raised} }}"
        yield ""
    for one in floors.regressions:
        yield "[[regressions]]"
        yield f"gold = {_quoted(one.key.gold)}\nlanguage = {_quoted(one.key.language)}"
        yield f"measure = {_quoted(one.key.measure)}\nwas = {one.was}\nnow = {one.now}"
        yield f"day = {one.day}\nreason = {_quoted(one.reason)}\n"


def _seal(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def written(floors: Floors) -> str:
    """Return the text of the file, with its seal."""
    body = "\n".join(_body(floors)).rstrip() + "\n"
    return f"{HEAD}seal = {_quoted(_seal(body))}\n\n{body}"


def _golds(tables: Mapping[str, Any]) -> dict[str, Gold]:
    return {
        name: Gold(
            files=tuple(table["files"]),
            optional=table.get("optional", False),
            fingerprint=table.get("fingerprint", ""),
        )
        for name, table in tables.items()
    }


def _floors(tables: Mapping[str, Any]) -> dict[Key, Floor]:
    return {
        Key(gold, language, measure): Floor(floor=table["floor"], raised=table["raised"])
        for gold, languages in tables.items()
        for language, measures in languages.items()
        for measure, table in measures.items()
    }


def _regression(table: Mapping[str, Any]) -> Regression:
    return Regression(
        key=Key(table["gold"], table["language"], table["measure"]),
        was=table["was"],
        now=table["now"],
        day=table["day"],
        reason=table["reason"],
    )


def load(path: Path) -> Floors:
    """Read a file of floors; one that pins nothing yet needs no seal.

    Raises:
        FloorsError: no TOML, a key is missing, or floors were changed by hand.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        floors = Floors(
            golds=_golds(content["golds"]),
            weights=content.get("weights", ""),
            floors=_floors(content.get("floors", {})),
            regressions=tuple(map(_regression, content.get("regressions", []))),
        )
    except KeyError as error:
        raise FloorsError(path, f"no {error.args[0]!r}; put the file back as it was committed") from None
    except tomllib.TOMLDecodeError as error:
        raise FloorsError(path, f"not TOML ({error}); put the file back as it was committed") from error
    if floors.floors and content.get("seal") != _seal(written(floors).partition("\n\n")[2]):
        fault = "changed by hand; put it back as it was committed, then lower with --raise --allow-regression"
        raise FloorsError(path, fault)
    return floors
