"""Reports of consumers to the French authority (SignalConso, DGCCRF): context of a sector, never reviews of a brand.

They name no company and hold no words: only what they are about. Those about leaving (résiliation, désabonnement) are
counted by week, and drawn on the brand's page as what they are. Give the sector by its name in the data, as in
``https://signal.conso.gouv.fr/#TelephonieFaiMedias`` (also ``EauGazElectricite``, ``BanqueAssuranceMutuelle``…): the
twelve months past are read. An address of the open data portal (``records`` or ``exports``) is taken as it is. Exports are
read as files too, CSV and JSON of all years; a row that is cut short is left out. Open data under Licence Ouverte 2.0.
"""

import re
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.report import Report
from scraper.sources.addresses import asked, asking, at, is_on, path_of
from scraper.sources.answers import NoAnswerError, another_shape, within
from scraper.sources.entries import number
from scraper.sources.signalconso_rows import Row, Rows, is_ours, report_of, rows_in
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "signalconso"
about = About(
    title="SignalConso",
    standing=Standing.OPEN,
    address="https://signal.conso.gouv.fr/#TelephonieFaiMedias",
    terms=told("open data of the French State, Licence Ouverte 2.0"),
    limits=told(
        "reports of a whole sector, without company or words: counted by week as context, not as reviews"
    ),
    global_ids=True,
)

_DATA = "https://data.economie.gouv.fr/api/explore/v2.1/catalog/datasets/signalconso"
_HOST = "data.economie.gouv.fr"
_MOST_ROWS = 10_000  # of the records endpoint, offset and limit together
_CATEGORY = re.compile(r"category\s*(?:=|:|like)\s*[\"']([^\"']+)")


def first(place: Place) -> str:
    """Ask for a year of the sector that the address names."""
    sector = urlsplit(place.address).fragment or asked(place.address, "refine.category")
    if "/api/" in path_of(place.address) or not re.fullmatch(r"\w+", sector):
        return place.address
    return at(
        _DATA,
        f"{path_of(_DATA)}/exports/json",
        select="id,creationdate,category,subcategories",
        where=f'category="{sector}" and creationdate >= now(months=-12)',
        order_by="-creationdate",
    )


def recognises(page: Page) -> bool:
    """Tell reports by the names of their columns, in CSV and in JSON."""
    return is_ours(page.content)


def parse(page: Page) -> Parsed:
    """Read reports: CONTEXT, or EMPTY where the search found none."""
    try:
        rows = rows_in(page)
    except NoAnswerError as error:
        return error.parsed
    if rows is None:
        return another_shape(told("the answer has another shape than expected"))
    if not rows.rows:
        return _none(rows, page)
    return _judged(rows.rows, _following(rows, page), page)


def _none(rows: Rows, page: Page) -> Parsed:
    if number(within(rows.value, "total_count")) == 0 or is_on(page.address, _HOST) or rows.value is None:
        return Parsed(outcome=Outcome.EMPTY, reason=told("the answer lists nothing"))
    return another_shape(told("the answer has another shape than expected"))


def _judged(rows: Sequence[Row | None], following: str | None, page: Page) -> Parsed:
    where = unquote(asked(page.address, "where"))
    category = _CATEGORY.search(where)
    read = [report_of(row, category[1] if category else "", where) if row else None for row in rows]
    reports: tuple[Report, ...] = tuple(report for report in read if report is not None)
    if not reports:
        return another_shape(
            told("%(items)s items came, and none holds a review as this source writes them", items=len(rows))
        )
    left = len(rows) - len(reports)
    counted = sum(report.count for report in reports)
    leaving = sum(report.count for report in reports if report.leaving)
    return Parsed(
        outcome=Outcome.CONTEXT,
        context=reports,
        next=following,
        reason=told(
            "%(reports)s reports of the sector, %(leaving)s of them about leaving",
            reports=counted,
            leaving=leaving,
        ),
        notes=(told("rows cut short or without a date, left out: %(rows)s", rows=left),) if left else (),
    )


def _following(rows: Rows, page: Page) -> str | None:
    """Return the next page of records while there are some, as far as the portal lets them be listed."""
    total, start = number(within(rows.value, "total_count")), number(asked(page.address, "offset")) or 0
    end = start + len(rows.rows)
    if total is None or end >= min(total, _MOST_ROWS) or not is_on(page.address, _HOST):
        return None
    return asking(page.address, offset=end)
