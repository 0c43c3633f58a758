"""Read a shop's reviews from the public API of Société des Avis Garantis (guaranteed-reviews.com).

Paste the API's address with the shop's public key, which is in the code of its widget:
``https://api.guaranteed-reviews.com/public/v3/reviews/KEY/site`` (or a product's id instead of ``site``). One answer
holds the newest 1000 reviews. The shop's reply is kept apart. A text marked as translated by a machine (``transl``) is
read all the same, and counted in a note. The order's number (``o``) is never kept.
"""

import re

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import at, path_of
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import moment, number, opened, read_answer, read_entries
from scraper.sources.html_text import text_of
from scraper.sources.source import About, Standing
from scraper.told import Told, told

name: str = "avisgarantis"
about = About(
    title="Société des Avis Garantis",
    standing=Standing.OPEN,
    address="https://api.guaranteed-reviews.com/public/v3/reviews/0123456789abcdef/site",
    terms=told("a documented public API; the shop's public key is in the address"),
    limits=told("the 1000 newest reviews"),
    newest_first=True,
    global_ids=True,
)

_SHOP = re.compile(r"/public/v3/reviews/[^/]+/?$")


def first(place: Place) -> str:
    """Ask for the reviews of the whole shop, unless the address names a product."""
    path = path_of(place.address)
    return at(place.address, f"{path.rstrip('/')}/site") if _SHOP.search(path) else place.address


def recognises(page: Page) -> bool:
    """Tell an answer by its short names: ``r`` for the rating, ``txt`` for the text."""
    value = opened(page, b'"ratings"', b'"txt"')
    if any({"id", "r", "txt"} <= review.keys() for review in objects(within(value, "reviews"))):
        return True
    return within(value, "reviews") == [] and isinstance(
        within(value, "ratings", "distribution"), list | dict
    )


def parse(page: Page) -> Parsed:
    """Read the answer; EMPTY where it has a sum of ratings and no review."""
    return read_answer(page, _listing)


def _listing(value: Json) -> Parsed | None:
    reviews, ratings = within(value, "reviews"), within(value, "ratings")
    if not isinstance(reviews, list) or not (reviews or isinstance(ratings, dict)):
        return None
    announced = number(within(ratings, "total"))
    return read_entries(reviews, _review, announced=announced, notes=_translated(reviews))


def _translated(reviews: list[Json]) -> tuple[Told, ...]:
    number_of = sum(words(review.get("transl")) == "1" for review in objects(reviews))
    return (told("texts translated by a machine: %(items)s", items=number_of),) if number_of else ()


def _review(entry: dict[str, Json]) -> RawReview | None:
    if "r" not in entry and "txt" not in entry:
        return None
    return RawReview(
        key=words(entry.get("id")) or None,
        author=words(entry.get("c")) or None,
        published=moment(entry.get("date")),
        rating=words(entry.get("r")) or None,
        text=_plain(words(entry.get("txt"))),
        language=words(entry.get("lang")) or None,
        reply=_plain(words(entry.get("reply"))) or None,
        reply_published=moment(entry.get("rdate")),
    )


def _plain(text: str) -> str:
    """Return a text without its HTML, on the lines it was written on."""
    return text_of(text.replace("\n", "<br>"))
