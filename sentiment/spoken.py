"""Find which clauses speak of the first and of the last moment, where the text does."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from sentiment.clauses import Clause
from sentiment.cues import Match
from sentiment.departures import logistic
from sentiment.heard import Heard
from sentiment.moments import Attributed, moment_cues
from sentiment.reading import LAST_KINDNESSES, Moment
from sentiment.slopes import weighed
from sentiment.terms import Weighing, strongest
from sentiment.weights import Term, learned

# Probability from which a moment counts as spoken of: the best F1 in both languages over 10,000 labelled reviews whose
# brands were held out.
SPOKEN = 0.25
CUED = 1.0  # weight of the cues of a first moment from which it does in any case; those of a last may be a bare mention


def weighings(heard: Heard) -> Mapping[Moment, Weighing] | None:
    """Give the log-odds that each moment is spoken of, word by word; None for a language without learned weights."""
    columns = learned("spoken", heard.language)
    if columns is None:
        return None
    return {moment: weighed(columns[moment], heard) for moment in (Moment.FIRST, Moment.LAST)}


def _within(clauses: Sequence[Clause], terms: Iterable[Term]) -> set[int]:
    starts = [clause.start for clause in clauses]
    return {max(0, bisect_right(starts, term.start) - 1) for term in terms} if starts else set()


def _plain(heard: Heard, moment: Moment, cues: Sequence[Match]) -> bool:
    """Tell whether cues alone settle that a moment is spoken of: a plain start, or a kindness at the end."""
    if moment is Moment.FIRST:
        return sum(match.weight for match in cues) >= CUED
    return any(match.value in LAST_KINDNESSES for match in heard.counted)


def _clauses(heard: Heard, judged: Attributed, moment: Moment, found: Weighing) -> set[int]:
    cues, chosen = moment_cues(heard.matches, moment), moment is judged.moment
    if not (chosen or _plain(heard, moment, cues) or logistic(found.odds) >= SPOKEN):
        return set()
    shown = strongest(found.terms) or (judged.shown if chosen else ())
    return {match.clause for match in cues} or _within(heard.clauses, shown)


def speaking(heard: Heard, judged: Attributed, *, left: bool) -> dict[Moment, list[int]]:
    """List the clauses that speak of each moment, in order: those with its cues, else with its strongest words.

    Who does not leave (``left``) is told of no last moment.
    """
    spoken: dict[Moment, list[int]] = {Moment.FIRST: [], Moment.LAST: []}
    for moment, found in (weighings(heard) or {}).items():
        if left or moment is not Moment.LAST:
            spoken[moment] = sorted(_clauses(heard, judged, moment, found))
    return spoken
