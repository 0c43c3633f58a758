"""Reviews of a hotel, a restaurant or a place to see on Tripadvisor, from saved pages.

Reads pages of 2025 (cards with a bubble rating), of 2018 and of 2015 (owner's replies included), and a list of reviews
that somebody saved as French JSON (``avis``). The date is when a review was written, not the month of the stay. The
structured data of a page hold an average only. Cards that a page fills in later, by script, come without their words:
open them ("Plus") before saving. A list of places holds no review, which is told as another shape. Replies in the
layout of 2025 are not read: none was seen.
"""

import re
from collections.abc import Mapping

from scraper.blocks import block_in, instead_of_page
from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.answers import Json, NoAnswerError, another_shape, answer, words
from scraper.sources.entries import number
from scraper.sources.listing import listed
from scraper.sources.markup import UnreadableMarkupError, text_in, tree_of
from scraper.sources.source import About, Standing
from scraper.sources.tripadvisor_html import announced_in, cards, next_page, review_of_card
from scraper.told import told

name: str = "tripadvisor"
about = About(
    title="Tripadvisor",
    standing=Standing.PERMISSION,
    address="https://www.tripadvisor.fr/Hotel_Review-g1-d42-Reviews-Hotel_des_Pins-Ville.html",
    terms=told("the terms forbid robots, and the site turns them away"),
    limits=told("the reviews that a saved page shows, often 10 or 15"),
    instead=told("save the pages and import them, or use tripadvisor_api with your own key"),
    global_ids=True,
)

_TITLE = re.compile(rb"tripadvisor\s*</title>", re.IGNORECASE)
_CARD = re.compile(
    rb"href=.[^\"']{0,40}/ShowUserReviews-g\d|\bid=.expanded_review_\d|class=.reviewSelector\b"
)
_PLACE = re.compile(
    r'"@type"\s*:\s*"(?:LocalBusiness|LodgingBusiness|FoodEstablishment|Hotel|Restaurant|TouristAttraction)"'
)


def first(place: Place) -> str:
    """Give the page's own address."""
    return place.address


def recognises(page: Page) -> bool:
    """Tell a page by its title or its cards, a saved list by its field names."""
    text = page.content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<"):
        return bool(_TITLE.search(text) or _CARD.search(text))
    return b'"titre_review"' in text and b'"nb_etoiles"' in text


def parse(page: Page) -> Parsed:
    """Read a page; one without a card, and one whose cards hold no words, are CHANGED."""
    keeper = block_in(page.content)
    if keeper:
        return Parsed(outcome=Outcome.BLOCKED, reason=instead_of_page(keeper))
    if page.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _of_html(page)
    try:
        return _of_list(answer(page))
    except NoAnswerError as error:
        return error.parsed


def _of_html(page: Page) -> Parsed:
    text, notes = text_in(page)
    try:
        tree = tree_of(text)
    except UnreadableMarkupError as error:
        return another_shape(error.reason)
    found = cards(tree)
    if not found and _is_unrated_place(text):
        return Parsed(outcome=Outcome.EMPTY, reason=told("the page says it has no review"))
    if not found:
        return another_shape(told("no review of Tripadvisor is on the page"))
    return listed(
        found.items(),
        review_of_card,
        nothing=told("the page says it has no review"),
        announced=announced_in(text),
        following=next_page(tree, page.address),
        notes=notes,
    )


def _is_unrated_place(text: str) -> bool:
    """Tell the page of a place without a review: its structured data have no average."""
    return bool(_PLACE.search(text)) and "aggregateRating" not in text


def _of_list(value: Json) -> Parsed:
    shown: Mapping[str, Json] = value if isinstance(value, dict) else {"avis": value}
    items = shown.get("avis")
    if not isinstance(items, list) or not (items or "nb_avis" in shown):
        return another_shape(told("no review of Tripadvisor is on the page"))
    nothing = told("the page says it has no review")
    return listed(items, _listed_review, nothing=nothing, announced=number(shown.get("nb_avis")))


def _listed_review(item: Json) -> RawReview | None:
    if not isinstance(item, dict) or not ({"review", "titre_review"} & item.keys()):
        return None
    return RawReview(
        author=words(item.get("pseudo")) or None,
        published=words(item.get("date")) or None,
        rating=words(item.get("nb_etoiles")) or None,
        title=words(item.get("titre_review")),
        text=words(item.get("review")),
    )
