"""Files that people really have: any encoding, any separator, rows that are wrong beside rows that are right."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.imports import read_file
from scraper.imports.columns import fields_of
from scraper.outcome import Outcome, Parsed

CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures"


@pytest.fixture
def load(tmp_path: Path) -> Any:
    def load(content: bytes | str, name: str = "avis.csv", **options: Any) -> Parsed:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path, **options).parsed

    return load


def texts(parsed: Parsed) -> list[str]:
    return [review.text for review in parsed.reviews]


FRENCH = 'Id;Marque;Date de publication;Note;Titre;Avis;Réponse;Pseudo\n12;Lanterne;08/10/2025;4,5 / 5;"Bien; mais";"Résilié\nen été – 5 €";Merci;Odile\n'


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_a_french_export_is_read_in_any_encoding(load: Any, encoding: str) -> None:
    (review,) = load(FRENCH.encode(encoding)).reviews
    assert review.key == "12"
    assert review.brand == "Lanterne"
    assert (review.published, review.rating) == ("08/10/2025", "4,5 / 5")
    assert (review.title, review.text) == ("Bien; mais", "Résilié\nen été – 5 €")
    assert (review.reply, review.author) == ("Merci", "Odile")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends_are_found_out(load: Any, separator: str, end: str) -> None:
    rows = [["id", "rating", "review text", ""], ["1", "5", 'Il dit "merci, au revoir; bon | vent"', ""]]
    text = end.join(separator.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in row) for row in rows)
    (review,) = load(end + text + end + end).reviews
    assert (review.key, review.rating, review.text) == ("1", "5", 'Il dit "merci, au revoir; bon | vent"')


def test_the_line_that_tells_excel_the_separator_is_obeyed(load: Any) -> None:
    assert texts(load("sep=|\navis|note\na;b;c|4\n")) == ["a;b;c"]


def test_a_single_column_is_a_table_too(load: Any) -> None:
    assert texts(load("Commentaire client\nParti, enfin; ouf\n")) == ["Parti, enfin; ouf"]
    assert texts(load('avis\n"Parti, enfin"\n')) == ["Parti, enfin"]


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            ["Horodateur", "Votre avis", "Étoiles"],
            {"published": "Horodateur", "text": "Votre avis", "rating": "Étoiles"},
        ),
        (
            ["userName", "score", "content", "at"],
            {"author": "userName", "rating": "score", "text": "content", "published": "at"},
        ),
        (
            ["Date de l'avis", "NOTE", "Texte_"],
            {"published": "Date de l'avis", "rating": "NOTE", "text": "Texte_"},
        ),
        (["avis client", "avis"], {"text": "avis"}),
        (
            ["created_at", "reviewBody", "companyReply"],
            {"published": "created_at", "text": "reviewBody", "reply": "companyReply"},
        ),
        (["texte", "Score NPS", "Recommanderiez-vous ? note"], {"text": "texte"}),
        (
            ["Review Text", "Star Rating", "Review Link"],
            {"text": "Review Text", "rating": "Star Rating", "url": "Review Link"},
        ),
        (["", "  ", "!!", "message"], {"text": "message"}),
        (["Texte de la réponse", "Votre avis"], {"text": "Votre avis"}),
        (["comment.url", "comment.body", "developer.comment"], {"text": "comment.body"}),
        (
            ["#", "Pourquoi partez-vous ? Commentaire", "Submit Date (UTC)"],
            {"key": "#", "text": "Pourquoi partez-vous ? Commentaire", "published": "Submit Date (UTC)"},
        ),
    ],
)
def test_headings_are_known_in_both_languages(headings: list[str], fields: dict[str, str]) -> None:
    assert fields_of(headings, {}) == (fields, [])


def test_a_declared_column_wins(load: Any) -> None:
    text = "avis;verbatim client;nps\ncourt;long;9\n"
    (review,) = load(text, columns={"text": "Verbatim Client", "rating": "NPS"}, best="10").reviews
    assert (review.text, review.rating, review.worst, review.best) == ("long", "9", "0", "10")


@pytest.mark.parametrize(("field", "heading"), [("texte", "avis"), ("text", "verbatim")])
def test_a_wrong_declaration_says_what_there_is(load: Any, field: str, heading: str) -> None:
    parsed = load("avis;note\na;4\n", columns={field: heading})
    assert parsed.outcome is Outcome.CHANGED
    assert "avis" in str(parsed.reason) or "text" in str(parsed.reason)


def test_ratings_beyond_five_without_a_scale_are_left_out(load: Any) -> None:
    parsed = load("avis;note\nmal;4\nbien;9\n")
    assert [review.rating for review in parsed.reviews] == [None, None]
    assert "declare its best" in str(parsed.notes[0])
    assert [one.rating for one in load("avis;note;best\nmal;4;10\nbien;9;10\n").reviews] == ["4", "9"]


@pytest.mark.parametrize(
    "content", ["", " \n\n", "avis;note\n", "avis;note\n;\n;;\n", "[]", b"\xef\xbb\xbf", b"\0\0\0\0"]
)
def test_a_file_without_a_row_is_empty(load: Any, content: bytes | str) -> None:
    parsed = load(content)
    assert (parsed.outcome, parsed.reviews) == (Outcome.EMPTY, ())


def test_a_table_without_texts_says_what_it_found_and_expects(load: Any) -> None:
    parsed = load("id;montant;ville\n1;20;Lyon\n")
    assert parsed.outcome is Outcome.CHANGED
    assert "'montant'" in str(parsed.reason)
    assert "commentaire" in str(parsed.reason)


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04zip", b"\xd0\xcf\x11\xe0\xa1\xb1", b"%PDF-1.7", b"\x1f\x8b\x08", b"SQLite format 3\0"],
)
def test_another_kind_of_file_is_told(load: Any, content: bytes) -> None:
    parsed = load(content)
    assert parsed.outcome is Outcome.CHANGED
    assert "save it as CSV" in str(parsed.reason)


def test_a_file_that_cannot_be_opened_is_a_failure(tmp_path: Path) -> None:
    parsed = read_file(tmp_path / "absent.csv").parsed
    assert parsed.outcome is Outcome.FAILED
    assert "absent.csv" in str(parsed.reason)
    assert read_file(tmp_path).parsed.outcome is Outcome.FAILED


BAD_ROWS = {
    "quote never closed": '2;"Ouvert et jamais',
    "quote in the middle": '2;"Il dit "oui" et part"',
    "too many values": "2;a;b;c;d",
    "too few values": "2",
    "nothing": ";;",
    "NUL": "2;a\0b",
    "quote at the end": '2;a"',
    "only quotes": '"""',
}


@pytest.mark.parametrize("bad", BAD_ROWS.values(), ids=BAD_ROWS)
def test_a_bad_row_never_loses_a_good_one(load: Any, bad: str) -> None:
    read = texts(load(f'id;avis\n1;Bon\n{bad}\n3;"Bien;\nsûr"\n4;Mieux "presque"\n5;Fin'))
    assert [text for text in read if text in {"Bon", "Bien;\nsûr", 'Mieux "presque"', "Fin"}] == [
        "Bon", "Bien;\nsûr", 'Mieux "presque"', "Fin",
    ]  # fmt: skip


def test_a_bad_row_is_noted_by_its_number(load: Any) -> None:
    assert [str(note)[:6] for note in load('id;avis\n1;Bon\n2;"Ouvert\n3;a;b\n4;\n5;Fin').notes] == [
        "row 3:",
        "row 4:",
        "row 5:",
    ]


def test_a_text_longer_than_the_usual_limit_comes_whole(load: Any) -> None:
    assert texts(load("avis\n" + "é" * 1_000_000)) == ["é" * 1_000_000]


def test_broken_characters_are_told(load: Any) -> None:
    parsed = load("avis\nété déjà là, noël à côté\n".encode() + b"Bon\xff\n")
    assert texts(parsed) == ["été déjà là, noël à côté", "Bon\ufffd"]
    assert "broken" in str(parsed.notes[0])


JSON_LINES = '{"id": 1, "text": "Un", "rating": 4.5, "author": {"name": "Lou"}, "verified": true, "date": "2026-02-01"}\n{"id": 2, "text": "Deux", "rating": null}\n'


def test_json_lines_are_read_whatever_the_file_is_named(load: Any) -> None:
    one, two = load(JSON_LINES, "export.txt").reviews
    assert (one.key, one.text, one.rating, one.author, one.verified) == ("1", "Un", "4.5", "Lou", True)
    assert (two.text, two.rating) == ("Deux", None)


def test_a_bad_line_of_json_is_noted(load: Any) -> None:
    parsed = load(JSON_LINES + '{"text": "Tro\n[1, 2]\n' + "[" * 100_000 + '\n{"text": "Fin"}')
    assert texts(parsed) == ["Un", "Deux", "Fin"]
    assert [str(note)[:6] for note in parsed.notes] == ["row 3:", "row 4:", "row 5:"]


@pytest.mark.parametrize(
    "shape",
    [
        [{"avis": "Un"}, 3, {"avis": "Deux"}],
        {"data": {"total": 2, "reviews": [{"avis": "Un"}, {"avis": "Deux"}]}},
    ],
)
def test_a_list_is_found_near_the_top_of_json(load: Any, shape: object) -> None:
    assert texts(load(json.dumps(shape, indent=1))) == ["Un", "Deux"]
    assert texts(load(json.dumps(shape).encode("utf-16"))) == ["Un", "Deux"]


cells = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30).map(
    lambda text: " ".join(text.split())
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(cells.filter(bool), cells, st.sampled_from(["1", "4,5", ""])), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t", "|"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_rows_written_as_csv_are_read_back(
    load: Any, rows: list[tuple[str, str, str]], separator: str, encoding: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows([("avis", "titre", "note"), *rows])
    read = load(out.getvalue().encode(encoding)).reviews
    assert [(one.text, one.title, one.rating or "") for one in read] == rows


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_an_import_fail(load: Any, content: bytes) -> None:
    for start in (b"", b"avis;note\n", b'{"text": ', b"\xff\xfe"):
        assert isinstance(load(start + content), Parsed)


@pytest.mark.skipif(not CAPTURES.exists(), reason="../shared/captures is not here")
@pytest.mark.parametrize(
    ("name", "found"),
    [("imports/appstore_reviews_semicolon.csv", 500), ("googleplay/console_export_kiwix_201610.csv", 458)],
)
def test_a_real_export_is_read_whole(name: str, found: int) -> None:
    parsed = read_file(CAPTURES / name).parsed
    assert (len(parsed.reviews), parsed.notes) == (found, ())


def test_one_broken_byte_does_not_spoil_the_lines_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes('{"text": "Résiliée, enfin 😀"}\n'.encode() + b'{"text": "abim\xe9"}\n')
    assert [review.text for review in read_file(path).parsed.reviews] == ["Résiliée, enfin 😀", "abim\ufffd"]


def test_a_page_taken_for_a_table_is_told_in_few_words(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("<!doctype html>" + "<div>" * 10_000, encoding="utf-8")
    assert len(str(read_file(path).parsed.reason)) < 400
