"""Google by all its routes, and Skeepers: addresses, one identity, translations, words that nobody keeps."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aurevoir.cli import main
from aurevoir.store import Store
from scraper.dates import read_date
from scraper.fetch_wire import Answer
from scraper.outcome import Outcome, Page, Parsed, Validators
from scraper.place import Place
from scraper.ratings import read_rating
from scraper.sources import SOURCES, source_named
from scraper.sources.google_ids import place_in, review_in
from scraper.sources.googlebusiness import original
from scraper.verdict import verdict_on

PAGES = Path(__file__).parent / "pages"
CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures"
OURS = ("googleplaces", "googlebusiness", "googletakeout", "skeepers")
PLACE = "ChIJABEiM0RVZncRiJmqu8zd7v8"
ON_MAPS = "https://www.google.com/maps/place/Salle/@45.1,5.7,17z/data=!4m6!3m5!1s0x7766554433221100:0xffeeddccbbaa9988!8m2"
REVIEW = "https://www.google.com/maps/reviews/data=!4m6!14m5!1m4!2m3!1sChZDSUhNMG9nS0FhAAAA!2m1!1s0x7766554433221100:0xffeeddccbbaa9988"


def saved(content: object, address: str = "saved") -> Page:
    return Page(
        address=address, content=content if isinstance(content, bytes) else json.dumps(content).encode()
    )


def first(source: str, address: str, language: str | None = None) -> str:
    return source_named(source).first(Place(brand="B", source=source, address=address, language=language))


# -- addresses and names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        ON_MAPS,
        ON_MAPS.replace(":0x", "%3A0x"),
        f"https://www.google.com/maps/place/?q=place_id:{PLACE}",
        f"https://places.googleapis.com/v1/places/{PLACE}",
        f"https://maps.googleapis.com/maps/api/place/details/json?place_id={PLACE}",
    ],
)
def test_a_page_of_google_maps_leads_to_its_place(address: str) -> None:
    asked = f"https://places.googleapis.com/v1/places/{PLACE}"
    assert first("googleplaces", address).rstrip("?") == asked
    assert first("googleplaces", address, "fr") == f"{asked}?languageCode=fr"


def test_an_address_without_a_place_stays_as_it_is() -> None:
    assert first("googleplaces", "https://maps.google.com/?cid=42") == "https://maps.google.com/?cid=42"
    assert place_in("https://www.google.com/maps") is None
    assert review_in("http://maps.google.com/?cid=42") is None


def test_a_review_is_the_same_by_its_name_and_by_the_link_to_it() -> None:
    assert review_in(REVIEW) == f"places/{PLACE}/reviews/ChZDSUhNMG9nS0FhAAAA"
    named = source_named("googleplaces").parse(saved((PAGES / "googleplaces/place.json").read_bytes()))
    written = source_named("googletakeout").parse(saved((PAGES / "googletakeout/reviews.json").read_bytes()))
    assert named.reviews[0].key == written.reviews[0].key
    assert {source_named(name).about.kept_as for name in OURS[:3]} == {"google"}


def test_a_location_is_asked_for_its_newest_reviews() -> None:
    asked = "https://mybusiness.googleapis.com/v4/accounts/1/locations/2/reviews?pageSize=50&orderBy=updateTime+desc"
    for address in ("/reviews", "", "/"):
        where = f"https://mybusiness.googleapis.com/v4/accounts/1/locations/2{address}"
        assert first("googlebusiness", where) == asked


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Rien à dire.", "Rien à dire."),
        ("(Translated by Google) Bye.\n\n(Original)\nAdieu.", "Adieu."),
        ("Adieu.\n\n(Translated by Google)\nBye.", "Adieu."),
        ("(Original)\nAdieu.\n\n(Translated by Google)\nBye.", "Adieu."),
        ("(Traduit par Google) Adieu.\n\n(Avis d'origine)\nBye.", "Bye."),
        ("(Translated by Google) Bye.", "Bye."),
        ("The (Original) recipe is gone.", "The (Original) recipe is gone."),
    ],
)
def test_a_text_is_read_as_it_was_written(text: str, written: str) -> None:
    assert original(text) == written


def test_skeepers_is_asked_for_full_pages_and_followed_by_its_link_header() -> None:
    api = "https://api.skeepers.io/verified-reviews/v1/published/brands/reviews"
    assert first("skeepers", api) == f"{api}?limit=200"
    assert first("skeepers", f"{api}?limit=50") == f"{api}?limit=50"
    link = f'<{api}?cursor=b>; rel="next", <{api}?cursor=a>; rel="prev"'
    body = (PAGES / "skeepers/brand.json").read_bytes()
    page = verdict_on(Answer(status=200, headers={"link": link}, body=body), api, Validators())
    assert isinstance(page, Page)
    assert source_named("skeepers").parse(page).next == f"{api}?cursor=b"


@pytest.mark.parametrize(
    ("header", "following"),
    [
        ('</b>; rel="prev", </c>; rel=next', "https://a.example/c"),
        ('<https://b.example/?a=1,2>; title="x"; rel="next"', "https://b.example/?a=1,2"),
        ("</b>; rel=prev", None),
        ("", None),
        ("<http://[>; rel=next", None),
    ],
)
def test_a_link_header_names_the_next_page(header: str, following: str | None) -> None:
    answer = Answer(status=200, headers={"link": header}, body=b"[]")
    page = verdict_on(answer, "https://a.example/x", Validators())
    assert isinstance(page, Page)
    assert page.following == following


# -- words that nobody keeps -------------------------------------------------------------------------------

WORDS = "Résiliation refusée trois fois, personne ne répond, quelle honte."


def import_it(folder: Path, held: object) -> None:
    (folder / "aurevoir.toml").write_text('[[brands]]\nname = "Lacforme"\nown = true\n', encoding="utf-8")
    (folder / "avis.json").write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    watch = ["--watch", str(folder / "aurevoir.toml")]
    for command in (["import", str(folder / "avis.json"), "--brand", "Lacforme"], ["read"]):
        result = CliRunner().invoke(main, [*command, *watch])
        assert result.exit_code == 0, result.output


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.glob("aurevoir.sqlite*"))


@pytest.mark.parametrize("when", [1780000000, "un jour de pluie"])
def test_words_of_google_places_are_read_and_nowhere_kept(tmp_path: Path, when: object) -> None:
    review = {"author_name": "Maud Rivière", "rating": 1, "text": WORDS, "time": when, "language": "fr"}
    import_it(tmp_path, {"result": {"place_id": PLACE, "reviews": [review]}, "status": "OK"})
    with Store(tmp_path / "aurevoir.sqlite") as store:
        (opinion,) = store.opinions()
        assert store.unread("later words") == []
    assert (opinion.review.source, opinion.review.text, opinion.review.author) == ("google", "", None)
    assert opinion.review.rating is not None
    assert (opinion.reading.departure is not None, opinion.reading.evidence) == (True, ())
    kept = on_disk(tmp_path)
    assert not [word for word in (*WORDS.split(), "Maud") if len(word) > 3 and word.encode() in kept]


def test_words_that_may_be_kept_stay_when_they_come_again_without(tmp_path: Path) -> None:
    wrote = {"five_star_rating_published": 1, "review_text_published": WORDS, "google_maps_url": REVIEW}
    about = {**wrote, "date": "2026-07-02T09:15:01Z", "location": {"name": "Lacforme"}}
    import_it(tmp_path, {"type": "FeatureCollection", "features": [{"properties": about}]})
    import_it(tmp_path, {"reviews": [{"name": review_in(REVIEW), "rating": 1, "text": {"text": WORDS}}]})
    with Store(tmp_path / "aurevoir.sqlite") as store:
        (opinion,) = store.opinions()
    assert opinion.review.text == WORDS
    assert opinion.reading.evidence


# -- whose file is whose, and odd shapes -------------------------------------------------------------------


def twins() -> list[tuple[str, Path]]:
    paths = [(source, path) for source in OURS for path in sorted((PAGES / source).glob("*.json"))]
    return [(source, path) for source, path in paths if not path.name.endswith(".expected.json")]


@pytest.mark.parametrize(("source", "path"), twins(), ids=lambda value: getattr(value, "stem", value))
def test_no_other_source_claims_a_file_with_reviews(source: str, path: Path) -> None:
    claims = [one.name for one in SOURCES if one.recognises(saved(path.read_bytes()))]
    twin = json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))
    assert claims == [source] if twin["reviews"] and path.stem != "cursor" else set(claims) <= {source}


@pytest.mark.parametrize(
    "content",
    [
        {"reviews": []},
        [],
        {},
        [{"text": "Bon", "rating": 5, "author": "Léa"}],
        {"reviews": [{"text": "Bon", "rating": 5, "date": "2026-01-01"}]},
        {"type": "FeatureCollection", "features": [{"properties": {"name": "Rue"}}]},
        {"name": "Google", "rating": 5},
    ],
)
def test_what_is_not_theirs_is_not_claimed(content: object) -> None:
    assert [name for name in OURS if source_named(name).recognises(saved(content))] == []


ODD: list[object] = [None, True, -7, 1e400, "x", "", [], {}, [None], {"data": 1}, 10**300]


def with_one_odd(value: Any) -> Iterator[Any]:
    """Yield the value with each of its parts in turn replaced by something odd."""
    yield from ODD
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        for changed in with_one_odd(part):
            copy: Any = dict(value) if isinstance(value, dict) else list(value)
            copy[key] = changed
            yield copy


@pytest.mark.parametrize("source", OURS)
def test_one_odd_value_anywhere_breaks_nothing(source: str) -> None:
    asked = source_named(source)
    for path in (path for name, path in twins() if name == source):
        for changed in with_one_odd(json.loads(path.read_bytes())):
            came = saved(changed, "https://mybusiness.googleapis.com/v4/x")
            assert isinstance(asked.recognises(came), bool)
            parsed = asked.parse(came)
            assert isinstance(parsed, Parsed)
            assert bool(parsed.reason) is (parsed.outcome is not Outcome.REVIEWS)


# -- real answers ------------------------------------------------------------------------------------------


def captured() -> list[tuple[str, dict[str, Any]]]:
    listed = CAPTURES / "expected.json"
    known = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else {}
    return [(name, told) for name, told in known.items() if name.startswith("google/")]


@pytest.mark.skipif(not captured(), reason="../shared/captures is not here")
@pytest.mark.parametrize(("name", "told"), captured())
def test_a_real_answer_reads_as_it_was_read_by_hand(name: str, told: dict[str, Any]) -> None:
    page = saved((CAPTURES / name).read_bytes())
    assert [one.name for one in SOURCES if one.recognises(page)] == ["googleplaces"]
    parsed, by_hand = source_named("googleplaces").parse(page), told["first"]
    assert len(parsed.reviews) == told["reviews"]
    read = parsed.reviews[0]
    assert read.author == by_hand["author"]
    assert read.key == by_hand.get("id", read.key)
    assert read.text.startswith(by_hand["text"])
    assert read_date(read.published or "") == read_date(str(by_hand["date"]))
    rating = read_rating(read.rating or "")
    assert rating is not None
    assert rating.value == by_hand["rating"]
    assert parsed.announced == by_hand.get("aggregate", [0, parsed.announced])[1]
