"""The method page shows what was measured, with its intervals, and says when nothing was."""

from datetime import date
from pathlib import Path

from click.testing import CliRunner

from aurevoir.cli import main
from sentiment.published import published
from site_templates.views.accuracy import MEASURES


def test_what_ships_is_measured_in_both_languages_with_intervals() -> None:
    found = published()
    assert found.day >= date(2026, 11, 21)
    assert set(found.sizes) == {"fr", "en"}
    for language, measures in found.measures.items():
        for name in MEASURES:
            assert measures[name].low <= measures[name].value <= measures[name].high, (language, name)


def test_a_measure_is_never_shown_without_its_number() -> None:
    assert all(n >= 100 for n in published().sizes.values())


def test_the_baseline_analyser_is_shown_as_not_measured(tmp_path: Path) -> None:
    watch = tmp_path / "aurevoir.toml"
    watch.write_text('[reading]\nanalyzer = "textblob"\n[[brands]]\nname = "A"\n', encoding="utf-8")
    (tmp_path / "a.csv").write_text("avis\nParfait.\n", encoding="utf-8")
    for words in (["import", str(tmp_path / "a.csv"), "--brand", "A"], ["read"], ["build"]):
        CliRunner().invoke(main, [*words, "-w", str(watch)])
    page = (tmp_path / "output" / "en" / "method.html").read_text(encoding="utf-8")
    assert "Not measured for this analyser" in page
