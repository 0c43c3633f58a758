"""What could keep a run from going well is found, each thing told with what to do."""

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result

from aurevoir import doctor_machine, doctor_places, doctor_store
from aurevoir.cli import main
from aurevoir.doctor import Finding, State, is_well
from aurevoir.keys import Environment
from aurevoir.lock import held
from aurevoir.store import Store
from aurevoir.visit import Visit
from aurevoir.watchlist import WatchList, load
from scraper.fetch import Fetcher
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.review import Review
from scraper.told import told

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLACE = Place(brand="Fibrelune", source="feed", address="https://avis.example/rss")


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def listed(*places: Place, more: str = "") -> WatchList:
    tables = "".join(
        f'[[brands.places]]\nsource = "{place.source}"\naddress = "{place.address}"\n' for place in places
    )
    text = f'[fetch]\ncontact = "a@b.example"\npace = 0.5\n{more}[[brands]]\nname = "Fibrelune"\n{tables}'
    Path("aurevoir.toml").write_text(text, encoding="utf-8")
    return load(Path("aurevoir.toml"))


def visit(outcome: Outcome = Outcome.REVIEWS, **fields: Any) -> Visit:
    usual: dict[str, Any] = {
        "place": PLACE,
        "visited": MONDAY,
        "outcome": outcome,
        "reason": None,
        "pages": 1,
        "found": 1,
        "new": 1,
        "updated": 0,
        "announced": None,
        "requests": 1,
        "size": 1,
        "seconds": 1.0,
        "troubles": (),
        "notes": (),
    }
    return Visit(**usual | fields)


def environment(**values: str) -> Environment:
    return values.get


@pytest.fixture
def store(make_review: Callable[..., Review]) -> Path:
    path = Path("aurevoir.sqlite")
    with Store(path) as opened:
        page = PageRead(address=PLACE.address, outcome=Outcome.REVIEWS, reviews=(make_review(),))
        opened.save_page(PLACE, page, "test")
    return path


def ran(path: Path, *visits: Visit) -> None:
    with Store(path) as store:
        for one in visits:
            run = store.begin_run(one.visited, "test")
            store.save_visit(run, one)
            store.end_run(run, one.visited)


def found(path: Path, now: datetime, *places: Place) -> dict[str, Finding]:
    os.utime(path, (MONDAY.timestamp(), MONDAY.timestamp()))
    return {finding.check: finding for finding in doctor_store.remembered(path, places or (PLACE,), now)}


def test_this_machine_is_well() -> None:
    assert doctor_machine.python().state is State.OK
    assert doctor_machine.packages().state is State.OK


@pytest.mark.parametrize(
    ("requirement", "said"),
    [
        ("click>=999", "click is "),
        ("nobody-wrote-this>=1", "nobody-wrote-this is missing"),
    ],
)
def test_a_package_that_is_missing_or_old_is_told(requirement: str, said: str) -> None:
    finding = doctor_machine.packages([requirement, 'nor-this; extra == "train"'])
    assert finding.state is State.MEND
    assert said in finding.said
    assert "nor-this" not in finding.said


def test_a_whole_store_is_whole(store: Path) -> None:
    assert doctor_store.integrity(store) == Finding(check="store", said="aurevoir.sqlite is whole")


def test_a_store_that_is_not_there_is_no_fault() -> None:
    assert doctor_store.integrity(Path("aurevoir.sqlite")).state is State.OK
    assert not Path("aurevoir.sqlite").exists()


def test_a_damaged_store_is_told(store: Path) -> None:
    content = bytearray(store.read_bytes())
    content[4096 * 3 : 4096 * 12] = b"\xff" * (4096 * 9)
    store.write_bytes(content)
    finding = doctor_store.integrity(store)
    assert finding.state is State.MEND
    assert "aurevoir.sqlite" in finding.said


def test_a_file_that_is_no_store_is_told(store: Path) -> None:
    store.write_bytes(b"three years of work" * 1000)
    assert doctor_store.integrity(store).state is State.MEND


def test_a_row_that_names_nothing_is_told(store: Path) -> None:
    with sqlite3.connect(store) as file:
        file.execute("DELETE FROM places")
    file.close()
    finding = doctor_store.integrity(store)
    assert finding.state is State.MEND
    assert "a row of reviews names a row of places that is not there" in finding.said


@pytest.mark.parametrize(("shape", "state"), [(1, State.SKIPPED), (999, State.MEND)])
def test_another_shape_is_told_and_left_as_it_is(store: Path, shape: int, state: State) -> None:
    with sqlite3.connect(store) as file:
        file.execute(f"PRAGMA user_version = {shape}")
    file.close()
    assert doctor_store.integrity(store).state is state
    with sqlite3.connect(store) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (shape,)
    file.close()


def test_a_place_read_last_night_is_well(store: Path) -> None:
    ran(store, visit())
    told = found(store, MONDAY + timedelta(hours=20))
    assert is_well(list(told.values()))
    assert (
        told["source"].said
        == "Fibrelune · feed · https://avis.example/rss: last read 20 h ago, 1 reviews kept"
    )
    assert told["last run"].said == "2026-03-02 12:00 UTC, 20 h ago"


def test_a_night_that_was_missed_is_told(store: Path) -> None:
    ran(store, visit())
    told = found(store, MONDAY + timedelta(hours=37))
    assert told["last run"].state is State.MEND
    assert "aurevoir schedule" in told["last run"].todo
    assert told["source"].state is State.OK


def test_no_run_yet_says_what_to_do(store: Path) -> None:
    told = found(store, MONDAY)
    assert (told["last run"].said, told["last run"].todo) == ("none yet", "`aurevoir run`")
    assert told["source"].state is State.MEND


def test_a_watch_list_without_places_needs_no_run() -> None:
    assert doctor_store.last_run([], (), MONDAY).state is State.OK
    assert doctor_store.last_run([], (PLACE,), MONDAY).state is State.MEND


@pytest.mark.parametrize("outcome", [Outcome.BLOCKED, Outcome.REFUSED, Outcome.CHANGED, Outcome.FAILED])
def test_a_place_that_cannot_be_read_is_told_with_what_to_do(outcome: Outcome, store: Path) -> None:
    later = MONDAY + timedelta(days=3)
    ran(store, visit(), visit(outcome, visited=later, found=0, new=0, reason=told("as it says")))
    finding = found(store, later)["source"]
    assert finding.state is State.MEND
    assert f"{outcome}: as it says; last read 3 days ago" in finding.said
    assert finding.todo


def test_a_place_that_went_silent_is_told(store: Path) -> None:
    later = MONDAY + timedelta(days=1)
    ran(store, visit(), visit(Outcome.EMPTY, visited=later, found=0, new=0))
    assert "gave reviews before and gives none now" in found(store, later)["source"].said


def test_a_place_not_read_for_a_week_is_told(store: Path) -> None:
    ran(store, visit())
    assert "last read 8 days ago" in found(store, MONDAY + timedelta(days=8))["source"].said


def test_a_clock_behind_the_last_run_is_told(store: Path) -> None:
    ran(store, visit())
    assert found(store, MONDAY - timedelta(days=30))["clock"].state is State.MEND


def test_a_clock_behind_the_stores_file_is_told(store: Path) -> None:
    written = datetime.fromtimestamp(store.stat().st_mtime, UTC)
    assert doctor_store.clock(store, written, None).state is State.OK
    finding = doctor_store.clock(store, written - timedelta(days=1), None)
    assert finding.state is State.MEND
    assert "was written at" in finding.said


def test_a_run_that_is_on_is_told_and_one_that_hangs_needs_a_look(store: Path) -> None:
    assert doctor_store.at_work_now(store, MONDAY).said == "nobody works on the store"
    with held(store.absolute(), "run", MONDAY):
        on, hanging = (
            doctor_store.at_work_now(store.absolute(), MONDAY + timedelta(hours=hours)) for hours in (1, 13)
        )
    assert (on.state, hanging.state) == (State.OK, State.MEND)
    assert "`aurevoir run`" in hanging.said


def test_no_room_left_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    usage = type("Usage", (), {"free": 1_000_000})
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    (finding,) = doctor_machine.disk(Path("aurevoir.sqlite"), Path("output"))
    assert finding.state is State.MEND
    assert finding.said.startswith("1 MB free in ")


def test_folders_are_tried_and_left_as_they_were() -> None:
    assert is_well(doctor_machine.folders(Path("a/b/store.sqlite"), Path("c/output"), "Au revoir"))
    assert list(Path().iterdir()) == []


def test_a_folder_that_cannot_be_written_is_told() -> None:
    findings = doctor_machine.folders(Path("/proc/store.sqlite"), Path("/proc/output"), "Au revoir")
    assert [finding.state for finding in findings] == [State.MEND, State.MEND]
    assert "/proc cannot be written" in findings[0].said


def test_somebodys_files_in_the_output_folder_are_told() -> None:
    Path("output").mkdir()
    Path("output/thesis.txt").write_text("three years of work", encoding="utf-8")
    _, output = doctor_machine.folders(Path("a.sqlite"), Path("output"), "Au revoir")
    assert (output.state, output.said) == (State.MEND, "output holds somebody else's files")


def test_a_key_that_is_missing_is_told_and_none_is_shown() -> None:
    watch = listed(more='[privacy]\nkey_env = "THE_KEY"\n')
    (missing,) = doctor_places.keys(watch, environment())
    assert (missing.state, missing.todo) == (State.MEND, "set it or remove the line")
    (there,) = doctor_places.keys(watch, environment(THE_KEY="s3cr3t"))
    assert there.state is State.OK
    assert "s3cr3t" not in there.said


@pytest.fixture
def site() -> Iterator[tuple[str, list[str]]]:
    """Serve a robots.txt that closes one page; give the address and what was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"User-agent: *\nDisallow: /closed\n")

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()
        thread.join()


def test_robots_are_asked_once_a_host_and_nothing_else_is(site: tuple[str, list[str]]) -> None:
    home, asked = site
    watch = listed(replace(PLACE, address=f"{home}/open"), replace(PLACE, address=f"{home}/closed"))
    with Fetcher(watch.manners("test")) as fetcher:
        opened, closed = doctor_places.robots(watch, environment(), fetcher)
    assert (opened.state, closed.state) == (State.OK, State.MEND)
    assert "robots.txt closes this page" in closed.said
    assert asked == ["/robots.txt"]


def test_offline_robots_are_not_asked(site: tuple[str, list[str]]) -> None:
    home, asked = site
    (finding,) = doctor_places.robots(listed(replace(PLACE, address=home)), environment(), None)
    assert finding.state is State.SKIPPED
    assert "--online" in finding.said
    assert asked == []


def doctor(*words: str) -> Result:
    return CliRunner().invoke(main, ["doctor", *words])


def test_a_fresh_watch_list_needs_a_run() -> None:
    listed(PLACE)
    result = doctor()
    assert result.exit_code == 8
    (line,) = [line for line in result.stdout.splitlines() if line.startswith("mend")]
    assert line.split(maxsplit=3) == ["mend", "last", "run", "none yet -> `aurevoir run`"]
    assert [path.name for path in Path().iterdir()] == ["aurevoir.toml"]


def test_all_well_is_0_and_the_same_as_json() -> None:
    listed()
    assert doctor().exit_code == 0
    result = doctor("--json")
    record = json.loads(result.stdout)
    assert record["well"] is True
    assert {"check", "state", "said", "todo"} == set(record["findings"][0])


def test_a_wrong_watch_list_is_one_finding_among_others() -> None:
    Path("aurevoir.toml").write_text("[sit]\n", encoding="utf-8")
    result = doctor()
    assert result.exit_code == 8
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["ok", "ok", "mend"]


def test_what_a_run_left_is_found_by_the_command(site: tuple[str, list[str]], store: Path) -> None:
    home, _ = site
    place = replace(PLACE, address=f"{home}/closed")
    listed(place)
    ran(
        store, visit(Outcome.REFUSED, place=place, found=0, new=0, reason=told("robots.txt closes this page"))
    )
    result = doctor("--online")
    assert result.exit_code == 8
    assert result.stdout.count("robots.txt closes this page") == 2


def test_a_webhook_that_is_missing_is_told_and_its_address_is_not_shown() -> None:
    watch = listed(more='[notify]\nurl_env = "HOOK"\n')
    _, missing = doctor_places.keys(watch, environment())
    assert missing.state is State.MEND
    _, there = doctor_places.keys(watch, environment(HOOK="https://hooks.example/services/s3cr3t"))
    assert (there.state, there.said) == (State.OK, "the webhook is at hooks.example")
