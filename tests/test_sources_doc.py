"""The documents say what the modules say."""

import inspect
import re
from pathlib import Path

import pytest

from aurevoir import sources_doc
from scraper.sources import SOURCES
from scraper.sources.source import Source, Standing

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def test_the_document_of_sources_is_fresh() -> None:
    written = (DOCS / "sources.md").read_text(encoding="utf-8")
    assert written == sources_doc.text(), "docs/sources.md is stale: run `make docs`"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_a_source_says_what_people_need_to_know(source: Source) -> None:
    about = source.about
    assert inspect.getdoc(source)
    assert (about.standing is Standing.KEY) == (about.key is not None)
    assert about.instead or about.standing in {Standing.OPEN, Standing.KEY}
    assert about.address or about.standing is Standing.IMPORT
    assert any("{key}" in value for value in about.headers.values()) == (about.standing is Standing.KEY)
    assert (about.key_host is not None) == (about.standing is Standing.KEY)
    assert about.grant is None or about.standing is Standing.KEY


def test_how_to_add_a_source_shows_code_that_is_there() -> None:
    guide = (DOCS / "adding-a-source.md").read_text(encoding="utf-8")
    module = (ROOT / "scraper" / "sources" / "avisgarantis.py").read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", guide, re.DOTALL)
    assert blocks
    assert [block for block in blocks if block not in module] == []
    for name in re.findall(r"`((?:scraper|site_templates|tests)/[^`*]+)`", guide):
        assert (ROOT / name).exists(), name
