"""Tell a site's own article from its customers' reviews."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bs4 import BeautifulSoup

from scraper.address import same_site
from scraper.review import RawReview
from scraper.sources.item import Graph, Item
from scraper.sources.markup import attribute


def is_editorial(
    reviews: Sequence[RawReview],
    announced: int | None,
    graphs: Sequence[Graph],
    address: str,
    tree: BeautifulSoup,
) -> bool:
    """Tell whether the page's one review is an article of the site itself.

    Narrow on purpose: one single review, no count of reviews, and a publisher that is the site.
    """
    if len(reviews) != 1 or announced is not None:
        return False
    host = urlsplit(address).hostname or ""
    names = _names_of_site(graphs, host, tree)
    return any(
        _is_site(graph.resolved(publisher), host, names)
        for graph in graphs
        for review in graph.of_type("Review")
        for publisher in review.items("publisher")
    )


def _names_of_site(graphs: Sequence[Graph], host: str, tree: BeautifulSoup) -> set[str]:
    named = {item.text("name") for graph in graphs for item in graph.of_type("WebSite")}
    named.add(attribute(tree.find("meta", property="og:site_name"), "content"))
    return {_squeezed(name) for name in (*named, *host.removeprefix("www.").split(".")[:-1])} - {""}


def _is_site(publisher: Item, host: str, names: set[str]) -> bool:
    try:
        home = urlsplit(publisher.text("url")).hostname or ""
    except ValueError:
        home = ""
    return (bool(home) and same_site(home, host)) or _squeezed(publisher.text("name")) in names


def _squeezed(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
