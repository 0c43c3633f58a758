"""Read the reviews that any page describes with schema.org, as JSON-LD, as microdata, or as both.

Where a page describes none, those are read that a widget of Judge.me, Yotpo, Shopify or WooCommerce shows on it, or that
the older microformat ``hreview`` marks; for other pages there is ``css``.
"""

from dataclasses import replace

from bs4 import BeautifulSoup

from scraper.blocks import block_in, instead_of_page
from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.editorial import is_editorial
from scraper.sources.item import Graph
from scraper.sources.jsonld import jsonld_items
from scraper.sources.markup import UnreadableMarkupError, next_address, text_in, tree_of
from scraper.sources.merging import merged, with_trusted_keys
from scraper.sources.microdata import microdata_items
from scraper.sources.schema_review import REVIEWS, announced_in, review_of
from scraper.sources.selected import WIDGETS, is_there, selected
from scraper.sources.source import About, Standing
from scraper.told import Told, told

name: str = "schemaorg"
about = About(
    title="schema.org",
    standing=Standing.OPEN,
    address="https://shop.example/product/42",
    terms=told("any page with schema.org reviews; robots.txt and the terms of the site apply"),
    limits=told("what the page describes: often fewer reviews than it announces"),
)


def first(place: Place) -> str:
    """Give the page's own address."""
    return place.address


def recognises(page: Page) -> bool:
    """Tell HTML from anything else: whether it holds reviews is for ``parse`` to say."""
    return page.content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def parse(page: Page) -> Parsed:
    """Read a page; ratings without reviews are EMPTY, no review data at all is CHANGED."""
    keeper = block_in(page.content)
    if keeper:
        return Parsed(outcome=Outcome.BLOCKED, reason=instead_of_page(keeper))
    text, notes = text_in(page)
    if "<" not in text:
        return _changed(told("the page holds no HTML"))
    try:
        tree = tree_of(text)
    except UnreadableMarkupError as error:
        return _changed(error.reason)
    linked, faults = jsonld_items(tree)
    marked, excess = microdata_items(tree, page.address)
    graphs = (Graph(linked), Graph(marked))
    notes = (*notes, *faults, *excess)
    reviews = with_trusted_keys(merged(*(_reviews(graph, page.address) for graph in graphs)), page.address)
    announced = announced_in(*graphs)
    reviews = reviews or _in_a_widget(tree, page.address)
    if is_editorial(reviews, announced, graphs, page.address, tree):
        return _changed(told("the only review is the site's own: no customer's"), notes)
    return replace(_judged(reviews, announced, graphs, notes), next=next_address(tree, page))


def _reviews(graph: Graph, address: str) -> list[RawReview]:
    reviews = (review_of(item, graph, address) for item in graph.of_type(*REVIEWS))
    return [review for review in reviews if review.text or review.title or review.rating]


def _in_a_widget(tree: BeautifulSoup, address: str) -> list[RawReview]:
    """Return the reviews of a known widget, where the page describes none by schema.org."""
    read = (selected(tree, widget, address) for widget in WIDGETS if is_there(tree, widget.item))
    reviews = next(read, [])
    return [review for review in reviews if review.text or review.title or review.rating]


def _judged(
    reviews: list[RawReview], announced: int | None, graphs: tuple[Graph, ...], notes: tuple[Told, ...]
) -> Parsed:
    if reviews:
        return Parsed(outcome=Outcome.REVIEWS, reviews=tuple(reviews), announced=announced, notes=notes)
    if announced == 0 or any("review" in item.properties for graph in graphs for item in graph.items):
        reason = told("the page says it has no review")
        return Parsed(outcome=Outcome.EMPTY, reason=reason, announced=announced, notes=notes)
    if any(graph.of_type("AggregateRating") for graph in graphs):
        reason = told("rating only: the page gives an average, and no review to read")
        return Parsed(outcome=Outcome.EMPTY, reason=reason, announced=announced, notes=notes)
    return _changed(_no_review(graphs), notes)


def _no_review(graphs: tuple[Graph, ...]) -> Told:
    kinds = sorted({kind for graph in graphs for item in graph.items for kind in item.types})
    if not kinds:
        return told("no schema.org review on the page: it holds no schema.org data at all")
    return told("no schema.org review on the page: it describes %(kinds)s", kinds=", ".join(kinds[:8]))


def _changed(reason: Told, notes: tuple[Told, ...] = ()) -> Parsed:
    return Parsed(outcome=Outcome.CHANGED, reason=reason, notes=notes)
