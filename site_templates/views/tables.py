"""A table, and the chart whose numbers it repeats for those who read rather than look."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_templates import formats
from site_templates.address import slug
from site_templates.charts.paper import Paper, paper
from site_templates.charts.render import Row, chart
from site_templates.edition import Here

WIDE, NARROW = 920, 340  # pixels: the page, and a phone of 360 less its margins
SHORT = 40  # letters of a caption that name its files


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; the first cell of a row is its heading."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A chart as a file: its format in letters, its link, its path from the root of the site, its bytes."""

    label: str
    href: str
    path: str
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart as inline SVG, drawn once for a wide page and once for a phone, its table and its files.

    ``note`` says what must be known to look at it rightly, None where its caption is enough.
    """

    wide: Markup
    narrow: Markup
    table: Table
    downloads: tuple[Download, ...]
    note: str | None = None


def draw(
    here: Here,
    name: str,
    rows: Sequence[Row],
    labels: Mapping[str, str],
    table: Table,
    *,
    note: str | None = None,
) -> Drawing:
    """Draw a chart in both widths, and to take away."""
    language = here.edition.language
    wide, narrow = (
        # the drawer escapes what it is given: what comes back is whole SVG
        Markup(chart(name, rows, language=language, labels=labels, width=width))  # noqa: S704 - as said above
        for width in (WIDE, NARROW)
    )
    alone = paper(name, rows, language=language, labels=labels, source=_source(here))
    files = _downloads(here, table.caption, alone)
    return Drawing(wide=wide, narrow=narrow, table=table, downloads=files, note=note)


def _source(here: Here) -> tuple[str, ...]:
    edition = here.edition
    said = edition.words.gettext(
        "%(site)s · data as of %(day)s",
        site=edition.snapshot.title,
        day=formats.day(edition.snapshot.as_of, edition.language),
    )
    notice = edition.snapshot.notice.get(edition.language)
    return (said, notice) if notice else (said,)


def _downloads(here: Here, caption: str, alone: Paper) -> tuple[Download, ...]:
    stem = f"data/charts/{here.edition.language}/{_file_name(here.page, caption)}"
    kinds = (("PNG", "png", alone.png), ("SVG", "svg", alone.svg), ("Vega-Lite", "vl.json", alone.spec))
    return tuple(
        Download(label=label, href=here.to_root(f"{stem}.{ending}"), path=f"{stem}.{ending}", content=content)
        for label, ending, content in kinds
    )


def _file_name(page: str, caption: str) -> str:
    """Name the files of a chart by its caption, which stays from week to week; a hash tells long ones apart."""
    digest = hashlib.sha256(f"{page}\0{caption}".encode(errors="surrogatepass")).hexdigest()[:6]
    return f"{slug(caption)[:SHORT].strip('-')}-{digest}"
