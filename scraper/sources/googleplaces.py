"""The five reviews that Google shows of a place, from its Places API.

Paste the place's page on Google Maps, or any address with its id (``ChIJ…``). One answer holds five reviews at most,
in the language of the place where the watch list names one; what Google translated is read as it was written. Its
terms forbid keeping reviews: texts are read in memory, and only labels, date, rating and link are stored. Answers
that were saved are read too: of this API, of the one before it (Place Details), and the files that owners of sites
make of them; of those no words are kept either.
"""

from collections.abc import Iterator

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import asking
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import moment, number, opened, read_answer
from scraper.sources.google_ids import is_name, place_in, review_in
from scraper.sources.listing import listed
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "googleplaces"
about = About(
    title="Google (Places API)",
    standing=Standing.KEY,
    address="https://www.google.com/maps/place/?q=place_id:ChIJAAAAAAAAAAARAAAAAAAAAAA",
    terms=told("an official API; its terms forbid keeping the words of reviews, which are not stored"),
    limits=told("five reviews of each place, those that Google finds most relevant"),
    key=told("an API key of Google Cloud with the Places API (New) enabled"),
    key_host="places.googleapis.com",
    headers={
        "X-Goog-Api-Key": "{key}",
        "X-Goog-FieldMask": "id,displayName,rating,userRatingCount,reviews",
    },
    keeps_text=False,
    kept_as="google",
    global_ids=True,
)

_API = "https://places.googleapis.com/v1/places"
_MARKS = (b'"author_name"', b'"authorAttribution"', b"oogle", b"ChIJ", b'"html_attributions"')
_HOLDERS = ("result", "place", "data", "places", "results", "candidates")
_NOTHING = ("ZERO_RESULTS", "NOT_FOUND")  # what Place Details answers where there is no such place
_COUNTS = ("userRatingCount", "user_ratings_total", "reviewCount", "total", "totalReviews", "total_reviews")
_OTHERS = (
    "reviewId",
    "review_id",
    "review_text",
    "reviews_data",
)  # of other programs' exports, read as tables
_DATES = ("publishTime", "publish_time", "time", "date", "publishedAt", "timestamp")
_AUTHORS = ("author_name", "authorName", "author", "reviewer", "user")
_PHOTOS = ("profile_photo_url", "profile_photo", "profilePhotoUrl", "photo", "avatar")


def first(place: Place) -> str:
    """Ask for the place that the address names, in its language where the watch list names one."""
    found = place_in(place.address)
    language = {"languageCode": place.language} if place.language else {}
    return asking(f"{_API}/{found}", **language) if found else place.address


def recognises(page: Page) -> bool:
    """Tell an answer by Google's names for the parts of a review, or by a place of Google's around them."""
    value = opened(page, *_MARKS)
    places = list(_places(value))
    if isinstance(within(value, "html_attributions"), list) and words(within(value, "status")):
        return True
    items = [(item, place) for place in places for item in _items(place)]
    return any(_is_googles(*pair) for pair in items) or (not items and any(map(_is_bare_place, places)))


def parse(page: Page) -> Parsed:
    """Read an answer; a place without reviews is EMPTY."""
    return read_answer(page, _read)


def _read(value: Json) -> Parsed | None:
    places = list(_places(value))
    items = [(item, place) for place in places for item in _items(place)]
    if not items and not any(map(_is_bare_place, places)) and words(within(value, "status")) not in _NOTHING:
        return None
    counts = (number(place.get(name)) for place in places for name in _COUNTS)
    announced = next((count for count in counts if count is not None), None)
    none, average = (
        told("the place has no review"),
        told("rating only: the page gives an average, and no review to read"),
    )
    return listed(
        items, lambda pair: _review(*pair), nothing=average if announced else none, announced=announced
    )


def _places(value: Json) -> Iterator[dict[str, Json]]:
    """Yield what holds the reviews of a place: the answer, a part of it, or a bare list of reviews."""
    bare = [item for item in objects(value) if _is_googles(item, {})]
    if bare:
        yield {"reviews": value}
        return
    parts = [value, *(within(value, name) for name in _HOLDERS)]
    yield from (place for part in parts for place in ([part] if isinstance(part, dict) else objects(part)))


def _items(place: dict[str, Json]) -> list[Json]:
    reviews = place.get("reviews")
    return reviews if isinstance(reviews, list) else [reviews] if isinstance(reviews, dict) else []


def _is_googles(item: Json, place: dict[str, Json]) -> bool:
    """Tell a review of Google's by its own names, or a plain one by a sign of Google on it or around it."""
    if not isinstance(item, dict):
        return False
    if isinstance(item.get("authorAttribution"), dict) or is_name(words(item.get("name"))):
        return True
    if "author_name" in item and ("time" in item or "relative_time_description" in item):
        return True
    photos = (words(item.get(name)) for name in _PHOTOS)
    signed = words(item.get("source")).casefold() == "google" or any(
        "googleusercontent" in one for one in photos
    )
    return item.get("rating") is not None and _has_text(item) and (signed or _is_place(place))


def _is_place(place: dict[str, Json]) -> bool:
    ids = (words(place.get(name)) for name in ("place_id", "placeId", "id", "name", "place_url", "url"))
    return any(place_in(one) for one in ids) or "google" in words(place.get("source")).casefold()


def _is_bare_place(place: dict[str, Json]) -> bool:
    """Tell a place that came without reviews, as both APIs write one that has none."""
    if any(name in place for name in _OTHERS):
        return False
    counted = any(number(place.get(name)) is not None for name in _COUNTS) or "rating" in place
    return not _items(place) and _is_place(place) and (counted or place.get("reviews") == [])


def _review(item: Json, place: dict[str, Json]) -> RawReview | None:
    if not isinstance(item, dict) or not ("rating" in item or _has_text(item)):
        return None
    said = item.get("originalText") or item.get("text")
    link = words(item.get("googleMapsUri"))
    return RawReview(
        key=_key(item, place, link),
        url=link or None,
        author=_author(item),
        published=next((date for name in _DATES if (date := moment(item.get(name)))), None),
        rating=words(item.get("rating")) or None,
        text=words(said) or words(within(said, "text")),
        language=words(within(said, "languageCode")) or _language(item) or None,
    )


def _language(item: dict[str, Json]) -> str:
    """Return the language that Place Details says a text is in; files made of it give the site's for every text."""
    return words(item.get("language")) if "author_name" in item else ""


def _has_text(item: dict[str, Json]) -> bool:
    return "text" in item or "originalText" in item


def _key(item: dict[str, Json], place: dict[str, Json], link: str) -> str | None:
    """Return the review's name; before it had one, a place could tell its reviews by the second they came in."""
    own, second = words(item.get("name")), words(item.get("time"))
    if is_name(own):
        return own
    home = next(
        (found for name in ("place_id", "placeId") if (found := place_in(words(place.get(name))))), None
    )
    return review_in(link) or (f"places/{home}/reviews/@{second}" if home and second else None)


def _author(item: dict[str, Json]) -> str | None:
    named = (words(item.get(name)) or words(within(item, name, "name")) for name in _AUTHORS)
    return words(within(item, "authorAttribution", "displayName")) or next(filter(None, named), None)
