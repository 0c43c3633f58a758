"""All reviews of the user's own places on Google, from the Business Profile API.

Ask with the address of a location: ``https://mybusiness.googleapis.com/v4/accounts/{a}/locations/{l}/reviews`` (the API
must be granted to the account by Google). 50 reviews a page, newest first, with the replies. Where Google added a
translation, the text is read as it was written. Stars alone come without a text. Read as files too: saved answers, and
the reviews in a Google Takeout of a Business Profile.
"""

import re

from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import asking, is_on, path_of
from scraper.sources.answers import Json, within, words
from scraper.sources.entries import number, opened, read_answer
from scraper.sources.listing import listed
from scraper.sources.source import About, Grant, Standing
from scraper.told import told

name: str = "googlebusiness"
about = About(
    title="Google (Business Profile API)",
    standing=Standing.KEY,
    address="https://mybusiness.googleapis.com/v4/accounts/1/locations/2/reviews",
    terms=told("an official API, for places that the account has verified: its terms apply, not robots.txt"),
    limits=told("all reviews of the user's own places, 50 a page"),
    lists_all=True,
    key=told("the JSON of an OAuth client of Google Cloud with client_id, client_secret and refresh_token"),
    key_host="mybusiness.googleapis.com",
    headers={"Authorization": "Bearer {key}"},
    grant=Grant(
        address="https://oauth2.googleapis.com/token",
        form={
            "grant_type": "refresh_token",
            "client_id": "{client_id}",
            "client_secret": "{client_secret}",
            "refresh_token": "{refresh_token}",
        },
    ),
    newest_first=True,
    kept_as="google",
    global_ids=True,
)

PER_PAGE = 50  # the most the API gives
_HOST = "mybusiness.googleapis.com"
_TRANSLATION = re.compile(r"\((?:Translated by Google|Traduit par Google)\)", re.IGNORECASE)
_ORIGINAL = re.compile(
    r"\((?:Original|Avis d['’]origine|Texte d['’]origine|Version originale)\)", re.IGNORECASE
)


def first(place: Place) -> str:
    """Ask for the location's newest reviews."""
    path = path_of(place.address).rstrip("/")
    if not is_on(place.address, _HOST) or not re.search(r"/locations/[^/]+(?:/reviews)?$", path):
        return place.address
    own = f"https://{_HOST}{path.removesuffix('/reviews')}/reviews"
    return asking(own, pageSize=PER_PAGE, orderBy="updateTime desc")


def recognises(page: Page) -> bool:
    """Tell an answer by its stars in words beside the review's own id or times."""
    value = opened(page, b'"starRating"', b'"totalReviewCount"')
    return any(map(_is_review, _items(value))) or _is_empty(value)


def parse(page: Page) -> Parsed:
    """Read a page of reviews, or one review; no review and nothing to follow is EMPTY."""
    return read_answer(page, lambda value: _read(value, page.address))


def original(text: str) -> str:
    """Return a text as it was written, without the translation that Google put before or after it."""
    translation, own = _TRANSLATION.search(text), _ORIGINAL.search(text)
    if translation is None:
        return text
    if own is None:
        return (text[: translation.start()] or text[translation.end() :]).strip()
    end = translation.start() if translation.start() > own.start() else len(text)
    return text[own.end() : end].strip()


def _read(value: Json, address: str) -> Parsed | None:
    items = _items(value)
    announced, token = number(within(value, "totalReviewCount")), words(within(value, "nextPageToken"))
    if not items and not _is_empty(value) and not (value == {} and is_on(address, _HOST)):
        return None
    following = asking(address, pageToken=token) if token and is_on(address, _HOST) else None
    parsed = listed(
        items, _review, nothing=told("the place has no review"), announced=announced, following=following
    )
    return parsed if parsed.outcome is not Outcome.EMPTY or not announced else None


def _items(value: Json) -> list[Json]:
    """Return the reviews of an answer about one place or several, of a bare list, or the one it is."""
    if isinstance(value, dict) and "starRating" in value:
        return [value]
    held = value if isinstance(value, list) else within(value, "reviews") or within(value, "locationReviews")
    items = held if isinstance(held, list) else [held] if isinstance(held, dict) else []
    return [within(item, "review") or item for item in items]


def _is_empty(value: Json) -> bool:
    return isinstance(value, dict) and number(value.get("totalReviewCount")) == 0 and not _items(value)


def _is_review(item: Json) -> bool:
    return (
        isinstance(item, dict)
        and "starRating" in item
        and any(key in item for key in ("reviewId", "createTime", "reviewer", "name"))
    )


def _review(item: Json) -> RawReview | None:
    if not isinstance(item, dict) or not ("starRating" in item or "comment" in item):
        return None
    stars, reply = words(item.get("starRating")), item.get("reviewReply")
    return RawReview(
        key=words(item.get("reviewId")) or words(item.get("name")).rpartition("/")[2] or None,
        author=_author(item.get("reviewer")),
        published=words(item.get("createTime")) or words(item.get("updateTime")) or None,
        rating=None if stars == "STAR_RATING_UNSPECIFIED" else stars or None,
        text=original(words(item.get("comment"))),
        reply=original(words(within(reply, "comment"))) or None,
        reply_published=words(within(reply, "updateTime")) or None,
    )


def _author(reviewer: Json) -> str | None:
    anonymous = within(reviewer, "isAnonymous") is True
    return None if anonymous else words(within(reviewer, "displayName")) or None
