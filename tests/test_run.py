"""`aurevoir run` as cron calls it: its codes, what it says and what it keeps quiet, alone and against itself."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest
from click.testing import CliRunner, Result

from aurevoir.cli import main
from aurevoir.exit_codes import FIRST_MATCH, MEANING, Exit

ROOT = Path(__file__).parent.parent
PAGE = """<!doctype html><title>Avis</title><script type="application/ld+json">
{"@type": "Organization", "name": "Fibrelune", "aggregateRating": {"@type": "AggregateRating", "reviewCount": 2}, "review": [
  {"@type": "Review", "@id": "r1", "datePublished": "2026-02-03",
   "reviewBody": "J'ai résilié : lettre recommandée, trois relances, personne ne répond."},
  {"@type": "Review", "@id": "r2", "datePublished": "2026-02-04", "reviewBody": "Accueil très chaleureux."}]}
</script>"""
NONE = PAGE.replace('"reviewCount": 2', '"reviewCount": 0').partition(', "review"')[0] + "}</script>"


class Site:
    """One site on this machine: pages by path, and a door that can be held shut."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.pages: dict[str, tuple[int, str]] = {"/avis": (200, PAGE), "/autre": (200, PAGE)}
        self.asked: list[str] = []
        self.came, self.open = Event(), Event()
        self.open.set()

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append(self.path)
            here.came.set()
            here.open.wait(60)
            status, body = here.pages.get(self.path, (404, ""))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        here = Site(server.server_port)
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        yield here
        here.open.set()
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def watch(*addresses: str, more: str = "") -> None:
    places = "".join(
        f'[[brands.places]]\nsource = "schemaorg"\naddress = "{address}"\n' for address in addresses
    )
    Path("aurevoir.toml").write_text(
        '[fetch]\ncontact = "a@b.example"\npace = 0.5\ntries = 1\n[site]\nlanguages = ["fr"]\n'
        f'[[brands]]\nname = "Fibrelune"\naliases = ["FL"]\n{places}{more}',
        encoding="utf-8",
    )


def aurevoir(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def command(*words: str, folder: Path, **options: Any) -> subprocess.Popen[str]:
    """Start the program in a process of its own."""
    line = [sys.executable, "-c", "from aurevoir.cli import main; main()", *words]
    environment = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]}
    return subprocess.Popen(  # noqa: S603 — our own program
        line,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


class TestCodes:
    def test_75_while_another_run_works_and_nothing_is_touched(self, site: Site, tmp_path: Path) -> None:
        watch(site.address("/avis"))
        site.open.clear()
        with command("run", "-q", folder=tmp_path) as first:
            assert site.came.wait(60)
            second = aurevoir("run", "-q")
            assert second.exit_code == 75
            assert f"`aurevoir run` (process {first.pid} on " in second.stderr
            assert second.stdout == ""
            assert len(second.stderr.splitlines()) == 1
            for verb in ("scrape", "read", "build"):
                assert aurevoir(verb).exit_code == 75
            Path("a.jsonl").write_text('{"text": "Je résilie."}\n', encoding="utf-8")
            assert aurevoir("import", "a.jsonl", "--brand", "Fibrelune").exit_code == 75
            assert (
                f"in the hands of `aurevoir run` (process {first.pid}" in aurevoir("run", "--dry-run").stdout
            )
            site.open.set()
            out, err = first.communicate(timeout=120)
        assert (first.returncode, out, err) == (0, "", "")
        assert aurevoir("run", "-q").exit_code == 0

    def test_two_that_start_together_are_one_run(self, site: Site, tmp_path: Path) -> None:
        watch(site.address("/avis"))
        with command("run", "-q", folder=tmp_path) as one, command("run", "-q", folder=tmp_path) as other:
            for process in (one, other):
                process.communicate(timeout=120)
        codes = sorted((one.returncode, other.returncode))
        assert codes in ([0, 75], [0, 0])  # the second may have come when the first had ended
        assert aurevoir("run", "-q").exit_code == 0
        assert "(0 new, 0 updated)" in aurevoir("run").stderr

    def test_2_for_a_wrong_watch_list_or_usage(self) -> None:
        Path("aurevoir.toml").write_text("[sit]\n", encoding="utf-8")
        assert aurevoir("run").exit_code == 2
        for words in (
            ["-q", "-v"],
            ["--dry-run", "--json"],
            ["--offline", "--full"],
            ["--offline", "--only", "FL"],
        ):
            refused = aurevoir("run", *words)
            assert refused.exit_code == 2
            assert "leave one out" in refused.stderr

    def test_1_for_a_bug_that_stops_no_other_place(self, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
        watch(site.address("/avis"), site.address("/autre"))

        def breaks(place: Any, *_: Any, **__: Any) -> Any:
            if place.address.endswith("/avis"):
                raise ZeroDivisionError
            return iter(())

        monkeypatch.setattr("aurevoir.pipeline.collect", breaks)
        result = aurevoir("run", "-q")
        assert result.exit_code == 1
        assert "ZeroDivisionError at test_run.py:" in result.stderr
        assert len(result.stderr.splitlines()) == 1
        assert "Traceback" in aurevoir("run", "-v").stderr
        assert Path("output/index.html").exists()

    def test_7_where_the_site_or_the_store_cannot_be_written(self, site: Site) -> None:
        watch(site.address("/avis"))
        Path("output").mkdir()
        Path("output/thesis.txt").write_text("three years of work", encoding="utf-8")
        result = aurevoir("run", "-q", "--json")
        assert result.exit_code == 7
        told = json.loads(result.stdout)
        assert (told["exit_code"], told["site"], told["places"][0]["new"]) == (7, None, 2)
        assert "thesis.txt" in result.stderr
        watch(site.address("/avis"), more='[store]\npath = "aurevoir.toml/s.sqlite"\n')
        assert aurevoir("run", "-q").exit_code == 7

    def test_7_for_a_store_that_is_none(self, site: Site) -> None:
        watch(site.address("/avis"))
        Path("aurevoir.sqlite").write_text("no database" * 200, encoding="utf-8")
        assert aurevoir("run", "-q").exit_code == 7

    def test_4_when_all_fail_before_5_and_3(self, site: Site) -> None:
        watch(site.address("/gone"), site.address("/autre"))
        site.pages["/autre"] = (200, "<!doctype html><p>Nouvelle maquette</p>")
        result = aurevoir("run", "-q")
        assert result.exit_code == 4
        assert len(result.stderr.splitlines()) == 2

    def test_5_for_one_that_is_silent_or_has_changed_before_3(self, site: Site) -> None:
        watch(site.address("/avis"), site.address("/autre"), site.address("/gone"))
        assert aurevoir("run", "-q").exit_code == 3
        site.pages["/avis"] = (200, NONE)
        silent = aurevoir("run", "-q")
        assert silent.exit_code == 5
        assert "silent: it gave reviews before" in silent.stderr
        site.pages["/avis"] = (200, "<!doctype html><p>Nouvelle maquette</p>")
        assert aurevoir("run", "-q").exit_code == 5

    def test_scrape_ends_with_the_same_codes(self, site: Site) -> None:
        watch(site.address("/avis"), site.address("/gone"))
        assert aurevoir("scrape", "-q").exit_code == 3

    def test_each_code_has_its_meaning_and_its_turn(self) -> None:
        assert set(MEANING) == set(Exit)
        assert set(FIRST_MATCH) == set(Exit) - {Exit.NEEDS_DOING, Exit.STOPPED}

    def test_the_document_of_nights_tells_every_code_in_order(self) -> None:
        lines = (ROOT / "docs" / "nights.md").read_text(encoding="utf-8").splitlines()
        told = [
            line.split("|")[1:3]
            for line in lines
            if line.startswith("| ") and line.split("|")[1].strip().isdigit()
        ]
        assert [(int(code), meaning.strip()) for code, meaning in told] == [
            (code, MEANING[code]) for code in (*FIRST_MATCH, Exit.NEEDS_DOING, Exit.STOPPED)
        ]


class TestWords:
    def test_json_tells_each_place_what_moved_and_the_code_and_nothing_else_is_on_stdout(
        self, site: Site
    ) -> None:
        watch(site.address("/avis"), site.address("/gone"))
        told = json.loads(aurevoir("run", "--json").stdout)
        assert told["exit_code"] == 3
        first, gone = told["places"]
        assert (first["outcome"], first["new"], first["updated"], first["seen"], first["announced"]) == (
            "reviews",
            2,
            0,
            2,
            2,
        )
        assert first["requests"] >= 1
        assert first["bytes"] > 100
        assert first["seconds"] > 0
        assert gone["outcome"] == "failed"
        assert "404" in gone["reason"]
        assert len(told["problems"]) == 1
        assert told["moved"] == []
        site.pages["/avis"] = (
            200,
            PAGE.replace("Accueil très chaleureux.", "J'ai résilié en deux clics, parfait."),
        )
        again = json.loads(aurevoir("run", "--json", "-q").stdout)
        assert again["places"][0]["updated"] == 1
        assert {figure["brand"] for figure in again["moved"]} == {"Fibrelune"}
        assert all(figure["before"] != figure["after"] for figure in again["moved"])

    def test_verbose_tells_every_page(self, site: Site) -> None:
        watch(site.address("/avis"))
        assert f"  {site.address('/avis')}: came (" in aurevoir("run", "-v").stderr

    def test_a_dry_run_asks_for_nothing_and_writes_nothing(self, site: Site, tmp_path: Path) -> None:
        watch(site.address("/avis"))
        result = aurevoir("run", "--dry-run")
        assert result.exit_code == 0
        assert f"Fibrelune · schemaorg · {site.address('/avis')}: never visited" in result.stdout
        assert [path.name for path in tmp_path.iterdir()] == ["aurevoir.toml"]
        aurevoir("run", "-q")
        asked, files = len(site.asked), sorted(path.name for path in tmp_path.iterdir())
        again = aurevoir("run", "--dry-run").stdout
        assert "pages that have changed; " in again
        assert "reviews, 2 reviews on 1 pages" in again
        assert "all pages again" in aurevoir("run", "--dry-run", "--full").stdout
        assert len(site.asked) == asked
        assert sorted(path.name for path in tmp_path.iterdir()) == files

    def test_offline_builds_from_the_store(self, site: Site) -> None:
        watch(site.address("/avis"))
        assert aurevoir("run", "--offline").exit_code == 2  # nothing in the store yet
        aurevoir("scrape", "-q")
        asked = len(site.asked)
        result = aurevoir("run", "--offline", "-q")
        assert (result.exit_code, result.output) == (0, "")
        assert len(site.asked) == asked
        assert Path("output/index.html").exists()

    @pytest.mark.parametrize("name", ["Fibrelune", "fl/schemaorg", "/schemaorg"])
    def test_only_visits_the_places_that_are_named(self, site: Site, name: str) -> None:
        other = f'[[brands]]\nname = "Autre"\n[[brands.places]]\nsource = "feed"\naddress = "{site.address("/rss")}"\n'
        watch(site.address("/avis"), more=other)
        assert aurevoir("run", "-q", "--only", name).exit_code == 0
        assert "/rss" not in site.asked
        assert aurevoir("run", "-q", "--only", name, "--only", "Autre/feed").exit_code == 3

    def test_only_what_is_not_there_is_told_with_the_nearest(self, site: Site) -> None:
        watch(site.address("/avis"))
        result = aurevoir("run", "--only", "Fibrelune/shemaorg")
        assert result.exit_code == 2
        assert 'did you mean "Fibrelune/schemaorg"?' in result.stderr
        assert site.asked == []


def bare(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the program as cron does, and with less: no HOME, no locale, no terminal, nothing else on the PATH."""
    return subprocess.run(  # noqa: S603 — our own program
        [str(PROGRAM), *words],
        cwd=folder,
        env={"PATH": str(PROGRAM.parent)},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        start_new_session=True,
        timeout=120,
        check=False,
    )


PROGRAM = Path(sys.executable).parent / "aurevoir"


@pytest.mark.skipif(not PROGRAM.exists(), reason="aurevoir is not installed beside this Python")
def test_cron_s_bare_environment_is_enough(site: Site, tmp_path: Path) -> None:
    watch(site.address("/avis"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    words = ("run", "-q", "-w", str(tmp_path / "aurevoir.toml"))
    quiet = bare(*words, folder=elsewhere)
    assert (quiet.returncode, quiet.stdout, quiet.stderr) == (0, "", "")
    site.pages["/avis"] = (503, "")
    failed = bare(*words, folder=elsewhere)
    assert failed.returncode == 4
    assert len(failed.stderr.splitlines()) == 1
    assert "·" in failed.stderr
    assert list(elsewhere.iterdir()) == []
