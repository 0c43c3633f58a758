"""Sum the words that weigh, and choose the ones that show why."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sentiment.weights import Term

SHOWN = 6  # spans that show a judgement of a whole text; the rest is in the sum
FAINT = 0.2  # words that weigh less show nothing to a reader, unless nothing weighs more


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """Log-odds of a judgement, in full.

    Attributes:
        bias: what stands before any word.
        terms: what each word adds.
    """

    bias: float
    terms: tuple[Term, ...]

    @property
    def odds(self) -> float:
        """Return the sum of the bias and of the terms."""
        return math.fsum((self.bias, *(term.weight for term in self.terms)))


def once(terms: Iterable[Term]) -> list[Term]:
    """Keep each cue where it is met first: said twice is not twice as likely."""
    met: dict[str, Term] = {}
    for term in terms:
        met.setdefault(term.cue, term)
    return list(met.values())


def strongest(terms: Iterable[Term], sign: float = 1.0) -> tuple[Term, ...]:
    """Choose the SHOWN strongest that go one way, are not FAINT and do not overlap; of faint ones, the first."""
    chosen: list[Term] = []
    for term in sorted(terms, key=lambda term: (-sign * term.weight, term.start, term.end, term.cue)):
        if len(chosen) == SHOWN or sign * term.weight <= (FAINT if chosen else 0):
            break
        if all(term.end <= other.start or other.end <= term.start for other in chosen):
            chosen.append(term)
    return tuple(chosen)
