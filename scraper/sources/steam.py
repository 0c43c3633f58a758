"""Read the reviews of a Steam app from the shop's ``appreviews`` answers.

Paste the app's page in the shop, or an ``appreviews`` address. The newest reviews come first, 100 a page, in the
language of the place, or in all. Steam asks for a thumb up or down, not for stars: no rating is made of it, and a
thumb without a word says nothing here. Texts come without their BBCode. The developer's response is the reply;
``steam_purchase`` tells a purchase. A listing ends at an empty page or at a cursor seen before.
"""

import re

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import asking, at, path_of
from scraper.sources.answers import Json, within, words
from scraper.sources.entries import moment, number, opened, read_answer, read_entries
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "steam"
about = About(
    title="Steam",
    standing=Standing.OPEN,
    address="https://store.steampowered.com/app/123456/",
    terms=told("an open answer of the shop; robots.txt leaves it open"),
    limits=told("all reviews, 100 a page; no rating, for a thumb up or down is no number of stars"),
    lists_all=True,
    newest_first=True,
    global_ids=True,
)

_APP = re.compile(r"/(?:app|appreviews|agecheck/app)/(\d+)")
_BBCODE = re.compile(
    r"\[/?(?:b|i|u|h[1-6]|p|url|list|olist|quote|code|spoiler|strike|table|tr|th|td|hr|noparse|img|\*)(?:[= ][^\]\n]*)?\]",
    re.IGNORECASE,
)
_CODES = {
    "arabic": "ar", "brazilian": "pt", "bulgarian": "bg", "czech": "cs", "danish": "da", "dutch": "nl",
    "english": "en", "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hungarian": "hu",
    "indonesian": "id", "italian": "it", "japanese": "ja", "koreana": "ko", "latam": "es", "norwegian": "no",
    "polish": "pl", "portuguese": "pt", "romanian": "ro", "russian": "ru", "schinese": "zh", "spanish": "es",
    "swedish": "sv", "tchinese": "zh", "thai": "th", "turkish": "tr", "ukrainian": "uk", "vietnamese": "vi",
}  # fmt: skip
_NAMES = {"en": "english", "fr": "french", "de": "german", "es": "spanish", "it": "italian", "nl": "dutch"}


def first(place: Place) -> str:
    """Ask for the app's newest reviews, in the place's language or in all."""
    app = _APP.search(path_of(place.address))
    if not app:
        return place.address
    language = _NAMES.get(place.language or "", "all")
    return at(
        "https://store.steampowered.com",
        f"/appreviews/{app[1]}",
        json=1, filter="recent", language=language, purchase_type="all", num_per_page=100, cursor="*",
    )  # fmt: skip


def recognises(page: Page) -> bool:
    """Tell an answer by its summary of the query, or by a recommendation's id."""
    value = opened(page, b'"query_summary"', b'"recommendationid"')
    entries = _entries(value)
    return isinstance(within(value, "query_summary"), dict) or any(
        within(entry, "recommendationid") for entry in entries or ()
    )


def parse(page: Page) -> Parsed:
    """Read one answer; EMPTY where it has a summary and no review."""
    return read_answer(page, lambda value: _listing(value, page.address))


def _listing(value: Json, address: str) -> Parsed | None:
    entries = _entries(value)
    summary = within(value, "query_summary")
    if entries is None or not (entries or isinstance(summary, dict)):
        return None
    cursor, app = words(within(value, "cursor")), _APP.search(path_of(address))
    return read_entries(
        entries,
        lambda entry: _review(entry, app[1] if app else ""),
        announced=number(within(summary, "total_reviews")),
        following=asking(address, cursor=cursor) if app and cursor and entries else None,
    )


def _entries(value: Json) -> list[Json] | None:
    """Return the reviews of an answer, also where a program saved them by id, as a list, or one alone."""
    reviews = value if isinstance(value, list) else within(value, "reviews")
    if isinstance(reviews, dict):
        return [reviews] if "recommendationid" in reviews else list(reviews.values())
    return reviews if isinstance(reviews, list) else None


def _review(entry: dict[str, Json], app: str) -> RawReview | None:
    key, text = words(entry.get("recommendationid")), entry.get("review")
    if not key or not isinstance(text, str):
        return None
    person = words(within(entry, "author", "steamid"))
    bought = entry.get("steam_purchase")
    return RawReview(
        key=key,
        url=f"https://steamcommunity.com/profiles/{person}/recommended/{app}/" if app and person else None,
        author=person or None,
        published=moment(entry.get("timestamp_created")),
        text=_plain(text),
        language=_CODES.get(words(entry.get("language"))),
        reply=_plain(words(entry.get("developer_response"))) or None,
        reply_published=moment(entry.get("timestamp_dev_responded")),
        verified=bought if isinstance(bought, bool) else None,
    )


def _plain(text: str) -> str:
    return _BBCODE.sub("", text).strip()
