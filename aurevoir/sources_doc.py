"""Write docs/sources.md from what the sources say of themselves: ``python -m aurevoir.sources_doc``."""

import inspect
import sys
from collections.abc import Iterator

from scraper.sources import SOURCES
from scraper.sources.source import About, Source, Standing

MEANING = {
    Standing.OPEN: "read where robots.txt allows it",
    Standing.KEY: "official APIs, asked with a key of your own (`key_env` or `key_file`)",
    Standing.PERMISSION: "closed by robots.txt or by terms: read only where you record a `permission`",
    Standing.IMPORT: "never fetched: bring in exports and saved pages with `aurevoir import`",
}

_OPENING = """\
# Sources

<!-- Written by `make docs` from scraper/sources/*.py: edit there, not here. -->

Where reviews are read. `aurevoir sources` lists them, `aurevoir sources check` tries the places of your watch list, and
`aurevoir import` recognises what you saved of any of them by its content. Robots.txt is obeyed for all but official APIs;
whether a site's terms let you read it remains yours to check.
"""

_SELECT = (
    "[brands.places.select]",
    'item = "article.review"',
    'text = ".body"',
    'rating = ".stars::attr(data-score)"',
    'date = "time"',
    'next = "a.next"',
    'empty = ".no-review"',
)
_CLOSING = """\
## Reviews that no source reads

Anything else that holds reviews comes in by `aurevoir import`: CSV, spreadsheets, JSON, JSON Lines, mail, saved pages.
[adding-a-source.md](adding-a-source.md) shows how a new source is made.
"""


def text() -> str:
    """Return the whole document."""
    return "\n".join((_OPENING, *_overview(), *_chapters(), _CLOSING))


def needs(about: About) -> str:
    """Say what a source needs beside an address, or in its stead."""
    if about.standing is Standing.KEY:
        return f"a key: {about.key}"
    if about.standing is Standing.PERMISSION:
        return f"a permission; without one: {about.instead}"
    return str(about.instead) if about.standing is Standing.IMPORT and about.instead else "an address"


def in_standing(standing: Standing) -> list[Source]:
    """Return the sources of a standing by name."""
    return sorted((one for one in SOURCES if one.about.standing is standing), key=lambda one: one.name)


def _overview() -> Iterator[str]:
    yield "| source | reads | standing |\n|---|---|---|"
    for standing in Standing:
        for source in in_standing(standing):
            yield f"| [`{source.name}`](#{source.name}) | {source.about.title} | {standing} |"
    yield ""


def _chapters() -> Iterator[str]:
    for standing in Standing:
        sources = in_standing(standing)
        if sources:
            meaning = MEANING[standing]
            yield f"## {standing.capitalize()}: {meaning}\n"
        for source in sources:
            yield f"### {source.name}\n"
            yield (inspect.getdoc(source) or "").replace("``", "`") + "\n"
            yield from _facts(source.about)
            if source.about.address:
                yield _example(source)


def _facts(about: About) -> Iterator[str]:
    facts = {
        "Terms": str(about.terms),
        "Limits": str(about.limits),
        "Key": str(about.key) if about.key else "",
        "Instead": str(about.instead) if about.instead else "",
        "Order": "new reviews come first: a run stops where all is known" if about.newest_first else "",
        "Removals": "it lists every review: one that two `--full` runs do not meet is taken out of the figures"
        if about.lists_all
        else "",
        "Texts": ""
        if about.keeps_text
        else "read in memory and not stored: labels, date, rating and link only",
        "Identity": f"its reviews are kept with those of `{about.kept_as}`" if about.kept_as else "",
    }
    yield from (f"- **{name}.** {_sentence(fact)}" for name, fact in facts.items() if fact)
    yield ""


def _sentence(fact: str) -> str:
    return fact[:1].upper() + fact[1:] + ("" if fact.endswith((".", "!", "?")) else ".")


def _example(source: Source) -> str:
    lines = ["[[brands.places]]", f'source = "{source.name}"', f'address = "{source.about.address}"']
    if source.about.standing is Standing.KEY:
        kind = "_CREDENTIALS" if source.about.grant else "_KEY"
        lines.append(f'key_env = "{source.name.upper().removesuffix("_API")}{kind}"')
    if source.about.standing is Standing.PERMISSION:
        lines.append('permission = "Written consent of Ms Someone, 12 March 2026"')
    if source.name == "css":
        lines += _SELECT
    return "```toml\n" + "\n".join(lines) + "\n```\n"


if __name__ == "__main__":
    sys.stdout.write(text())
