"""The table of contents: every page of an edition, its template and what it shows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

from sentiment.reading import Moment
from site_templates.edition import Edition, Here, brand_address, list_page, proof_address, reason_address
from site_templates.views.brand import BrandPage, brand_page
from site_templates.views.changes import Changes, changes
from site_templates.views.comparison import Comparison, comparison
from site_templates.views.design import Design, design
from site_templates.views.feeds import Feed, feed, feed_paths
from site_templates.views.help import Help, help_page
from site_templates.views.lost import NotFound, not_found
from site_templates.views.method import Method, method
from site_templates.views.moment import MomentPage, moment_page
from site_templates.views.overview import Overview, overview
from site_templates.views.proof import Proof, proof
from site_templates.views.quotes import newest
from site_templates.views.reasons import ReasonIndex, ReasonPage, reason_index, reason_page
from site_templates.views.reviews import Reviews, page_count, reviews
from site_templates.views.sources import Sources, sources

View = (
    Overview
    | Changes
    | Comparison
    | Feed
    | BrandPage
    | MomentPage
    | ReasonIndex
    | ReasonPage
    | Reviews
    | Sources
    | Method
    | Help
    | NotFound
    | Design
    | Proof
)
TEMPLATES: dict[type[View], str] = {
    Overview: "overview.html",
    Changes: "changes.html",
    Comparison: "compare.html",
    Feed: "feed.xml",
    BrandPage: "brand.html",
    MomentPage: "moment.html",
    ReasonIndex: "reasons.html",
    ReasonPage: "reason.html",
    Reviews: "reviews.html",
    Sources: "sources.html",
    Method: "method.html",
    Help: "help.html",
    NotFound: "404.html",
    Design: "design.html",
    Proof: "proof.html",
}

PAGES: dict[str, Callable[[Here], View]] = {
    "index.html": overview,
    "changes.html": changes,
    "compare.html": comparison,
    "moments/first.html": partial(moment_page, moment=Moment.FIRST),
    "moments/last.html": partial(moment_page, moment=Moment.LAST),
    "reasons/index.html": reason_index,
    "sources.html": sources,
    "method.html": method,
    "help.html": help_page,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page to render: its path from the root of the site, and its view."""

    path: str
    view: View


def front(edition: Edition) -> Sheet:
    """Return the page at the root of the site: the overview of an edition, its links drawn from there."""
    here = Here(edition=edition, page="index.html", path="index.html")
    return Sheet(path=here.path, view=overview(here))


def lost(edition: Edition) -> Sheet:
    """Return the page for an address that leads nowhere, at the root of the site and in all its languages."""
    here = Here(edition=edition, page="index.html", path="404.html", base=_base(edition.snapshot.address))
    return Sheet(path=here.path, view=not_found(here))


def _base(address: str | None) -> str | None:
    # a server shows this page at any depth: only links from the host's own root hold there
    return None if address is None else urlsplit(address).path


def sheets(edition: Edition) -> Iterator[Sheet]:
    """Yield every page of an edition."""
    for page, draw in PAGES.items():
        here = _here(edition, page)
        yield Sheet(path=here.path, view=draw(here))
    if edition.snapshot.showcase:
        here = _here(edition, "design.html")
        yield Sheet(path=here.path, view=design(here))
    yield from _brands(edition)
    yield from _reasons(edition)
    yield from _reviews(edition)
    yield from _feeds(edition)


def _feeds(edition: Edition) -> Iterator[Sheet]:
    for path in feed_paths(_here(edition, "index.html")):
        here = _here(edition, path)
        yield Sheet(path=here.path, view=feed(here))


def _here(edition: Edition, page: str) -> Here:
    return Here(edition=edition, page=page, path=f"{edition.language}/{page}")


def _brands(edition: Edition) -> Iterator[Sheet]:
    for found in edition.findings.brands:
        here = _here(edition, brand_address(edition, found.brand))
        yield Sheet(path=here.path, view=brand_page(here, found))
        for figure in found.figures.values():
            if figure.keys:
                here = _here(edition, proof_address(edition, found.brand, figure.name))
                yield Sheet(path=here.path, view=proof(here, found, figure))


def _reasons(edition: Edition) -> Iterator[Sheet]:
    for group in edition.findings.reasons.values():
        for share in group:
            if share.figure.keys:
                here = _here(edition, reason_address(share.reason))
                yield Sheet(path=here.path, view=reason_page(here, share))


def _reviews(edition: Edition) -> Iterator[Sheet]:
    listed = newest(edition.findings.listed)
    for number in range(1, page_count(len(listed)) + 1):
        here = _here(edition, list_page(number))
        yield Sheet(path=here.path, view=reviews(here, listed, number))
