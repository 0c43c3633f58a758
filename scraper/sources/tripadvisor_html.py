"""Read the review cards of Tripadvisor's pages, in the layouts of 2015, 2018 and 2025."""

import re
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from scraper.ratings import read_rating
from scraper.review import RawReview
from scraper.sources.html_text import text_of
from scraper.sources.markup import attribute, followable, outermost

SITE = "https://www.tripadvisor.com"
_CARDS = '[data-automation="reviewCard"], [data-test-target="HR_CC_CARD"], [id^="expanded_review_"], .reviewSelector, .review-container[data-reviewid]'
_TITLE = '[data-test-target="review-title"], .noQuotes, .quote, a[href*="/ShowUserReviews-"]'
_TEXT = '[data-test-target="review-body"], [data-automation^="reviewText_"], .entry, .partial_entry, q'
_REPLY = ".mgrRspnInline"
_REPLY_TEXT = ".displayText, .partial_entry, .entry"
_OWNERS = "Owner response"
_MORE = "button, .taLnk, .partnerRvw, script"  # "Plus", "More", "mindre": part of no text
_RATING = "svg title, svg[aria-label], .ui_bubble_rating, img.rating_s_fill, img.sprite-rating_s_fill"
_BUBBLES = re.compile(r"\b(?:bubble_|s)([0-5])([05])\b")
_LINK = re.compile(r"/ShowUserReviews-[^\"]{0,300}-r(\d+)")
_NUMBERED = re.compile(r"review_(\d+)$")
_DAY = re.compile(r"\d{1,2}\.? \w+ \d{4}$")  # after a word for "reviewed", in any language
_WRITTEN = re.compile(
    r"^(?:Rédigé|Écrit|Avis publié|Publié|Written|Reviewed|Posted)\b.*\d{4}"
    r"|(?:a écrit un avis|wrote a review)[ (]{1,3}(?P<month>[^\W\d]{3,9}\.? \d{4})"
)
_TOTAL = re.compile(r">[^<>]{0,40}\b\d+[-–]\d+\s(?:sur|of)\s([\d\u202f\u00a0., ]{1,12})[^<>]{0,40}<")
_STAY = re.compile(r"\s*[^\W\d]{3,9}\.? \d{4}\s*•")  # "mai 2026 • Famille"
_OFFSET = re.compile(r"-Reviews-(?:or(\d+)-)?")


def cards(tree: BeautifulSoup) -> dict[str, Tag]:
    """Return each review's card by its id, in page order; the open one where a card stands twice."""
    found: dict[str, Tag] = {}
    for card in outermost(tree, _CARDS):
        key = _key(card) or f"#{len(found)}"
        if key not in found or attribute(card, "id").startswith("expanded_"):
            found[key] = card
    return found


def review_of_card(item: tuple[str, Tag]) -> RawReview:
    """Return the review on a card, the owner's reply apart.

    Pages of 2015 list a reply once more as a card of its own, under the title "Owner response" in any language:
    nothing on it is a customer's, so that the door does not keep it.
    """
    key, card = item
    reply = card.select_one(_REPLY)
    reply = reply.extract() if reply else None
    for more in card.select(_MORE):
        more.extract()
    native, url, date = key if key.isdigit() else None, _url(card), _date(card) or None
    title, text, rating = _said(card, _TITLE), _said(card, _TEXT) or _unmarked(card), _rating(card)
    if title == _OWNERS and not rating:
        return RawReview(key=native, url=url, text="", reply=text, reply_published=date)
    return RawReview(
        key=native,
        url=url,
        author=_author(card),
        published=date,
        rating=rating,
        title=title,
        text=text,
        reply=_said(reply, _REPLY_TEXT) or None if reply else None,
        reply_published=attribute(reply.select_one("[title]"), "title") or None if reply else None,
    )


def announced_in(text: str) -> int | None:
    """Return how many reviews the page says there are ("1-15 sur 580")."""
    found = _TOTAL.search(text)
    return int(re.sub(r"\D", "", found[1]) or 0) if found else None


def next_page(tree: BeautifulSoup, address: str) -> str | None:
    """Return the following page: its link counts the reviews before it ("-or15-")."""
    here = _offset(address)
    there = {
        _offset(link): link
        for link in (attribute(one, "href") for one in tree.select('a[href*="-Reviews-or"]'))
    }
    after = [offset for offset in there if offset > here]
    return followable(address, there[min(after)]) if after and _OFFSET.search(address) else None


def _offset(address: str) -> int:
    found = _OFFSET.search(address)
    return int(found[1][:6]) if found and found[1] else 0


def _key(card: Tag) -> str:
    numbered = _NUMBERED.search(attribute(card, "id"))
    inner = card if card.get("data-reviewid") else card.select_one("[data-reviewid]")
    link = _LINK.search(_href(card))
    return attribute(inner, "data-reviewid") or (numbered[1] if numbered else link[1] if link else "")


def _href(card: Tag) -> str:
    return attribute(card.select_one('a[href*="/ShowUserReviews-"]'), "href")


def _url(card: Tag) -> str | None:
    link = _href(card).partition("#")[0]
    return urljoin(SITE, link[link.index("/ShowUserReviews-") :]) if link else None


def _author(card: Tag) -> str | None:
    named = card.select('a[href*="/Profile/"], .scrname, .info_text > div')
    return next((name for name in (" ".join(one.get_text().split()) for one in named) if name), None)


def _date(card: Tag) -> str:
    """Return when it was written: exactly where a title tells it, else as the card says."""
    stamp = card.select_one(".ratingDate")
    if stamp:
        said = " ".join(stamp.get_text().split())
        day = _DAY.search(said)
        return attribute(stamp, "title") or (day[0] if day else said)
    found = (_WRITTEN.search(said) for said in card.stripped_strings)
    return next((written["month"] or written[0] for written in found if written), "")


def _rating(card: Tag) -> str | None:
    """Return the bubbles as the card tells them, or the number alone where its language is another."""
    return next(filter(None, map(_bubbles, card.select(_RATING))), None)


def _bubbles(shown: Tag) -> str:
    said = attribute(shown, "alt") or attribute(shown, "aria-label") or shown.get_text().strip()
    drawn = _BUBBLES.search(attribute(shown, "class"))
    number = re.match(r"[0-5](?:[.,]\d)?", said)
    if read_rating(said):
        return said
    return number[0] if number else f"{drawn[1]}.{drawn[2]}" if drawn else ""


def _said(card: Tag, selector: str) -> str:
    found = card.select_one(selector)
    return text_of(found.decode_contents()).strip("\u201c\u201d\u00ab\u00bb \u00a0") if found else ""


def _unmarked(card: Tag) -> str:
    """Return the text of a card that marks neither title nor text: the longest passage between title and date."""
    if card.select_one('[data-test-target="review-title"], .noQuotes'):
        return ""
    strings = [said for said in card.find_all(string=True) if said.strip() and not _is_stay(said)]
    start = next((place for place, said in enumerate(strings, 1) if said.find_parent(href=_LINK)), None)
    end = next((place for place, said in enumerate(strings) if _WRITTEN.search(said.strip())), None)
    longest = max(strings[start:end], key=len, default=None) if start and end else None
    around = longest.parent if longest else None
    return text_of(around.decode_contents()) if around else ""


def _is_stay(said: NavigableString) -> bool:
    """Tell "mai 2026 • " and the word in a tag of its own that follows it."""
    before = said.parent.previous_sibling if said.parent else None
    return any(isinstance(one, NavigableString) and bool(_STAY.match(one)) for one in (said, before))
