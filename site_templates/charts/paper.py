"""A chart to take away: a picture, a drawing and a spec that stand alone, in the light colours, told whole."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from textwrap import wrap

import vl_convert

from site_templates.charts.inline import standing
from site_templates.charts.png import repacked
from site_templates.charts.render import LOCALES, Locale, Row, file, filled, fitted, shown, sized

WIDTH = 880  # pixels: a slide
SHARP = 2  # pixels of the picture for each of the drawing
_TITLE, _SUBTITLE = 92, 124  # characters of a line that fit the width at their size
_VARIABLE = re.compile(r"var\(--([a-z-]+)\)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A chart as files: PNG, SVG, and a Vega-Lite spec with its rows in it."""

    png: bytes
    svg: bytes
    spec: bytes


def paper(
    name: str, rows: Sequence[Row], *, language: str, labels: Mapping[str, str], source: Sequence[str]
) -> Paper:
    """Draw ``rows`` as ``chart`` does, under their title, with the lines of ``source`` saying where they come from.

    Raise ChartError on an unknown name or language, or a missing column or label.
    """
    titled = {
        "text": wrap(shown(labels["title"]), _TITLE),
        "subtitle": [
            line for text in (labels["description"], *source) for line in wrap(shown(text), _SUBTITLE)
        ],
    }
    spec = json.loads(coloured(filled(name, rows, labels))) | {"title": titled}
    return _printed(json.dumps(spec, sort_keys=True), LOCALES[language], shown(labels["title"]))


@lru_cache(maxsize=256)
def _printed(spec: str, locale: Locale, title: str) -> Paper:
    drawn = fitted(spec, coloured(file("theme_paper.json")), locale, WIDTH)
    return Paper(
        png=repacked(vl_convert.svg_to_png(drawn, scale=SHARP)),
        svg=standing(drawn, title=title).encode(),
        spec=_alone(spec, locale),
    )


def _alone(spec: str, locale: Locale) -> bytes:
    spoken = {
        "number": vl_convert.get_format_locale(locale),
        "time": vl_convert.get_time_format_locale(locale),
    }
    theme = json.loads(coloured(file("theme_paper.json"))) | {"locale": spoken}
    whole = sized(json.loads(spec), WIDTH) | {"config": theme}
    return json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True).encode()


def coloured(text: str) -> str:
    """Put the page's light colours in place of its variables, which nothing outside the page knows."""
    return _VARIABLE.sub(lambda found: colours()[found[1]], text)


@cache
def colours() -> dict[str, str]:
    """Read the light colours of the pages from their style sheet, by the names of their variables."""
    style = files("site_templates").joinpath("assets", "tokens.css").read_text("utf-8")
    light, _, _ = style.partition("@media")
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", light))
