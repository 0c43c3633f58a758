"""The phrase language of the cue files."""

import pytest

from sentiment.phrases import GAP, PhraseError, Phrases
from sentiment.words import words


def said(phrase: str, text: str, **lists: str) -> list[str]:
    found = words(text)
    return [
        text[found[start].start : found[end - 1].end]
        for _, start, end in Phrases([phrase], lists).find(found)
    ]


def test_a_word_matches_whatever_its_accents_and_case() -> None:
    assert said("résilié", "J'ai RESILIE hier") == ["RESILIE"]


def test_a_star_is_any_ending() -> None:
    assert said("résili*", "résilier, résiliation, résidence") == ["résilier", "résiliation"]


def test_brackets_offer_a_choice_and_nothing_is_a_choice() -> None:
    assert said("frais de (la |) (clôture|sortie)", "frais de la sortie, frais de clôture") == [
        "frais de la sortie",
        "frais de clôture",
    ]


def test_the_longest_of_the_choices_is_taken() -> None:
    assert said("cancel (my plan|)", "to cancel my plan") == ["cancel my plan"]


def test_a_gap_spans_a_few_words_and_no_more() -> None:
    assert said("cancel ~ plan", "cancel " + "my " * GAP + "plan")
    assert not said("cancel ~ plan", "cancel " + "my " * (GAP + 1) + "plan")


def test_a_word_list_stands_for_its_words() -> None:
    assert said("mon {what}", "mon abonnement", what="(contrat|abonnement)") == ["mon abonnement"]


@pytest.mark.parametrize(
    ("phrase", "fault"),
    [
        ("", "must begin"),
        ("~ fin", "must begin"),
        ("(fin|)", "must begin"),
        ("* fin", "must begin"),
        ("fin (de", "not closed"),
        ("fin) de", "stray"),
        ("fin ~", "may end with a gap"),
        ("a ~ b ~ c ~ d", "gaps"),
        ("fin + de", "no meaning"),
        ("fin {unknown}", "no word list 'unknown'"),
    ],
)
def test_a_phrase_that_cannot_be_read_says_what_to_mend(phrase: str, fault: str) -> None:
    with pytest.raises(PhraseError, match=fault):
        Phrases([phrase], {})


def test_work_grows_with_the_text_and_not_faster() -> None:
    phrases = Phrases(["je ~ je ~ non", "je (je|je je|) je ~ fin"], {})
    assert not list(phrases.find(words("je " * 20_000)))  # would not end in a lifetime if it backtracked
