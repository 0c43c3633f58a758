"""Find why a moment went well or badly.

``reason.tsv`` weighs the reasons that enough labelled reviews give: n-grams, and cues by slopes. The others, and
brief texts, go by their cues.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sentiment.cues import Match, about
from sentiment.departures import OF_LEAVING
from sentiment.heard import Heard
from sentiment.reading import Reason
from sentiment.slopes import columns_for, weighed
from sentiment.terms import Weighing, strongest
from sentiment.weights import Term

BIAS = -1.0  # log-odds of a reason before any word is read: one cue of weight 1 makes it even


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasoned:
    """The reasons a text gives.

    Attributes:
        reasons: in the order of the enumeration, without repeats.
        shown: of each, the strongest words that go towards it.
    """

    reasons: tuple[Reason, ...]
    shown: tuple[tuple[Reason, Term], ...]


def _by_cues(reason: Reason, matches: Sequence[Match]) -> Weighing:
    said = (match for match in matches if match.value == reason and not match.negated)
    return Weighing(
        bias=BIAS, terms=tuple(Term(match.cue, match.start, match.end, match.weight) for match in said)
    )


def weighings(heard: Heard) -> Iterator[tuple[Reason, Weighing]]:
    """Yield the log-odds of each reason, word by word."""
    columns = columns_for("reason", heard)
    spoken = about(heard.matches, "reason")
    for reason in Reason:
        column = columns.get(reason)
        yield reason, weighed(column, heard) if column else _by_cues(reason, spoken)


def reasoned(heard: Heard, *, left: bool) -> Reasoned:
    """Find the reasons that are likelier than not; those of leaving only where somebody leaves (``left``)."""
    found = {
        reason: strongest(weighing.terms)
        for reason, weighing in weighings(heard)
        if weighing.odds >= 0 and (left or reason not in OF_LEAVING)
    }
    shown = {reason: terms for reason, terms in found.items() if terms}
    return Reasoned(
        reasons=tuple(shown), shown=tuple((reason, term) for reason, terms in shown.items() for term in terms)
    )
