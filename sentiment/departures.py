"""Tell whether a text mentions a departure or a cancellation, and which kind.

``departure.tsv`` weighs it, learned from labelled reviews: n-grams, and cues by slopes. For a language without that file,
and in a brief text, the cues speak alone.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sentiment.cues import Match, about
from sentiment.heard import Heard
from sentiment.reading import LAST_KINDNESSES, LAST_OBSTACLES, Departure, Reason
from sentiment.slopes import columns_for, weighed
from sentiment.terms import Weighing, strongest
from sentiment.weights import Term

DEPARTS = "departs"  # the column that tells whether; each of the others is a kind
BIAS = -1.5  # log-odds of a departure in a review without any cue, where nothing is learned
FITS = 0.5  # a kind fits when its heaviest word weighs at least this share of the heaviest of all
LIKELY = 0.5  # probability from which a departure is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Departed:
    """The judgement on departure.

    Attributes:
        kind: None when the text mentions none.
        probability: that it mentions one, 0…1: the logistic of its weighing.
        shown: the strongest words that go towards it; none when there is none.
    """

    kind: Departure | None
    probability: float
    shown: tuple[Term, ...]


def logistic(log_odds: float) -> float:
    """Turn log-odds into a probability, 0…1."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, log_odds))))


def _spoken(matches: Sequence[Match]) -> list[Match]:
    return [match for match in about(matches, "departure") if match.weight and not match.negated]


def weighing(heard: Heard) -> Weighing:
    """Give the log-odds that a text mentions a departure, word by word."""
    columns = columns_for("departure", heard)
    if columns:
        return weighed(columns[DEPARTS], heard)
    terms = (Term(match.cue, match.start, match.end, match.weight) for match in _spoken(heard.matches))
    return Weighing(bias=BIAS, terms=tuple(terms))


def _kind_by_cues(matches: Iterable[Match]) -> Departure | None:
    """Return of the kinds that fit the nearest to the end of the relation."""
    weights: dict[str, float] = defaultdict(float)
    for match in matches:
        weights[match.value] = max(weights[match.value], match.weight)
    heaviest = max((weights[kind] for kind in Departure), default=0.0)
    if heaviest <= 0:
        return None
    return next(kind for kind in Departure if weights[kind] >= FITS * heaviest)


def _kind(heard: Heard) -> Departure | None:
    """Return the kind that cues name, or the likeliest by the words around: cues are right more often where there are any."""
    return _kind_by_cues(_spoken(heard.matches)) or _likeliest_kind(heard)


def _likeliest_kind(heard: Heard) -> Departure | None:
    columns = columns_for("departure", heard)
    odds = {kind: weighed(columns[kind], heard).odds for kind in Departure if kind in columns}
    return max(odds, key=odds.__getitem__, default=None)


def departed(heard: Heard) -> Departed:
    """Judge the departure; one that no word goes towards is not told: it would be the bias alone."""
    found = weighing(heard)
    probability = logistic(found.odds)
    shown = strongest(found.terms) if probability >= LIKELY else ()
    kind = _kind(heard) if shown else None
    return Departed(kind=kind, probability=probability, shown=shown if kind else ())


# Nobody answering is told of any moment; the other reasons of the last moment need someone who leaves.
OF_LEAVING = (LAST_OBSTACLES | LAST_KINDNESSES) - {Reason.NO_ANSWER}
_SILENCED = frozenset({"moment:last", *(f"reason:{reason}" for reason in OF_LEAVING)})


def coherent(matches: Sequence[Match], *, left: bool) -> list[Match]:
    """Drop what speaks of the last moment when nobody leaves: a claim paid late is no farewell."""
    return [match for match in matches if left or match.judgement not in _SILENCED]
