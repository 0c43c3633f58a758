"""The only door to vl_convert: rows and a spec in, an inline SVG out, the same bytes on every machine."""

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

import vl_convert

from site_templates.charts.inline import inlined, width_of

Cell = str | float | int | None
Row = Mapping[str, Cell]

Locale = Literal["fr-FR", "en-US"]
LOCALES: Mapping[str, Locale] = {"fr": "fr-FR", "en": "en-US"}
_VEGA_LITE = "6.1"  # pinned: a newer default would draw other bytes
_KEPT = 256  # drawings remembered: more than a build of two languages asks for
_NARROWEST = 3  # long words at the sides leave the plot a third of the width, or the drawing grows


class ChartError(ValueError):
    """A chart asked for with a name, a language, a column or a label that does not fit."""

    def __init__(self, what: str, given: str, known: Sequence[str]) -> None:
        super().__init__(f"{what}: {given!r}; known: {', '.join(sorted(known)) or 'none'}")


def chart(
    name: str, rows: Sequence[Row], *, language: str, labels: Mapping[str, str], width: int = 640
) -> str:
    """Draw ``rows`` with the spec ``<name>.vl.json`` and return one ``<svg>`` to stand inside a page.

    The columns each row must have and the labels wanted stand in the spec's ``usermeta``; ``title`` and
    ``description`` are wanted always. Rows are drawn in the order given; a None is a gap.

    The drawing fills the room it is given (``viewBox`` and width 100 %), its text as large as intended at ``width``
    pixels: ask for 340 to stand on a phone. Colours are the page's variables ``--first``, ``--last``, ``--ink``,
    ``--muted`` and ``--grid``. Every id begins with a hash of the drawing and its words, so that several may share
    a page. Raise ChartError on an unknown name or language, or a missing column or label.
    """
    if language not in LOCALES:
        raise ChartError("no numbers and dates in this language", language, list(LOCALES))
    spec = filled(name, rows, labels)
    svg = fitted(spec, file("theme.json"), LOCALES[language], width)
    return inlined(svg, name=name, title=shown(labels["title"]), description=shown(labels["description"]))


def filled(name: str, rows: Sequence[Row], labels: Mapping[str, str]) -> str:
    """Return the spec of that name with its rows and its words in it, as JSON."""
    spec = json.loads(_spec(name))
    wanted = spec["usermeta"]
    _require(f"chart {name!r} was not given this label", ["title", "description", *wanted["labels"]], labels)
    for row in rows:
        _require(f"chart {name!r} got a row without this column", wanted["columns"], row)
    values = [{column: _cell(row[column]) for column in wanted["columns"]} for row in rows]
    words = {label: shown(labels[label]) for label in wanted["labels"]}
    filled = spec | {"data": {"values": values}, "params": [{"name": "labels", "value": words}]}
    return json.dumps(filled, allow_nan=False, sort_keys=True)


def _require(what: str, wanted: Sequence[str], given: Mapping[str, Cell]) -> None:
    for key in wanted:
        if key not in given:
            raise ChartError(what, key, list(given))


def _cell(value: Cell) -> Cell:
    return shown(value) if isinstance(value, str) else value


def shown(text: str) -> str:
    """Blank what has no shape of its own: control characters, lone surrogates, marks that turn the direction."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def fitted(spec: str, theme: str, locale: Locale, width: int) -> str:
    """Draw a spec about ``width`` pixels wide, in the colours and sizes of ``theme`` (a Vega config as JSON)."""
    # the width of a plot leaves out the words around it: draw once to see how wide these are
    words = width_of(_drawn(spec, theme, locale, width)) - width
    return _drawn(spec, theme, locale, max(round(width - words), width // _NARROWEST))


@lru_cache(maxsize=_KEPT)
def _drawn(spec: str, theme: str, locale: Locale, width: int) -> str:
    return vega_svg(json.dumps(sized(json.loads(spec), width)), theme, locale)


def vega_svg(spec: str, theme: str, locale: Locale) -> str:
    """Draw a spec as it is."""
    return vl_convert.vegalite_to_svg(
        json.loads(spec),
        vl_version=_VEGA_LITE,
        config=json.loads(theme),
        allowed_base_urls=[],
        format_locale=locale,
        time_format_locale=locale,
    )


def sized(spec: dict[str, object], width: int) -> dict[str, object]:
    """Give a spec its width in pixels; views above each other share it."""
    views = spec.get("vconcat")
    if isinstance(views, list):
        return spec | {"vconcat": [view | {"width": width} for view in views]}
    return spec | {"width": width}


@cache
def _spec(name: str) -> str:
    ending = ".vl.json"
    entries = [entry.name for entry in files("site_templates.charts").iterdir()]
    known = [entry.removesuffix(ending) for entry in entries if entry.endswith(ending)]
    if name not in known:
        raise ChartError("no chart has this name", name, known)
    return file(name + ending)


@cache
def file(name: str) -> str:
    """Read a file of this room."""
    return files("site_templates.charts").joinpath(name).read_text("utf-8")
