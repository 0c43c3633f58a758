"""The only door to TextBlob: how a text, and each of its clauses, feels."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from sentiment.clauses import Clause
from sentiment.cues import Match, about
from sentiment.reading import Sentiment

ANALYSER = "textblob"
NEUTRAL = 0.1  # tones up to here, either way, are neutral
POLARITY_WEIGHT = 4.0  # log-odds of a polarity of 1; TextBlob's usual ±0.25 then weighs like one cue
# Share of the whole review's feeling in that about a moment: a dry clause is read in its light.
CONTEXT = 0.5
_LONGEST_RUN = 8  # signs in a row that TextBlob sees: its tokenizer takes quadratic time over "!!!!!!…"
_SIGNS = re.compile(rf"(?:[^\w\s]|_){{{_LONGEST_RUN},}}")
_DENIED = -0.5  # "pas très bon" is milder than « mauvais »


@dataclass(frozen=True, slots=True)
class Tone:
    """A feeling.

    Attributes:
        value: −1…1, the probability of a good feeling less that of a bad one.
    """

    value: float

    @property
    def label(self) -> Sentiment:
        """Name the feeling: neutral up to NEUTRAL either way."""
        if abs(self.value) <= NEUTRAL:
            return Sentiment.NEU
        return Sentiment.POS if self.value > 0 else Sentiment.NEG

    @property
    def probability(self) -> float:
        """Confidence in the label, 0.5…1: (1 + |tone|) / 2, and for neutral from 1 at zero down to 0.5."""
        strength = abs(self.value)
        return 1 - strength / (2 * NEUTRAL) if strength <= NEUTRAL else (1 + strength) / 2


@cache
def _analyser(language: str) -> Callable[[str], float] | None:
    # Imported on first use: TextBlob brings NLTK, over a second that `--help` need not wait for.
    if language == "en":
        from textblob.en.sentiments import PatternAnalyzer as English  # noqa: PLC0415 — see above

        return lambda text: float(English().analyze(text)[0])
    if language == "fr":
        from textblob_fr import PatternAnalyzer as French  # noqa: PLC0415 — see above

        return lambda text: float(French().analyze(text)[0])
    return None


def polarity(text: str, language: str | None) -> float | None:
    """Ask TextBlob for the polarity, −1…1; None for a language it does not speak."""
    analyse = _analyser(language) if language else None
    if analyse is None:
        return None
    return max(-1.0, min(1.0, analyse(_SIGNS.sub(lambda run: run[0][:_LONGEST_RUN], text))))


def _valence(matches: Sequence[Match]) -> float:
    signed = (match.weight if match.value == "pos" else -match.weight for match in matches)
    denied = (_DENIED if match.negated else 1.0 for match in matches)
    return sum(weight * turn for weight, turn in zip(signed, denied, strict=True))


def _log_odds(text: str, matches: Sequence[Match], language: str | None) -> float | None:
    polar = polarity(text, language)
    return None if polar is None else POLARITY_WEIGHT * polar + _valence(about(matches, "tone"))


def tone(text: str, matches: Sequence[Match], language: str | None) -> Tone | None:
    """Join TextBlob's polarity with the cues of feeling; None for a language TextBlob does not speak.

    The log-odds of a good feeling are POLARITY_WEIGHT × polarity, plus the weights of the distinct cues for ``pos``,
    less those for ``neg``; a denied cue counts half, the other way. The tone is 2 × logistic − 1.
    """
    odds = _log_odds(text, matches, language)
    return None if odds is None else Tone(math.tanh(odds / 2))


@dataclass(frozen=True, slots=True, kw_only=True)
class Felt:
    """A feeling and the clauses that carry it."""

    tone: Tone
    clauses: tuple[Clause, ...]


def tone_of(
    numbers: Sequence[int],
    text: str,
    clauses: Sequence[Clause],
    matches: Sequence[Match],
    language: str | None,
) -> Felt | None:
    """Give the tone of some clauses taken together, by number; None without a clause or a tone.

    The log-odds are those of the clauses plus CONTEXT × those of the whole text.
    """
    wanted = frozenset(numbers)
    chosen = tuple(clauses[number] for number in numbers)
    words = "\n".join(text[clause.start : clause.end] for clause in chosen)
    said = (
        _log_odds(words, [match for match in matches if match.clause in wanted], language) if chosen else None
    )
    whole = _log_odds(text, matches, language) if chosen else None
    if said is None or whole is None:
        return None
    return Felt(tone=Tone(math.tanh((said + CONTEXT * whole) / 2)), clauses=chosen)


def clause_tones(
    text: str, clauses: Sequence[Clause], matches: Sequence[Match], language: str | None
) -> Iterator[Felt]:
    """Give each clause its tone, in order; nothing for a language without one."""
    spoken: dict[int, list[Match]] = {}
    for match in matches:
        spoken.setdefault(match.clause, []).append(match)
    for number, clause in enumerate(clauses):
        found = tone(text[clause.start : clause.end], spoken.get(number, []), language)
        if found is not None:
            yield Felt(tone=found, clauses=(clause,))
