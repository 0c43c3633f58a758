"""Files come in through the same door as pages, sorted by brand; nothing good is lost, nothing strange slips in."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aurevoir.cli import main
from aurevoir.store import Store

BRANDS = '[[brands]]\nname = "Fibrelune"\nown = true\naliases = ["FL"]\n[[brands]]\nname = "Ondemauve"\n'


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("aurevoir.toml").write_text(BRANDS, encoding="utf-8")


def aurevoir(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def stored() -> dict[tuple[str, str], str]:
    with Store(Path("aurevoir.sqlite")) as store:
        return {(review.brand, review.key): review.text for review in store.unread("v")}


def write_rows(name: str, *rows: dict[str, object]) -> None:
    Path(name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_rows_go_to_the_brand_they_name_by_its_name_or_alias() -> None:
    write_rows(
        "a.jsonl",
        {"id": "1", "text": "Je pars.", "brand": "fl"},
        {"id": "2", "text": "Je reste.", "brand": "Ondemauve"},
    )
    assert aurevoir("import", "a.jsonl").exit_code == 0
    assert sorted(brand for brand, _ in stored()) == ["Fibrelune", "Ondemauve"]


def test_rows_of_a_brand_that_is_not_watched_are_told_and_left() -> None:
    write_rows(
        "a.jsonl",
        {"id": "1", "text": "Je pars.", "brand": "FL"},
        {"id": "2", "text": "Non.", "brand": "Inconnue"},
    )
    result = aurevoir("import", "a.jsonl")
    assert result.exit_code == 0
    assert "their brand 'Inconnue' not being in the watch list: 1; add it, or an alias" in result.stderr
    assert len(stored()) == 1


def test_a_file_without_brands_needs_to_be_told_whose_it_is() -> None:
    Path("avis.csv").write_text("note;avis\n1;Résiliation impossible\n", encoding="cp1252")
    refused = aurevoir("import", "avis.csv")
    assert refused.exit_code == 4
    assert "give --brand NAME" in refused.stderr
    assert aurevoir("import", "avis.csv", "--brand", "Fibrelune").exit_code == 0
    assert list(stored().values()) == ["Résiliation impossible"]


def test_importing_again_doubles_nothing() -> None:
    write_rows("a.jsonl", {"text": "Je pars.", "date": "2026-01-02", "brand": "FL"})
    aurevoir("import", "a.jsonl")
    assert "(0 new, 0 updated)" in aurevoir("import", "a.jsonl").stderr


def test_the_same_id_for_two_brands_is_two_reviews() -> None:
    write_rows(
        "a.jsonl",
        {"id": "1", "text": "Je pars.", "brand": "FL"},
        {"id": "1", "text": "Adieu.", "brand": "Ondemauve"},
    )
    aurevoir("import", "a.jsonl")
    assert len(stored()) == 2


def test_an_unknown_brand_lists_the_known_ones() -> None:
    write_rows("a.jsonl", {"text": "Je pars."})
    result = aurevoir("import", "a.jsonl", "--brand", "Autre")
    assert result.exit_code == 2
    assert '"Fibrelune", "Ondemauve"' in result.stderr


def test_one_bad_file_stops_no_other() -> None:
    write_rows("good.jsonl", {"text": "Je pars.", "brand": "FL"})
    Path("bad.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = aurevoir("import", "bad.csv", "good.jsonl")
    assert result.exit_code == 3
    assert len(stored()) == 1


def test_a_column_can_be_named_by_hand() -> None:
    Path("e.csv").write_text("Pourquoi partez-vous ?,x\nTrop cher,1\n", encoding="utf-8")
    aurevoir("import", "e.csv", "--brand", "FL", "--column", "text=Pourquoi partez-vous ?")
    assert list(stored().values()) == ["Trop cher"]
    assert aurevoir("import", "e.csv", "--column", "txt=x").exit_code == 2


def test_a_second_file_with_the_same_small_ids_does_not_overwrite_the_first() -> None:
    write_rows("jan.jsonl", {"id": 1, "text": "Je pars.", "date": "2026-01-02", "brand": "FL"})
    write_rows("feb.jsonl", {"id": 1, "text": "Rien à voir.", "date": "2026-02-03", "brand": "FL"})
    aurevoir("import", "jan.jsonl")
    result = aurevoir("import", "feb.jsonl")
    assert "--source" in result.stderr
    assert list(stored().values()) == ["Je pars."]
