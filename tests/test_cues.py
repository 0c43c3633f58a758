"""Cues: the longest phrase speaks, a negation silences, and every cue file can be read."""

import math

import pytest

from sentiment.clauses import clauses
from sentiment.cues import Match, about, find
from sentiment.lexicon import LANGUAGES, TOPICS, lexicon, version
from sentiment.reading import Channel, Departure, Moment, Reason

VALUES = {
    "departure": {*Departure, "none"},
    "moment": {Moment.FIRST, Moment.LAST},
    "reason": {*Reason},
    "channel": {*Channel},
    "tone": {"neg", "pos"},
    "would_return": {"yes", "no"},
    "would_recommend": {"yes", "no"},
}


def met(text: str, language: str) -> list[Match]:
    known = lexicon(language)
    return find(clauses(text, known.contrasts), known)


@pytest.mark.parametrize("language", LANGUAGES)
def test_cues_speak_only_for_judgements_that_exist(language: str) -> None:
    for cue in lexicon(language).cues:
        for judgement, weight in ((cue.judgement, cue.weight), *cue.also):
            topic, _, value = judgement.partition(":")
            assert topic in TOPICS
            assert value in VALUES[topic], cue
            assert math.isfinite(weight)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_judgement_has_a_cue_in_every_language(language: str) -> None:
    spoken = {cue.judgement for cue in lexicon(language).cues}
    wanted = {f"{topic}:{value}" for topic, values in VALUES.items() for value in values}
    assert wanted <= spoken


def test_the_longest_phrase_silences_the_word_it_contains() -> None:
    matches = about(met("Je pars en vacances, puis départ à la retraite", "fr"), "departure")
    assert {match.value for match in matches} <= {"none"}


def test_a_negation_marks_what_follows() -> None:
    found = about(met("Rien à payer, sans frais de résiliation", "fr"), "reason")
    denied = [match for match in found if match.value == "exit_fees"]
    told = about(met("Il faut payer des frais de résiliation", "fr"), "reason")
    assert [match.negated for match in denied] == [True]
    assert [match.negated for match in told] == [False]


def test_a_cue_said_twice_speaks_once() -> None:
    once = about(met("Nul.", "fr"), "tone")
    assert len(about(met("Nul. Nul. Nul.", "fr"), "tone")) == len(once)


def test_spans_show_the_words_as_written() -> None:
    text = "👋 J’ai RÉSILIÉ mon abonnement"
    spans = [text[match.start : match.end] for match in about(met(text, "fr"), "departure")]
    assert spans == ["RÉSILIÉ mon abonnement"]


def test_the_version_is_short_and_stable() -> None:
    assert version() == version()
    assert len(version()) == 12
