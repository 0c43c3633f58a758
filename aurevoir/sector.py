"""Count the reports about a sector by week, and choose those that a site shows."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from aurevoir.store import Store
from aurevoir.watchlist import WatchList
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.report import Report
from site_templates.snapshot import SectorWeek

A_WEEK = timedelta(weeks=1)


def keep_reports(store: Store, place: Place, pages: Sequence[PageRead]) -> None:
    """Keep the weekly counts of a place where all its pages were read: a part of them would count too few."""
    if all(page.outcome in {Outcome.CONTEXT, Outcome.EMPTY} for page in pages):
        reports = [report for page in pages for report in page.context]
        for category in sorted({report.category for report in reports}):
            counts = weekly(report for report in reports if report.category == category)
            store.save_weeks(place, category, counts)


def weekly(reports: Iterable[Report]) -> dict[date, int]:
    """Return the reports about leaving by the Monday of their week, from the first week with any report to the last."""
    reports = list(reports)
    weeks = {report.week for report in reports}
    leaving: Counter[date] = Counter()
    for report in reports:
        leaving[report.week] += report.count if report.leaving else 0
    return {week: leaving[week] for week in _span(min(weeks), max(weeks))} if weeks else {}


def shown(watch: WatchList, store: Store) -> tuple[SectorWeek, ...]:
    """Return what is known of the sectors of the watch list's places and of imported files, once a brand and week."""
    brands = {brand.name for brand in watch.brands}
    watched = {(place.brand, place.source, place.address) for place in watch.places}
    most: dict[tuple[str, str, date], SectorWeek] = {}
    for (brand, source, address), week in store.sector_weeks():
        is_web = address.startswith(("http://", "https://"))
        if brand in brands and ((brand, source, address) in watched or not is_web):
            one = most.setdefault((brand, week.category, week.week), week)
            most[brand, week.category, week.week] = max(one, week, key=lambda told: told.count)
    return tuple(most[name] for name in sorted(most))


def _span(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += A_WEEK
