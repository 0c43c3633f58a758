"""The table of measures: which judgements of which texts each one compares."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sentiment.labels import UNLABELLED, Label
from sentiment.measures import (
    DRAWS,
    Measured,
    Pair,
    Statistic,
    accuracy,
    bootstrap,
    f1,
    macro_f1,
    named,
    precision,
    recall,
    wilson,
)
from sentiment.reading import Departure, Moment, Reading, Sentiment

# Kinds that a reader may well take for one another.
FAMILY = {
    Departure.CANCEL: "ends",
    Departure.PROVIDER_CANCEL: "ends",
    Departure.REFUND_RETURN: "returns",
    Departure.SWITCH: "goes",
    Departure.LEAVE_INTENT: "goes",
    Departure.WONT_RETURN: "goes",
    Departure.CHECKOUT: "checkout",
    Departure.STAFF_DEPARTURE: "staff",
}
FELT = 0.1  # a moment's tone is mixed up to here, either way


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One text, understood by people and by the program."""

    label: Label
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure.

    Attributes:
        name: as reports and floors call it.
        compares: what to compare in a case; None where the case does not count.
        statistic: over all that is compared.
        draws: resamples for its interval; an accuracy takes Wilson's.
    """

    name: str
    compares: Callable[[Case], Pair | None]
    statistic: Statistic
    draws: int = DRAWS

    def pairs(self, cases: Sequence[Case]) -> list[Pair]:
        """List what is compared, in order."""
        return [pair for pair in map(self.compares, cases) if pair is not None]

    def value(self, cases: Sequence[Case]) -> Measured:
        """Measure without an interval, which takes a thousand times as long."""
        pairs = self.pairs(cases)
        value = self.statistic(Counter(pairs))
        return Measured(value=value, low=value, high=value, n=len(pairs))

    def measure(self, cases: Sequence[Case]) -> Measured:
        """Measure with the interval."""
        pairs = self.pairs(cases)
        if self.statistic is accuracy:
            return wilson(sum(label == read for label, read in pairs), len(pairs))
        return bootstrap(pairs, self.statistic, self.draws)


def departure(case: Case) -> Pair:
    """Compare whether the customer leaves."""
    return named(case.label.departs), named(case.reading.departure is not None)


def kind(case: Case) -> Pair | None:
    """Compare the kinds of a departure that both see."""
    if case.label.departs and case.reading.departure:
        return named(case.label.kind), named(case.reading.departure)
    return None


def family(case: Case) -> Pair | None:
    """Compare the families of kinds of a departure that both see."""
    if case.label.departs and case.reading.departure:
        return named(FAMILY[Departure(case.label.kind)]), named(FAMILY[case.reading.departure])
    return None


def moment(case: Case) -> Pair | None:
    """Compare the moments of a departure."""
    return (named(case.label.moment), named(case.reading.moment)) if case.label.departs else None


def stated(case: Case) -> Pair | None:
    """Compare the moments where people saw one, whoever leaves."""
    if case.label.moment is Moment.UNCLEAR:
        return None
    return named(case.label.moment), named(case.reading.moment)


def first_or_last(case: Case) -> Pair | None:
    """Compare the moments of a departure where people saw one."""
    return stated(case) if case.label.departs else None


def leaning(case: Case) -> Pair | None:
    """Compare the moment that people saw with the one the program leans to."""
    if not case.label.departs or case.label.moment is Moment.UNCLEAR:
        return None
    return named(case.label.moment), named(case.reading.leaning or case.reading.moment)


def _about(case: Case, which: Moment) -> tuple[str | None, float | None]:
    if which is Moment.FIRST:
        return case.label.first, case.reading.first
    return case.label.last, case.reading.last


def _spoken(which: Moment) -> Callable[[Case], Pair]:
    def compares(case: Case) -> Pair:
        felt, tone = _about(case, which)
        return named(felt is not None), named(tone is not None)

    return compares


def _feeling(tone: float) -> str:
    if abs(tone) <= FELT:
        return "mixed"
    return "pos" if tone > 0 else "neg"


def _felt(which: Moment) -> Callable[[Case], Pair | None]:
    def compares(case: Case) -> Pair | None:
        felt, tone = _about(case, which)
        return (named(felt), named(_feeling(tone))) if felt in {"neg", "pos"} and tone is not None else None

    return compares


def sentiment(case: Case) -> Pair:
    """Compare the tone of the whole."""
    return named(case.label.sentiment), named(case.reading.sentiment)


def polarity(case: Case) -> Pair | None:
    """Compare the tone of the whole where people found it good or bad."""
    return None if case.label.sentiment is Sentiment.NEU else sentiment(case)


def reasons(case: Case) -> Pair:
    """Compare the reasons that people were asked for."""
    return frozenset(case.label.reasons), frozenset(case.reading.reasons) - UNLABELLED


MEASURES = (
    Measure(name="departure_precision", compares=departure, statistic=precision),
    Measure(name="departure_recall", compares=departure, statistic=recall),
    Measure(name="departure_f1", compares=departure, statistic=f1),
    Measure(name="kind_accuracy", compares=kind, statistic=accuracy),
    Measure(name="kind_family_accuracy", compares=family, statistic=accuracy),
    Measure(name="moment_found_any_review", compares=stated, statistic=accuracy),
    Measure(name="moment_accuracy", compares=moment, statistic=accuracy),
    Measure(name="moment_macro_f1", compares=moment, statistic=macro_f1),
    Measure(name="first_or_last_accuracy", compares=first_or_last, statistic=accuracy),
    Measure(name="leaning_accuracy", compares=leaning, statistic=accuracy),
    Measure(name="first_spoken_f1", compares=_spoken(Moment.FIRST), statistic=f1),
    Measure(name="first_tone_accuracy", compares=_felt(Moment.FIRST), statistic=accuracy),
    Measure(name="last_spoken_f1", compares=_spoken(Moment.LAST), statistic=f1),
    Measure(name="last_tone_accuracy", compares=_felt(Moment.LAST), statistic=accuracy),
    Measure(name="sentiment_accuracy", compares=sentiment, statistic=accuracy),
    Measure(name="sentiment_macro_f1", compares=sentiment, statistic=macro_f1),
    Measure(name="sentiment_polar_accuracy", compares=polarity, statistic=accuracy),
    Measure(name="reasons_micro_f1", compares=reasons, statistic=f1, draws=300),  # fewer: its pairs are wide
)
