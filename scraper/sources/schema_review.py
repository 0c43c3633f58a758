"""Map a schema.org Review to our record, and read how many a page announces."""

import re

from scraper.review import RawReview
from scraper.sources.html_text import plain
from scraper.sources.item import Graph, Item

REVIEWS = (
    "Review",
    "UserReview",
    "Recommendation",
)  # not CriticReview or ClaimReview: no customer writes those
_COMPANIES = (
    "Organization",
    "LocalBusiness",
    "Corporation",
    "Brand",
    "Store",
    "OnlineBusiness",
    "OnlineStore",
)
_AGGREGATES = ("AggregateRating", "EmployerAggregateRating")


def review_of(item: Item, graph: Graph, address: str) -> RawReview:
    """Return the review as the page tells it; ``address`` stands in where it names no address."""
    rating = _rating(item, graph)
    reply = _reply(item, graph)
    link = item.text("url")
    return RawReview(
        key=_key(item),
        url=link if link.startswith(("http://", "https://")) else address,
        author=plain(graph.name(item, "author", "creator", "reviewer")) or None,
        published=item.text("datePublished", "dateCreated", "dtreviewed") or None,
        rating=rating.text("ratingValue", "value")
        or item.text("ratingValue", "reviewRating", "rating")
        or None,
        worst=rating.text("worstRating") or None,
        best=rating.text("bestRating") or None,
        title=_title(item, graph),
        text=plain(item.text("reviewBody", "description", "text")),
        language=item.text("inLanguage") or graph.name(item, "inLanguage") or None,
        reply=plain(reply.text("text", "commentText", "description")) or None if reply else None,
        reply_published=reply.text("datePublished", "dateCreated") or None if reply else None,
    )


def announced_in(*graphs: Graph) -> int | None:
    """Return how many reviews the page says there are: of the thing that has reviews, else of the first rated."""
    owners = [item for graph in graphs for item in graph.items if item.properties.get("review")]
    ratings = [
        graph.resolved(rating)
        for graph in graphs
        for owner in owners
        for rating in owner.items("aggregateRating")
    ]
    ratings += [rating for graph in graphs for rating in graph.of_type(*_AGGREGATES)]
    counts = (_count(rating.text("reviewCount", "ratingCount")) for rating in ratings)
    return next((count for count in counts if count is not None), None)


def _count(text: str) -> int | None:
    digits = re.sub(r"[\s.,\u00a0\u202f]", "", text)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else None  # noqa: PLR2004


def _key(item: Item) -> str | None:
    identifier = next((held.text("value", "@id") for held in item.items("identifier")), "")
    return item.id or item.text("identifier") or identifier or item.text("url") or None


def _rating(item: Item, graph: Graph) -> Item:
    return next((graph.resolved(held) for held in item.items("reviewRating", "rating")), item)


def _title(item: Item, graph: Graph) -> str:
    """Return the headline, or the name unless it only names the thing reviewed."""
    name = item.text("name")
    named = {
        graph.name(item, "itemReviewed"),
        graph.name(item, "author"),
        item.text("reviewBody", "description"),
    }
    return plain(item.text("headline", "summary") or ("" if name in named else name))


def _reply(item: Item, graph: Graph) -> Item | None:
    """Return the comment that the company wrote, None when there is none."""
    reviewed = graph.name(item, "itemReviewed").casefold()
    for held in item.items("comment", "reply"):
        comment = graph.resolved(held)
        authors = [graph.resolved(author) for author in comment.items("author", "creator")]
        named = graph.name(comment, "author", "creator").casefold()
        if any(author.is_a(*_COMPANIES) for author in authors) or (named and named == reviewed):
            return comment
    return None
