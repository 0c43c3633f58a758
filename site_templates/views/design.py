"""The page of the design: every part of the site in every state, built with the demo only."""

from dataclasses import dataclass

from site_templates.charts.paper import colours
from site_templates.charts.render import Row
from site_templates.edition import Here
from site_templates.labels import label
from site_templates.views.drawings import impressions_described
from site_templates.views.frame import Frame, Link, frame
from site_templates.views.quotes import Mark, Quote
from site_templates.views.reason_lines import ReasonLine
from site_templates.views.specimens import DUMBBELL, FIGURES, REASONS, SAYINGS, TREND
from site_templates.views.tables import Drawing, Table, draw
from site_templates.views.tiles import Strip, Tile, tile


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """What ``pages/design.html`` uses; ``pager`` is on its second page of three."""

    frame: Frame
    colours: tuple[str, ...]
    tiles: tuple[Tile, ...]
    drawings: tuple[Drawing, ...]
    quotes: tuple[Quote, ...]
    reasons: tuple[ReasonLine, ...]
    pager: tuple[Link, ...]


def design(here: Here) -> Design:
    """Draw the page of the design."""
    return Design(
        frame=frame(here, here.edition.words.gettext("Design")),
        colours=tuple(colours()),
        tiles=tuple(tile(here, figure, brand=None) for figure in FIGURES),
        drawings=_drawings(here),
        quotes=_quotes(here),
        reasons=_reasons(here),
        pager=tuple(Link(label=str(page), href="#pager", current=page == 2) for page in (1, 2, 3)),  # noqa: PLR2004 - the page being read
    )


def _drawings(here: Here) -> tuple[Drawing, ...]:
    words = here.edition.words
    named = {
        "description": impressions_described(here),
        "first": words.gettext("first"),
        "last": words.gettext("last"),
        "too_few": words.gettext("too few reviews"),
        "not_measured": words.gettext("not measured"),
    }
    reasons: tuple[Row, ...] = tuple(
        {"reason": label(words, "reason", code), "moment": "last", "value": value, "low": low, "high": high,
         "n": 118, "measured": measured, "told": label(words, "reason", code)}
        for code, value, low, high, measured in REASONS
    )  # fmt: skip
    sorts = {
        "dumbbell": (words.gettext("Invented: every brand from first to last"), DUMBBELL),
        "trend": (words.gettext("Invented: both impressions over time, with a gap"), TREND),
        "reasons": (words.gettext("Invented: shares of reasons"), reasons),
    }
    return tuple(
        draw(here, name, rows, named | {"title": caption}, _table(caption, rows))
        for name, (caption, rows) in sorts.items()
    )


def _table(caption: str, rows: tuple[Row, ...]) -> Table:
    return Table(
        caption=caption,
        heads=tuple(rows[0]),
        rows=tuple(tuple(str(cell) for cell in row.values()) for row in rows),
    )


def _quotes(here: Here) -> tuple[Quote, ...]:
    first, last, unclear, cut, endless = SAYINGS[here.edition.language]
    return (
        _quote(here, first, "first"),
        _quote(here, last, "last", linked=True),
        _quote(here, unclear, "unclear", doubtful=True),
        _quote(here, cut, "last", person=True, cut=True),
        _quote(here, endless, "last", doubtful=True),
    )


def _quote(  # noqa: PLR0913 - one argument a state
    here: Here,
    text: str,
    moment: str,
    *,
    person: bool = False,
    doubtful: bool = False,
    cut: bool = False,
    linked: bool = False,
) -> Quote:
    middle = len(text) // 3
    return Quote(
        marks=(
            Mark(text=text[:middle], kind="" if moment == "unclear" else moment, meaning=moment),
            Mark(text=text[middle:]),
        ),
        begins_late=cut,
        ends_early=cut,
        language=here.edition.language,
        moment=moment,
        origin="Alba · avis.example",
        href="#quotes" if linked else None,
        outside="https://avis.example/" if linked else None,
        person=person,
        doubtful=doubtful,
        help=here.to("help.html"),
    )


def _reasons(here: Here) -> tuple[ReasonLine, ...]:
    words = here.edition.words
    shown = (("exit_fees", "42 %", True), ("lack_means", None, False), ("easy_exit", "9 %", True))
    return tuple(
        ReasonLine(
            name=label(words, "reason", code),
            meaning="",
            side="last",
            value=value,
            interval=None,
            count="n = 118",
            measured=measured,
            strip=Strip(value="84", low="68", high="100") if measured else None,
            href="#reasons",
            quote=_quote(here, SAYINGS[here.edition.language][1], "last") if measured else None,
            help=here.to("help.html"),
        )
        for code, value, measured in shown
    )
