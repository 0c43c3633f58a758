"""The picture that stands for the site where somebody shares a link to it."""

import json

import vl_convert

from site_templates.charts.paper import coloured
from site_templates.charts.png import repacked
from site_templates.charts.render import LOCALES, Row, file, filled, sized, vega_svg

WIDTH = 1200  # pixels, beside a height of 630: what Open Graph's readers expect


def card(row: Row, *, language: str) -> bytes:
    """Draw the two impressions of a brand, with the words of ``row``, as a PNG of 1200 × 630 pixels.

    Raise ChartError on an unknown language or a missing column.
    """
    spec = coloured(filled("card", [row], {"title": "", "description": ""}))
    theme = json.loads(coloured(file("theme.json"))) | {"padding": 0, "autosize": "none"}
    svg = vega_svg(json.dumps(sized(json.loads(spec), WIDTH)), json.dumps(theme), LOCALES[language])
    return repacked(vl_convert.svg_to_png(svg))
