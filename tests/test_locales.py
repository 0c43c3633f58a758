"""Every message speaks French too, with French typography, and every code has a name."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from scraper.outcome import Outcome
from sentiment.reading import Channel, Departure, Moment, Reason, Sentiment
from site_templates import labels
from site_templates.words import LOCALES, Words

ROOT = Path(__file__).parent.parent
METHODS = [("**.py", "python"), ("**.html", "jinja2.ext:babel_extract")]
PLACE = re.compile(r"%\(\w+\)s")
TAG = re.compile(r"</?\w+[^>]*>")


def forms(message: str | Sequence[str] | None) -> tuple[str, ...]:
    return (message or "",) if message is None or isinstance(message, str) else tuple(message)


def messages() -> set[tuple[str, ...]]:
    """Return what the pages say, and what the rooms before them tell."""
    found = list(extract_from_dir(ROOT / "site_templates", method_map=METHODS))
    for room in ("scraper", "aurevoir"):
        found += extract_from_dir(ROOT / room, method_map=METHODS, keywords={"told": None})
    return {forms(message) for _, _, message, _, _ in found}


def french() -> dict[tuple[str, ...], tuple[str, ...]]:
    with (LOCALES / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return {
            forms(message.id): forms(message.string) for message in read_po(file, locale="fr") if message.id
        }


def test_every_message_has_its_french_and_none_is_left_over() -> None:
    assert messages() == set(french())
    assert [key for key, value in french().items() if not all(value)] == []


def test_french_keeps_the_places_and_the_tags_of_the_message() -> None:
    for message, string in french().items():
        wanted = {place for form in message for place in PLACE.findall(form)}
        for form in string:
            assert set(PLACE.findall(form)) <= wanted, message
            assert sorted(TAG.findall(form)) == sorted(TAG.findall(message[-1])), message
        assert {place for form in string for place in PLACE.findall(form)} == wanted, message


def test_french_typography_does_not_break_before_its_signs() -> None:
    for string in french().values():
        for form in string:
            assert not re.search(r" [:;!?»]|« | %%|'", form), form


@pytest.mark.parametrize(
    ("table", "codes"),
    [("reason", Reason), ("departure", Departure), ("moment", Moment), ("channel", Channel), ("outcome", Outcome), ("sentiment", Sentiment)],
)  # fmt: skip
def test_every_code_has_a_name_in_both_languages(table: str, codes: type[Reason]) -> None:
    for code in codes:
        english, in_french = (
            labels.label(Words(language=language), table, code) for language in ("en", "fr")
        )
        assert english
        assert in_french
        assert code not in {english, in_french} or "_" not in code


def test_every_reason_is_explained_in_both_languages() -> None:
    meanings = {
        language: [labels.meaning(Words(language=language), reason) for reason in Reason]
        for language in ("en", "fr")
    }
    assert all(len(set(said)) == len(Reason) for said in meanings.values())
    assert not set(meanings["en"]) & set(meanings["fr"])


def test_judgements_are_said_in_words() -> None:
    said = labels.judgement(Words(language="fr"), "last:neg")
    assert said.replace("\N{NO-BREAK SPACE}", " ") == "Dernier moment : négatif"
    assert labels.judgement(Words(language="en"), "reason:exit_fees") == "Reason: Exit fees"
    assert labels.judgement(Words(language="en"), "would_return:no") == "Would come back: no"
    assert labels.judgement(Words(language="en"), "new:thing") == "new:thing"


def test_plurals_follow_each_language() -> None:
    english, in_french = Words(language="en"), Words(language="fr")
    one, many = "%(n)s day old", "%(n)s days old"
    assert [english.ngettext(one, many, n, n=n) for n in (0, 1, 2)] == [
        "0 days old",
        "1 day old",
        "2 days old",
    ]
    assert [in_french.ngettext(one, many, n, n=n) for n in (0, 1, 2)] == [
        "il y a 0 jour",
        "il y a 1 jour",
        "il y a 2 jours",
    ]
