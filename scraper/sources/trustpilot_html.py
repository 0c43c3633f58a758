"""Read Trustpilot's pages as HTML: the data that newer ones carry, and the cards of the older ones."""

import re

from bs4 import BeautifulSoup, Tag

from scraper.json_text import BadJSONError, load_json
from scraper.review import RawReview
from scraper.sources.answers import Json, within, words
from scraper.sources.html_text import text_of
from scraper.sources.markup import attribute, outermost

_DATA = re.compile(r"<script\b[^>]{0,300}\b__NEXT_DATA__\b[^>]{0,300}>")
_OLD = re.compile(rb"\bdata-reviewmid=|\bdata-initial-state=.review-info|\bdata-service-review-card-paper\b")
_CARDS = "[data-reviewmid], article.review[id], article[data-service-review-card-paper]"
_ID = re.compile(r"[0-9a-f]{24}")
_AUTHOR = (
    ".user-review-name-link, .user-review-name, .consumer-information__name, [data-consumer-name-typography]"
)
_TITLE = (
    ".review-title, .review-content__title, .review-info__body__title, [data-service-review-title-typography]"
)
_TEXT = ".review-body, .review-content__text, .review-info__body__text, [data-service-review-text-typography]"
_REPLY = ".company-reply__content, .brand-company-reply__content, [data-service-review-business-reply-text-typography]"
_STARS = re.compile(r"\b(?:count-|star-rating-)([1-5])\b")


def is_old_page(content: bytes) -> bool:
    """Tell a page, or a piece of one, that holds reviews as HTML only."""
    return bool(_OLD.search(content))


def data_in(text: str) -> Json | None:
    """Return the data that a page carries, None when it carries none that can be read."""
    start = _DATA.search(text)
    if not start:
        return None
    end = text.find("</script", start.end())
    try:
        return load_json(text[start.end() : end if end >= 0 else len(text)])
    except BadJSONError:
        return None


def cards(tree: BeautifulSoup) -> dict[str, Tag]:
    """Return each review's card by its id, in page order; highlights repeat some."""
    found: dict[str, Tag] = {}
    for card in outermost(tree, _CARDS):
        found.setdefault(_key(card) or f"#{len(found)}", card)
    return found


def review_of_card(item: tuple[str, Tag]) -> RawReview:
    """Return the review on a card."""
    key, card = item
    native = _ID.fullmatch(key) is not None
    reply = card.select_one(_REPLY)
    return RawReview(
        key=key if native else None,
        url=f"https://www.trustpilot.com/reviews/{key}" if native else None,
        author=_said(card, _AUTHOR) or None,
        published=_date(card) or None,
        rating=_rating(card) or None,
        title=_said(card, _TITLE),
        text=_said(card, _TEXT),
        reply=text_of(reply.decode_contents()) or None if reply else None,
    )


def _key(card: Tag) -> str:
    link = card.select_one('a[href*="/reviews/"]')
    named = (attribute(card, "data-reviewmid"), attribute(card, "id"), attribute(link, "href"))
    return next((found[0] for found in map(_ID.search, named) if found), "")


def _said(card: Tag, selector: str) -> str:
    found = card.select_one(selector)
    return text_of(found.decode_contents()) if found else ""


def _date(card: Tag) -> str:
    stamp = card.select_one("time[datetime]")
    return attribute(stamp, "datetime") or words(within(_state(card, "review-dates"), "publishedDate"))


def _rating(card: Tag) -> str:
    """Return the stars, wherever that year's pages wrote them."""
    marked = card.select_one('[data-service-review-rating], meta[itemprop="ratingValue"]')
    stars = card.select_one('[class*="count-"], [class*="star-rating-"]')
    counted = _STARS.search(attribute(stars, "class"))
    pictured = re.search(r"[1-5]", attribute(card.select_one("img[alt*=star]"), "alt"))
    stated = words(within(_state(card, "review-info"), "stars"))
    said = (attribute(marked, "data-service-review-rating"), attribute(marked, "content"), stated)
    found = [counted[1]] if counted else [pictured[0]] if pictured else []
    return next((value for value in (*said, *found) if value), "")


def _state(card: Tag, kind: str) -> Json:
    """Return a piece of data that pages of 2018 to 2020 kept in each card."""
    script = card.select_one(f'script[data-initial-state="{kind}"]')
    try:
        return load_json("".join(script.strings)) if script else None
    except BadJSONError:
        return None
