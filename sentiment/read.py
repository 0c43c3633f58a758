"""Read one text: text -> Reading. Pure: the same text and words give the same reading."""

from sentiment.attest import attest
from sentiment.channels import reached
from sentiment.departures import coherent, departed
from sentiment.feelings import Felt, Told
from sentiment.heard import hear
from sentiment.judgements import Judgements
from sentiment.language import language as detected
from sentiment.language import named
from sentiment.lexicon import version as words_version
from sentiment.moments import attributed
from sentiment.reading import Moment, Reading
from sentiment.reasons import reasoned
from sentiment.returning import answered
from sentiment.spoken import speaking
from sentiment.tone import Analyser, feel


def version(analyser: Analyser = "learned") -> str:
    """Name the words, weights and analyser that ``read`` uses."""
    return f"{words_version()}-{analyser}"


def _judged(text: str, language: str | None, analyser: Analyser) -> Judgements:
    heard = hear(text, language)
    departure = departed(heard)
    left = departure.kind is not None
    about = attributed(heard, left=left)
    spoken = speaking(heard, about, left=left)
    matches = coherent(heard.matches, left=left)
    told = Told(
        text=text,
        language=heard.language,
        clauses=heard.clauses,
        matches=matches,
        first=spoken[Moment.FIRST],
        last=spoken[Moment.LAST],
    )
    return Judgements(
        departed=departure,
        attributed=about,
        reasoned=reasoned(heard, left=left),
        reached=reached(matches),
        would_return=answered(matches, "would_return"),
        would_recommend=answered(matches, "would_recommend"),
        feelings=feel(told, analyser),
    )


def _value(felt: Felt | None) -> float | None:
    return felt.tone.value if felt else None


def read(text: str, language: str | None = None, analyser: Analyser = "learned") -> Reading:
    """Read a text; a language that is given wins over the one detected.

    A language without cues is named and no more: no departure, no tone.
    """
    name = named(language) if language and language.strip() else detected(text)
    found = _judged(text, name, analyser)
    departure, about, feelings = found.departed, found.attributed, found.feelings
    return Reading(
        language=name,
        departure=departure.kind,
        departure_probability=departure.probability,
        moment=about.moment,
        leaning=about.leaning if departure.kind else None,
        moment_probability=about.probability,
        tone=feelings.whole.tone.value if feelings else None,
        sentiment=feelings.whole.tone.label if feelings else None,
        sentiment_probability=feelings.whole.tone.probability if feelings else None,
        first=_value(feelings.first) if feelings else None,
        last=_value(feelings.last) if feelings else None,
        peak=_value(feelings.peak) if feelings else None,
        end=feelings.clauses[-1].tone.value if feelings and feelings.clauses else None,
        reasons=found.reasoned.reasons,
        channels=found.reached.channels,
        would_return=found.would_return.answer,
        would_recommend=found.would_recommend.answer,
        evidence=attest(found),
        version=version(analyser),
    )
