"""Hold the reading to its floors: ``python -m sentiment.gate``."""

import argparse
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sentiment.evaluation import by_language, cases
from sentiment.floors import Floor, Floors, FloorsError, Gold, Key, Regression, fingerprint, load, written
from sentiment.labels import LabelError
from sentiment.lexicon import LANGUAGES, files
from sentiment.measures import Measured
from sentiment.scores import MEASURES

FLOORS = Path("tests/gold/floors.toml")
SLACK = 0.01  # room for a change that helps elsewhere; one judgement where that is more
_STEPS = 1000  # floors have three decimals


class RegressionError(ValueError):
    """Floors that would be lowered without a reason."""

    def __init__(self, lowered: Sequence[str]) -> None:
        sentence = 'nothing was pinned; find out why, or give --allow-regression "reason"'
        super().__init__("\n".join((*lowered, sentence)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was measured on the gold sets that are here.

    Attributes:
        fingerprints: of each set here.
        values: of every measure that had something to compare.
        weights: fingerprint of the learned files.
    """

    fingerprints: Mapping[str, str]
    values: Mapping[Key, Measured]
    weights: str = ""


def _files(gold: Gold, folder: Path) -> list[Path]:
    """List the files of a set; none where an optional one is not here."""
    paths = [folder / name for name in gold.files]
    return [] if gold.optional and not all(path.is_file() for path in paths) else paths


def measure(floors: Floors, folder: Path) -> Found:
    """Measure every set that is here, by language.

    Raises:
        LabelError: a label cannot be used.
        OSError: a set that is not optional is not here.
    """
    fingerprints: dict[str, str] = {}
    values: dict[Key, Measured] = {}
    for name, gold in floors.golds.items():
        paths = _files(gold, folder)
        if not paths:
            continue
        fingerprints[name] = fingerprint(paths)
        for language, found in by_language(cases(paths)).items():
            for one in MEASURES:
                values[Key(name, language, one.name)] = one.value(found)
    return Found(
        fingerprints=fingerprints,
        values={key: value for key, value in values.items() if value.n},
        weights=fingerprint(file for language in LANGUAGES for file in files(language, ".tsv")),
    )


def faults(floors: Floors, found: Found) -> Iterator[str]:
    """Yield what does not hold: weights or sets that changed, measures under their floor, without one, or gone."""
    if found.weights != floors.weights:
        yield "the learned files changed since the floors were pinned; put them back, or pin again with --raise"
    for name, digits in found.fingerprints.items():
        if digits != floors.golds[name].fingerprint:
            yield f"{name}: the gold files changed since the floors were pinned; pin them again with --raise"
    for key, value in found.values.items():
        floor = floors.floors.get(key)
        if floor is None:
            yield f"{key}: {value.value:.4f} has no floor; pin it with --raise"
        elif value.value < floor.floor:
            yield f"{key}: {value.value:.4f} is under its floor {floor.floor:.3f} of {floor.raised} (n={value.n})"
    for key in floors.floors:
        if key.gold in found.fingerprints and key not in found.values:
            yield f"{key}: has a floor but is no longer measured"


def _pinned(value: Measured) -> float:
    lowest = max(0.0, value.value - max(SLACK, 1 / value.n))
    return math.floor(lowest * _STEPS) / _STEPS


def _lowered(floors: Floors, found: Found, day: date, reason: str) -> Iterator[Regression]:
    for key, value in found.values.items():
        old = floors.floors.get(key)
        if old is not None and value.value < old.floor:
            yield Regression(key=key, was=old.floor, now=_pinned(value), day=day, reason=reason)


def _pinned_all(floors: Floors, found: Found, day: date, lowered: set[Key]) -> Iterator[tuple[Key, Floor]]:
    elsewhere = {key: floor for key, floor in floors.floors.items() if key.gold not in found.fingerprints}
    yield from elsewhere.items()
    for key, value in found.values.items():
        old, pin = floors.floors.get(key), _pinned(value)
        keeps = old is not None and old.floor >= pin and key not in lowered
        yield key, old if old is not None and keeps else Floor(floor=pin, raised=day)


def raised(floors: Floors, found: Found, day: date, reason: str | None = None) -> Floors:
    """Pin every floor at today's value less the slack; none sinks while its measure still reaches it.

    A set that is not here keeps its floors.

    Raises:
        RegressionError: a measure is under its floor and no reason is given.
    """
    lowered = tuple(_lowered(floors, found, day, reason or ""))
    if lowered and not reason:
        raise RegressionError([f"{one.key}: {one.was} would sink to {one.now}" for one in lowered])
    pinned = _pinned_all(floors, found, day, {one.key for one in lowered})
    golds = {
        name: replace(gold, fingerprint=found.fingerprints.get(name, gold.fingerprint))
        for name, gold in floors.golds.items()
    }
    return Floors(
        golds=golds,
        weights=found.weights,
        floors=dict(pinned),
        regressions=floors.regressions + lowered,
    )


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sentiment.gate", description=__doc__)
    parser.add_argument("--floors", type=Path, default=FLOORS, help="the file of floors (%(default)s)")
    parser.add_argument("--raise", dest="pin", action="store_true", help="pin the floors at today's values")
    parser.add_argument("--date", type=date.fromisoformat, help="the day they are pinned, such as 2026-03-02")
    parser.add_argument(
        "--allow-regression", metavar="REASON", help="with --raise: lower what fell, and say why"
    )
    chosen = parser.parse_args(argv)
    if chosen.pin and not chosen.date:
        parser.error("--raise needs --date: every floor says when it was pinned")
    if chosen.allow_regression is not None and not (chosen.pin and chosen.allow_regression.strip()):
        parser.error("--allow-regression needs --raise and a reason that is not empty")
    return chosen


def _judged(floors: Floors, found: Found) -> int:
    failed = list(faults(floors, found))
    sys.stdout.writelines(f"{fault}\n" for fault in failed)
    for name in sorted(set(floors.golds) - set(found.fingerprints)):
        sys.stdout.write(f"{name}: not here, not measured\n")
    sys.stdout.write(f"{len(found.values)} measures, {len(failed)} faults\n")
    return 1 if failed else 0


def main(argv: Sequence[str] | None = None) -> int:
    """Check or pin; 1 when something does not hold, 2 when a file cannot be used."""
    chosen = _arguments(argv)
    try:
        floors = load(chosen.floors)
        found = measure(floors, chosen.floors.parent)
        if chosen.pin:
            floors = raised(floors, found, chosen.date, chosen.allow_regression)
            chosen.floors.write_text(written(floors), encoding="utf-8")
    except RegressionError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except (FloorsError, LabelError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return _judged(floors, found)


if __name__ == "__main__":
    sys.exit(main())
