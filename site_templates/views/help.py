"""The page of help: each figure and each word of the site, read aloud for somebody who opens it for the first time."""

from dataclasses import dataclass

from site_templates.edition import Here
from site_templates.figures.figure import Figure, Unit
from site_templates.views.frame import Frame, frame
from site_templates.views.help_words import CAUTIONS, EXAMPLES, READINGS, TERMS
from site_templates.views.tiles import NAMES, Tile, amount, counted, interval, tile, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A figure, the question it answers, what it does not say, and its value here or an invented one."""

    anchor: str
    name: str
    side: str
    reading: str
    caution: str
    here: str
    formula: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word of the site and its meaning."""

    anchor: str
    name: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Help:
    """What ``pages/help.html`` uses; ``shown`` is a tile of the site itself, or an invented one."""

    frame: Frame
    shown: Tile
    invented: bool
    aloud: str
    figures: tuple[Line, ...]
    terms: tuple[Term, ...]
    minimum: str


def help_page(here: Here) -> Help:
    """Draw the page of help."""
    words, lead = here.edition.words, here.edition.findings.lead
    figure = lead.figures["last_impression"] if lead else None
    invented = lead is None or figure is None or figure.low is None
    told = _invented() if invented or figure is None else figure
    return Help(
        frame=frame(here, words.gettext("Help")),
        shown=tile(here, told, brand=lead.brand if lead else None),
        invented=invented,
        aloud=_aloud(here, told),
        figures=tuple(_line(here, name) for name in READINGS),
        terms=tuple(
            Term(anchor=anchor, name=words.gettext(name), meaning=words.gettext(meaning))
            for anchor, (name, meaning) in TERMS.items()
        ),
        minimum=str(here.edition.snapshot.minimum),
    )


def _invented() -> Figure:
    return Figure(name="last_impression", value=-35.0, low=-48.0, high=-21.0, n=68, unit=Unit.POINTS)


def _aloud(here: Here, figure: Figure) -> str:
    low, high = (amount(end, figure.unit, here) for end in (figure.low or 0.0, figure.high or 0.0))
    return here.edition.words.gettext(
        "In words: the %(n)s that speak of the last moment give it %(value)s on a scale from −100 to +100. Chance alone leaves room from %(low)s to %(high)s: a range drawn this way holds the true value 95 times out of 100.",
        n=counted(figure, here.edition.words),
        value=written(figure, here) or "–",
        low=low,
        high=high,
    )


def _line(here: Here, name: str) -> Line:
    words = here.edition.words
    return Line(
        anchor=name.replace("_", "-"),
        name=words.gettext(NAMES[name]),
        side={"first_impression": "first", "last_impression": "last"}.get(name, ""),
        reading=words.gettext(READINGS[name]),
        caution=words.gettext(CAUTIONS[name]) if name in CAUTIONS else "",
        here=_here(here, name),
        formula=here.to(f"method.html#{name.replace('_', '-')}"),
    )


def _here(here: Here, name: str) -> str:
    """Give the figure of the user's own brand, or else an example that says it is one."""
    words, lead = here.edition.words, here.edition.findings.lead
    figure = lead.figures.get(name) if lead else None
    enough = figure is not None and not figure.too_few and figure.n >= here.edition.snapshot.minimum
    if lead is not None and figure is not None and enough:
        told = filter(None, (written(figure, here), interval(figure, here), counted(figure, words)))
        return words.gettext("%(brand)s, now: %(told)s.", brand=lead.brand.name, told=" · ".join(told))
    if name not in EXAMPLES:
        return ""
    value, unit = EXAMPLES[name]
    return words.gettext("An invented example: %(value)s.", value=amount(value, unit, here))
