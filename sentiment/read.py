"""Read one text: text -> Reading. Pure: the same text and words give the same reading."""

from collections.abc import Sequence

from sentiment.attest import attest
from sentiment.channels import reached
from sentiment.clauses import Clause, clauses
from sentiment.cues import Match, find
from sentiment.departures import coherent, departed
from sentiment.judgements import Judgements
from sentiment.language import language as detected
from sentiment.language import named
from sentiment.lexicon import LANGUAGES, lexicon
from sentiment.lexicon import version as words_version
from sentiment.moments import attributed
from sentiment.reading import Moment, Reading
from sentiment.reasons import reasoned
from sentiment.returning import answered
from sentiment.tone import ANALYSER, clause_tones, tone, tone_of


def version() -> str:
    """Name the words, weights and analyser that ``read`` uses."""
    return f"{words_version()}-{ANALYSER}"


def _found(text: str, language: str | None) -> tuple[list[Clause], list[Match]]:
    if language not in LANGUAGES:
        return clauses(text), []
    known = lexicon(language)
    parts = clauses(text, known.contrasts)
    return parts, find(parts, known)


def _judged(text: str, parts: Sequence[Clause], matches: Sequence[Match], language: str | None) -> Judgements:
    departure = departed(matches)
    matches = coherent(matches, left=departure.kind is not None)
    about = attributed(matches)

    def told(moment: Moment) -> Sequence[int]:
        return sorted({match.clause for match in about.speaking(moment)})

    return Judgements(
        departed=departure,
        attributed=about,
        reasoned=reasoned(matches),
        reached=reached(matches),
        would_return=answered(matches, "would_return"),
        would_recommend=answered(matches, "would_recommend"),
        tone=tone(text, matches, language),
        felt=tuple(clause_tones(text, parts, matches, language)),
        first=tone_of(told(Moment.FIRST), text, parts, matches, language),
        last=tone_of(told(Moment.LAST), text, parts, matches, language),
    )


def read(text: str, language: str | None = None) -> Reading:
    """Read a text; a language that is given wins over the one detected.

    A language without cues is named and no more: no departure, no tone.
    """
    name = named(language) if language and language.strip() else detected(text)
    found = _judged(text, *_found(text, name), name)
    departure, about = found.departed, found.attributed
    return Reading(
        language=name,
        departure=departure.kind,
        departure_probability=departure.probability,
        moment=about.moment,
        leaning=about.leaning if departure.kind else None,
        moment_probability=about.probability,
        tone=found.tone.value if found.tone else None,
        sentiment=found.tone.label if found.tone else None,
        sentiment_probability=found.tone.probability if found.tone else None,
        first=found.first.tone.value if found.first else None,
        last=found.last.tone.value if found.last else None,
        peak=found.peak.tone.value if found.peak else None,
        end=found.felt[-1].tone.value if found.felt else None,
        reasons=found.reasoned.reasons,
        channels=found.reached.channels,
        would_return=found.would_return.answer,
        would_recommend=found.would_recommend.answer,
        evidence=attest(found),
        version=version(),
    )
