"""Workbooks: the sheet with the texts, values and no formulas, dates of every kind, and bombs that do not go off."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from scraper.imports import read_file, spreadsheet
from scraper.imports.found import FileRead
from scraper.outcome import Outcome

Sheets = Mapping[str, Sequence[Sequence[object]]]


def workbook(sheets: Sheets) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as was, zipfile.ZipFile(out, "w") as archive:
        for name in was.namelist():
            held = was.read(name)
            assert name != part or old in held
            archive.writestr(name, held.replace(old, new) if name == part else held)
    return out.getvalue()


@pytest.fixture
def load(tmp_path: Path) -> Any:
    def load(content: bytes | Sheets, **options: Any) -> FileRead:
        path = tmp_path / "classeur.bin"
        path.write_bytes(content if isinstance(content, bytes) else workbook(content))
        return read_file(path, **options)

    return load


SURVEY: Sequence[Sequence[object]] = [
    ["Enquête de départ", None, None, None],
    [],
    ["Horodateur", "Note", "Votre avis", "Client fidèle"],
    [datetime(2025, 3, 4, 9, 30), 4, "Bien, mais je pars", True],  # noqa: DTZ001 cells know no zone
    [date(2025, 3, 5), 4.5, "Adieu", False],
    [None, None, None, None],
    [45722, "2", "Déçue", None],
]


def test_the_first_sheet_with_texts_is_read_below_its_headings(load: Any) -> None:
    found = load(
        {"Lisez-moi": [["Ce classeur est à nous"]], "Réponses": SURVEY, "Autre": [["avis"], ["non"]]}
    )
    assert found.kind == "xlsx"
    assert found.fields == {"published": "Horodateur", "rating": "Note", "text": "Votre avis"}
    assert [(one.published, one.rating, one.text) for one in found.parsed.reviews] == [
        ("2025-03-04T09:30:00", "4", "Bien, mais je pars"),
        ("2025-03-05", "4.5", "Adieu"),
        ("2025-03-06", "2", "Déçue"),
    ]


def test_a_number_in_another_column_is_no_date(load: Any) -> None:
    found = load({"A": [["id", "avis", "date"], [45722, "Un", None], [time(9, 30), "Deux", 12]]})
    assert [(one.key, one.published) for one in found.parsed.reviews] == [("45722", None), ("09:30:00", "12")]


def test_a_formula_counts_by_its_value_and_is_told_when_it_has_none(load: Any) -> None:
    sheet: list[list[object]] = [
        ["avis", "note"],
        ['=IFERROR(__xludf.DUMMYFUNCTION("x"),"Traduit")', "=2+2"],
        ["Bon", 5],
    ]
    bare = load({"A": sheet})
    assert [one.text for one in bare.parsed.reviews] == ["Bon"]
    assert "left out: 2" in str(bare.parsed.notes[0])
    computed = changed(workbook({"A": sheet}), "xl/worksheets/sheet1.xml", b"<v />", b"<v>3</v>")
    assert [(one.text, one.rating) for one in load(computed).parsed.reviews] == [("3", "3"), ("Bon", "5")]


def test_a_formula_written_as_a_text_is_left_out(load: Any) -> None:
    sheet: Sheets = {"A": [["avis", "titre"], ["x", "Bien"], ["  = bien", "Mieux"]]}
    odd = changed(workbook(sheet), "xl/worksheets/sheet1.xml", b"<t>x</t>", b"<t>=SOMME(A1)</t>")
    assert [(one.text, one.title) for one in load(odd).parsed.reviews] == [("", "Bien"), ("= bien", "Mieux")]


def test_errors_of_cells_are_blanks(load: Any) -> None:
    (review,) = load({"A": [["avis", "note"], ["Bon", "#N/A"]]}).parsed.reviews
    assert review.rating is None


def test_declared_columns_choose_the_sheet(load: Any) -> None:
    found = load({"A": [["avis"], ["non"]], "B": [["Motif"], ["oui"]]}, columns={"text": "motif"})
    assert [one.text for one in found.parsed.reviews] == ["oui"]


@pytest.mark.parametrize("sheets", [{"A": []}, {"A": [["avis", "note"]]}, {"A": [["avis"], [" "]]}])
def test_a_workbook_without_a_row_is_empty(load: Any, sheets: Sheets) -> None:
    assert load(sheets).parsed.outcome is Outcome.EMPTY


def test_a_workbook_without_texts_says_what_it_found(load: Any) -> None:
    parsed = load({"A": [["ville", "montant"], ["Lyon", 3]]}).parsed
    assert parsed.outcome is Outcome.CHANGED
    assert "'montant'" in str(parsed.reason)


def test_a_bomb_does_not_go_off(load: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreadsheet, "MOST_UNPACKED", 1_000)
    parsed = load({"A": SURVEY}).parsed
    assert parsed.outcome is Outcome.CHANGED
    assert "unpacks to" in str(parsed.reason)


LAUGHS = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b"<sheets>", b"<sheets"),
        ("xl/workbook.xml", b"rId1", b"rId9"),
        ("xl/worksheets/sheet1.xml", b"<worksheet", LAUGHS + b"<worksheet"),
        ("xl/worksheets/sheet1.xml", b'r="A1"', b'r="ZZZZZ1"'),
        ("xl/worksheets/sheet1.xml", b'<row r="3"', b'<row r="x"'),
        ("xl/worksheets/sheet1.xml", b'<row r="3"', b'<row r="999999999999"'),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheet>"),
        ("[Content_Types].xml", b"<Types", b"<Tipes"),
    ],
)
def test_a_damaged_workbook_is_told(load: Any, part: str, old: bytes, new: bytes) -> None:
    parsed = load(changed(workbook({"A": SURVEY}), part, old, new)).parsed
    assert parsed.outcome in {Outcome.CHANGED, Outcome.EMPTY}
    assert parsed.reason


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.integers(0, 4_000), st.binary(min_size=1, max_size=40))
def test_no_bytes_make_a_workbook_fail(load: Any, place: int, noise: bytes) -> None:
    content = workbook({"A": SURVEY})
    assert isinstance(load(content[:place] + noise + content[place + len(noise) :]), FileRead)
