"""A whole site opened in a real Chromium: by a double-click, on a phone, in the dark, without JavaScript, by keys alone."""

import shutil
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Literal

import pytest

from site_templates.site import build
from tests.test_site import snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser test")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: no browser test")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Every kind of page, once.
KINDS = ["index.html", "changes.html", "compare.html", "brands/fanal.html", "brands/brise-cie.html", "moments/last.html",
         "reasons/index.html", "reasons/hard-procedure.html", "reviews/index.html", "sources.html", "method.html",
         "help.html", "design.html", "quotes/fanal/trapped.html"]  # fmt: skip
PAGES = ["index.html", "404.html", *(f"{code}/{page}" for code in ("fr", "en") for page in KINDS)]
THEMES = ["light", "dark"]
NARROW: "ViewportSize" = {"width": 320, "height": 640}
WIDE: "ViewportSize" = {"width": 1280, "height": 900}
HUGE: "ViewportSize" = {"width": 3840, "height": 2160}
PAPER: "ViewportSize" = {"width": 680, "height": 960}  # A4 less its margins, in CSS pixels


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "veille"
    build(snapshot(showcase=True), folder)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    context = browser.new_context(viewport=WIDE)
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site under a path of a host, as GitHub and GitLab Pages do."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site.parent)))
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/veille/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("page_path", PAGES)
@pytest.mark.parametrize("theme", THEMES)
def test_page_opens_by_a_double_click_and_asks_nobody(
    browser: "Browser", site: Path, page_path: str, theme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport=NARROW, color_scheme=theme)
    page = context.new_page()
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / page_path).as_uri())
    assert told == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(251, 248, 243)" if theme == "light" else "rgb(20, 18, 29)"), (
        "the style sheet did not load"
    )
    context.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("page_path", PAGES)
def test_axe_finds_no_violation(
    browser: "Browser", site: Path, page_path: str, theme: Literal["light", "dark"]
) -> None:
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed: no check by it")
    context = browser.new_context(viewport=WIDE, color_scheme=theme)
    page = context.new_page()
    page.goto((site / page_path).as_uri())
    page.evaluate(axe.AXE_SCRIPT)
    # preloading asks for the style sheet by fetch, which the page's own policy forbids
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    assert [said(violation) for violation in found["violations"]] == []
    context.close()


def said(violation: dict[str, Any]) -> str:
    return f"{violation['id']} × {len(violation['nodes'])}: {violation['nodes'][0]['html'][:200]}"


def test_page_is_whole_without_javascript(browser: "Browser", site: Path) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "fr/index.html").as_uri())
    assert page.locator("h1").is_visible()
    assert page.locator("svg.chart:visible").count() >= 1
    assert page.locator("svg.chart .point title").count() >= 1
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/index.html")
    context.close()


def test_keyboard_reaches_the_content_first(page: "Page", site: Path) -> None:
    page.goto((site / "en/index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")


@pytest.mark.parametrize("page_path", ["en/index.html", "fr/brands/fanal.html", "fr/help.html"])
def test_keyboard_walks_the_whole_page_and_is_seen_everywhere(
    page: "Page", site: Path, page_path: str
) -> None:
    page.goto((site / page_path).as_uri())
    stops = page.evaluate(
        """[...document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')]
           .filter((one) => one.checkVisibility()).length"""
    )
    seen = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen.append(page.evaluate(OUTLINE))
    assert None not in seen, f"focus leaves the page after {seen.index(None)} of {stops} stops"
    assert all(width > 0 for width in seen), f"no outline at stop {[i for i, w in enumerate(seen) if not w]}"
    assert page.evaluate("Boolean(document.activeElement.closest('.colophon'))")


OUTLINE = """document.activeElement === document.body ? null :
    parseFloat(getComputedStyle(document.activeElement).outlineWidth)
    * (getComputedStyle(document.activeElement).outlineStyle !== "none")"""


def test_points_of_a_chart_tell_their_figures_to_keys(page: "Page", site: Path) -> None:
    page.goto((site / "en/index.html").as_uri())
    chart = page.locator("figure.chart", has=page.locator(".wide .chart-dumbbell")).first
    first = chart.locator('.wide .point[tabindex="0"]')
    first.focus()
    told = chart.locator(".tip")
    assert told.is_visible()
    assert told.inner_text() == first.get_attribute("aria-label") == "Fanal · First moment · +34 · 95%: −26 to +94 · 5 reviews"  # fmt: skip
    page.keyboard.press("ArrowRight")
    assert told.inner_text().startswith("Fanal · Last moment · −29")
    page.keyboard.press("Escape")
    assert not told.is_visible()


def test_points_of_a_chart_tell_their_figures_to_a_finger(browser: "Browser", site: Path) -> None:
    context = browser.new_context(viewport=NARROW, has_touch=True)
    page = context.new_page()
    page.goto((site / "fr/index.html").as_uri())
    chart = page.locator("figure.chart", has=page.locator(".chart-dumbbell")).first
    chart.locator(".narrow .point").first.tap(force=True)
    assert chart.locator(".tip").is_visible()
    box = chart.locator(".tip").bounding_box()
    assert box is not None
    assert 0 <= box["x"] <= box["x"] + box["width"] <= NARROW["width"]
    context.close()


@pytest.mark.parametrize(("size", "drawn"), [(NARROW, ".narrow"), (WIDE, ".wide"), (HUGE, ".wide")])
def test_charts_take_the_room_they_have(
    browser: "Browser", site: Path, size: "ViewportSize", drawn: str
) -> None:
    context = browser.new_context(viewport=size)
    page = context.new_page()
    page.goto((site / "en/index.html").as_uri())
    assert page.locator(f"figure.chart {drawn} svg").first.is_visible()
    assert page.locator("figure.chart svg:visible").count() == page.locator("figure.chart").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    context.close()


def test_paper_shows_charts_whole_and_says_of_what_and_when(browser: "Browser", site: Path) -> None:
    context = browser.new_context(viewport=PAPER, color_scheme="dark")
    page = context.new_page()
    page.goto((site / "en/index.html").as_uri())
    page.emulate_media(media="print")
    assert not page.locator(".nav").is_visible()
    assert "Data as of March 30, 2026" in page.locator(".printed").inner_text()
    assert "11 departure reviews" in page.locator(".printed").inner_text()
    assert page.locator("figure.chart .wide svg").first.is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]
    context.close()


def test_site_works_under_a_path_of_a_host(page: "Page", address: str) -> None:
    failed: list[str] = []
    asked: list[str] = []
    page.on("response", lambda answer: failed.append(answer.url) if not answer.ok else None)
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.get_by_role("link", name="Aide").click()
    page.get_by_role("link", name="English").click()
    assert page.url == f"{address}en/help.html"
    assert failed == []
    assert [url for url in asked if not url.startswith((address, "data:"))] == []


def test_policy_of_the_page_stops_scripts_written_into_it(page: "Page", site: Path) -> None:
    page.goto((site / "fr/index.html").as_uri())
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'hit = 1'}))")
    page.evaluate('document.body.innerHTML += \'<img src=x onerror="hit = 1"><p style="color:red">\'')
    assert page.evaluate("typeof hit") == "undefined"
