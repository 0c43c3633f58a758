"""What pages tell machines, where lost readers land, and that every figure has its line of help."""

import json
import re
import struct
from collections.abc import Mapping

import pytest

from site_templates.site import render
from site_templates.views.help_words import EXAMPLES, READINGS
from site_templates.views.method import FORMULAS
from site_templates.views.tiles import NAMES
from tests.test_site import opinions, read, snapshot

ADDRESS = "https://exemple.fr/veille/"


@pytest.fixture(scope="module")
def plain() -> dict[str, bytes]:
    return render(snapshot())


@pytest.fixture(scope="module")
def placed() -> dict[str, bytes]:
    return render(snapshot(address=ADDRESS, index=True))


def metas(page: bytes) -> dict[str, str]:
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)">', page.decode())
    return dict(found)


def html(site: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: page for path, page in site.items() if path.endswith(".html")}


def test_search_engines_are_asked_to_stay_away_unless_invited(
    plain: dict[str, bytes], placed: dict[str, bytes]
) -> None:
    assert {metas(page).get("robots") for page in html(plain).values()} == {"noindex"}
    invited = {path for path, page in html(placed).items() if "robots" not in metas(page)}
    assert set(html(placed)) - invited == {"404.html"}


def test_every_page_holds_the_strict_policy(plain: dict[str, bytes]) -> None:
    policy = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')
    found = {policy.findall(page.decode())[0] for page in html(plain).values()}
    assert len(found) == 1
    rules = dict(rule.strip().split(" ", 1) for rule in found.pop().split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["form-action"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"


def test_without_an_address_nothing_is_said_that_needs_one(plain: dict[str, bytes]) -> None:
    page = plain["fr/index.html"]
    assert b"canonical" not in page
    assert not [name for name in metas(page) if name.startswith("og:")]
    assert not [path for path in plain if path.startswith("assets/share")]


def test_with_an_address_a_page_names_itself_and_its_twins(placed: dict[str, bytes]) -> None:
    page = placed["en/brands/fanal.html"].decode()
    assert f'<link rel="canonical" href="{ADDRESS}en/brands/fanal.html">' in page
    twins = dict(re.findall(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">', page))
    assert twins == {
        "fr": f"{ADDRESS}fr/brands/fanal.html",
        "en": f"{ADDRESS}en/brands/fanal.html",
        "x-default": f"{ADDRESS}fr/brands/fanal.html",
    }
    assert f'<link rel="canonical" href="{ADDRESS}fr/index.html">' in placed["index.html"].decode()


def test_shared_links_come_with_a_picture_that_is_there(placed: dict[str, bytes]) -> None:
    told = metas(placed["fr/index.html"])
    assert told["og:image"] == f"{ADDRESS}assets/share-fr.png"
    picture = placed["assets/share-fr.png"]
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert picture != placed["assets/share-en.png"]


def test_a_lost_reader_finds_home_from_any_depth(placed: dict[str, bytes]) -> None:
    page = read(placed["404.html"])
    assert page.tags["h1"] == 1
    assert {"Cette page n’est pas là", "This page is not here"} <= {
        line.strip() for line in page.text.split("\n")
    }
    own = [link for link in (*page.links, *page.loads) if not link.startswith("#")]
    assert all(link.startswith("/veille/") for link in own)
    assert {link.removeprefix("/veille/").partition("#")[0] for link in own} <= set(placed)


def test_every_figure_is_read_aloud_and_has_its_formula() -> None:
    assert set(READINGS) == set(NAMES) == set(FORMULAS)
    assert set(EXAMPLES) == set(NAMES) - {"word_of_mouth", "at_stake"}  # these are assumptions: no example


def test_help_gives_the_sites_own_figures_or_says_that_they_are_invented(plain: dict[str, bytes]) -> None:
    said = read(plain["en/help.html"]).text
    assert "Fanal, now: −29 · 95%: −77 to +20 · 7 reviews." in said
    assert "An invented example: 30%." in said
    empty = read(render(snapshot(opinions=opinions()[:4]))["en/help.html"]).text
    assert "now:" not in empty
    assert "These numbers are invented: there are too few reviews here yet." in empty


def test_a_name_of_a_figure_leads_to_its_line_of_help(plain: dict[str, bytes]) -> None:
    lines = set(read(plain["fr/help.html"]).ids)
    for path, page in html(plain).items():
        terms = re.findall(r'<a class="term[^"]*" href="[^"#]*#([^"]+)"', page.decode())
        assert terms, path
        assert set(terms) <= lines, path


def test_every_chart_can_be_taken_away_in_three_ways(plain: dict[str, bytes]) -> None:
    charts = {path for path in plain if path.startswith("data/charts/fr/")}
    stems = {path.split(".")[0] for path in charts}
    assert charts == {f"{stem}.{ending}" for stem in stems for ending in ("png", "svg", "vl.json")}
    spec = json.loads(next(plain[path] for path in sorted(charts) if path.endswith(".vl.json")))
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert any("Veille d’essai · données au 30 mars 2026" in line for line in spec["title"]["subtitle"])


def test_the_page_of_the_design_is_for_the_demo_only(plain: dict[str, bytes]) -> None:
    assert not [path for path in plain if path.endswith("design.html")]
    assert "fr/design.html" in render(snapshot(showcase=True))
