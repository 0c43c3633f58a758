"""Learned files: read to the letter, open to a person's hand, and a damaged one says where."""

from importlib import resources

import pytest

from sentiment import lexicon
from sentiment.weights import WeightsError, learned, parse

GOOD = "n-gram\tgood\tsure\n(bias)\t0.50\t-1\nmerci\t1.20\t0.1\n~merci\t-0.80\t0\n"


def read(content: str) -> None:
    parse("fr/tone.tsv", content.encode())


def test_each_column_has_its_bias_and_its_weights() -> None:
    columns = parse("x", GOOD.encode())
    assert list(columns) == ["good", "sure"]
    assert (columns["good"].bias, columns["sure"].bias) == (0.5, -1.0)
    assert columns["good"].grams == {"merci": 1.2, "~merci": -0.8}


def test_the_order_of_the_lines_does_not_matter() -> None:
    head, *lines = GOOD.splitlines()
    turned = "\n".join([head, *reversed(lines)]) + "\n"
    assert parse("x", turned.encode()) == parse("x", GOOD.encode())


def test_terms_are_the_n_grams_that_weigh_where_they_stand() -> None:
    terms = list(parse("x", GOOD.encode())["sure"].terms("Merci. Pas merci", "fr"))
    assert [(term.cue, term.start, term.weight) for term in terms] == [("merci", 0, 0.1), ("merci", 11, 0.1)]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (GOOD.replace("1.20", "1,20"), "fr/tone.tsv, line 3: '1,20' is not a number"),
        (GOOD.replace("1.20", "nan"), "line 3: 'nan' is not a number"),
        (GOOD.replace("\t0.1", ""), "line 3: 'merci.*1.20' is not an n-gram and 2 weight"),
        (GOOD.replace("~merci", ""), "line 4: "),
        (GOOD + "merci\t1\t1\n", "line 5: 'merci' stands in the file already"),
        (GOOD.replace("(bias)", "bias"), "no line for \\(bias\\)"),
        (GOOD[:-5], "line 4: the file ends within a line"),
        (GOOD.removeprefix("n-gram"), "line 1: .* does not name the columns"),
        ("", "line 1: "),
        ("\n", "line 1: "),
    ],
)
def test_a_damaged_file_is_told_with_its_line_and_what_to_do(content: str, told: str) -> None:
    with pytest.raises(WeightsError, match=told) as caught:
        read(content)
    assert "python -m sentiment.train" in str(caught.value)


def test_a_byte_that_is_no_text_is_told_with_its_line() -> None:
    with pytest.raises(WeightsError, match="line 3: byte 0xff is not UTF-8"):
        parse("x", GOOD.encode().replace(b"\nmerci", b"\n\xffmerci"))


@pytest.mark.parametrize("language", lexicon.LANGUAGES)
def test_the_files_lie_in_the_package_and_are_small(language: str) -> None:
    file = resources.files("sentiment") / "lexicons" / language / "tone.tsv"
    assert len(file.read_bytes()) < 1_000_000
    columns = learned("tone", language)
    assert columns is not None
    assert list(columns) == ["good"]
    assert len(columns["good"].grams) > 20_000


def test_a_language_without_a_learned_file_has_none() -> None:
    assert learned("tone", "de") is None
    assert learned("nothing", "fr") is None


def test_the_version_changes_with_the_learned_files_too() -> None:
    for language in lexicon.LANGUAGES:
        assert "tone.tsv" in {file.name for file in lexicon.files(language, ".toml", ".tsv")}
