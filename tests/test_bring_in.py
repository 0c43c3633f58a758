"""Files come in through the same door as pages, sorted by brand; nothing good is lost, nothing strange slips in."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aurevoir.cli import main
from aurevoir.store import Store
from scraper.admit import Door
from scraper.collect import collect
from scraper.outcome import Page
from scraper.place import Place

BRANDS = '[[brands]]\nname = "Fibrelune"\nown = true\naliases = ["FL"]\n[[brands]]\nname = "Ondemauve"\n'


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("aurevoir.toml").write_text(BRANDS, encoding="utf-8")


NOW = datetime(2026, 3, 2, tzinfo=UTC)


class Serving:
    """Stands in for the fetcher: every address answers with the same content."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def fetch(self, address: str, *_: object, **__: object) -> Page:
        return Page(address=address, content=self.content)

    def rest(self, *_: object, **__: object) -> None: ...


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


def test_a_saved_answer_is_the_same_review_as_a_fetched_one() -> None:
    answer = {
        "success": 1, "cursor": "x", "query_summary": {"num_reviews": 1},
        "reviews": [{"recommendationid": "91", "author": {"steamid": "7"}, "language": "french", "review": "Adieu.",
                     "timestamp_created": 1740816000, "voted_up": False}],
    }  # fmt: skip
    Path("saved.json").write_text(json.dumps(answer), encoding="utf-8")
    content = Path("saved.json").read_bytes()
    assert aurevoir("import", "saved.json", "--brand", "FL").exit_code == 0
    assert list(stored()) == [("Fibrelune", "91")]
    place = Place(brand="Fibrelune", source="steam", address="https://games.example/app/1")
    page, *_ = collect(
        place, fetcher=Serving(content), door=Door(b"k", None), remembered=lambda _: None, fetched=NOW
    )
    assert [(review.source, review.key) for review in page.reviews] == [("steam", "91")]


def test_a_saved_page_keeps_the_ids_of_its_site() -> None:
    review = '<script type="application/ld+json">{"@type": "Review", "identifier": "12", "reviewBody": "Adieu."}</script>'
    Path("p.html").write_text(
        f'<html><link rel="canonical" href="https://avis.example/p">{review}', encoding="utf-8"
    )
    aurevoir("import", "p.html", "--brand", "FL")
    assert list(stored()) == [("Fibrelune", "avis.example:12")]


def test_a_review_that_was_edited_is_updated_from_another_saved_answer() -> None:
    for name, text, day in (("a.xml", "Adieu.", "01"), ("b.xml", "Adieu, donc.", "02")):
        Path(name).write_text(
            f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>tag:avis.example,2025:1</id><updated>2025-03-{day}T08:00:00Z</updated><summary>{text}</summary></entry></feed>',
            encoding="utf-8",
        )
        aurevoir("import", name, "--brand", "FL")
    assert list(stored().values()) == ["Adieu, donc."]


def test_a_folder_is_brought_in_whole() -> None:
    Path("in").mkdir()
    for number in (1, 2):
        write_rows(f"in/{number}.jsonl", {"text": f"Adieu {number}.", "brand": "FL"})
    assert aurevoir("import", "in").exit_code == 0
    assert len(stored()) == 2
