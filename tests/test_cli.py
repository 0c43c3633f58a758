"""The front door: from an address to a page, and every mistake a person can make."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from click.testing import CliRunner, Result

from aurevoir.cli import COMMANDS, main
from sentiment.lexicon import LexiconError

PAGE = """<!doctype html><title>Avis</title>
<script type="application/ld+json">
{"@type": "Organization", "name": "Fibrelune", "review": [
  {"@type": "Review", "@id": "r1", "datePublished": "2026-02-03", "author": "Ana",
   "reviewBody": "J'ai résilié : lettre recommandée, trois relances, personne ne répond.",
   "reviewRating": {"ratingValue": "1"}},
  {"@type": "Review", "@id": "r2", "datePublished": "2026-02-04", "reviewBody": "Accueil très chaleureux."}]}
</script>"""


@pytest.fixture
def site() -> Iterator[str]:
    """Serve one page of reviews; give its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/avis"
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write(PAGE.encode() if found else b"")

        def log_message(self, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/avis"
        server.shutdown()
        thread.join()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def watch(*addresses: str) -> None:
    places = "".join(
        f'[[brands.places]]\nsource = "schemaorg"\naddress = "{address}"\n' for address in addresses
    )
    brand = f'[[brands]]\nname = "Fibrelune"\nown = true\n{places}'
    Path("aurevoir.toml").write_text(
        f'[fetch]\ncontact = "a@b.example"\npace = 0.5\n{brand}', encoding="utf-8"
    )


def aurevoir(*words: str) -> Result:
    return CliRunner().invoke(main, words)


def test_from_an_address_to_a_page(site: str) -> None:
    watch(site)
    result = aurevoir("run")
    assert result.exit_code == 0, result.output
    assert "2 reviews (2 new, 0 updated) on 1 page" in result.stderr
    assert "personne ne répond" in Path("output/fr/reviews/index.html").read_text(encoding="utf-8")


def test_a_second_run_doubles_nothing_and_builds_the_same_figures(site: str) -> None:
    watch(site)
    aurevoir("run")
    result = aurevoir("run")
    assert "(0 new, 0 updated)" in result.stderr
    assert "0 reviews read" in result.stderr


def test_run_is_silent_when_quiet_and_well(site: str) -> None:
    watch(site)
    result = aurevoir("run", "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_a_place_that_fails_stops_no_other_and_sets_the_exit_code(site: str) -> None:
    watch(site, site + "-gone")
    result = aurevoir("run", "-q")
    assert result.exit_code == 3
    assert [line for line in result.stderr.splitlines() if "-gone" in line]
    assert Path("output/index.html").exists()


def test_all_places_failing_has_its_own_code(site: str) -> None:
    watch(site + "-gone")
    assert aurevoir("run").exit_code == 4


def test_each_step_can_be_taken_on_its_own(site: str) -> None:
    watch(site)
    assert aurevoir("scrape").exit_code == 0
    assert "2 reviews read" in aurevoir("read").stderr
    assert aurevoir("build").exit_code == 0
    assert Path("output/index.html").exists()


def test_a_run_since_a_day_keeps_nothing_older(site: str) -> None:
    watch(site)
    assert "(1 new, 0 updated)" in aurevoir("run", "--since", "2026-02-04").stderr
    assert "(1 new, 0 updated)" in aurevoir("run", "--full").stderr


@pytest.mark.parametrize("verb", ["run", "scrape"])
def test_a_day_that_is_none_is_told(verb: str) -> None:
    result = aurevoir(verb, "--since", "hier")
    assert result.exit_code == 2
    assert "hier" in result.stderr


def test_sources_can_be_tried_before_anything_is_stored(site: str) -> None:
    watch(site, site + "-gone")
    result = aurevoir("sources", "check")
    assert result.exit_code == 3
    assert f"{site}: reviews, 2 on the first page" in result.stdout
    assert f"{site}-gone: failed: not found (404)" in result.stdout
    assert [path.name for path in Path().iterdir()] == ["aurevoir.toml"]


def test_init_writes_a_watch_list_once() -> None:
    assert aurevoir("init").exit_code == 0
    before = Path("aurevoir.toml").read_text(encoding="utf-8")
    result = aurevoir("init")
    assert result.exit_code == 2
    assert "left as it is" in result.stderr
    assert Path("aurevoir.toml").read_text(encoding="utf-8") == before


def test_a_wrong_watch_list_touches_nothing(tmp_path: Path) -> None:
    Path("aurevoir.toml").write_text("[sit]\n", encoding="utf-8")
    result = aurevoir("run")
    assert result.exit_code == 2
    assert 'did you mean "site"?' in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["aurevoir.toml"]


def test_building_before_any_run_says_what_to_do() -> None:
    watch()
    result = aurevoir("build")
    assert result.exit_code == 2
    assert "aurevoir run" in result.stderr


def test_a_folder_of_somebodys_files_is_not_replaced(site: str) -> None:
    watch(site)
    Path("output").mkdir()
    Path("output/thesis.txt").write_text("three years of work", encoding="utf-8")
    result = aurevoir("run")
    assert result.exit_code == 7
    assert Path("output/thesis.txt").exists()


def test_a_named_key_that_is_missing_is_told_before_anything_is_fetched(site: str) -> None:
    watch(site)
    with Path("aurevoir.toml").open("a", encoding="utf-8") as file:
        file.write('[privacy]\nkey_env = "AUREVOIR_KEY_OF_NOBODY"\n')
    result = aurevoir("run")
    assert result.exit_code == 2
    assert "AUREVOIR_KEY_OF_NOBODY is not set" in result.stderr


def test_explain_marks_the_words_and_says_the_judgement_in_the_language_of_the_text() -> None:
    result = aurevoir("explain", "Impossible de résilier, personne ne répond.")
    assert result.exit_code == 0
    assert "⟦" in result.stdout
    assert "Résiliation" in result.stdout
    assert "Cancellation" in aurevoir("explain", "I cancelled and nobody answers the phone.").stdout


def test_explain_reads_json_lines_from_stdin() -> None:
    lines = "".join(json.dumps({"id": number, "text": "Je résilie."}) + "\n" for number in range(3))
    result = CliRunner().invoke(main, ["explain", "--jsonl", "-"], input=lines)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [0, 1, 2]


@pytest.mark.parametrize(
    "words",
    [["explain"], ["explain", "a", "--jsonl", "-"], ["rnu"], ["import"], ["serve", "--port", "70000"]],
)
def test_wrong_usage_exits_2_with_a_sentence(words: list[str]) -> None:
    result = aurevoir(*words)
    assert result.exit_code == 2
    assert result.stderr.strip()


def test_a_mistyped_verb_is_told_the_nearest() -> None:
    assert 'did you mean "run"?' in aurevoir("rnu").stderr


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_verb_has_help_that_is_listed_at_the_front_door(verb: str) -> None:
    assert f"  {verb} " in aurevoir("-h").stdout
    shown = aurevoir(verb, "-h")
    assert shown.exit_code == 0
    assert "Example" in shown.stdout


def test_the_help_shows_examples_first() -> None:
    shown = aurevoir("--help").stdout
    assert shown.index("Examples:") < shown.index("Options:") < shown.index("Commands:")


def test_help_and_version_load_no_library_they_do_not_need() -> None:
    code = "import sys, aurevoir.cli as cli; cli.main(['-h'], standalone_mode=False); print(sorted({'scipy', 'textblob', 'vl_convert', 'requests'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout  # noqa: S603 — our own interpreter
    assert shown.splitlines()[-1] == "[]"


def test_a_lexicon_edited_wrongly_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise LexiconError("fr/reasons.toml", "not TOML; mend it there")

    monkeypatch.setattr("aurevoir.commands.explain.read", broken)
    result = aurevoir("explain", "Bonjour")
    assert result.exit_code == 2
    assert result.stderr == "aurevoir: cue file fr/reasons.toml: not TOML; mend it there\n"


def test_a_store_whose_folder_cannot_be_made_is_told_in_one_line() -> None:
    watch()
    Path("file").write_text("in the way", encoding="utf-8")
    with Path("aurevoir.toml").open("a", encoding="utf-8") as file:
        file.write('[store]\npath = "file/deep/s.sqlite"\n')
    result = aurevoir("run")
    assert result.exit_code == 7
    assert "store.path" in result.stderr
    assert "give another path" in result.stderr
