"""`aurevoir history`: a line a run, a figure from run to run, and never two versions of the words as one."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from aurevoir.cli import main
from aurevoir.store import Store
from aurevoir.visit import tally
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.told import told
from site_templates.snapshot import PastMonth, ToldFigure

MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a store of four runs: reviews, the source falls silent, other words, a run cut short."""
    (tmp_path / "aurevoir.toml").write_text(
        '[[brands]]\nname = "Nimbo"\n[[brands]]\nname = "Orlo"\n', "utf-8"
    )
    with Store(tmp_path / "aurevoir.sqlite") as store:
        for week, (words, outcome) in enumerate(
            (("w1", Outcome.REVIEWS), ("w1", Outcome.EMPTY), ("w2", Outcome.BLOCKED))
        ):
            started = MONDAY + timedelta(weeks=week)
            run = store.begin_run(started, "1")
            for brand in ("Nimbo", "Orlo"):
                place = Place(brand=brand, source="feed", address=f"https://{brand.lower()}.example/")
                now = outcome if brand == "Nimbo" else Outcome.REVIEWS
                reason = None if now is Outcome.REVIEWS else told("so it is")
                page = PageRead(
                    address=place.address, outcome=now, reason=reason, found=now is Outcome.REVIEWS
                )
                has_given = store.has_given(place)
                visit = tally(
                    place, started, [(page, store.save_page(place, page, "1"))], has_given=has_given
                )
                store.save_visit(run, visit)
            store.end_run(run, started)
            store.history.keep(words, [figure("Nimbo", -40.0 + week), figure("Orlo", None)])
        store.begin_run(MONDAY + timedelta(weeks=3), "1")
        store.history.keep_months(
            [
                PastMonth(
                    brand="Nimbo",
                    name="last_impression",
                    month=date(2025, 1, 1),
                    words="w0",
                    n=9,
                    mean=-12.4,
                    variance=4.0,
                )
            ]
        )
    return tmp_path


def figure(brand: str, value: float | None) -> ToldFigure:
    low, high = (None, None) if value is None else (value - 9, value + 9)
    return ToldFigure(
        brand=brand, name="last_impression", value=value, low=low, high=high, n=3 if value is None else 12
    )


def listed(folder: Path, *arguments: str) -> str:
    done = CliRunner().invoke(main, ["history", "-w", str(folder / "aurevoir.toml"), *arguments])
    assert done.exit_code == 0, done.output
    return done.stdout


def test_each_run_is_a_line_with_what_it_did_not_read(folder: Path) -> None:
    assert listed(folder).splitlines() == [
        "2026-03-02 06:00  2 of 2 places read, nothing new",
        "2026-03-09 06:00  1 of 2 places read, nothing new; Nimbo feed https://nimbo.example/: silent",
        "2026-03-16 06:00  1 of 2 places read, nothing new; Nimbo feed https://nimbo.example/: blocked",
        "2026-03-23 06:00  no place visited, nothing new; cut short",
    ]


def test_a_brand_and_the_last_runs_can_be_asked_for(folder: Path) -> None:
    assert listed(folder, "--brand", "Orlo", "--last", "2").splitlines() == [
        "2026-03-16 06:00  1 of 1 places read, nothing new",
        "2026-03-23 06:00  no place visited, nothing new; cut short",
    ]


def test_a_figure_goes_from_run_to_run_and_stops_where_other_words_read(folder: Path) -> None:
    assert listed(folder, "--brand", "Nimbo", "--figure", "last_impression").splitlines() == [
        "Nimbo, last_impression over all reviews kept, read by w1:",
        "  2026-03-02 06:00  −40 (95%: −49 to −31, n = 12)",
        "  2026-03-09 06:00  −39 (95%: −48 to −30, n = 12)",
        "  ---- from here on read by w2: not comparable with what is above",
        "  2026-03-16 06:00  −38 (95%: −47 to −29, n = 12)",
        "Nimbo, last_impression by month, kept of texts deleted by age:",
        "  2025-01  −12 (n = 9), read by w0",
    ]


def test_too_few_reviews_are_said(folder: Path) -> None:
    assert "too few reviews (n = 3)" in listed(folder, "--brand", "Orlo", "--figure", "last_impression")


def test_json_holds_runs_figures_and_months(folder: Path) -> None:
    whole = json.loads(listed(folder, "--json"))
    assert [len(whole[name]) for name in ("runs", "figures", "months")] == [4, 6, 1]
    assert whole["runs"][1]["visits"][0]["silent"] is True
    assert whole["runs"][3]["finished"] is None
    assert whole["figures"][0] == {
        "run": 1, "ended": "2026-03-02T06:00:00Z", "words": "w1", "brand": "Nimbo", "name": "last_impression",
        "value": -40.0, "low": -49.0, "high": -31.0, "n": 12,
    }  # fmt: skip
    assert whole["months"][0]["month"] == "2025-01-01"


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["--figure", "last_impresion"], 'did you mean "last_impression"?'),
        (["--brand", "x"], "known: Nimbo, Orlo"),
    ],
)
def test_an_unknown_name_is_told_with_those_there_are(folder: Path, arguments: list[str], hint: str) -> None:
    done = CliRunner().invoke(main, ["history", "-w", str(folder / "aurevoir.toml"), *arguments])
    assert done.exit_code == 2
    assert hint in done.stderr


def test_before_any_run_it_says_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "aurevoir.toml").write_text('[[brands]]\nname = "Nimbo"\n', "utf-8")
    done = CliRunner().invoke(main, ["history", "-w", str(tmp_path / "aurevoir.toml")])
    assert (done.exit_code, done.stdout) == (0, "")
    assert "`aurevoir run` makes the first" in done.stderr
