"""A sentence keeps its message and its values apart: it can be said again, in French, whatever the values hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.json_text import BadJSONError, load_json
from scraper.told import MOST_VALUE, Told, joined, told
from site_templates.words import Words

ROOT = Path(__file__).parent.parent
FRENCH = Words(language="fr")


def calls() -> Iterator[tuple[str, ast.Call]]:
    for room in ("scraper", "aurevoir"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and ast.unparse(node.func) == "told":
                    yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node


CALLS = dict(calls())


@pytest.mark.parametrize("place", CALLS)
def test_every_sentence_is_written_out_with_a_value_for_each_place(place: str) -> None:
    call = CALLS[place]
    (message,) = call.args
    assert isinstance(message, ast.Constant), "a message that is computed cannot be translated"
    assert isinstance(message.value, str)
    values = tuple((keyword.arg or "**", "a value") for keyword in call.keywords)
    assert str(Told(message=message.value, values=values)).count("a value") >= len(values)


def test_a_sentence_reads_in_english_and_in_french() -> None:
    sentence = told("the server answered with an error (%(status)s)", status=503)
    assert str(sentence) == "the server answered with an error (503)"
    assert FRENCH.told(sentence) == "le serveur a répondu par une erreur (503)"
    assert Words(language="en").told(sentence) == str(sentence)


def test_a_sentence_within_a_sentence_is_translated_too() -> None:
    keeper = told("a challenge of %(keeper)s", keeper="Cloudflare")
    sentence = joined(
        [told("%(keeper)s came for robots.txt", keeper=keeper), told("tried %(times)s times", times=4)]
    )
    assert str(sentence) == "a challenge of Cloudflare came for robots.txt; tried 4 times"
    assert FRENCH.told(sentence).replace("\N{NO-BREAK SPACE}", " ").replace(
        "\N{NARROW NO-BREAK SPACE}", " "
    ) == ("un contrôle anti-robots de Cloudflare s’affiche à la place de robots.txt ; 4 essais")


def test_a_sentence_that_the_catalogue_does_not_know_is_said_in_english() -> None:
    assert FRENCH.told(told("of an earlier version: %(value)s", value="x")) == "of an earlier version: x"


def test_per_cent_signs_are_told_as_they_are() -> None:
    address = told(
        "'%(address)s' %(problem)s", address="https://a.example/100%(x)s%", problem=told("names no host")
    )
    assert str(address) == "'https://a.example/100%(x)s%' names no host"
    assert "100%(x)s%" in FRENCH.told(address)
    space = told("has a space or a control character in it: write a space as %%20")
    assert str(space).endswith("as %20")
    assert "%%" not in FRENCH.told(space)


def test_a_value_cannot_break_a_line_hide_or_be_endless() -> None:
    (value,) = dict(told("%(name)s", name="a\nb\x1b[31m\u202ec\ud800" + "d" * 5_000).values).values()
    assert isinstance(value, str)
    assert value.startswith("a b[31mcd")
    assert len(value) == MOST_VALUE


@pytest.mark.parametrize(
    ("message", "values"),
    [
        ("row %(row)s", {}),
        ("row", {"row": "1"}),
        ("row %(row)s", {"line": "1"}),
        ("100 % of rows", {}),
        ("row %d", {}),
    ],
)
def test_a_message_without_its_values_cannot_be_made(message: str, values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="name the value of each place"):
        Told(message=message, values=tuple(values.items()))


@given(st.text(), st.text())
def test_any_value_can_be_told_in_both_languages(one: str, other: str) -> None:
    sentence = told("column '%(column)s' holds '%(value)s': no rating out of 5, so its ratings were left out; declare its best", column=one, value=other)  # fmt: skip
    for said in (str(sentence), FRENCH.told(sentence)):
        assert all(value in said for _, value in sentence.values if isinstance(value, str))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": tro}', "character 7"),
        ("[" * 100_000, "nested too deeply"),
        ("1" * 5_000, "too long"),
    ],
)
def test_json_that_breaks_says_where(text: str, words: str) -> None:
    with pytest.raises(BadJSONError, match=words):
        load_json(text)
