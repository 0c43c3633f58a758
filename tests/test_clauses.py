"""Clauses: where sentences end, lines break and writers turn."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sentiment.clauses import LONGEST, clauses
from sentiment.lexicon import lexicon


def cut(text: str, language: str = "fr") -> list[str]:
    return [text[clause.start : clause.end] for clause in clauses(text, lexicon(language).contrasts)]


def test_sentences_and_lines_part_clauses() -> None:
    assert cut("Bon accueil. Mauvais départ !\nJe pars") == ["Bon accueil", "Mauvais départ", "Je pars"]


def test_words_of_contrast_begin_a_clause() -> None:
    assert cut("Tout allait bien mais partir fut long") == ["Tout allait bien", "mais partir fut long"]
    assert cut("Fine service until I tried to leave", "en") == ["Fine service", "until I tried to leave"]


def test_a_full_stop_without_a_space_parts_sentences_but_not_figures_or_initials() -> None:
    assert cut("Trop cher.Je pars") == ["Trop cher", "Je pars"]
    assert cut("Le S.A.V. prend 4.50 euros") == ["Le S.A.V", "prend 4.50 euros"]
    assert cut("Le S.A.V prend 4.5 euros") == ["Le S.A.V prend 4.5 euros"]


def test_text_without_stops_is_cut_at_a_bounded_length() -> None:
    found = clauses("mot " * 50_000)
    assert sum(len(clause.words) for clause in found) == 50_000
    assert max(len(clause.words) for clause in found) == LONGEST


@given(st.text())
def test_clauses_hold_every_word_once_in_order(text: str) -> None:
    found = clauses(text, lexicon("en").contrasts)
    assert all(
        clause.start == clause.words[0].start and clause.end == clause.words[-1].end for clause in found
    )
    assert all(left.end <= right.start for left, right in pairwise(found))
