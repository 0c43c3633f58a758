"""Measure the reading on labelled texts: ``python -m sentiment.evaluate GOLD``."""

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path

from sentiment.evaluation import Evaluation, cases, evaluations
from sentiment.labels import LabelError
from sentiment.measures import Measured
from sentiment.read import version
from sentiment.reliability import Reliability, Shown

_DIGITS = 4


def _measured(name: str, found: Measured) -> str:
    return f"{name:26} {found.value:.3f}  [{found.low:.3f}, {found.high:.3f}]  n={found.n}"


def _reliable(name: str, found: Reliability) -> Iterator[str]:
    yield f"reliability of {name}: expected calibration error {found.error:.3f}"
    for one in found.bins:
        yield f"  {one.low:.1f}–{one.high:.1f}  said {one.said:.3f}  held {one.held:.3f}  n={one.n}"


def _shown(one: Shown) -> Iterator[str]:
    for name in ("departures", "moments", "words"):
        yield _measured(f"  from {one.threshold:.2f}: {name}", getattr(one, name))


def in_words(name: str, found: Evaluation) -> Iterator[str]:
    """Yield the lines of a report."""
    yield f"{name}: {found.n} texts"
    yield _measured("language_accuracy", found.language)
    for measure, value in found.measures.items():
        yield _measured(measure, value)
    yield "kinds: labelled → read"
    for one in found.kinds:
        yield f"  {one.labelled:16} → {one.read:16} {one.n}"
    yield "reasons: precision, recall, times labelled, times read"
    for reason, score in found.reasons.items():
        yield f"  {reason:20} {score.precision:.2f}  {score.recall:.2f}  {score.labelled:4} {score.read:4}"
    yield from _reliable("departure", found.departure_reliability)
    yield from _reliable("moment", found.moment_reliability)
    yield "what holds of departures read from a probability on"
    for line in found.shown:
        yield from _shown(line)
    yield "what holds of what is shown as sure"
    yield from _shown(found.sure)


def _rounded(value: object) -> object:
    """Round what is measured: digits beyond the fourth say nothing and would make every file differ."""
    if isinstance(value, float):
        return round(value, _DIGITS)
    if isinstance(value, Mapping):
        return {key: _rounded(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(inside) for inside in value]
    return value


def as_json(found: Mapping[str, Evaluation], *, data: str, measured: date) -> str:
    """Return the file that a page of the method shows."""
    languages = {name: _rounded(asdict(one)) for name, one in found.items()}
    content = {"date": measured.isoformat(), "version": version(), "data": data, "languages": languages}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sentiment.evaluate", description=__doc__)
    parser.add_argument("gold", nargs="+", type=Path, help="labelled texts, JSON Lines")
    parser.add_argument("--json", type=Path, help="write the measures to this file; needs --date and --data")
    parser.add_argument("--date", type=date.fromisoformat, help="the day of the measure, such as 2026-03-02")
    parser.add_argument("--data", help="one sentence that describes the texts")
    parser.add_argument("--detect", action="store_true", help="let the language be detected")
    chosen = parser.parse_args(argv)
    if chosen.json and not (chosen.date and chosen.data):
        parser.error("--json needs --date and --data: a figure without them cannot be judged")
    return chosen


def main(argv: Sequence[str] | None = None) -> int:
    """Measure, print, write; 2 when the labels cannot be used."""
    chosen = _arguments(argv)
    try:
        found = evaluations(cases(chosen.gold, detect=chosen.detect))
    except (LabelError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for name, evaluation in found.items():
        sys.stdout.writelines(f"{line}\n" for line in (*in_words(name, evaluation), ""))
    if chosen.json:
        chosen.json.write_text(as_json(found, data=chosen.data, measured=chosen.date), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
