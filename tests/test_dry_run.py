"""A dry run shows what an import would take, and leaves nothing behind."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from aurevoir.cli import main

CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def dry(*words: str) -> Result:
    return CliRunner().invoke(main, ["import", "--dry-run", *words])


def in_json(*words: str) -> list[dict[str, Any]]:
    result = dry("--json", *words)
    assert result.exit_code == 0
    return [json.loads(line) for line in result.stdout.splitlines()]


TABLE = "Id;Horodateur;Note;Votre avis;Auteur;Réponse\n7;18/01/2025;4;Écrivez à lou@courriel.example;Lou;Merci\n8;;;Adieu;;\n"


def test_a_table_is_shown_with_its_columns_and_first_rows_and_nothing_is_stored() -> None:
    Path("avis.csv").write_text(TABLE, encoding="utf-8")
    result = dry("avis.csv")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "avis.csv: csv, reviews, 2 reviews",
        "  columns: rating ← 'Note', date ← 'Horodateur', author ← 'Auteur', id ← 'Id', reply ← 'Réponse', text ← 'Votre avis'",
        "  · 2025-01-18, 4/5: Écrivez à [e-mail]",
        "  · no date, no rating: Adieu",
    ]
    assert [path.name for path in Path().iterdir()] == ["avis.csv"]


def test_json_says_the_first_review_as_it_would_be_kept() -> None:
    Path("avis.csv").write_text(TABLE, encoding="utf-8")
    (told,) = in_json("avis.csv")
    assert told == {
        "file": "avis.csv", "source": "csv", "outcome": "reviews", "reviews": 2, "announced": None, "notes": [],
        "first": {
            "id": "7", "author": "Lou", "rating": 4, "date": "2025-01-18", "title": "",
            "text": "Écrivez à [e-mail]", "language": None, "url": None, "reply": "Merci",
        },
    }  # fmt: skip


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-06-27T08:03:48.000Z", "2024-06-27T08:03:48Z"), ("2025-09-28T11:55:46-07:00", "2025-09-28T18:55:46Z"),
        ("janv. 2025", "2025-01"), ("18 janvier 2025", "2025-01-18"), ("un jour", None),
    ],
)  # fmt: skip
def test_a_date_is_told_as_exactly_as_it_is_known(written: str, date: str | None) -> None:
    Path("a.json").write_text(json.dumps([{"avis": "Bon", "date": written}]), encoding="utf-8")
    (told,) = in_json("a.json")
    assert told["first"]["date"] == date
    assert bool(told["notes"]) is (date is None)


def test_a_first_review_that_says_nothing_is_still_the_first() -> None:
    silent = {"recommendationid": "91", "author": {"steamid": "7"}, "language": "french", "review": "", "timestamp_created": 1740816000, "voted_up": False}  # fmt: skip
    answer = {"success": 1, "query_summary": {"num_reviews": 1}, "cursor": "x", "reviews": [silent, silent | {"recommendationid": "92", "review": "Adieu."}]}  # fmt: skip
    Path("steam.json").write_text(json.dumps(answer), encoding="utf-8")
    (told,) = in_json("steam.json")
    assert (told["reviews"], told["first"]["id"], told["first"]["date"]) == (2, "91", "2025-03-01T08:00:00Z")
    assert "neither words nor a rating" in told["notes"][-1]


def test_every_outcome_has_a_line_and_only_a_file_that_cannot_be_opened_fails() -> None:
    Path("vide.csv").write_text("avis\n", encoding="utf-8")
    Path("mur.html").write_text("<html><title>Just a moment...</title>", encoding="utf-8")
    Path("autre.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    told = in_json("vide.csv", "mur.html", "autre.csv")
    assert [(one["outcome"], one["reviews"], one["first"]) for one in told] == [
        ("empty", 0, None), ("blocked", 0, None), ("changed", 0, None),
    ]  # fmt: skip
    assert all(one["notes"] for one in told)
    with Path("enorme.csv").open("wb") as file:
        file.truncate(200_000_000)
    assert dry("--json", "enorme.csv").exit_code == 4
    assert dry("--json", "enorme.csv", "vide.csv").exit_code == 3


def test_a_folder_is_shown_file_by_file_without_what_is_hidden() -> None:
    for name in ("b/2.csv", "b/1.csv", "a.csv", ".cache.csv", "b/.x/3.csv", "b/page_files/style.css"):
        Path("in", name).parent.mkdir(parents=True, exist_ok=True)
        Path("in", name).write_text("avis\nBon\n", encoding="utf-8")
    assert [one["file"] for one in in_json("in")] == ["in/a.csv", "in/b/1.csv", "in/b/2.csv"]


def test_scales_and_columns_are_declared() -> None:
    Path("a.csv").write_text("Motif,Recommandation,Quand\nTrop cher,9,03/04/2025\n", encoding="utf-8")
    (told,) = in_json(
        "a.csv", "--column", "text=Motif", "--column", "rating=recommandation", "--column", "date=Quand", "--best", "10",
        "--month-first",
    )  # fmt: skip
    assert (told["first"]["text"], told["first"]["rating"], told["first"]["date"]) == (
        "Trop cher", 4.6, "2025-03-04",
    )  # fmt: skip


def test_json_is_for_dry_runs() -> None:
    Path("a.csv").write_text("avis\nBon\n", encoding="utf-8")
    result = CliRunner().invoke(main, ["import", "--json", "a.csv"])
    assert (result.exit_code, "--json goes with --dry-run" in result.stderr) == (2, True)


@pytest.mark.skipif(not CAPTURES.exists(), reason="../shared/captures is not here")
def test_real_files_are_told_in_one_line_each() -> None:
    expected = json.loads((CAPTURES / "expected.json").read_text(encoding="utf-8"))
    names = [
        name for name in expected if name.startswith(("imports/", "schemaorg/jsonld", "googleplay/console"))
    ]
    told = in_json(*(str(CAPTURES / name) for name in names))
    assert {name: one["reviews"] for name, one in zip(names, told, strict=True)} == {
        name: expected[name]["reviews"] for name in names
    }


@pytest.mark.parametrize("top", ["0", "-3", "ten", "nan", "inf"])
def test_a_scale_that_cannot_end_there_is_refused(top: str) -> None:
    Path("a.csv").write_text("text,rating\nBien,4\n", encoding="utf-8")
    result = dry("a.csv", "--best", top)
    assert result.exit_code == 2
    assert f'"{top}": give the best rating' in result.stderr


def test_a_folder_without_a_file_is_told() -> None:
    Path("saved").mkdir()
    result = dry("saved")
    assert result.exit_code == 2
    assert "saved: no file there; give files" in result.stderr
