# ruff: noqa: INP001 -- a script beside the documents, no package
"""Take pictures of every kind of page of the demo, in light, in dark, on a phone and on paper: make screenshots."""

import argparse
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

EACH = 2  # pages of a folder of many (brands, reasons, quotes): the others look alike
README = {
    "overview": "en/index.html",
    "apercu": "fr/index.html",
    "help": "en/help.html",
    "aide": "fr/help.html",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to look at a page."""

    name: str
    width: int
    theme: Literal["light", "dark"] = "light"
    paper: bool = False


WAYS = (
    Way(name="light", width=1280),
    Way(name="dark", width=1280, theme="dark"),
    Way(name="phone", width=360),
    Way(name="print", width=1280, paper=True),
)


def main() -> None:
    """Read the command line, take the pictures, say where they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="folder of a built site")
    parser.add_argument("pictures", type=Path, help="folder of the pictures, made anew")
    parser.add_argument(
        "--readme", action="store_true", help="only the pictures that README.md and LISEZMOI.md show"
    )
    asked = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit(
            "No chromium on this machine: install it (Debian: apt install chromium), then run this again."
        )
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        take = for_readme if asked.readme else all_ways
        take(browser, asked.site.resolve(), asked.pictures)
        browser.close()
    sys.stdout.write(f"The pictures are in {asked.pictures}\n")


def for_readme(browser: Browser, site: Path, pictures: Path) -> None:
    """Take the first screen of a few pages."""
    for name, path in README.items():
        page = browser.new_page(viewport={"width": 1280, "height": 1300})
        page.goto((site / path).as_uri())
        page.screenshot(path=pictures / f"{name}.png")
        page.close()


def all_ways(browser: Browser, site: Path, pictures: Path) -> None:
    """Take every kind of page in every way."""
    shutil.rmtree(pictures, ignore_errors=True)
    for way in WAYS:
        (pictures / way.name).mkdir(parents=True)
        for path in kinds(site):
            name = path.relative_to(site).with_suffix("").as_posix().replace("/", "-")
            shoot(browser, path, way, pictures / way.name / name)


def kinds(site: Path) -> Iterator[Path]:
    """Yield the first pages of each folder."""
    for folder, paths in groupby(sorted(site.rglob("*.html")), key=lambda path: path.parent):
        many = folder not in {site, site / "fr", site / "en"}
        yield from list(paths)[: EACH if many else None]


def shoot(browser: Browser, path: Path, way: Way, picture: Path) -> None:
    """Open a page and keep what is seen, the whole height of it."""
    page = browser.new_page(viewport={"width": way.width, "height": 900}, color_scheme=way.theme)
    page.goto(path.as_uri())
    if way.paper:
        page.pdf(path=picture.with_suffix(".pdf"), prefer_css_page_size=True)
    else:
        page.screenshot(path=picture.with_suffix(".png"), full_page=True)
    page.close()


if __name__ == "__main__":
    main()
