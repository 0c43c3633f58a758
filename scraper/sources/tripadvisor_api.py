"""Reviews on Tripadvisor, from its official API (Terra), and saved answers of the one before it.

Asks ``https://terra.tripadvisor.com/api/locations/{id}/reviews`` with the user's own key, 20 reviews a page. The
address of a place's page is enough: its number (``-d42-``) stands in it. Answers of the Content API, which ended in
August 2026, are read where they were saved. The names of Terra's fields are not documented in public, so several
spellings of each are understood. Reviews are kept with those of Tripadvisor's pages, under the same ids.
"""

import re
from collections.abc import Mapping

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import asking, is_on
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import moment, number, opened, read_answer
from scraper.sources.listing import listed
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "tripadvisor_api"
about = About(
    title="Tripadvisor (API)",
    standing=Standing.KEY,
    address="https://www.tripadvisor.fr/Hotel_Review-g1-d42-Reviews-Hotel_des_Pins-Ville.html",
    terms=told("an official API: its terms apply, not robots.txt"),
    limits=told("20 reviews a page, of the places that the key is licensed for"),
    key=told("the key of the Terra API, from Tripadvisor's developer portal"),
    key_host="terra.tripadvisor.com",
    headers={"X-API-Key": "{key}"},
    kept_as="tripadvisor",
    global_ids=True,
)

PER_PAGE = 20  # the most the API gives
_API = "https://terra.tripadvisor.com/api/locations"
_PLACE = re.compile(r"-d(\d+)(?:-|$)|/locations?/(\d+)\b")
_TEXTS = ("text", "body", "review_text", "content")
_DATES = ("published_date", "publish_ts", "published_at", "created_at", "created_date", "date")
_REPLIES = ("owner_response", "management_response", "response", "reply")


def first(place: Place) -> str:
    """Give the first page of the place's reviews, in its language where the watch list names one."""
    found = _PLACE.search(place.address)
    if not found:
        return place.address
    language = {"locale": place.language} if place.language else {}
    return asking(f"{_API}/{found[1] or found[2]}/reviews", size=PER_PAGE, **language)


def recognises(page: Page) -> bool:
    """Tell an answer by the names Tripadvisor's APIs alone use."""
    value = opened(page, b'"location_id"', b'"trip_type"', b'"total_elements"', b'"rating_image_url"')
    return any(map(_is_review, objects(within(value, "data")))) or _is_last(value)


def parse(page: Page) -> Parsed:
    """Read an answer; an empty list with its paging is EMPTY."""
    return read_answer(page, lambda value: _read(value, page.address))


def _read(value: Json, address: str) -> Parsed | None:
    items = within(value, "data")
    if not isinstance(items, list) or not (items or _is_last(value)):
        return None
    return listed(
        items,
        _review,
        nothing=told("the listing has ended"),
        announced=number(within(value, "pagination", "total_elements")),
        following=_following(within(value, "pagination"), address),
    )


def _is_last(value: Json) -> bool:
    return within(value, "data") == [] and isinstance(within(value, "pagination"), dict)


def _is_review(item: Mapping[str, Json]) -> bool:
    return "rating" in item and any(name in item for name in _TEXTS)


def _review(item: Json) -> RawReview | None:
    if not isinstance(item, dict) or not _is_review(item):
        return None
    reply, key = _value(item, _REPLIES), words(item.get("id")) or words(item.get("review_id"))
    return RawReview(
        key=key or None,
        url=words(item.get("url")) or None,
        author=_author(item),
        published=moment(_value(item, _DATES)),
        rating=words(item["rating"]) or words(within(item["rating"], "value")) or None,
        title=_worded(item.get("title")),
        text=_worded(_value(item, _TEXTS)),
        language=words(item.get("lang")) or words(item.get("language")) or words(item.get("locale")) or None,
        reply=_worded(reply) or None,
        reply_published=moment(_value(reply, _DATES)),
    )


def _value(item: Json, names: tuple[str, ...]) -> Json:
    """Return the first value that is there under one of several spellings."""
    return next((item[name] for name in names if item.get(name)), None) if isinstance(item, dict) else None


def _worded(value: Json) -> str:
    """Return a text that stands alone, or in an object beside its language or its author."""
    return words(value) or words(_value(value, (*_TEXTS, "value")))


def _author(item: Mapping[str, Json]) -> str | None:
    user = _value(item, ("user", "author"))
    return words(user) or words(_value(user, ("username", "display_name", "name"))) or None


def _following(pages: Json, address: str) -> str | None:
    """Return the next page's address while the answer counts more pages than this one."""
    page, last = number(within(pages, "page")), number(within(pages, "total_pages"))
    if page is None or last is None or page >= last or not is_on(address, "terra.tripadvisor.com"):
        return None
    return asking(address, page=page + 1)
