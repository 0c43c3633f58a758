"""A table, and the chart whose numbers it repeats for those who read rather than look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from site_templates.charts.render import Row, chart

WIDE, NARROW = 920, 340  # pixels: the page, and a phone of 360 less its margins


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; the first cell of a row is its heading."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A chart as inline SVG, drawn once for a wide page and once for a phone, its caption and its table."""

    wide: Markup
    narrow: Markup
    table: Table


def draw(
    name: str, rows: Sequence[Row], labels: Mapping[str, str], table: Table, *, language: str
) -> Drawing:
    """Draw a chart in both widths."""
    wide, narrow = (
        # the drawer escapes what it is given: what comes back is whole SVG
        Markup(chart(name, rows, language=language, labels=labels, width=width))  # noqa: S704 - as said above
        for width in (WIDE, NARROW)
    )
    return Drawing(wide=wide, narrow=narrow, table=table)
