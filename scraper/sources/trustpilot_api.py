"""Customer reviews on Trustpilot, from its official API for businesses.

Asks ``https://api.trustpilot.com/v1/business-units/{id}/reviews`` with the user's own key, 100 reviews a page, newest
first. The address of a company's page is enough: its number is asked for first. Reviews are kept with those of
Trustpilot's pages, under the same ids.
"""

import re
from urllib.parse import quote

from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import asked, asking, is_on, path_of
from scraper.sources.answers import Json, within, words
from scraper.sources.entries import number, opened, read_answer
from scraper.sources.listing import listed
from scraper.sources.source import About, Standing
from scraper.sources.trustpilot import SITE
from scraper.told import told

name: str = "trustpilot_api"
about = About(
    title="Trustpilot (API)",
    standing=Standing.KEY,
    address="https://www.trustpilot.com/review/fibrenet.example",
    terms=told("an official API: its terms apply, not robots.txt"),
    limits=told("all public reviews, 100 a page"),
    lists_all=True,
    key=told("the API key of a Trustpilot Business account, from its developer page"),
    key_host="api.trustpilot.com",
    headers={"apikey": "{key}"},
    newest_first=True,
    kept_as="trustpilot",
    global_ids=True,
)

PER_PAGE = 100  # the most the API gives
_UNITS = "https://api.trustpilot.com/v1/business-units"
_UNIT = re.compile(r"/business-units/([0-9a-f]{24})\b")
_ORDER = "createdat.desc"


def first(place: Place) -> str:
    """Give the company's reviews where the address holds its number, else the question for the number."""
    unit = _UNIT.search(place.address)
    if unit:
        return _reviews(unit[1])
    company = path_of(place.address).removeprefix("/review/").strip("/")
    return f"{_UNITS}/find?name={quote(company)}" if is_on(place.address, "trustpilot.com") else place.address


def recognises(page: Page) -> bool:
    """Tell an answer by the names the API alone uses."""
    value = opened(page, b'"companyReply"', b'"createdAt"', b'"business-units')
    items = within(value, "reviews")
    return isinstance(items, list) and (any(map(_is_review, items)) or _is_last(value))


def parse(page: Page) -> Parsed:
    """Read an answer; the one about the company leads to its reviews, an empty list with links is EMPTY."""
    return read_answer(page, lambda value: _read(value, page.address))


def _read(value: Json, address: str) -> Parsed | None:
    unit, items = words(within(value, "id")), within(value, "reviews")
    if re.fullmatch(r"[0-9a-f]{24}", unit) and "displayName" in value:
        announced = number(within(value, "numberOfReviews", "total"))
        return Parsed(outcome=Outcome.REVIEWS, announced=announced, next=_reviews(unit))
    if not isinstance(items, list) or not (items or _is_last(value)):
        return None
    following = _following(address, len(items))
    return listed(items, _review, nothing=told("the listing has ended"), following=following)


def _is_last(value: Json) -> bool:
    return within(value, "reviews") == [] and isinstance(within(value, "links"), list)


def _is_review(item: Json) -> bool:
    return isinstance(item, dict) and "stars" in item and "createdAt" in item and "consumer" in item


def _review(item: Json) -> RawReview | None:
    if not _is_review(item):
        return None
    key, verified = words(item.get("id")), item.get("isVerified")
    return RawReview(
        key=key or None,
        url=f"{SITE}/reviews/{key}" if key else None,
        author=words(within(item, "consumer", "displayName")) or None,
        published=words(item.get("createdAt")) or None,
        rating=words(item.get("stars")) or None,
        title=words(item.get("title")),
        text=words(item.get("text")),
        language=words(item.get("language")) or None,
        reply=words(within(item, "companyReply", "text")) or None,
        reply_published=words(within(item, "companyReply", "createdAt")) or None,
        verified=verified if isinstance(verified, bool) else None,
    )


def _reviews(unit: str) -> str:
    return asking(f"{_UNITS}/{unit}/reviews", perPage=PER_PAGE, page=1, orderBy=_ORDER)


def _following(address: str, came: int) -> str | None:
    """Return the next page's address after a full page: a shorter one is the last."""
    page, size = number(asked(address, "page")), number(asked(address, "perPage"))
    if page is None or size is None or came < size or not is_on(address, "api.trustpilot.com"):
        return None
    return asking(address, page=page + 1)
