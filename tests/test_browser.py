"""The golden site opened in a real Chromium: by a double-click, on a phone, in the dark, without JavaScript."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser test")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: no browser test")
SITE = Path(__file__).parent / "site"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PAGES = ["index.html", "fr/index.html", "en/brands/fanal.html", "fr/moments/last.html", "fr/reviews/index.html",
         "fr/reasons/hard-procedure.html", "en/sources.html", "fr/method.html", "en/quotes/fanal/trapped.html"]  # fmt: skip
NARROW: "ViewportSize" = {"width": 320, "height": 640}
WIDE: "ViewportSize" = {"width": 1280, "height": 900}


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.mark.parametrize("page_path", PAGES)
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_page_opens_by_a_double_click_and_asks_nobody(
    browser: "Browser", page_path: str, theme: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport=NARROW, color_scheme=theme)
    page = context.new_page()
    told: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto((SITE / page_path).as_uri())
    assert told == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(251, 248, 243)" if theme == "light" else "rgb(20, 18, 29)"), (
        "the style sheet did not load"
    )
    context.close()


def test_page_is_whole_without_javascript(browser: "Browser") -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto((SITE / "fr/index.html").as_uri())
    assert page.locator("h1").is_visible()
    assert page.locator("svg.chart:visible").count() >= 1
    page.get_by_role("link", name="English").click()
    assert page.url.endswith("/en/index.html")
    context.close()


def test_keyboard_reaches_the_content_first(browser: "Browser") -> None:
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto((SITE / "en/index.html").as_uri())
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#content")
    context.close()


def test_charts_take_the_room_they_have(browser: "Browser") -> None:
    for size, drawn in ((NARROW, ".narrow"), (WIDE, ".wide")):
        context = browser.new_context(viewport=size)
        page = context.new_page()
        page.goto((SITE / "en/index.html").as_uri())
        assert page.locator(f"figure.chart {drawn} svg").first.is_visible()
        assert page.locator("figure.chart svg:visible").count() == page.locator("figure.chart").count()
        context.close()
