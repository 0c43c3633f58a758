"""The sums behind a reading: for each judgement the bias and every word that weighs, strongest or not."""

from collections.abc import Mapping

from sentiment import departures, moments, reasons
from sentiment.feelings import Told
from sentiment.heard import hear
from sentiment.reading import Reading
from sentiment.terms import Weighing
from sentiment.weighing import weighing
from sentiment.weights import learned


def sums(text: str, reading: Reading) -> Mapping[str, Weighing]:
    """Give what adds up to the log-odds of the judgements of a reading by learned weights.

    ``departure`` and each ``reason:CODE`` are against their contrary, ``moment:first`` and ``moment:last`` against
    "unclear", ``tone`` is of a good feeling.
    """
    heard, left = hear(text, reading.language), reading.departure is not None
    found = {"departure": departures.weighing(heard)}
    about = moments.weighings(heard, left=left)
    found |= {f"moment:{moment}": one for moment, one in about.items() if one.terms}
    given = set(reading.reasons)
    found |= {f"reason:{reason}": one for reason, one in reasons.weighings(heard) if reason in given}
    tone = learned("tone", heard.language)
    if tone:
        matches = departures.coherent(heard.matches, left=left)
        told = Told(text=text, language=heard.language, clauses=heard.clauses, matches=matches)
        found["tone"] = weighing(told, tone["good"])
    return found
