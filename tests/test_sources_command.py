"""`aurevoir sources` lists what can be read; `check` tries the places and stores nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aurevoir.cli import main
from scraper.sources import SOURCES
from scraper.sources.source import Standing


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def aurevoir(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def watch(*places: str) -> None:
    tables = "".join(f"[[brands.places]]\n{place}\n" for place in places)
    text = f'[fetch]\ncontact = "a@b.example"\npace = 0.5\n[[brands]]\nname = "Fibrelune"\n{tables}'
    Path("aurevoir.toml").write_text(text, encoding="utf-8")


def test_every_source_is_listed_with_what_it_needs() -> None:
    shown = aurevoir("sources").stdout
    assert all(f"  {source.name} " in shown for source in SOURCES)
    keyed = [source for source in SOURCES if source.about.standing is Standing.KEY]
    assert shown.count("needs a key: ") == len(keyed)


def test_the_list_can_be_read_by_programs() -> None:
    records = json.loads(aurevoir("sources", "--json").stdout)
    assert [record["name"] for record in records] == [source.name for source in SOURCES]
    assert {record["standing"] for record in records} <= set(Standing)


def test_checking_tells_of_each_place_and_stores_nothing() -> None:
    watch(
        'source = "feed"\naddress = "http://127.0.0.1:1/feed"',
        'source = "appstore"\naddress = "https://apps.apple.com/fr/app/fibrelune/id42"',
    )
    result = aurevoir("sources", "check")
    assert result.exit_code == 4
    feed, appstore = result.stdout.splitlines()
    assert "feed · http://127.0.0.1:1/feed: failed: " in feed
    assert "refused: closed to fetching" in appstore
    assert list(Path().iterdir()) == [Path("aurevoir.toml")]


def test_a_key_that_is_missing_is_told_before_anything_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PHARE_KEY", raising=False)
    watch('source = "trustpilot_api"\naddress = "https://api.trustpilot.com/"\nkey_env = "PHARE_KEY"')
    for verb in (["sources", "check"], ["run"], ["scrape"]):
        result = aurevoir(*verb)
        assert result.exit_code == 2
        assert "brands[1].places[1].key_env: the environment variable PHARE_KEY is not set" in result.stderr
