"""Measure the explorer of the reviews in Chromium over an invented store: a keystroke, a filter, the first sight.

    .venv/bin/python benchmarks/explorer.py [--reviews 20000] [--keep FOLDER | --site FOLDER]

A keystroke is timed from the key to the frame after the one that draws its answer, all reviews loaded, the page opened
by a double-click (file://). The reviews are invented from a seed: the same each time.
"""

# ruff: noqa: INP001 - a script to run, not a package to import
import argparse
import random
import shutil
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from scraper.review import Precision, Rating, Reply, Review
from sentiment.reading import Channel, Departure, Evidence, Moment, Reading, Reason, Sentiment
from site_templates.site import build
from site_templates.snapshot import Brand, Opinion, Snapshot

PAGE = Path("fr/reviews/index.html")
AS_OF = datetime(2026, 3, 30, 6, tzinfo=UTC)
BRANDS = ("Fanal", "Brise & Cie", "Mobilune", "Tournesol", "Kiosque 12")
WORDS = [
    "après",
    "trois",
    "mois",
    "d’abonnement",
    "j’ai",
    "résilié",
    "sans",
    "réponse",
    "le",
    "conseiller",
    "était",
    "pourtant",
    "aimable",
    "au",
    "début",
    "puis",
    "des",
    "frais",
    "de",
    "clôture",
    "jamais",
    "annoncés",
    "une",
    "lettre",
    "recommandée",
    "exigée",
    "deux",
    "prélèvements",
    "encore",
    "en",
    "février",
    "l’accueil",
    "chaleureux",
    "la",
    "procédure",
    "interminable",
    "œuvre",
    "déçue",
    "très",
    "naïve",
    "façade",
    "remboursement",
    "tardif",
    "politesse",
    "merci",
    "au",
    "revoir",
]
QUERIES = ("frais", "resilie sans", "œuvre decue", '"lettre recommandee"', "absent de tout avis")


def invented(number: int, chance: random.Random) -> Opinion:
    """Invent one departure review of about 330 characters and 15 spans of evidence, as the demo's are."""
    words = chance.choices(WORDS, k=chance.randrange(25, 85))
    text = " ".join(words) + f" {number}."
    last = chance.uniform(-1, 0.6)
    moment = chance.choice((Moment.LAST, Moment.LAST, Moment.LAST, Moment.FIRST, Moment.UNCLEAR))
    review = Review(
        source="feed",
        key=f"n{number}",
        brand=chance.choice(BRANDS),
        title=" ".join(chance.choices(WORDS, k=4)),
        text=text,
        fetched=AS_OF,
        published=AS_OF - timedelta(days=chance.triangular(0, 1800, 0)),
        precision=Precision.DAY,
        rating=Rating(value=chance.randrange(1, 6), raw="1"),
        url=f"https://avis{chance.randrange(3)}.example/{number}",
        reply=Reply(text="Merci de ce mot.") if number % 4 == 0 else None,
    )
    reading = Reading(
        language=chance.choice(("fr", "fr", "fr", "en")),
        departure=chance.choice(tuple(Departure)),
        departure_probability=chance.uniform(0.5, 1),
        moment=moment,
        leaning=Moment.LAST,
        moment_probability=chance.uniform(0.4, 1),
        tone=last,
        sentiment=Sentiment.NEG if last < 0 else Sentiment.POS,
        sentiment_probability=0.8,
        first=None,
        last=last,
        peak=last,
        end=last,
        reasons=tuple(sorted(set(chance.choices(tuple(Reason), k=2)), key=list(Reason).index)),
        channels=tuple(chance.sample(tuple(Channel), k=number % 2)),
        would_return=None,
        would_recommend=None,
        evidence=spans(len(review.words), chance),
        version="invented",
    )
    return Opinion(review=review, reading=reading)


def spans(length: int, chance: random.Random) -> tuple[Evidence, ...]:
    """Mark fifteen runs of a text, overlapping as they fall."""
    judgements = ("tone:neg", "tone:neg", "last:neg", "moment:last", "departure:cancel", "reason:exit_fees")
    starts = sorted(chance.randrange(length - 12) for _ in range(15))
    return tuple(
        Evidence(
            start=start,
            end=start + 12,
            judgement=chance.choice(judgements),
            cue=chance.choice(WORDS),
            weight=chance.uniform(0.2, 3),
        )
        for start in starts
    )


def made(number: int, folder: Path) -> Path:
    """Build the site of the invented store and return the page of its reviews."""
    chance = random.Random(7)  # noqa: S311 - any order will do, the same each time
    snapshot = Snapshot(
        title="Mesure",
        languages=("fr",),
        as_of=AS_OF,
        brands=tuple(Brand(name=name) for name in BRANDS),
        opinions=tuple(invented(rank, chance) for rank in range(number)),
        places=(),
    )
    begun = time.perf_counter()
    built = build(snapshot, folder)
    weight = sum(path.stat().st_size for path in (folder / "data" / "reviews").iterdir())
    say(f"build: {time.perf_counter() - begun:.1f} s, {built.pages} pages, {built.size / 1e6:.0f} MB in all")
    say(f"data of the explorer: {weight / 1e6:.1f} MB")
    return folder / PAGE


def say(line: str) -> None:
    """Print one line of the measure."""
    sys.stdout.write(line + "\n")


# Milliseconds from setting a value and telling it to the frame after its answer is drawn.
ANSWERED = """([selector, value]) => new Promise((done) => {
  const field = document.querySelector(selector);
  const begun = performance.now();
  if (field.type === "checkbox") field.click();
  else { field.value = value; field.dispatchEvent(new Event("input", { bubbles: true })); }
  const worked = performance.now() - begun;
  requestAnimationFrame(() => setTimeout(() => done([worked, performance.now() - begun]), 0));
})"""


def typed(page: Page, query: str) -> list[list[float]]:
    """Type a query letter by letter; return (script, shown) milliseconds of each keystroke."""
    letters = [query[: end + 1] for end in range(len(query))]
    return [page.evaluate(ANSWERED, ["#find", letter]) for letter in letters]


def told(name: str, times: list[list[float]]) -> None:
    """Say the median and the worst of some answers."""
    shown = sorted(one[1] for one in times)
    script = sorted(one[0] for one in times)
    say(
        f"{name}: median {statistics.median(shown):.0f} ms, worst {shown[-1]:.0f} ms until shown "
        f"(script alone {statistics.median(script):.0f} and {script[-1]:.0f}), n = {len(times)}"
    )


def measure(address: str, chromium: str) -> None:
    """Open the page, load all years, type and filter."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        begun = time.perf_counter()
        page.goto(address)
        page.wait_for_selector("#explorer article")
        say(f"first reviews shown after {1000 * (time.perf_counter() - begun):.0f} ms")
        begun = time.perf_counter()
        page.goto(f"{address}#since=all")
        page.get_by_text("Tout est parcouru").wait_for(timeout=60_000)
        say(f"all years loaded after {1000 * (time.perf_counter() - begun):.0f} ms")
        say(page.locator("[data-part=count]").inner_text())
        for query in QUERIES:
            told(f"typing {query!r}", typed(page, query))
            told("  and emptying", [page.evaluate(ANSWERED, ["#find", ""])])
        boxes = ["[name=moment]", "[name=reason]", "[name=sure]", "[name=brand]"]
        told("filters", [page.evaluate(ANSWERED, [f"#explorer {box}", ""]) for box in boxes])
        memory = page.evaluate("performance.memory.usedJSHeapSize") / 1e6
        say(
            f"JavaScript heap: {memory:.0f} MB; nodes: {page.evaluate('document.querySelectorAll(`#explorer *`).length')}"
        )
        browser.close()


def main() -> None:
    """Read the command line and measure."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("--reviews", type=int, default=20_000)
    asked.add_argument("--keep", type=Path, help="folder that keeps the site")
    asked.add_argument("--site", type=Path, help="folder of a site built before, measured as it is")
    options = asked.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        raise SystemExit("no chromium on this machine: install it, then measure again")
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.site or options.keep or Path(scratch) / "site"
        page = folder / PAGE if options.site else made(options.reviews, folder)
        measure(page.resolve().as_uri(), chromium)


if __name__ == "__main__":
    main()
