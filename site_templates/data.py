"""Write the data a site is made of as plain files: reviews for the explorer, a table and the figures for other programs."""

from pathlib import Path

from site_templates.data_figures import SCHEMA, figures_json
from site_templates.data_parts import manifest, part_script, parts
from site_templates.data_table import reviews_csv
from site_templates.edition import Edition
from site_templates.views.explorer import FIGURES, FIGURES_SCHEMA, TABLE, words_script

FOLDER = "data/reviews"
ASSETS = Path(__file__).parent / "assets"
# In the order in which they need each other.
EXPLORER = (
    "words",
    "state",
    "search",
    "data",
    "rows",
    "why",
    "csv",
    "filters",
    "hits",
    "status",
    "page",
    "start",
)


def explorer_script() -> bytes:
    """Return the script of the explorer: its files in a scope of their own."""
    files = ((ASSETS / f"explorer_{name}.js").read_text("utf-8") for name in EXPLORER)
    return "\n".join(['(() => {\n"use strict";\n', *files, "})();\n"]).encode()


def data_files(editions: tuple[Edition, ...]) -> dict[str, bytes]:
    """Return the data of a site by path: the same for all its languages, and the explorer's words of each."""
    edition = editions[0]
    whole = parts(edition)
    scripts = {part.name: part_script(part, edition) for part in whole}
    weights = {name: len(written) for name, written in scripts.items()}
    return {
        **{f"{FOLDER}/{name}.js": written for name, written in scripts.items()},
        f"{FOLDER}/index.js": manifest(whole, weights, edition),
        **{f"data/words-{one.language}.js": words_script(one.words) for one in editions},
        TABLE: reviews_csv(edition),
        FIGURES: figures_json(edition),
        FIGURES_SCHEMA: SCHEMA.read_bytes(),
    }
