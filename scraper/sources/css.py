"""Read any page by selectors that stand in the watch list, for a site that you may read.

Under the place, ``[brands.places.select]`` says by CSS where things stand: ``item`` (each review) and ``text`` inside it,
then as far as the page has them ``title``, ``rating`` (with ``best``, the top of its scale where it is not 5), ``date``,
``author``, ``id``, ``reply``, and for the whole page ``next`` (the link to the following one) and ``empty`` (what stands
there when it has no review). ``.stars::attr(data-score)`` takes an attribute instead of the text. A page where ``item``
finds nothing, and ``empty`` neither, has changed. Try schemaorg first: many pages need no selectors, and it knows the
widgets of Judge.me.
"""

from bs4 import BeautifulSoup

from scraper.blocks import block_in, instead_of_page
from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.select import Select
from scraper.sources.answers import another_shape
from scraper.sources.listing import listed
from scraper.sources.markup import UnreadableMarkupError, followable, next_address, text_in, tree_of
from scraper.sources.selected import found_in, is_there, selected
from scraper.sources.source import About, Standing
from scraper.told import Told, told

name: str = "css"
about = About(
    title="CSS",
    standing=Standing.OPEN,
    address="https://shop.example/reviews",
    terms=told("any page that you may read; robots.txt and the terms of the site apply"),
    limits=told("what the selectors find on the page"),
)


def first(place: Place) -> str:
    """Give the page's own address."""
    return place.address


def recognises(page: Page) -> bool:
    """Recognise a page that comes with its selectors: none says by itself which are its own."""
    return page.select is not None


def parse(page: Page) -> Parsed:
    """Read a page by its selectors; no item is CHANGED, unless what stands on an empty page is there."""
    keeper = block_in(page.content)
    if keeper:
        return Parsed(outcome=Outcome.BLOCKED, reason=instead_of_page(keeper))
    if page.select is None:
        return another_shape(told("no selectors: say in the watch list where the reviews stand"))
    text, notes = text_in(page)
    try:
        tree = tree_of(text)
    except UnreadableMarkupError as error:
        return another_shape(error.reason)
    return _judged(tree, page.select, page, notes)


def _judged(tree: BeautifulSoup, select: Select, page: Page, notes: tuple[Told, ...]) -> Parsed:
    reviews = selected(tree, select, page.address)
    if not reviews and not is_there(tree, select.empty):
        return another_shape(told("the selector '%(item)s' finds nothing on the page", item=select.item))
    return listed(
        reviews,
        lambda review: review,
        nothing=told("the page says it has no review"),
        following=_following(tree, select, page),
        notes=notes,
    )


def _following(tree: BeautifulSoup, select: Select, page: Page) -> str | None:
    """Return the next page on the same host, by the selector of its link, or as any page names it."""
    if not select.next:
        return next_address(tree, page)
    link = found_in(tree, select.next if "::attr(" in select.next else f"{select.next}::attr(href)")
    return followable(page.address, link) if link else None
