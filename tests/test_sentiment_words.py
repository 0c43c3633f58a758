"""Words, folded, keep their places in the text as it was written."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sentiment.words import fold, words


def spoken(text: str) -> list[str]:
    return [word.folded for word in words(text)]


def test_accents_case_and_ligatures_are_folded_away() -> None:
    assert spoken("RÉSILIÉ Cœur naïve ﬁnal") == ["resilie", "coeur", "naive", "final"]


def test_decomposed_accents_fold_like_composed_ones() -> None:
    assert spoken("re\u0301silier") == spoken("résilier") == ["resilier"]


def test_invisible_marks_inside_a_word_do_not_hide_it() -> None:
    assert spoken("rési\u200blier can\u00adcel \u200fbox") == ["resilier", "cancel", "box"]


def test_every_apostrophe_separates() -> None:
    assert spoken("l'accueil l’accueil lʼaccueil") == ["l", "accueil"] * 2 + spoken("lʼaccueil")


def test_places_point_into_the_original_after_emoji_and_line_breaks() -> None:
    text = "👨‍👩‍👧 Œuvre\r\nrésiliée"
    assert [text[word.start : word.end] for word in words(text)] == ["Œuvre", "résiliée"]


@given(st.text())
def test_words_lie_in_order_inside_any_text(text: str) -> None:
    found = words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(left.end <= right.start for left, right in pairwise(found))


@given(st.text(max_size=20))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
