"""The charts of the pages: which figures each draws, in which words, beside which table."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from sentiment.reading import Moment
from site_templates import formats, labels
from site_templates.charts.render import Row
from site_templates.edition import Here
from site_templates.figures.figure import Figure
from site_templates.figures.reasons import ReasonShare
from site_templates.figures.trend import Point
from site_templates.findings import BrandFindings
from site_templates.views.breaks import broken, numbered
from site_templates.views.reason_lines import side
from site_templates.views.tables import Drawing, Table, draw
from site_templates.views.tiles import counted, interval, written

MOMENTS = (Moment.FIRST, Moment.LAST)
POINTS = 2  # fewest points that make a line


def compare(here: Here, impressions: Mapping[str, Mapping[str, Figure]] | None = None) -> Drawing | None:
    """Draw every brand from its first impression to its last, None when no brand has either.

    ``impressions`` holds figures by name, then by brand, where others than those of the brands' pages are compared.
    """
    words = here.edition.words
    told = [
        (name, moment, figures[f"{moment}_impression"])
        for name, figures in _by_brand(here, impressions)
        for moment in MOMENTS
    ]
    if all(figure.too_few for _, _, figure in told):
        return None
    table = Table(
        caption=words.gettext("First and last impression of each brand, with 95%% intervals"),
        heads=(words.gettext("Brand"), *_heads(here, words.gettext("Moment"))),
        rows=tuple(
            (brand, labels.label(words, "moment", moment), *_cells(here, figure))
            for brand, moment, figure in told
        ),
    )
    rows = [
        {
            "brand": brand,
            "moment": moment.value,
            **_row(figure),
            "told": _told(here, (brand, labels.label(words, "moment", moment)), figure),
        }
        for brand, moment, figure in told
    ]
    named = {
        "title": table.caption,
        "description": impressions_described(here),
        **_named(here),
        "too_few": words.gettext("too few reviews"),
    }
    return draw(here, "dumbbell", rows, named, table)


def _by_brand(
    here: Here, impressions: Mapping[str, Mapping[str, Figure]] | None
) -> Iterator[tuple[str, Mapping[str, Figure]]]:
    for found in here.edition.findings.brands:
        name = found.brand.name
        if impressions is None:
            yield name, found.figures
        elif all(name in figures for figures in impressions.values()):
            yield name, {figure: by_brand[name] for figure, by_brand in impressions.items()}


def trend(here: Here, found: BrandFindings) -> Drawing | None:
    """Draw both impressions of a brand over time, None with fewer than two points that carry a figure."""
    words, points = (
        here.edition.words,
        [(moment, point) for moment in MOMENTS for point in found.trends[moment]],
    )
    if len({point.start for _, point in points if not point.figure.too_few}) < POINTS:
        return None
    table = Table(
        caption=words.gettext(
            "%(brand)s over time, with 95%% intervals and the number of reviews", brand=found.brand.name
        ),
        heads=(words.gettext("Months"), *_heads(here, words.gettext("Moment"))),
        rows=tuple(
            _month(here, moment, point)
            for moment, point in sorted(points, key=lambda told: (told[1].start, told[0]))
        ),
    )
    rows = [
        {
            "month": _last_month(point).strftime("%Y-%m-%d"),
            "moment": moment.value,
            "line": line,
            **_row(point.figure),
            "told": _told(here, _month(here, moment, point)[:2], point.figure),
        }
        for moment in MOMENTS
        for point, line in numbered(moment, found.trends[moment])
    ]
    note = broken(here, found)
    described = " ".join(part for part in (impressions_described(here), note) if part)
    named = {"title": table.caption, "description": described, **_named(here)}
    return draw(here, "trend", rows, named, table, note=note)


def shares(here: Here, brand: str, told: Iterable[ReasonShare]) -> Drawing | None:
    """Draw the shares of reasons, those that somebody gives, None when there are none or too few reviews."""
    words = here.edition.words
    given = [share for share in told if share.figure.keys and not share.figure.too_few]
    if not given:
        return None
    table = Table(
        caption=words.gettext(
            "%(brand)s: obstacles told by those who cancel or switch, with 95%% intervals", brand=brand
        ),
        heads=_heads(here, words.gettext("Reason")),
        rows=tuple((_reason(here, share), *_cells(here, share.figure)) for share in given),
    )
    rows: list[Row] = [
        {
            "reason": _reason(here, share),
            "moment": side(share.reason),
            **_row(share.figure),
            "measured": share.measured,
            "told": _told(here, (_reason(here, share),), share.figure),
        }
        for share in given
    ]
    named = {
        "title": table.caption,
        "description": words.gettext("Bars: share of reviews; lines: 95%% interval."),
        "not_measured": words.gettext("not measured"),
    }
    return draw(here, "reasons", rows, named, table)


def _heads(here: Here, first: str) -> tuple[str, ...]:
    words = here.edition.words
    return first, words.gettext("Value"), words.gettext("Interval"), words.gettext("Reviews")


def _cells(here: Here, figure: Figure) -> tuple[str, str, str]:
    return written(figure, here) or "–", interval(figure, here) or "–", counted(figure, here.edition.words)


def _row(figure: Figure) -> dict[str, float | int | None]:
    return {"value": figure.value, "low": figure.low, "high": figure.high, "n": figure.n}


def _told(here: Here, about: Iterable[str], figure: Figure) -> str:
    """Say a point of a chart in words: whose it is, its value, its interval, its reviews."""
    return " · ".join((*about, *(cell for cell in _cells(here, figure) if cell != "–")))


def _month(here: Here, moment: Moment, point: Point) -> tuple[str, ...]:
    words = here.edition.words
    return (
        _stretch(point, words.language),
        labels.label(words, "moment", moment),
        *_cells(here, point.figure),
    )


def _stretch(point: Point, language: str) -> str:
    """Name the months of a point: one, or the first and the last."""
    last = formats.month(_last_month(point), language)
    return last if point.start == _last_month(point) else f"{formats.month(point.start, language)} – {last}"


def _last_month(point: Point) -> datetime:
    return (point.end - timedelta(days=1)).replace(day=1)


def _reason(here: Here, share: ReasonShare) -> str:
    return labels.label(here.edition.words, "reason", share.reason)


def _named(here: Here) -> dict[str, str]:
    words = here.edition.words
    return {"first": words.gettext("first"), "last": words.gettext("last")}


def impressions_described(here: Here) -> str:
    """Say how to look at a chart of impressions."""
    return here.edition.words.gettext(
        "Circles: first moment; diamonds: last moment; from −100 (bad) to +100 (good); lines and bands: 95%% interval."
    )
