"""Words that a source's terms forbid keeping are let go, on whatever route they came."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from aurevoir.cli import main
from aurevoir.store import Store
from scraper.sources import steam

SAVED = Path(__file__).parent / "pages" / "steam" / "newest_first.json"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("aurevoir.toml").write_text('[[brands]]\nname = "Fibrelune"\n', encoding="utf-8")


def imported() -> list[str]:
    assert CliRunner().invoke(main, ["import", str(SAVED), "--brand", "Fibrelune"]).exit_code == 0
    with Store(Path("aurevoir.sqlite")) as store:
        return [opinion.review.text for opinion in store.opinions()] + [
            review.text for review in store.unread("v")
        ]


def test_an_imported_answer_is_kept_without_words_where_terms_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steam, "about", replace(steam.about, keeps_text=False))
    assert set(imported()) == {""}


def test_any_other_is_kept_with_them() -> None:
    assert any(imported())
