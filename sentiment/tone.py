"""The only door to TextBlob: which analyser tells how a text feels, and ours as TextBlob takes it."""

import math
import re
from collections.abc import Callable, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from sentiment.cues import Match
from sentiment.feelings import Feelings, Felt, Told, Tone, by_clause, cue_terms, named
from sentiment.heard import hear
from sentiment.lexicon import LANGUAGES
from sentiment.reading import Sentiment
from sentiment.weighing import weigh
from sentiment.weights import Term, Weights, learned

if TYPE_CHECKING:
    from textblob.base import BaseSentimentAnalyzer

Analyser = Literal["learned", "textblob"]
NEUTRAL = 0.1  # TextBlob's tones up to here, either way, are neutral
POLARITY_WEIGHT = 4.0  # log-odds of a polarity of 1; TextBlob's usual ±0.25 then weighs like one cue
# Share of the whole review's feeling in that about a moment: a dry clause is read in its light.
CONTEXT = 0.5
_LONGEST_RUN = 8  # signs in a row that TextBlob sees: its tokenizer takes quadratic time over "!!!!!!…"
_SIGNS = re.compile(rf"(?:[^\w\s]|_){{{_LONGEST_RUN},}}")


def feel(told: Told, analyser: Analyser) -> Feelings | None:
    """Tell how a text feels; None for a language that the analyser does not speak."""
    if analyser == "textblob":
        return _blobbed(told)
    weights = _weights(told.language)
    return weigh(told, weights) if weights else None


def _weights(language: str) -> Weights | None:
    columns = learned("tone", language)
    return columns["good"] if columns else None


@cache
def _polarity(language: str) -> Callable[[str], float] | None:
    # Imported on first use: TextBlob brings NLTK, over a second and 50 MB that the learned analyser does not need.
    if language == "en":
        from textblob.en.sentiments import PatternAnalyzer as English  # noqa: PLC0415 — see above

        return lambda text: float(English().analyze(text)[0])
    if language == "fr":
        from textblob_fr import PatternAnalyzer as French  # noqa: PLC0415 — see above

        return lambda text: float(French().analyze(text)[0])
    return None


def polarity(text: str, language: str) -> float | None:
    """Ask TextBlob for the polarity, −1…1; None for a language it does not speak."""
    analyse = _polarity(language)
    if analyse is None:
        return None
    return max(-1.0, min(1.0, analyse(_SIGNS.sub(lambda run: run[0][:_LONGEST_RUN], text))))


def _tone(odds: float) -> Tone:
    """Make a tone of log-odds: 2 × logistic − 1; sure from (1 + |tone|) / 2, for neutral from 1 at zero down to 0.5."""
    value = math.tanh(odds / 2)
    strength = abs(value)
    sure = 1 - strength / (2 * NEUTRAL) if strength <= NEUTRAL else (1 + strength) / 2
    return Tone(value=value, label=named(value, NEUTRAL), probability=sure)


def _odds(text: str, matches: Sequence[Match], language: str) -> float:
    """Weigh POLARITY_WEIGHT × polarity and the distinct cues of feeling."""
    polar = polarity(text, language) or 0.0
    return POLARITY_WEIGHT * polar + math.fsum(term.weight for term in cue_terms(matches))


def _blobbed(told: Told) -> Feelings | None:
    """Feel by TextBlob and the cues; a moment by its clauses and CONTEXT × the whole text."""
    if _polarity(told.language) is None:
        return None
    spoken = by_clause(told.matches)
    whole = _odds(told.text, told.matches, told.language)

    def odds(numbers: Sequence[int]) -> float:
        words = "\n".join(told.text[told.clauses[at].start : told.clauses[at].end] for at in numbers)
        return _odds(words, [match for at in numbers for match in spoken.get(at, ())], told.language)

    def moment(numbers: Sequence[int]) -> Felt | None:
        return _shown(told, numbers, odds(numbers) + CONTEXT * whole) if numbers else None

    clauses = tuple(_shown(told, [number], odds([number])) for number in range(len(told.clauses)))
    return Feelings(
        whole=_best(_tone(whole), clauses), clauses=clauses, first=moment(told.first), last=moment(told.last)
    )


def _shown(told: Told, numbers: Sequence[int], odds: float) -> Felt:
    clauses = (told.clauses[number] for number in numbers)
    return Felt(
        tone=_tone(odds),
        shown=tuple(Term("clause tone", clause.start, clause.end, odds) for clause in clauses),
    )


def _best(tone: Tone, clauses: Sequence[Felt]) -> Felt:
    """Show the tone of the whole by the clause that feels it most."""
    alike = [felt for felt in clauses if felt.tone.label is tone.label is not Sentiment.NEU]
    strongest = max(alike, key=lambda felt: abs(felt.tone.value), default=None)
    return Felt(tone=tone, shown=strongest.shown if strongest else ())


class Feeling(NamedTuple):
    """What our analyser answers to TextBlob.

    Attributes:
        polarity: the tone, −1…1.
        label: ``neg``, ``neu`` or ``pos``.
        probability: confidence in the label, 0…1.
    """

    polarity: float
    label: str
    probability: float


@cache
def textblob_analyzer(language: str) -> "BaseSentimentAnalyzer":
    """Give the learned analyser as TextBlob takes it: ``TextBlob(text, analyzer=textblob_analyzer("fr")).sentiment``.

    Raises:
        ValueError: the language has no learned weights.
    """
    found = _weights(language)
    if found is None:
        raise ValueError(f"no learned weights for {language!r}; known: {', '.join(LANGUAGES)}")
    weights: Weights = found
    from textblob.base import BaseSentimentAnalyzer  # noqa: PLC0415 — only a user of TextBlob waits for it
    from textblob.en.sentiments import CONTINUOUS  # noqa: PLC0415 — likewise

    class LearnedAnalyzer(BaseSentimentAnalyzer):  # type: ignore[misc]  # TextBlob publishes no types
        kind = CONTINUOUS

        def analyze(self, text: str) -> Feeling:
            super().analyze(text)
            heard = hear(text, language)
            told = Told(text=text, language=language, clauses=heard.clauses, matches=heard.matches)
            tone = weigh(told, weights).whole.tone
            return Feeling(tone.value, str(tone.label), tone.probability)

    return LearnedAnalyzer()
