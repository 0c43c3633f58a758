"""A place says what its source needs: a key that stands elsewhere, or an import instead."""

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from aurevoir import keys, watchlist_places
from aurevoir.errors import AurevoirError
from aurevoir.watchlist import PlaceTable, WatchList, check
from aurevoir.watchlist_places import looks_like_a_key, place_faults
from scraper.sources import feed
from scraper.sources.source import About, Grant, Standing
from scraper.told import told

GRANT = Grant(
    address="https://jeton.example/", form={"client_id": "{client_id}", "secret": "{client_secret}"}
)
KEYED = About(
    title="Phare",
    standing=Standing.KEY,
    address="https://api.phare.example/1",
    terms=told("its terms"),
    limits=told("its limits"),
    key=told("made on its console"),
    headers={"X-Key": "{key}"},
)
ABOUTS = {
    "phare": KEYED,
    "jeton": replace(KEYED, grant=GRANT),
    "ferme": replace(KEYED, standing=Standing.IMPORT, instead=told("import an export as CSV")),
    "ouvert": replace(KEYED, standing=Standing.OPEN),
}
SECRET = "AIzaSyInventedKey0123456789"  # noqa: S105 invented


def nowhere(_: str) -> None:
    return None


@pytest.fixture(autouse=True)
def _invented_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    named = {name: SimpleNamespace(name=name, about=about) for name, about in ABOUTS.items()}
    monkeypatch.setattr(watchlist_places, "SOURCES", tuple(named.values()))
    monkeypatch.setattr(keys, "source_named", lambda name: named.get(name, feed))


def faults(source: str, **place: Any) -> str:
    place = {"source": source, "address": "https://api.phare.example/1"} | place
    return "\n".join(str(fault) for fault in place_faults("brands[1].places[1]", place))


def watch(folder: Path, source: str = "feed", **place: Any) -> WatchList:
    tables = {
        "fetch": {"contact": "a@b.example"},
        "brands": [
            {"name": "Fibrelune", "places": [{"source": "feed", "address": "https://api.phare.example/1"}]}
        ],
    }
    made = check(tables, folder / "aurevoir.toml")
    table = PlaceTable.model_construct(**{"address": "https://api.phare.example/1", "source": source} | place)
    return made.model_copy(update={"brands": [made.brands[0].model_copy(update={"places": [table]})]})


def test_an_official_api_needs_the_name_of_a_key() -> None:
    assert "brands[1].places[1].key_env: found nothing" in faults("phare")
    assert "made on its console" in faults("phare")
    assert faults("phare", key_env="PHARE_KEY") == faults("phare", key_file="secrets/phare.key") == ""


def test_a_key_that_would_not_be_used_is_a_fault() -> None:
    assert "Phare takes no key" in faults("ouvert", key_env="PHARE_KEY")


def test_a_source_that_is_never_fetched_names_the_import() -> None:
    told = faults("ferme")
    assert 'places[1].source: found "ferme", which is never fetched' in told
    assert "import an export as CSV" in told


@pytest.mark.parametrize(
    "place",
    [
        {"key_env": SECRET},
        {"key_env": "0f9c-11aa"},
        {"key_file": SECRET},
        {"key_file": '{"client_secret": "x"}'},
        {"key_env": "PHARE_KEY", "address": f"https://api.phare.example/1?apikey={SECRET}"},
        {"key_env": "PHARE_KEY", "address": f"https://api.phare.example/1?key={SECRET}"},
    ],
)
def test_a_key_in_the_watch_list_is_a_fault_that_does_not_repeat_it(place: dict[str, str]) -> None:
    told = faults("phare", **place)
    assert "key" in told
    assert SECRET not in told


@pytest.mark.parametrize(
    "name", ["PHARE_KEY", "AUREVOIR_TRUSTPILOT_API_KEY_2026", "key", "google_places_key_for_us"]
)
def test_a_name_is_no_key(name: str) -> None:
    assert not looks_like_a_key(name)


def test_a_key_is_read_where_the_watch_list_says(tmp_path: Path) -> None:
    named = watch(tmp_path, "phare", key_env="PHARE_KEY")
    (place,) = keys.keyed_places(named, {"PHARE_KEY": SECRET}.get)
    assert place.key == SECRET
    assert SECRET not in repr(place)
    (tmp_path / "phare.key").write_text(SECRET + "\n", encoding="utf-8")
    (place,) = keys.keyed_places(watch(tmp_path, "phare", key_file="phare.key"), nowhere)
    assert place.key == SECRET


@pytest.mark.parametrize(
    ("source", "held", "told"),
    [
        ("phare", "", "PHARE_KEY is not set"),
        ("phare", "one\ntwo", "more than one line"),
        ("jeton", SECRET, "the key is no JSON"),
        ("jeton", json.dumps({"client_id": SECRET}), "no JSON with client_secret"),
    ],
)
def test_a_key_that_cannot_be_used_is_told_and_not_shown(
    tmp_path: Path, source: str, held: str, told: str
) -> None:
    with pytest.raises(AurevoirError, match=told) as caught:
        keys.keyed_places(watch(tmp_path, source, key_env="PHARE_KEY"), {"PHARE_KEY": held}.get)
    assert SECRET not in str(caught.value)


def test_an_empty_key_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "phare.key").write_bytes(b"\n")
    with pytest.raises(AurevoirError, match="is empty"):
        keys.keyed_places(watch(tmp_path, "phare", key_file="phare.key"), nowhere)


def test_a_place_without_a_key_stays_as_it_is(tmp_path: Path) -> None:
    named = watch(tmp_path)
    assert keys.keyed_places(named, nowhere) == named.places
