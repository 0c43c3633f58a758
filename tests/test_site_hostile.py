"""Reviews and brands made to break a page: the site stays whole, says something true, and runs nothing of theirs."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from scraper.review import Precision, Reply
from sentiment.reading import Reason
from site_templates.site import build, render
from site_templates.snapshot import Brand, Opinion, Snapshot
from tests.test_site import AS_OF, leaving, opinions, pages, read, snapshot

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
BRANDS = ("../../x", "<b>", "Été", "ete", '"onmouseover="hit=1', "\u202egnol\u2066", "日本", "x" * 300)
TEXTS = (
    "</script><script>hit = 1</script> résilié",
    "<img src=x onerror='hit=1'><svg onload='hit=1'><style>body{display:none}</style> résilié",
    "<a href='javascript:hit=1'>résilié</a>",
    "\u202eévidemment\u2066 résilié \u200b\u200c\u200d\u2060\ufeff" + "\u200b" * 400,
    "x" * 5000 + " résilié",
    '=HYPERLINK("https://evil.example";"résilié")',
    "]]><!--</title></textarea> résilié {{ 7 * 7 }} {% raw %} %(n)s 100 %",
    "\ud800 moitié d’emoji résilié \x00\x1b[31m",
)
URLS = ("javascript:hit=1", "data:text/html,<script>hit=1</script>", 'https://avis.example/?a="><script>hit=1</script>', "//evil.example")  # fmt: skip


def hostile() -> Snapshot:
    """Return a snapshot of which every text, name, address and date is hostile; each brand has enough reviews to count."""
    told = [
        leaving(
            f"h{brand_rank}-{text_rank + 1}",
            f"{text} {brand_rank}",
            {"departure:cancel": "résilié", "reason:hard_procedure": "résilié", "last:neg": "résilié"},
            brand=brand,
            first=0.5,
            last=-0.5 + text_rank / 20,
            reasons=(Reason.HARD_PROCEDURE,),
        )
        for brand_rank, brand in enumerate(BRANDS)
        for text_rank, text in enumerate(TEXTS)
    ]
    return snapshot(
        title="</title><script>hit = 1</script>",
        brands=tuple(Brand(name=name) for name in BRANDS),
        opinions=tuple(_spoilt(opinion, rank) for rank, opinion in enumerate(told)),
        places=(),
        notice={"fr": "<script>hit = 1</script>", "en": "<script>hit = 1</script>"},
        address="https://exemple.fr/veille/",
        showcase=True,
    )


def _spoilt(opinion: Opinion, rank: int) -> Opinion:
    dates = (datetime(1970, 1, 1, tzinfo=UTC), AS_OF + timedelta(days=1), None, opinion.review.published)
    date = dates[rank % len(dates)]
    review = replace(
        opinion.review,
        url=URLS[rank % len(URLS)],
        title=TEXTS[(rank + 1) % len(TEXTS)],
        published=date,
        precision=Precision.DAY if date else None,
        reply=Reply(text=TEXTS[(rank + 2) % len(TEXTS)]),
    )
    return replace(opinion, review=review)


@pytest.fixture(scope="module")
def site() -> dict[str, bytes]:
    return render(hostile())


def test_every_brand_has_its_own_safe_page(site: dict[str, bytes]) -> None:
    brands = [path for path in site if path.startswith("fr/brands/") and path.endswith(".html")]
    assert len(brands) == len(BRANDS)
    assert {"fr/brands/x.html", "fr/brands/b.html", "fr/brands/ete.html", "fr/brands/ete-2.html"} <= set(
        brands
    )
    assert all(re.fullmatch(r"[a-z0-9./-]+", path) and ".." not in path for path in site if path.endswith(".html"))  # fmt: skip


def test_nothing_of_theirs_becomes_a_tag_or_an_address(site: dict[str, bytes]) -> None:
    for path, page in pages(site):
        assert page.tags["img"] == page.tags["style"] == page.tags["textarea"] == 0, path
        assert page.tags["script"] == site[path].count(b"<script defer src="), path
        for link in page.links:
            parts = urlsplit(link)
            assert parts.scheme in {"", "https"}, f"{path}: {link}"
            assert not link.startswith("//"), f"{path}: {link}"


def test_nothing_of_theirs_turns_or_hides_what_stands_around(site: dict[str, bytes]) -> None:
    for path, page in pages(site):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ufeff\x00\x1b\ud800]", page.text), path


def test_dates_that_cannot_be_reach_no_trend_and_no_period(site: dict[str, bytes]) -> None:
    text = read(site["en/brands/x.html"]).text
    assert "without a usable date" in text
    assert "2026" in text


@pytest.mark.parametrize("number", [0, 1, 4])
def test_few_reviews_show_counts_and_no_figure(number: int) -> None:
    site = render(snapshot(opinions=opinions()[:number], showcase=True))
    value = re.compile(r'class="value">\s*[+−]?\d')
    for path in ("en/index.html", "en/compare.html", "en/changes.html", "en/moments/last.html"):
        assert not value.search(site[path].decode()), path
    assert "These numbers are invented" in site["en/help.html"].decode()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile") / "site"
    build(hostile(), folder)
    return folder


@pytest.fixture(scope="module")
def walked(folder: Path) -> dict[str, tuple[list[str], str, int]]:
    """Open one page of every kind on a narrow screen; what each told, what ``hit`` became, how wide it is."""
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine: no browser test")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser test")  # fmt: skip
    found = {}
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for path in kinds(folder):
            page = browser.new_page(viewport={"width": 320, "height": 640})
            told: list[str] = []
            page.on("console", lambda message, told=told: told.append(message.text))
            page.on("pageerror", lambda error, told=told: told.append(str(error)))
            page.on("dialog", lambda dialog, told=told: told.append(dialog.message))
            page.goto((folder / path).as_uri())
            found[path] = (told, page.evaluate("typeof hit"), page.evaluate("document.documentElement.scrollWidth"))  # fmt: skip
            page.close()
        browser.close()
    return found


def kinds(folder: Path) -> list[str]:
    firsts = {path.parent.relative_to(folder / "fr").as_posix().split("/")[0]: path for path in sorted((folder / "fr").rglob("*.html"), reverse=True)}  # fmt: skip
    top = (folder / "fr").glob("*.html")
    brands = list((folder / "fr" / "brands").glob("*.html"))
    return sorted({path.relative_to(folder).as_posix() for path in (*firsts.values(), *top, *brands)})


def test_nothing_of_theirs_runs(walked: dict[str, tuple[list[str], str, int]]) -> None:
    assert {path: hit for path, (_, hit, _) in walked.items() if hit != "undefined"} == {}


def test_pages_tell_no_fault(walked: dict[str, tuple[list[str], str, int]]) -> None:
    assert {path: told for path, (told, _, _) in walked.items() if told} == {}


def test_no_page_grows_wider_than_its_screen(walked: dict[str, tuple[list[str], str, int]]) -> None:
    assert {path: width for path, (_, _, width) in walked.items() if width > 320} == {}
