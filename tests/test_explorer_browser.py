"""The explorer in a real Chromium, opened by a double-click: what it finds, keeps in the address, saves and explains."""

import csv
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from scraper.review import Precision, Rating, Reply, Review
from sentiment.reading import Channel, Departure, Evidence, Moment, Reading, Reason, Sentiment
from site_templates.address import anchor_of
from site_templates.site import build
from site_templates.snapshot import Brand, Opinion, Snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser test")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine: no browser test")
AS_OF = datetime(2026, 3, 30, 6, tzinfo=UTC)
WIDE: "ViewportSize" = {"width": 1280, "height": 900}
NARROW: "ViewportSize" = {"width": 320, "height": 640}
HOSTILE = (
    "</script><script>document.title = 'taken'</script><img src=x onerror=alert(1)> parti",
    "\u202eretourné\u2066 \u200b\u200b parti",
    "mot" * 1700,
    '=HYPERLINK("https://evil.example") parti',
)
MANY = 60  # invented reviews, over two windows


def left(key: str, text: str, *, brand: str = "Fanal", year: int = 2026, **known: object) -> Opinion:
    at = max(text.find("frais"), 0)
    review = Review(
        source="feed",
        key=key,
        brand=brand,
        text=text,
        fetched=AS_OF,
        published=datetime(year, 2, 3, tzinfo=UTC),
        precision=Precision.DAY,
        rating=Rating(value=2.5, raw="2,5"),
        url=f"https://avis.example/{key}",
        reply=Reply(text="Désolés !") if key.startswith("r") else None,
    )
    first = known.get("moment") is Moment.FIRST
    reading = Reading(
        language=str(known.get("language", "fr")),
        departure=Departure.CANCEL,
        departure_probability=0.97,
        moment=Moment.FIRST if first else Moment.LAST,
        leaning=Moment.LAST,
        moment_probability=0.9,
        tone=0.5 if first else -0.5,
        sentiment=Sentiment.POS if first else Sentiment.NEG,
        sentiment_probability=0.8,
        first=0.5 if first else None,
        last=None if first else -0.5,
        peak=-0.5,
        end=-0.5,
        reasons=(Reason.EXIT_FEES,) if "frais" in text else (),
        channels=(Channel.PHONE,),
        would_return=None,
        would_recommend=None,
        evidence=(
            Evidence(start=at, end=at + 5, judgement="last:neg", cue="clause tone", weight=1.2),
            Evidence(start=at, end=at + 5, judgement="departure:cancel", cue="frais*", weight=2.0),
            Evidence(start=at + 6, end=at + 9, judgement="channel:phone", cue="~appel", weight=0.5),
        ),
        version="test",
    )
    return Opinion(review=review, reading=reading)


def opinions() -> tuple[Opinion, ...]:
    many = tuple(left(f"n{rank}", f"Parti sans bruit, numéro {rank}, vers midi.") for rank in range(MANY))
    return (
        *many,
        left("r1", "Résilié : 49 € de frais jamais annoncés, quelle œuvre."),
        left("r2", "Left without a word about fees.", brand="Brise & Cie", language="en"),
        left("r3", "Accueil charmant, frais modestes.", moment=Moment.FIRST),
        *(left(f"h{rank}", text, brand="<b>../../x") for rank, text in enumerate(HOSTILE)),
        *(left(f"o{rank}", f"Parti il y a longtemps, numéro {rank}.", year=2019) for rank in range(2001)),
        left("oo1", "Parti au siècle dernier avec des frais.", year=1999),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("explorer") / "site"
    snapshot = Snapshot(
        title="Essai",
        languages=("fr", "en"),
        as_of=AS_OF,
        brands=(Brand(name="Fanal"),),
        opinions=opinions(),
        places=(),
    )
    build(snapshot, output)
    return output


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    with playwright.sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: "Browser") -> Iterator["Page"]:
    context = browser.new_context(viewport=WIDE, accept_downloads=True)
    opened = context.new_page()
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text))
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    assert faults == []


def explore(page: "Page", folder: Path, asked: str = "", language: str = "fr") -> None:
    page.goto("about:blank")
    page.goto((folder / language / "reviews" / "index.html").as_uri() + asked)
    page.locator("[data-part=searched]", has_text="parcouru" if language == "fr" else "earched").wait_for()


def count(page: "Page") -> str:
    return page.locator("[data-part=count]").inner_text().replace("\u202f", "").replace("\u00a0", " ")


def shown(page: "Page") -> int:
    return page.locator("#explorer article").count()


def n_of(page: "Page", facet: str, value: str) -> int:
    tick = page.locator(f"[data-facet={facet}] input[value='{value}']")
    return int("".join(filter(str.isdigit, tick.locator("xpath=../span").inner_text())))


def test_typing_finds_whatever_the_accents(page: "Page", folder: Path) -> None:
    explore(page, folder)
    page.get_by_role("searchbox").press_sequentially("RESILIE oeuvre")
    assert count(page).startswith("1 avis correspond,")
    assert page.url.endswith("#q=RESILIE+oeuvre")
    page.get_by_role("searchbox").fill('"quelle œuvre"')
    assert shown(page) == 1
    page.get_by_role("searchbox").fill("introuvable")
    assert page.get_by_text("Aucun avis ne correspond").is_visible()


def test_a_part_is_not_taken_for_the_whole(page: "Page", folder: Path) -> None:
    explore(page, folder)
    assert "2026, 2019." in page.locator("[data-part=searched]").inner_text()
    page.get_by_role("searchbox").fill("frais")
    assert count(page).startswith("2 avis correspondent")
    page.get_by_role("button", name="Parcourir aussi 1999").click()
    page.get_by_text("Tout est parcouru").wait_for()
    assert count(page).startswith("3 avis correspondent")
    assert "since=1999" in page.url


def test_a_period_loads_its_years(page: "Page", folder: Path) -> None:
    explore(page, folder, "#to=2000-01-01&from=1999-01-01")
    page.get_by_text("Tout est parcouru").wait_for()
    assert count(page).startswith("1 avis")


def test_counts_are_what_the_other_filters_leave(page: "Page", folder: Path) -> None:
    explore(page, folder, "#q=frais")
    assert (n_of(page, "moment", "first"), n_of(page, "moment", "last")) == (1, 1)
    page.get_by_label("Premier moment").check()
    assert count(page).startswith("1 avis")
    assert (n_of(page, "moment", "first"), n_of(page, "moment", "last")) == (1, 1)
    assert (n_of(page, "feel", "pos"), n_of(page, "feel", "neg")) == (1, 0)
    page.get_by_label("Dernier moment").check()
    assert count(page).startswith("2 avis")
    assert (n_of(page, "answer", "yes"), n_of(page, "brand", "brise-cie")) == (2, 0)


def test_back_undoes_a_filter_and_a_link_brings_it_again(page: "Page", folder: Path) -> None:
    explore(page, folder)
    before = count(page)
    page.get_by_label("Brise & Cie").check()
    assert count(page).startswith("1 avis")
    link = page.url
    page.go_back()
    assert count(page) == before
    assert not page.get_by_label("Brise & Cie").is_checked()
    explore(page, folder, "#" + link.partition("#")[2])
    assert count(page).startswith("1 avis")
    assert page.get_by_label("Brise & Cie").is_checked()
    page.get_by_role("button", name="Marque : Brise & Cie".replace(" :", "\u00a0:")).click()
    assert count(page) == before


def test_the_other_language_keeps_what_is_asked(page: "Page", folder: Path) -> None:
    explore(page, folder, "#q=frais&moment=last")
    page.get_by_role("link", name="English").click()
    page.get_by_text("Searched so far").wait_for()
    assert count(page).startswith("1 review fits, of 2")
    assert page.get_by_role("searchbox").input_value() == "frais"


def test_only_a_window_of_rows_is_drawn(page: "Page", folder: Path) -> None:
    explore(page, folder)
    assert shown(page) == 25
    assert page.locator("[data-part=where]").inner_text().startswith("1 à 25 sur 2")
    page.get_by_role("button", name="Suivants").click()
    assert page.locator("[data-part=where]").inner_text().startswith("26 à 50")
    assert "page=2" in page.url
    explore(page, folder, "#page=2")
    page.get_by_text("26 à 50").wait_for()


def test_order_can_be_changed(page: "Page", folder: Path) -> None:
    explore(page, folder)
    page.get_by_label("Ordre").select_option("kindest")
    assert "Accueil charmant" in page.locator("#explorer article").first.inner_text()
    assert "sort=kindest" in page.url


def test_the_table_holds_exactly_what_is_shown(page: "Page", folder: Path) -> None:
    explore(page, folder, "#q=parti&brand=b-x")
    assert count(page).startswith("3 avis")
    with page.expect_download() as saving:
        page.get_by_role("button", name="CSV").click()
    saved = saving.value.path().read_text("utf-8-sig")
    rows = list(csv.DictReader(StringIO(saved, newline=""), delimiter=";"))
    assert saving.value.suggested_filename == "avis.csv"
    assert len(rows) == 3
    assert {row["Marque"] for row in rows} == {"<b>../../x"}
    assert any(row["Texte"].startswith("'=HYPERLINK") for row in rows)
    assert {row["Note sur 5"] for row in rows} == {"2,5"}


def test_marks_tell_their_judgement_to_keyboard_and_mouse(page: "Page", folder: Path) -> None:
    explore(page, folder, "#q=jamais")
    mark = page.locator("#explorer mark").first
    mark.focus()
    tip = page.get_by_role("tooltip")
    said = tip.inner_text().replace("\u00a0", " ")
    assert said == "Départ : Résiliation · Dernier moment : négatif"
    assert mark.get_attribute("aria-describedby") == tip.get_attribute("id")
    assert mark.get_attribute("title") is None
    page.keyboard.press("Escape")
    assert not tip.is_visible()
    mark.hover()
    assert tip.is_visible()


def test_a_mark_far_down_the_page_is_told_beside_it(page: "Page", folder: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto((folder / "fr" / "reviews" / "2.html").as_uri())
    mark = page.locator("article mark").nth(120)
    mark.focus()
    page.wait_for_function("() => scrollY > 1000")
    tip = page.get_by_role("tooltip")
    mark_box, tip_box = mark.bounding_box(), tip.bounding_box()
    assert mark_box
    assert tip_box
    assert abs(tip_box["y"] + tip_box["height"] - mark_box["y"]) < 60


def test_arrows_walk_from_mark_to_mark(page: "Page", folder: Path) -> None:
    explore(page, folder, "#q=jamais")
    marks = page.locator("#explorer article mark")
    assert [mark.get_attribute("tabindex") for mark in marks.all()] == ["0", "-1"]
    marks.first.focus()
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tooltip").inner_text().replace("\u00a0", " ") == "Contact : téléphone"
    assert [mark.get_attribute("tabindex") for mark in marks.all()] == ["-1", "0"]
    page.keyboard.press("ArrowLeft")
    assert page.get_by_role("tooltip").inner_text().startswith("Départ")


def test_why_adds_up(page: "Page", folder: Path) -> None:
    explore(page, folder, "#q=jamais")
    page.get_by_text("Pourquoi").first.click()
    page.locator("details.why .judged").first.wait_for()
    told = page.locator("details.why").first.inner_text().replace("\u00a0", " ")
    # log-odds of 0.97: 3.48; the one cue weighs 2.0, which leaves 1.5
    assert "+2,0" in told
    assert "parlent pour : +1,5. Ensemble : +3,5, soit une probabilité de 97 %." in told
    # tone −0.5: 2 × artanh = −1.10; the clause weighs −1.2
    assert "tirent vers l’amabilité : +0,1. Ensemble : −1,1, ce qui fait −50" in told


def test_one_review_has_an_address_and_so_has_its_anchor(page: "Page", folder: Path) -> None:
    explore(page, folder, "#q=modestes")
    page.get_by_role("link", name="Lien vers cet avis").locator("visible=true").click()
    assert "review=r-" in page.url
    assert "part=fanal-2026" in page.url
    assert shown(page) == 1
    explore(page, folder, f"#{anchor_of('feed', 'r1')}")
    assert shown(page) == 1
    assert "quelle œuvre" in page.locator("#explorer article").inner_text()
    page.get_by_role("button", name="Un seul avis").click()
    assert shown(page) == 25


def test_hostile_texts_stay_texts(page: "Page", folder: Path) -> None:
    explore(page, folder, "#brand=b-x")
    assert shown(page) == len(HOSTILE)
    assert page.title().startswith("Avis")
    assert page.locator("#explorer img, #explorer script, #explorer article b").count() == 0
    assert "<script>document.title" in page.locator("#explorer [data-part=rows]").inner_text()
    assert page.get_by_role("button", name="<b>../../x").count() == 1


@pytest.mark.parametrize(
    "asked", ["#q=%22%3C/b%3E&brand=nobody&page=99&sort=x&from=1&review=", "#content", "#%E0%A4%A"]
)
def test_any_address_gives_a_page(page: "Page", folder: Path, asked: str) -> None:
    explore(page, folder, asked)
    assert page.locator("#explorer").is_visible()


def test_a_phone_needs_no_sideways_scroll(browser: "Browser", folder: Path) -> None:
    context = browser.new_context(viewport=NARROW)
    page = context.new_page()
    explore(page, folder, "#brand=b-x")
    page.locator(".filters summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_axe_finds_no_violation_in_what_the_script_draws(
    browser: "Browser", folder: Path, theme: Literal["light", "dark"], language: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed: no check by it")
    context = browser.new_context(viewport=WIDE, color_scheme=theme)
    page = context.new_page()
    explore(page, folder, "#moment=last&q=parti", language)
    page.locator("details.why summary").first.click()
    page.locator("details.why .judged").first.wait_for()
    page.locator("#explorer mark").first.focus()
    page.evaluate(axe.AXE_SCRIPT)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations'], preload: false})")
    context.close()
    assert [
        (fault["id"], node["html"][:200]) for fault in found["violations"] for node in fault["nodes"]
    ] == []


def test_without_javascript_the_static_list_stays(browser: "Browser", folder: Path) -> None:
    context = browser.new_context(viewport=WIDE, java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "fr" / "reviews" / "index.html").as_uri())
    assert page.locator("#listed article:visible").count() == 100
    assert not page.locator("#explorer").is_visible()
    context.close()


def test_a_missing_file_is_said(browser: "Browser", folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copied")
    (tmp_path / "copied" / "data" / "reviews" / "brise-cie-2026.js").unlink()
    page = browser.new_page()
    page.goto((tmp_path / "copied" / "fr" / "reviews" / "index.html").as_uri())
    page.get_by_text("Introuvable").wait_for()
    assert "brise-cie-2026" in page.locator("[data-part=searched]").inner_text()
    assert shown(page) == 25
    page.close()
