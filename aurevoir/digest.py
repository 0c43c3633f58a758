"""The week in words: what moved, what customers say as they leave, what was not read, and what to do about it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from aurevoir.digest_lines import on_the_web, said
from aurevoir.digest_news import news
from aurevoir.digest_parts import alerts, figures, in_trouble, moved, quotes, sources
from aurevoir.digest_record import Digest, Section, Weeks
from scraper.told import told
from site_templates import formats
from site_templates.edition import Here
from site_templates.figures.alerts import EARLIER_WEEKS
from site_templates.figures.compared import Pair, compared
from site_templates.figures.periods import Window, weeks_before
from site_templates.figures.population import in_period

STALE = timedelta(days=2)  # a night that failed is told by cron; two are told here


def digest(here: Here, now: datetime, *, weeks: int = 1, languages: tuple[str, ...] = ()) -> Digest:
    """Put the last whole weeks before the newest run into words.

    ``here`` is the front page in the reader's language; ``languages`` are those of the site, for links.
    """
    found = _weeks(here, weeks)
    return Digest(
        window=found.window,
        title=f"{here.edition.snapshot.title} – {_period(here, found.window)}",
        lead=tuple(_lead(here, found, now)),
        sections=(
            Section(title=said(here, told("In figures")), lines=tuple(figures(here, found))),
            Section(title=said(here, told("What moved")), lines=tuple(moved(here, found))),
            *alerts(here),
            *quotes(here, found, languages),
            Section(title=said(here, told("Sources")), lines=tuple(sources(here))),
        ),
        site=on_the_web(here, "index.html", languages),
    )


def _weeks(here: Here, weeks: int) -> Weeks:
    """Set the last whole weeks of each brand against the twelve before them."""
    snapshot, brands = here.edition.snapshot, here.edition.findings.brands
    each = weeks_before(snapshot.as_of, EARLIER_WEEKS + weeks)
    window = Window(start=each[EARLIER_WEEKS].start, end=each[-1].end)
    pairs = [
        Pair(
            brand=found.brand.name,
            before=in_period(found.departures, each[0].start, window.start, weekly=True),
            after=in_period(found.departures, window.start, window.end, weekly=True),
        )
        for found in brands
    ]
    return Weeks(
        earlier=each[0].start,
        window=window,
        changes=compared(pairs, fewest=snapshot.minimum),
        fresh={found.brand.name: news(found.departures, window) for found in brands},
    )


def _period(here: Here, window: Window) -> str:
    first, last = window.start, window.end - timedelta(days=1)
    return said(
        here,
        told(
            "from %(first)s to %(last)s",
            first=formats.day(first, here.edition.language),
            last=formats.day(last, here.edition.language),
        ),
    )


def _lead(here: Here, found: Weeks, now: datetime) -> Iterator[str]:
    """Say how much is new, that nothing is and what to do then, and that the data is old where it is."""
    as_of = here.edition.snapshot.as_of
    if now - as_of > STALE:
        yield said(
            here,
            told(
                "Careful: the data stops on %(day)s. The nightly run has not come through since; `aurevoir doctor` says what to do.",
                day=formats.day(as_of, here.edition.language),
            ),
        )
    fresh = sum(map(len, found.fresh.values()))
    if not fresh:
        yield _quiet(here)
        return
    yield said(
        here,
        told(
            "New reviews that speak of leaving: %(fresh)s. Figures that moved by more than chance: %(moved)s.",
            fresh=formats.count(fresh, here.edition.language),
            moved=formats.count(sum(change.is_sure for change in found.changes), here.edition.language),
        ),
    )


def _quiet(here: Here) -> str:
    """Say what to do in a week without a new review."""
    places = here.edition.snapshot.places
    if not places:
        return said(
            here,
            told(
                "No new review speaks of leaving, and no place is watched: add [[brands.places]] to the watch list, or bring in an export by `aurevoir import`."
            ),
        )
    if any(in_trouble(place) for place in places):
        return said(
            here,
            told(
                "No new review speaks of leaving – but not every source could be read: mend those below first, the silence may be theirs."
            ),
        )
    return said(
        here,
        told(
            "No new review speaks of leaving, and every source was read: a quiet week. To hear more customers, add a place (`aurevoir sources` lists what can be read) or import an export."
        ),
    )
