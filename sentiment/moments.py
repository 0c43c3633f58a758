"""Attribute a text to the first or the last moment of the customer journey.

A departure is weighed by ``moment.tsv``, learned from labelled departures: n-grams, and cues by slopes. Who does not
leave is outside what was learned; there the cues of moments speak alone.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sentiment.cues import Match, about
from sentiment.departures import coherent
from sentiment.heard import Heard
from sentiment.reading import Moment
from sentiment.slopes import weighed
from sentiment.terms import Weighing, strongest
from sentiment.weights import Term, learned

# Log-odds of each moment against "unclear" before any cue, where nobody leaves: one such review in twenty-five of 1,300
# labelled ones judges the last moment all the same; a first takes more than a hint.
BIAS = {Moment.FIRST: -2.0, Moment.LAST: -3.0, Moment.UNCLEAR: 0.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributed:
    """The judgement on the moment.

    Attributes:
        moment: the likeliest.
        probability: of that moment, 0…1: softmax of the three weighings.
        leaning: the likelier of first and last.
        shown: the strongest words that go towards the moment; none for an unclear one.
    """

    moment: Moment
    probability: float
    leaning: Moment
    shown: tuple[Term, ...]


def moment_cues(matches: Sequence[Match], moment: Moment) -> list[Match]:
    """List the cues that speak of a moment, each once."""
    spoken = about(matches, "moment")
    return [match for match in spoken if match.value == moment and match.weight and not match.negated]


def _by_cues(matches: Sequence[Match]) -> dict[Moment, Weighing]:
    return {
        moment: Weighing(
            bias=BIAS[moment],
            terms=tuple(
                Term(match.cue, match.start, match.end, match.weight)
                for match in moment_cues(matches, moment)
            ),
        )
        for moment in Moment
    }


def weighings(heard: Heard, *, left: bool) -> Mapping[Moment, Weighing]:
    """Give the log-odds of each moment, word by word; a learned "unclear" is 0, what the others are held against.

    ``left`` tells whether the text mentions a departure.
    """
    columns = learned("moment", heard.language) if left else None
    if columns is None:
        return _by_cues(coherent(heard.matches, left=left))
    return {
        Moment.FIRST: weighed(columns["first"], heard),
        Moment.LAST: weighed(columns["last"], heard),
        Moment.UNCLEAR: Weighing(bias=0.0, terms=()),
    }


def attributed(heard: Heard, *, left: bool) -> Attributed:
    """Judge the moment; one that no word goes towards is not given: it would be the bias alone."""
    found = weighings(heard, left=left)
    odds = {moment: weighing.odds for moment, weighing in found.items()}
    likeliest = max(Moment, key=odds.__getitem__)
    shown = () if likeliest is Moment.UNCLEAR else strongest(found[likeliest].terms)
    moment = likeliest if shown else Moment.UNCLEAR
    return Attributed(
        moment=moment,
        probability=1 / math.fsum(math.exp(min(one - odds[moment], 50.0)) for one in odds.values()),
        leaning=Moment.FIRST if odds[Moment.FIRST] > odds[Moment.LAST] else Moment.LAST,
        shown=shown,
    )
