"""What a digest and a notice say in one line: a figure, a change, an alert, a place in trouble."""

from dataclasses import replace
from urllib.parse import urljoin

from scraper.told import Told, told
from site_templates import formats
from site_templates.edition import Here
from site_templates.evidence import shown
from site_templates.figures.alerts import Alert
from site_templates.figures.compared import Change
from site_templates.figures.figure import Figure
from site_templates.findings import Findings
from site_templates.site import editions
from site_templates.snapshot import PlaceHealth, Snapshot
from site_templates.views.health import place_line
from site_templates.views.tiles import counted, figure_name, interval, written

FRONT = "index.html"


def front_page(snapshot: Snapshot, findings: Findings, language: str) -> Here:
    """Return the front page in a language, from which links are drawn, even where the site does not speak it."""
    (edition,) = editions(replace(snapshot, languages=(language,)), findings)
    return Here(edition=edition, page=FRONT, path=f"{language}/{FRONT}")


def on_the_web(here: Here, link: str, languages: tuple[str, ...]) -> str | None:
    """Return a link of the front page as a whole address, None where the site has none, or not in this language."""
    base = here.edition.snapshot.address
    return urljoin(base + here.path, link) if base and here.edition.language in languages else None


def figure_said(here: Here, figure: Figure) -> str:
    """Say a figure's value with its interval and its reviews, or that these are too few."""
    count, value = counted(figure, here.edition.words), written(figure, here)
    if value is None:
        return count
    return f"{value} ({', '.join(part for part in (interval(figure, here), count) if part)})"


def change_said(here: Here, change: Change) -> str:
    """Say from what to what a figure moved by more than chance."""
    return said(
        here,
        told(
            "%(brand)s, %(figure)s: %(after)s, against %(before)s over the twelve weeks before. More than chance (q = %(q)s).",
            brand=change.brand,
            figure=figure_name(here, change.name),
            after=figure_said(here, change.after),
            before=figure_said(here, change.before),
            q=formats.fine(change.q or 0.0, here.edition.language),
        ),
    )


def alert_said(here: Here, alert: Alert) -> str:
    """Say from what to what a figure has moved these last four weeks."""
    return said(
        here,
        told(
            "%(brand)s, %(figure)s: %(after)s over the last four weeks, against %(before)s over the twelve before. More than chance (q = %(q)s).",
            brand=alert.brand,
            figure=figure_name(here, alert.name),
            after=figure_said(here, alert.after),
            before=figure_said(here, alert.before),
            q=formats.fine(alert.q or 0.0, here.edition.language),
        ),
    )


def place_said(here: Here, place: PlaceHealth) -> str:
    """Say how a place in trouble stands, and since when nothing was read there."""
    line = place_line(here, place)
    pages = [
        f"{page.address}: {page.outcome}" + (f" ({page.reason})" if page.reason else "")
        for page in line.troubles
    ]
    why = line.reason or next(iter(pages), "")
    return said(
        here,
        told(
            "%(place)s: %(why)s. Last read: %(succeeded)s.",
            place=f"{place.brand} · {line.source} · {place.address}",
            why=" – ".join(part for part in (line.outcome, why) if part),
            succeeded=line.succeeded,
        ),
    )


def said(here: Here, sentence: Told) -> str:
    """Say a sentence in the reader's language."""
    return shown(here.edition.words.told(sentence))
