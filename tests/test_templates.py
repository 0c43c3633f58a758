"""A template asks for exactly what its view offers, and its colours come from one place."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
from jinja2 import meta

from site_templates.contents import TEMPLATES, View
from site_templates.site import environment
from site_templates.words import Words

ROOM = Path(__file__).parent.parent / "site_templates"
TRANSLATION = {"_", "gettext", "ngettext"}
LAYOUT = {"frame"}  # asked for by the layout that every page extends


@pytest.mark.parametrize(("view", "template"), TEMPLATES.items(), ids=TEMPLATES.values())
def test_template_asks_for_what_its_view_offers(view: type[View], template: str) -> None:
    source = (ROOM / "pages" / template).read_text("utf-8")
    asked = meta.find_undeclared_variables(environment(Words(language="en")).parse(source))
    around = LAYOUT if "parts/layout.html" in source else set()
    assert (asked - TRANSLATION) | around == {field.name for field in fields(view)}


def test_every_page_template_has_a_view() -> None:
    assert {path.name for path in (ROOM / "pages").iterdir()} == set(TEMPLATES.values())


def test_colours_live_in_one_file() -> None:
    colour = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.IGNORECASE)
    styles = [
        path for path in (ROOM / "assets").glob("*.css") if path.name not in {"tokens.css", "print.css"}
    ]
    assert {path.name: colour.findall(path.read_text("utf-8")) for path in styles} == {
        path.name: [] for path in styles
    }


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted([luminance(one), luminance(other)])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_texts_stand_out_from_their_paper_as_wcag_asks(theme: int) -> None:
    block = (ROOM / "assets" / "tokens.css").read_text("utf-8").split("@media")[theme]
    tokens = dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", block))
    pairs = [(ink, paper) for ink in ("ink", "muted", "first", "last") for paper in ("paper", "surface")]
    pairs += [
        ("ink", "first-soft"),
        ("ink", "last-soft"),
        ("ink", "warn-soft"),
        ("muted", "first-soft"),
        ("muted", "last-soft"),
    ]
    weak = {(ink, paper): contrast(tokens[ink], tokens[paper]) for ink, paper in pairs}
    assert {pair: ratio for pair, ratio in weak.items() if ratio < 4.5} == {}
