"""The [notify] table: which events, and never the address itself."""

from pathlib import Path

import pytest

from aurevoir.errors import WatchListError
from aurevoir.watchlist import load
from aurevoir.watchlist_notify import EVENTS

HIDDEN = "https://hooks.example/T0/s3cr3t"


def written(folder: Path, table: str) -> Path:
    path = folder / "aurevoir.toml"
    path.write_text(f'[[brands]]\nname = "Fibrelune"\n{table}', encoding="utf-8")
    return path


def faults(folder: Path, table: str) -> str:
    with pytest.raises(WatchListError) as caught:
        load(written(folder, table))
    return str(caught.value)


def test_without_the_table_nothing_is_told(tmp_path: Path) -> None:
    assert not load(written(tmp_path, "")).notify.is_set


def test_a_webhook_is_told_everything_unless_events_are_chosen(tmp_path: Path) -> None:
    assert load(written(tmp_path, '[notify]\nurl_env = "HOOK"\n')).notify.events == list(EVENTS)
    chosen = load(
        written(tmp_path, '[notify]\nurl_file = "hook"\nevents = ["alert"]\nlanguage = "en"\n')
    ).notify
    assert (chosen.events, chosen.language, chosen.is_set) == (["alert"], "en", True)


@pytest.mark.parametrize("key", ["url", "url_env", "url_file"])
def test_an_address_in_the_file_is_a_fault_that_does_not_repeat_it(tmp_path: Path, key: str) -> None:
    told = faults(tmp_path, f'[notify]\n{key} = "{HIDDEN}"\n')
    assert "notify" in told
    assert "s3cr3t" not in told


def test_a_table_that_names_no_address_or_two_is_a_fault(tmp_path: Path) -> None:
    assert "notify.url_env: found nothing" in faults(tmp_path, '[notify]\nlanguage = "fr"\n')
    assert "notify: found url_env and url_file" in faults(
        tmp_path, '[notify]\nurl_env = "H"\nurl_file = "h"\n'
    )


def test_an_unknown_event_is_told_with_those_there_are(tmp_path: Path) -> None:
    told = faults(tmp_path, '[notify]\nurl_env = "HOOK"\nevents = ["alerts"]\n')
    assert "notify.events[1]" in told
    assert 'did you mean "alert"?' in told
