import json
import os
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
import vl_convert
from hypothesis import given, settings
from hypothesis import strategies as st

from site_templates.charts.card import card
from site_templates.charts.inline import inlined
from site_templates.charts.paper import Paper, _printed, colours, paper
from site_templates.charts.png import repacked
from site_templates.charts.render import Row, chart

CHARTS = Path(__file__).parent.parent / "site_templates" / "charts"
NAMES = sorted(path.name.removesuffix(".vl.json") for path in CHARTS.glob("*.vl.json"))
NAMES.remove("card")  # the picture of the site stands in no page
LABELS = {
    "title": "Première et dernière impression",
    "description": "Nimbo finit plus bas qu’il ne commence.",
    "first": "Premier",
    "last": "Dernier",
    "too_few": "trop peu d’avis",
    "not_measured": "non mesuré",
}
SVG = "{http://www.w3.org/2000/svg}"


def both(value: float | None = 12.4, *, brand: str = "Nimbo") -> list[Row]:
    low, high = (None, None) if value is None else (value - 5, value + 5)
    return [
        {
            "brand": brand,
            "moment": moment,
            "value": value,
            "low": low,
            "high": high,
            "n": 1204,
            "told": f"{brand} {moment}",
        }
        for moment in ("first", "last")
    ]


def month(number: int, value: float | None, version: int = 0) -> list[Row]:
    return [
        {"month": f"2024-{number:02d}-01", "line": f"{row['moment']}-{version}", **row} for row in both(value)
    ]


ROWS: dict[str, list[Row]] = {
    "dumbbell": [*both(), *both(None, brand="Orlo")],
    "trend": [*month(1, 10.0), *month(2, 20.0), *month(3, None), *month(4, -10.0)],
    "reasons": [
        {
            "reason": "Frais",
            "moment": "last",
            "value": 0.42,
            "low": 0.3,
            "high": 0.5,
            "n": 9,
            "measured": 1,
            "told": "Frais · 42 %",
        },
        {
            "reason": "Retour",
            "moment": "last",
            "value": 0.1,
            "low": None,
            "high": None,
            "n": 9,
            "measured": 0,
            "told": "Retour",
        },
    ],
    "kinds": [{"kind": "Résiliation", "n": 1204}],
    "sector": [{"week": f"2026-0{month}-05", "n": 40 + month, "told": f"{month}"} for month in (1, 2, 3)],
}


def draw(name: str, rows: list[Row] | None = None, *, language: str = "fr", width: int = 640) -> str:
    return chart(name, ROWS[name] if rows is None else rows, language=language, labels=LABELS, width=width)


def taken(name: str, *, language: str = "fr") -> Paper:
    return paper(name, ROWS[name], language=language, labels=LABELS, source=("Veille · 2 mars 2026",))


def words(svg: str) -> list[str]:
    return [text.text or "" for text in ET.fromstring(svg).iter(f"{SVG}text")]  # noqa: S314 -- our own drawing


def test_every_spec_has_its_rows_here() -> None:
    assert sorted(ROWS) == NAMES


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("rows", ["some", "none"])
def test_all_colours_are_variables_of_the_page(name: str, rows: str) -> None:
    svg = draw(name, None if rows == "some" else [])
    colours = set(re.findall(r'(?:fill|stroke|color)="([^"]*)"', svg))
    variables = {f"var(--{colour})" for colour in ("first", "last", "ink", "muted", "grid")}
    assert colours <= variables | {"none", "transparent"}
    assert "style=" not in svg


@pytest.mark.parametrize("name", NAMES)
def test_words_take_a_colour_so_that_none_is_black_on_dark(name: str) -> None:
    root = ET.fromstring(draw(name))  # noqa: S314 -- our own drawing
    for mark in ("text", "line"):
        paints = [element.get("fill") or element.get("stroke") for element in root.iter(f"{SVG}{mark}")]
        assert all(paint and paint.startswith("var(") for paint in paints)
    # a path without paint of its own inherits none
    assert next(root.iter(f"{SVG}g")).get("fill") == "none"


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_a_named_image_as_wide_as_its_place(name: str) -> None:
    root = ET.fromstring(draw(name))  # noqa: S314 -- our own drawing
    assert (root.get("role"), root.get("width"), root.get("height")) == ("img", "100%", None)
    named = {element.get("id"): element.text for element in root}
    title, description = (root.get("aria-labelledby") or "").split()
    assert (named[title], named[description]) == (LABELS["title"], LABELS["description"])


@pytest.mark.parametrize("width", [340, 640])
@pytest.mark.parametrize("name", NAMES)
def test_a_chart_is_drawn_about_as_wide_as_asked(name: str, width: int) -> None:
    drawn = re.search(r'viewBox="0 0 ([\d.]+) ', draw(name, width=width))
    assert drawn is not None
    assert float(drawn[1]) == pytest.approx(width, rel=0.05)


def test_moments_differ_in_shape_and_dash_beside_colour() -> None:
    root = ET.fromstring(draw("trend"))  # noqa: S314 -- our own drawing
    paths = list(root.iter(f"{SVG}path"))
    rounded = {path.get("fill") for path in paths if "A" in path.get("d", "")}
    assert rounded == {"var(--first)"}
    dashes = {
        path.get("stroke"): path.get("stroke-dasharray") for path in paths if path.get("stroke-dasharray")
    }
    assert dashes["var(--last)"] != dashes.get("var(--first)")


def test_a_gap_breaks_the_line() -> None:
    def strokes(svg: str) -> list[int]:
        lines = re.findall(r'd="([^"]*)" stroke="var\(--(?:first|last)\)"', svg)
        return [line.count("M") for line in lines]

    whole = [row for at in (1, 2, 3, 4) for row in month(at, 10.0)]
    assert strokes(draw("trend", whole)) == [1, 1]
    assert strokes(draw("trend")) == [2, 2]


def test_no_line_joins_what_different_words_have_read() -> None:
    def lines(rows: list[Row]) -> list[tuple[int, int]]:
        """Return the moves and the strokes of each line drawn."""
        drawn = re.findall(r'd="([^"]*)" stroke="var\(--(?:first|last)\)"', draw("trend", rows))
        return [(path.count("M"), path.count("L")) for path in drawn]

    one = [row for at in (1, 2, 3, 4) for row in month(at, 10.0)]
    two = [row for at in (1, 2, 3, 4) for row in month(at, 10.0, version=at // 3)]
    assert lines(one) == [(1, 3), (1, 3)]
    assert lines(two) == [(1, 1)] * 4
    alone = [row for at in (1, 2, 3) for row in month(at, 10.0, version=at // 2)]
    assert draw("trend", alone).count("<path") > draw("trend", one[:6]).count(
        "<path"
    )  # a month alone keeps its interval


def test_numbers_and_months_are_written_as_in_the_language() -> None:
    assert "Premier +12 · n\u00a0=\u00a01\u00a0204" in words(draw("dumbbell"))
    assert "Premier +12 · n\u00a0=\u00a01,204" in words(draw("dumbbell", language="en"))
    assert "janv. 24" in words(draw("trend"))
    assert "Jan 24" in words(draw("trend", language="en"))


def test_a_tone_that_rounds_to_zero_has_no_sign() -> None:
    for value in (0.0, 0.3, -0.3):
        assert any(text.startswith("Premier 0 ·") for text in words(draw("dumbbell", both(value))))


def test_too_few_reviews_are_said_in_words() -> None:
    assert "Premier · trop peu d’avis (n\u00a0=\u00a03)" in words(
        draw("dumbbell", [{**row, "n": 3} for row in both(None)])
    )


def test_a_reason_without_measured_accuracy_says_so() -> None:
    assert any(text.endswith("non mesuré") for text in words(draw("reasons")))


@pytest.mark.parametrize(
    "brand", ["<b>gras</b>", "</svg><script>alert(1)</script>", 'a" onload="x', "&amp;", "]]><x>", "@id"]
)
def test_a_hostile_name_is_only_words(brand: str) -> None:
    svg = draw("dumbbell", both(brand=brand))
    assert brand in words(svg)
    assert "<script" not in svg
    tags = {element.tag.removeprefix(SVG) for element in ET.fromstring(svg).iter()}  # noqa: S314 -- our own drawing
    assert tags <= {"svg", "title", "desc", "g", "path", "line", "text", "rect", "defs", "clipPath"}
    assert not re.search(r"<[^>]*\sonload=", svg)


def test_hostile_titles_are_only_words() -> None:
    svg = chart(
        "kinds", ROWS["kinds"], language="fr", labels={"title": "</title><b>", "description": "<i>\x00"}
    )
    assert [child.text for child in ET.fromstring(svg)][:2] == ["</title><b>", "<i> "]  # noqa: S314 -- likewise


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=30))
def test_any_name_draws(brand: str) -> None:
    assert draw("dumbbell", both(brand=brand)).endswith("</svg>")


def test_controls_and_turned_directions_are_blanked() -> None:
    assert "a b c d" in words(draw("dumbbell", both(brand="a\x00b\u202ec\ud800d")))


def test_ids_are_numbered_and_begin_with_the_drawings_own_hash() -> None:
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"><g clip-path="url(#clip41)">'
        '<use href="#clip42"/><text opacity="1">#words</text></g><clipPath id="clip41"/><g id="clip42"/></svg>'
    )
    later = drawn.replace("clip4", "clip7")
    one = inlined(drawn, name="x", title="a", description="b")
    assert one == inlined(later, name="x", title="a", description="b")
    prefix = re.findall(r'id="(c[0-9a-f]{12}-)0"', one)[0]
    assert f'clip-path="url(#{prefix}0)"' in one
    assert f'href="#{prefix}1"' in one
    assert ">#words<" in one
    assert prefix not in inlined(drawn, name="x", title="another", description="b")


def test_charts_of_one_page_share_no_id() -> None:
    svgs = [draw(name) for name in NAMES] + [draw(name, language="en", width=340) for name in NAMES]
    ids = [found for svg in svgs for found in re.findall(r'\bid="([^"]+)"', svg)]
    assert len(ids) == len(set(ids)) >= 16


def test_the_same_rows_draw_the_same_bytes_in_another_process_and_time_zone() -> None:
    code = (
        "import json, sys; from site_templates.charts.render import chart\n"
        "name, rows, labels = json.load(sys.stdin)\n"
        "sys.stdout.buffer.write(chart(name, rows, language='fr', labels=labels).encode())"
    )
    drawn = subprocess.run(  # noqa: S603 -- our own interpreter and our own code
        [sys.executable, "-c", code],
        input=json.dumps(["trend", ROWS["trend"], LABELS]).encode(),
        capture_output=True,
        check=True,
        cwd=CHARTS.parent.parent,
        env={**os.environ, "TZ": "Pacific/Auckland"},
    )
    assert drawn.stdout.decode() == draw("trend")


def test_the_page_chooses_the_font() -> None:
    assert set(re.findall(r'font-family="([^"]*)"', draw("trend"))) == {"inherit"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            {"name": "pie"},
            "no chart has this name: 'pie'; known: card, dumbbell, kinds, reasons, sector, trend",
        ),
        ({"language": "de"}, "'de'; known: en, fr"),
        ({"labels": {"title": "t", "description": "d"}}, "'first'; known: description, title"),
        ({"rows": [{"brand": "Nimbo"}]}, "'moment'; known: brand"),
    ],
)
def test_a_wrong_order_is_refused_with_what_is_known(asked: dict[str, object], said: str) -> None:
    order = {"name": "dumbbell", "rows": both(), "language": "fr", "labels": LABELS} | asked
    with pytest.raises(ValueError, match=re.escape(said)):
        chart(**order)  # type: ignore[arg-type]  # wrong on purpose


def test_a_number_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        draw("dumbbell", both(float("nan")))


def test_points_tell_their_words_without_any_script() -> None:
    root = ET.fromstring(draw("dumbbell"))  # noqa: S314 -- our own drawing
    told = [path.findtext(f"{SVG}title") for path in root.iter(f"{SVG}path") if path.get("class") == "point"]
    assert told == ["Nimbo first", "Nimbo last"]  # Orlo has too few reviews: it is told in words


@pytest.mark.parametrize("name", NAMES)
def test_a_chart_taken_away_stands_alone(name: str) -> None:
    alone = taken(name)
    svg = alone.svg.decode()
    assert "var(" not in svg
    told = "\n".join(ET.fromstring(svg).itertext())  # noqa: S314 -- our own drawing
    assert all(line in told for line in (LABELS["title"], LABELS["description"], "Veille · 2 mars 2026"))
    assert colours()["surface"] in svg
    spec = json.loads(alone.spec)
    assert spec["data"]["values"] == [
        {column: row[column] for column in spec["usermeta"]["columns"]} for row in ROWS[name]
    ]
    assert b"var(" not in alone.spec


def test_a_spec_taken_away_draws_again_in_its_language() -> None:
    again = vl_convert.vegalite_to_svg(
        json.loads(taken("trend").spec), vl_version="6.1", allowed_base_urls=[]
    )
    assert "janv. 24" in words(again)


def test_a_picture_taken_away_is_sharp_and_small() -> None:
    png = taken("dumbbell").png
    width, height = struct.unpack(">II", png[16:24])
    assert width == pytest.approx(2 * 880, rel=0.05)
    assert height > 200
    assert len(png) < 80_000


def test_a_picture_packed_anew_holds_the_same_pixels() -> None:
    drawn = vl_convert.svg_to_png(draw("kinds").replace("var(--ink)", "#000"), scale=1)
    packed = repacked(drawn)
    assert len(packed) < len(drawn)
    assert zlib.decompress(pixels(packed)) == zlib.decompress(pixels(drawn))


def pixels(png: bytes) -> bytes:
    found, at = b"", 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        found += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += length + 12
    return found


def test_files_of_a_chart_are_the_same_whenever_they_are_drawn() -> None:
    first = taken("trend")
    _printed.cache_clear()
    assert taken("trend") == first


def test_the_picture_of_the_site_has_the_size_that_is_announced() -> None:
    row = dict.fromkeys(("site", "brand", "first", "last", "first_about", "last_about", "about"), "<b>") | {
        "first_value": "+34",
        "last_value": "−41",
    }
    png = card(row, language="fr")
    assert struct.unpack(">II", png[16:24]) == (1200, 630)
    assert len(png) < 60_000
