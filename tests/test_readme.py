"""README.md and LISEZMOI.md say the same: the same commands, names, links, tables and shares, each in its language."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENGLISH, FRENCH = ((ROOT / name).read_text("utf-8") for name in ("README.md", "LISEZMOI.md"))
BLOCK = re.compile(r"```(?:sh|toml)\n(.*?)```", re.DOTALL)
OF_A_LANGUAGE = {
    "README.md",
    "LISEZMOI.md",
    "docs/overview.png",
    "docs/apercu.png",
    "docs/help.png",
    "docs/aide.png",
}


def commands(text: str) -> list[str]:
    lines = [re.sub(r"\s*#.*", "", line) for block in BLOCK.findall(text) for line in block.splitlines()]
    return [line for line in lines if line]


def prose(text: str) -> str:
    return BLOCK.sub("", text)


def links(text: str) -> list[str]:
    return sorted(set(re.findall(r"\]\(([^)]+)\)", text)) - OF_A_LANGUAGE)


def shape(text: str) -> list[str]:
    """Return the kinds of lines that open something: headings, table rows, list items, pictures, blocks."""
    return re.findall(r"^(#+ |\||- |!\[|```\w+)", text, re.MULTILINE)


def test_both_give_the_same_commands() -> None:
    assert commands(ENGLISH) == commands(FRENCH)


def test_both_name_the_same_things() -> None:
    english, french = (set(re.findall(r"`([^`\n]+)`", prose(text))) for text in (ENGLISH, FRENCH))
    assert english == french


def test_both_have_the_same_parts_in_the_same_order() -> None:
    assert shape(ENGLISH) == shape(FRENCH)


def test_both_lead_to_the_same_places_and_they_are_there() -> None:
    assert links(ENGLISH) == links(FRENCH)
    for text in (ENGLISH, FRENCH):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", text):
            assert (ROOT / link).exists(), link


def test_both_give_the_same_shares() -> None:
    english, french = (sorted(re.findall(r"(\d+)\s%", prose(text))) for text in (ENGLISH, FRENCH))
    assert english == french


def test_french_typography_does_not_break_before_its_signs() -> None:
    assert re.findall(r".{9} [:;!?»%]|« .{9}|\w'\w+", re.sub(r"`[^`]*`", "", prose(FRENCH))) == []
