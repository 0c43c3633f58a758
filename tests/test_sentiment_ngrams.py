"""N-grams: named, placed, held back by breaks, and found in linear work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentiment.ngrams import features, tokens


def names(text: str, language: str = "fr") -> set[str]:
    return {feature.name for feature in features(text, language)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Déçu(e)", ["decu", "|", "e", "|"]),
        ("12 ans, 1200 €, 2024", ["12", "ans", "|", "000", "|", "000"]),
        (
            "Non ! Non!!! Quoi?? Bon... bon…",
            ["non", "!", "non", "!!", "quoi", "??", "bon", "...", "bon", "..."],
        ),
        ("Merci :) :-( ;) <3 😡", ["merci", ":)", ":(", ":)", ":)", "😡"]),
        ("prix:Paris http://x", ["prix", "|", "paris", "http", "|", "x"]),
    ],
)
def test_a_text_is_cut_into_words_marks_and_breaks(text: str, expected: list[str]) -> None:
    assert [token.text for token in tokens(text)] == expected


def test_n_grams_do_not_cross_a_break() -> None:
    found = names("service lent, accueil froid")
    assert {"service", "service lent", "accueil froid"} <= found
    assert not {"lent accueil", "service lent accueil"} & found
    assert "a b c" in names("a b c")


def test_a_negation_reaches_four_words_and_no_further_than_a_turn() -> None:
    assert "~e" in names("pas b c d e f")
    assert "~f" not in names("pas b c d e f")
    assert "~bon" not in names("pas cher, bon")
    assert "~bon" not in names("pas cher mais bon")
    assert "~good" in names("I don't find it good", "en")


def test_a_word_under_a_negation_is_placed_from_the_negation_on() -> None:
    text = "Ce n’est pas très bon"
    (denied,) = [feature for feature in features(text, "fr") if feature.name == "~bon"]
    assert text[denied.start : denied.end] == "pas très bon"


def test_a_language_without_known_negations_has_n_grams_all_the_same() -> None:
    assert names("nicht gut", "de") == {"nicht", "gut", "nicht gut"}


@given(st.text())
def test_every_feature_lies_in_its_text(text: str) -> None:
    for _, start, end in features(text, "fr"):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "piece", ["a", "!", "?!", ".", "…", ":", ":-", "pas ", "e\u0301", "0", "<", "😀", "("]
)
def test_features_grow_no_faster_than_the_text(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert sum(1 for _ in features(text, "fr")) <= 4 * len(text)
