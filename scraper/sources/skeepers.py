"""Customer reviews collected by Skeepers (Avis Vérifiés, Verified Reviews), from its official API.

Paste the API's address: ``https://api.skeepers.io/verified-reviews/v1/published/brands/reviews`` for the shop, or
``…/products/reviews`` for its products, with any filter. 200 reviews a page, with the shop's own credentials. Saved
answers of the older services (netreviews, avis-verifies.com) are read as files. E-mail addresses and orders, which some
answers carry, are never kept. A text that was translated is read as it was written.
"""

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import asked, asking, is_on
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import number, opened, read_answer
from scraper.sources.html_text import text_of
from scraper.sources.listing import listed
from scraper.sources.source import About, Grant, Standing
from scraper.told import told

name: str = "skeepers"
about = About(
    title="Skeepers (Avis Vérifiés)",
    standing=Standing.KEY,
    address="https://api.skeepers.io/verified-reviews/v1/published/brands/reviews",
    terms=told("an official API: its terms apply, not robots.txt"),
    limits=told("all published reviews, 200 a page"),
    lists_all=True,
    key=told("a JSON with the client_id and client_secret of the Skeepers back office (configuration, API)"),
    key_host="api.skeepers.io",
    headers={"Authorization": "Bearer {key}"},
    grant=Grant(
        address="https://auth.skeepers.io/realms/skeepers/protocol/openid-connect/token",
        form={
            "grant_type": "client_credentials",
            "client_id": "{client_id}",
            "client_secret": "{client_secret}",
            "scope": "openid",
            "audience": "verified-reviews",
        },
    ),
    global_ids=True,
)

PER_PAGE = 200  # the most the API gives
_HOST = "api.skeepers.io"
_IDS = ("review_id", "id_review", "id_review_product")
_STARS = ("review_rate", "rate")
_TEXTS = ("review_content", "review")
_TITLES = ("review_title", "product_review_title", "title")
_DATES = ("publish_date", "review_date", "created_at")
_NAMES = (("author_firstname", "author_lastname"), ("firstname", "lastname"))
_REPLIES = ("moderation", "exchanges", "answers", "comments")


def first(place: Place) -> str:
    """Ask for full pages, unless the address says how many."""
    if not is_on(place.address, _HOST) or asked(place.address, "limit"):
        return place.address
    return asking(place.address, limit=PER_PAGE)


def recognises(page: Page) -> bool:
    """Tell an answer by the names of its services: an id, a rate and a text of theirs."""
    value = opened(page, b'"review_rate"', b'"id_review', b'"review_content"')
    return any(_is_review(item) for item in _items(value))


def parse(page: Page) -> Parsed:
    """Read an answer; the next page is named by its Link header, or by a cursor in it; an empty list is EMPTY."""
    return read_answer(page, lambda value: _read(value, page))


def _read(value: Json, page: Page) -> Parsed | None:
    items = _items(value)
    if not items and not (value == [] or any(within(part, "reviews") == [] for part in objects(value))):
        return None
    return listed(
        items,
        _review,
        nothing=told("the answer lists nothing"),
        announced=number(within(value, "total")),
        following=_following(value, page),
    )


def _items(value: Json) -> list[Json]:
    """Return the reviews of a bare list, of an object, or of the parts of a list that hold some each."""
    parts = value if isinstance(value, list) else [value]
    held = [within(part, "reviews") or within(part, "data") or within(part, "results") for part in parts]
    inner = [
        item
        for one in held
        for item in (one if isinstance(one, list) else [one] if isinstance(one, dict) else [])
    ]
    return inner or ([part for part in parts if not _is_wrapper(part)] if isinstance(value, list) else [])


def _is_wrapper(part: Json) -> bool:
    return isinstance(part, dict) and isinstance(part.get("reviews"), list)


def _is_review(item: Json) -> bool:
    return bool(_value(item, _IDS)) and _value(item, _STARS) is not None


def _review(item: Json) -> RawReview | None:
    if not isinstance(item, dict) or (_value(item, _STARS) is None and not _value(item, _TEXTS)):
        return None
    verified, reply = item.get("is_verified"), _reply(item)
    return RawReview(
        key=words(_value(item, _IDS)) or None,
        author=_author(item),
        published=words(_value(item, _DATES)) or None,
        rating=words(_value(item, _STARS)) or None,
        title=words(_value(item, _TITLES)),
        text=_plain(words(_value(item, _TEXTS))),
        language=words(item.get("locale")) or words(item.get("lang")) or words(item.get("language")) or None,
        reply=_plain(words(_value(reply, ("comment", "content", "text")))) or None,
        reply_published=words(_value(reply, ("comment_date", "date", "created_at"))) or None,
        verified=verified if isinstance(verified, bool) else None,
    )


def _value(item: Json, names: tuple[str, ...]) -> Json:
    """Return the first value that is there under one of several spellings."""
    return next((item[name] for name in names if item.get(name)), None) if isinstance(item, dict) else None


def _author(item: dict[str, Json]) -> str | None:
    full = (" ".join(filter(None, (words(item.get(part)) for part in pair))) for pair in _NAMES)
    return next(filter(None, full), None)


def _reply(item: dict[str, Json]) -> Json:
    """Return the first message of the exchange under a review: the shop's, for the customer's own is the review."""
    return next(iter(objects(_value(item, _REPLIES))), None)


def _plain(text: str) -> str:
    return text_of(text.replace("\n", "<br>"))


def _following(value: Json, page: Page) -> str | None:
    if not is_on(page.address, _HOST):
        return None
    cursor = words(within(value, "next_cursor")) or words(within(value, "pagination", "next_cursor"))
    return asking(page.address, cursor=cursor) if cursor else page.following
