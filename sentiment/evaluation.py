"""An evaluation: all that is measured of the reading on labelled texts."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sentiment import reliability
from sentiment.labels import KINDS, REASONS, labels
from sentiment.language import language
from sentiment.measures import EVERY, Measured, only, precision, recall, wilson
from sentiment.read import read
from sentiment.reliability import THRESHOLDS, Reliability, Shown
from sentiment.scores import MEASURES, Case, reasons


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonScore:
    """How one reason is found: precision, recall, how often people and the program gave it."""

    precision: float
    recall: float
    labelled: int
    read: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Confused:
    """How often a kind that people gave was read as another, or as the same; ``none`` is no departure."""

    labelled: str
    read: str
    n: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All that was measured on the texts of one language, or of all.

    Attributes:
        n: how many texts.
        language: share of the texts whose language is told from the words alone.
        measures: by name.
        kinds: commonest confusion first within each kind.
        reasons: by code, those that people or the program gave.
        departure_reliability: of the probability of a departure.
        moment_reliability: of the probability of the moment.
        shown: by threshold, rising.
    """

    n: int
    language: Measured
    measures: Mapping[str, Measured]
    kinds: tuple[Confused, ...]
    reasons: Mapping[str, ReasonScore]
    departure_reliability: Reliability
    moment_reliability: Reliability
    shown: tuple[Shown, ...]
    sure: Shown


def cases(paths: Iterable[Path], *, detect: bool = False) -> list[Case]:
    """Read every labelled text, in the language of its label unless it is to be detected."""
    return [
        Case(label=label, reading=read(label.text, None if detect else label.lang))
        for path in paths
        for label in labels(path)
    ]


def by_language(found: Iterable[Case]) -> dict[str, list[Case]]:
    """Part cases by the language of their labels, sorted."""
    parted: dict[str, list[Case]] = {}
    for case in found:
        parted.setdefault(case.label.lang, []).append(case)
    return dict(sorted(parted.items()))


def _confusions(found: Sequence[Case]) -> Iterator[Confused]:
    counts = Counter((case.label.kind, str(case.reading.departure or "none")) for case in found)
    for kind in KINDS:
        row = [(read_as, n) for (labelled, read_as), n in counts.items() if labelled == kind]
        for read_as, n in sorted(row, key=lambda one: (-one[1], one[0])):
            yield Confused(labelled=str(kind), read=read_as, n=n)


def _reason_scores(found: Sequence[Case]) -> Iterator[tuple[str, ReasonScore]]:
    counts = Counter(reasons(case) for case in found)
    for reason in REASONS:
        here = only(counts, reason)
        labelled = sum(n * len(label) for (label, _), n in here.items())
        given = sum(n * len(read_as) for (_, read_as), n in here.items())
        if labelled or given:
            score = ReasonScore(precision=precision(here), recall=recall(here), labelled=labelled, read=given)
            yield str(reason), score


def evaluate(found: Sequence[Case]) -> Evaluation:
    """Measure all there is to measure."""
    told = sum(language(case.label.text) == case.label.lang for case in found)
    return Evaluation(
        n=len(found),
        language=wilson(told, len(found)),
        measures={measure.name: measure.measure(found) for measure in MEASURES},
        kinds=tuple(_confusions(found)),
        reasons=dict(_reason_scores(found)),
        departure_reliability=reliability.departures(found),
        moment_reliability=reliability.moments(found),
        shown=tuple(reliability.shown(found, threshold) for threshold in THRESHOLDS),
        sure=reliability.sure(found),
    )


def evaluations(found: Sequence[Case]) -> dict[str, Evaluation]:
    """Measure by language, and over all together where there are several."""
    parted = by_language(found)
    if len(parted) > 1:
        parted[EVERY] = list(found)
    return {name: evaluate(part) for name, part in parted.items()}
