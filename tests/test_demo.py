"""The demo is the product on invented sites: over HTTP, by the production code, the same each time."""

import json
import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from aurevoir.cli import main
from aurevoir.demo.invented import BRANDS, SITES, reviews
from aurevoir.demo.show import MONDAYS, TODAY
from aurevoir.demo.sites import Sites
from aurevoir.store import Store


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Result, Path]:
    folder = tmp_path_factory.mktemp("demo")
    result = CliRunner().invoke(
        main, ["demo", "--output", f"{folder}/site", "--store", f"{folder}/demo.sqlite"]
    )
    return result, folder / "site"


def test_it_ends_well_and_says_what_to_open(demo: tuple[Result, Path]) -> None:
    result, site = demo
    assert result.exit_code == 0, result.output
    assert result.stdout.strip() == f"Open {site / 'index.html'}"


def test_the_expected_failures_are_told_and_shown(demo: tuple[Result, Path]) -> None:
    result, site = demo
    page = (site / "en" / "sources.html").read_text(encoding="utf-8")
    for outcome, address in {
        "refused": "avisbox.example/prive/fibrelune",
        "failed": "comparateur.example/zephyrtel",
        "blocked": "gardien.example/ondemauve",
    }.items():
        assert any(address in line and f": {outcome}:" in line for line in result.stderr.splitlines())
        assert address in page
    assert "forum.example/ondemauve-mobile.rss: empty" in result.stderr


def test_every_invented_review_arrives_once(demo: tuple[Result, Path]) -> None:
    written = sum(len(reviews(site, slug)) for site in SITES for slug in BRANDS)
    assert written >= 240
    assert sum(map(int, re.findall(r"(\d+) reviews read", demo[0].stderr))) == written


def test_the_page_that_fails_once_is_read_all_the_same(demo: tuple[Result, Path]) -> None:
    found = sum(one.date <= MONDAYS[0].date().isoformat() for one in reviews("avisbox", "ondemauve"))
    assert (
        f"avisbox.example/ondemauve: {found} reviews ({found} new, 0 updated) on 2 pages\n" in demo[0].stderr
    )


def test_the_second_monday_tells_what_is_new_since_the_first(demo: tuple[Result, Path]) -> None:
    page = (demo[1] / "en" / "changes.html").read_text(encoding="utf-8")
    assert "Since the run of October 26, 2026" in page
    assert re.search(r"\d new reviews, \d about leaving", page)
    assert "Read, no review there → No usable answer" in page


def test_every_page_says_that_the_brands_are_invented(demo: tuple[Result, Path]) -> None:
    for page in demo[1].rglob("*.html"):
        assert "inventé" in page.read_text(encoding="utf-8") or "invented" in page.read_text(
            encoding="utf-8"
        ), page


def test_running_it_again_gives_the_same_site_byte_for_byte(
    demo: tuple[Result, Path], tmp_path: Path
) -> None:
    _, site = demo
    CliRunner().invoke(main, ["demo", "--output", f"{tmp_path}/site", "--store", f"{tmp_path}/demo.sqlite"])
    first = {path.relative_to(site): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    again = {
        path.relative_to(tmp_path / "site"): path.read_bytes()
        for path in (tmp_path / "site").rglob("*")
        if path.is_file()
    }
    assert first.keys() == again.keys()
    assert [path for path in first if first[path] != again[path]] == []


def test_it_never_replaces_a_site_of_somebodys_own(tmp_path: Path) -> None:
    site = tmp_path / "output"
    site.mkdir()
    (site / ".aurevoir").write_text(
        json.dumps({"made_by": "aurevoir", "title": "Ma marque"}), encoding="utf-8"
    )
    (site / "index.html").write_text("mine", encoding="utf-8")
    result = CliRunner().invoke(main, ["demo", "--output", str(site), "--store", f"{tmp_path}/demo.sqlite"])
    assert result.exit_code == 2
    assert "Ma marque" in result.stderr
    assert (site / "index.html").read_text(encoding="utf-8") == "mine"


def test_it_never_replaces_a_store_of_somebodys_own(tmp_path: Path) -> None:
    path = tmp_path / "aurevoir.sqlite"
    with Store(path) as store:
        key = store.identity_key
    result = CliRunner().invoke(main, ["demo", "--output", f"{tmp_path}/output", "--store", str(path)])
    assert result.exit_code == 2
    assert "reviews of your own" in result.stderr
    with Store(path) as store:
        assert store.identity_key == key


def test_the_reviews_are_many_and_varied() -> None:
    rows = [one for site in SITES for slug in BRANDS for one in reviews(site, slug)]
    months = Counter(one.date[:7] for one in rows)
    assert len(months) == 19  # 18 months and the first day of November
    assert len({one.text for one in rows}) == len(rows)
    assert 20 < sum(one.lang == "en" for one in rows) < len(rows) / 3


def test_nothing_invented_wears_a_real_address() -> None:
    folder = files("aurevoir.demo").joinpath("reviews")
    for file in folder.iterdir():
        text = file.read_text(encoding="utf-8")
        assert "http" not in text
        assert all(
            part.split("@")[1].startswith("exemple.example")
            for part in text.split()
            if "@" in part and "." in part.split("@")[1]
        )


@pytest.mark.parametrize(
    "target", ["/nothing", "/fibrelune?page=99999", "/fibrelune?page=x", "/../etc/passwd"]
)
def test_an_unknown_address_is_not_found_or_empty(target: str) -> None:
    answer = Sites(TODAY.date()).answer("avisbox.example", target)
    assert answer.status == 404 or '"review": []' in answer.body
