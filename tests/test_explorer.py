"""The data that the explorer and other programs take: whole, safe in a script and in a spreadsheet, true to its schema."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from scraper.review import Precision, Rating, Reply, Review
from sentiment.reading import Departure, Evidence, Moment, Reading, Reason, Sentiment
from site_templates.data import EXPLORER
from site_templates.data_figures import SCHEMA
from site_templates.data_script import script
from site_templates.site import render
from site_templates.snapshot import Brand, Opinion, Snapshot
from site_templates.views.explorer import FACETS, MESSAGES

ASSETS = Path(__file__).parent.parent / "site_templates" / "assets"
AS_OF = datetime(2026, 3, 30, 6, tzinfo=UTC)
HOSTILE = [
    "</script><script>alert(1)</script><!--",
    "\u2028alert(1)\u2029 \u202eretourné\u2066 zéro\u200b\u200blarge",
    "mot" * 1700,
    '=HYPERLINK("https://evil.example")',
    "\ud800 moitié d’emoji \x00\x1b[31m",
    "*/ ${alert(1)} ` \\ \" ' __proto__",
]  # fmt: skip


def opinion(key: str, text: str, *, day: datetime | None = AS_OF, **changes: Any) -> Opinion:
    review = Review(source="feed", key=key, brand="Fanal", text=text, fetched=AS_OF, published=day, precision=Precision.DAY if day else None)  # fmt: skip
    known = {name: changes.pop(name) for name in ("brand", "title", "url", "reply", "rating", "precision", "source") if name in changes}  # fmt: skip
    reading = Reading(
        language="fr",
        departure=Departure.CANCEL,
        departure_probability=0.97,
        moment=Moment.LAST,
        leaning=Moment.LAST,
        moment_probability=0.9,
        tone=-0.5,
        sentiment=Sentiment.NEG,
        sentiment_probability=0.8,
        first=None,
        last=-0.5,
        peak=-0.5,
        end=-0.5,
        reasons=(Reason.EXIT_FEES,),
        channels=(),
        would_return=None,
        would_recommend=None,
        evidence=(),
        version="test",
    )
    return Opinion(review=replace(review, **known), reading=replace(reading, **changes))


def span(text: str, words: str, judgement: str, weight: float = 1.5) -> Evidence:
    start = text.index(words)
    return Evidence(start=start, end=start + len(words), judgement=judgement, cue="test", weight=weight)


def snapshot(*opinions: Opinion, **changes: Any) -> Snapshot:
    whole = Snapshot(
        title="Essai",
        languages=("fr", "en"),
        as_of=AS_OF,
        brands=(Brand(name="Fanal"),),
        opinions=opinions,
        places=(),
    )
    return replace(whole, **changes)


def handed(content: bytes) -> list[Any]:
    """Return what a data script hands over."""
    call = re.fullmatch(r"aurevoir\.\w+\((.*)\);\n", content.decode(), re.DOTALL)
    assert call, content[:60]
    return json.loads(f"[{call[1]}]")  # type: ignore[no-any-return]  # JSON is what it is


def reviews(site: dict[str, bytes]) -> Iterator[dict[str, Any]]:
    for path, content in site.items():
        if path.startswith("data/reviews/") and not path.endswith("/index.js"):
            yield from handed(content)[1]["reviews"]


def rows(site: dict[str, bytes]) -> list[dict[str, str]]:
    text = site["data/reviews.csv"].decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def test_parts_hold_each_departure_review_once_by_brand_and_year() -> None:
    site = render(
        snapshot(
            opinion("a", "Parti en mars."),
            opinion("b", "Parti l’an dernier.", day=datetime(2025, 7, 1, tzinfo=UTC)),
            opinion("c", "Parti un jour.", day=None),
            opinion("d", "Resté.", departure=None),
            opinion("e", "Ailleurs.", brand="Brise & Cie"),
        )
    )
    parts = handed(site["data/reviews/index.js"])[0]["parts"]
    assert [(part["name"], part["n"]) for part in parts] == [
        ("fanal-2026", 1),
        ("brise-cie-2026", 1),
        ("fanal-2025", 1),
        ("fanal-undated", 1),
    ]
    assert all(len(site[f"data/reviews/{part['name']}.js"]) == part["bytes"] for part in parts)
    assert sorted(review["ref"] for review in reviews(site)) == ["feed/a", "feed/b", "feed/c", "feed/e"]


def test_a_record_cuts_its_text_where_evidence_begins_and_ends() -> None:
    text = "Adieu 😡 : 49 € de frais."
    spans = (span(text, "49 € de frais", "reason:exit_fees"), span(text, "frais", "last:neg", 0.5))
    moved = tuple(replace(one, start=one.start + 6, end=one.end + 6) for one in spans)
    [review] = reviews(render(snapshot(opinion("a", text, title="Titre", evidence=moved))))
    assert review["words"] == ["Titre", "\n", "Adieu 😡 : ", "49 € de ", "frais", "."]
    assert review["title"] == 2
    assert review["why"] == [[3, 5, 0, 0, 1.5], [4, 5, 1, 0, 0.5]]


@pytest.mark.parametrize(("url", "kept"), [("javascript:alert(1)", False), ("https://avis.example/1", True)])
def test_only_web_addresses_are_handed_over(url: str, kept: bool) -> None:
    [review] = reviews(render(snapshot(opinion("a", "Parti.", url=url))))
    assert ("url" in review) == kept


def test_the_same_words_elsewhere_are_told_with_the_review_that_counts() -> None:
    words = "Parti après douze ans, sans un mot et sans une lettre de leur part."
    posted = opinion("b", words, day=datetime(2026, 3, 31, tzinfo=UTC), url="https://ailleurs.example/b")
    [review] = reviews(render(snapshot(opinion("a", words), posted)))
    also = {
        "site": "ailleurs.example",
        "url": "https://ailleurs.example/b",
        "day": "2026-03-31",
        "late": True,
    }
    assert (review["ref"], review["also"]) == ("feed/a", [also])


@pytest.mark.parametrize(
    ("carried", "answer"), [((), "unknown"), ((opinion("z", "Autre.", reply=Reply(text="Merci")),), "no")]
)
def test_nobody_says_not_answered_where_a_source_shows_no_replies(
    carried: tuple[Opinion, ...], answer: str
) -> None:
    site = render(snapshot(opinion("a", "Parti sans bruit."), *carried))
    assert {review["ref"]: review["answer"] for review in reviews(site)}["feed/a"] == answer


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_leaves_its_script(hostile: str) -> None:
    attacked = opinion("a", hostile, title=hostile, brand=hostile, reply=Reply(text=hostile))
    site = render(snapshot(attacked, title=hostile))
    for path, content in site.items():
        if path.startswith("data/") and path.endswith(".js"):
            text = content.decode()
            assert not re.search("[<>&\u2028\u2029\u202a-\u202e\u2066-\u2069\x00\x1b]", text), path
            assert text.count("\n") == 1, path
            assert handed(content), path


@pytest.mark.parametrize("brand", ["../../x", "<b>", "__proto__", "CON"])
def test_brands_name_no_file_of_their_own_will(brand: str) -> None:
    site = render(snapshot(opinion("a", "Parti.", brand=brand)))
    assert all(re.fullmatch(r"data/reviews/[a-z0-9-]+\.js", path) for path in site if "data/reviews/" in path)
    assert list(handed(site["data/reviews/index.js"])[0]["brands"].values())[-1] == brand


def test_two_brands_of_one_slug_keep_their_own_parts() -> None:
    site = render(
        snapshot(opinion("a", "Parti d’ici.", brand="Été"), opinion("b", "Parti de là.", brand="ete"))
    )
    names = {part["name"] for part in handed(site["data/reviews/index.js"])[0]["parts"]}
    assert names == {"ete-2026", "ete-2-2026"}


@pytest.mark.parametrize("start", ["=1+1", "+33", "-x", "@SUM(A1)", "\t=1", "  =1", "＝1", "\n=1"])
def test_a_table_runs_no_formula(start: str) -> None:
    site = render(snapshot(opinion("a", f"{start} parti", title=start, brand=start)))
    [row] = rows(site)
    assert row["text"].startswith("'")
    assert row["title"].startswith("'")
    assert row["brand"].startswith("'")
    assert row["tone"] == "-0.5"


def test_a_table_holds_what_is_known() -> None:
    known = opinion("a", 'Parti, « vite » ; "bien"\nmerci', url="https://avis.example/a", rating=Rating(value=2.5, raw="2,5"), reply=Reply(text="Au revoir"))  # fmt: skip
    [row] = rows(render(snapshot(known)))
    assert row["id"] == "feed/a"
    assert row["site"] == "avis.example"
    assert row["text"] == 'Parti, « vite » ; "bien"\nmerci'
    assert (row["rating"], row["reasons"], row["answered"]) == ("2.5", "exit_fees", "yes")
    assert (row["moment"], row["certain"], row["reply"]) == ("last", "sure", "Au revoir")


@pytest.mark.parametrize("number", [0, 1, 4, 30])
def test_figures_are_what_their_schema_promises(number: int) -> None:
    many = tuple(opinion(f"n{rank}", f"Parti, numéro {rank}, sans un mot de plus.", last=-0.5 + rank / 100) for rank in range(number))  # fmt: skip
    site = render(snapshot(*many))
    schema = json.loads(SCHEMA.read_text("utf-8"))
    figures = json.loads(site["data/figures.json"])
    Draft202012Validator.check_schema(schema)
    assert [error.message for error in Draft202012Validator(schema).iter_errors(figures)] == []
    assert json.loads(site["data/figures.schema.json"]) == schema
    assert figures["departures"] == number
    last = figures["brands"][0]["figures"]["last_impression"]
    assert last["n"] == number
    assert (last["value"] is None) == (number < 5)


def test_figures_are_those_of_the_pages() -> None:
    tones = (-0.5, -0.4, -0.3, -0.2, -0.1)
    many = tuple(opinion(f"n{rank}", f"Parti, numéro {rank}.", last=tone) for rank, tone in enumerate(tones))
    figures = json.loads(render(snapshot(*many))["data/figures.json"])
    last = figures["brands"][0]["figures"]["last_impression"]
    # mean −30; s = 15.81; Student's t(4) = 2.776: ± 2.776 × 15.81 ÷ √5 = ± 19.63
    assert (last["value"], last["low"], last["high"]) == (-30.0, -49.63, -10.37)


def test_same_snapshot_gives_the_same_data_whatever_the_order() -> None:
    one, other = opinion("a", "Parti d’ici."), opinion("b", "Parti de là.")
    first, second = render(snapshot(one, other)), render(snapshot(other, one))
    assert {path: content for path, content in first.items() if path.startswith("data/")} == {
        path: content for path, content in second.items() if path.startswith("data/")
    }


def test_script_asks_only_for_messages_that_are_given() -> None:
    code = "\n".join((ASSETS / f"explorer_{name}.js").read_text("utf-8") for name in EXPLORER)
    given = handed(render(snapshot(opinion("a", "Parti.")))["data/words-fr.js"])[0]
    asked = set(re.findall(r'said\("(\w+)"', code)) | set(re.findall(r'"(rest_\w+)"', code))
    assert asked <= set(MESSAGES)
    assert set(re.findall(r'counted\("(\w+)"', code)) == set(given["counted"])
    assert re.search(r"FACETS = \[(.*)\]", code)[1].replace('"', "").split(", ") == list(FACETS)  # type: ignore[index]  # it is there
    unused = {name for name in MESSAGES if name not in code} - {"sure_person", "sure_sure", "sure_uncertain", "answer_yes", "answer_no", "answer_unknown", "rather_first", "rather_last"}  # fmt: skip
    assert unused == set()


def test_words_of_the_explorer_are_french_in_french() -> None:
    site = render(snapshot(opinion("a", "Parti.")))
    french, english = (handed(site[f"data/words-{language}.js"])[0] for language in ("fr", "en"))
    assert french["messages"]["why"] == "Pourquoi\N{NARROW NO-BREAK SPACE}?"
    assert (french["separator"], french["decimal"], english["separator"]) == (";", ",", ",")
    assert french["labels"]["reason"]["exit_fees"] == "Frais de sortie"
    assert len(french["columns"]) == len(set(french["columns"])) == len(english["columns"])


def test_a_script_is_one_call() -> None:
    assert script("f", "é", {"a": None}) == 'f("é",{"a":null});\n'.encode()


def test_every_file_of_the_explorer_is_bundled() -> None:
    assert {f"explorer_{name}.js" for name in EXPLORER} == {path.name for path in ASSETS.glob("explorer*.js")}


def test_an_empty_store_has_whole_data() -> None:
    site = render(snapshot())
    assert handed(site["data/reviews/index.js"])[0]["parts"] == []
    assert rows(site) == []
