"""Customer reviews of an app in Apple's App Store, from its feeds.

Reads the feed in JSON (``/{country}/rss/customerreviews/…/json``) and in Atom (``…/xml``), and the XML that the
store's own program was sent until about 2013. The address of an app's page is enough; its country decides whose
reviews come, not their language. A feed holds 50 reviews a page and 10 pages, no reply, and in 2021 no date.
Older feeds begin with the app itself, which is no review, and neither is what a search for an app answers: it is
EMPTY, with the number of ratings. An empty first page also stands for an app that does not
exist, or for a visit too many: a feed that used to have reviews is reported.
"""

import re
from collections.abc import Mapping

from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import is_on
from scraper.sources.answers import Json, NoAnswerError, another_shape, answer, objects, within, words
from scraper.sources.appstore_xml import is_atom, is_store_page, parse_atom, parse_store_page
from scraper.sources.entries import number
from scraper.sources.listing import listed
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "appstore"
about = About(
    title="App Store",
    standing=Standing.PERMISSION,
    address="https://apps.apple.com/fr/app/fibrenet/id123456789",
    terms=told("robots.txt closes the feeds of reviews, and Apple's terms forbid robots"),
    limits=told("the 500 newest reviews of a country; no reply of the developer"),
    instead=told("save the feed's pages (JSON or XML) and import them"),
    newest_first=True,
    global_ids=True,
)

LAST_PAGE = 10  # the store refuses the eleventh: "CustomerReviews RSS page depth is limited to 10"
_FEED = "/rss/customerreviews/"
_APP = re.compile(r"//[^/]+/(?:([a-z]{2})/)?.*?\bid=?(\d+)")
_PAGE = re.compile(r"(?<=/page=)\d+")


def first(place: Place) -> str:
    """Give the first page of the newest reviews, in JSON, for an app's page or a feed of it."""
    found = _APP.search(place.address)
    if _FEED in place.address or not found:
        return place.address
    country, app = found[1] or "us", found[2]
    return f"https://itunes.apple.com/{country}{_FEED}page=1/id={app}/sortby=mostrecent/json"


def recognises(page: Page) -> bool:
    """Tell a feed of customer reviews by Apple's own names."""
    text = page.content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith(b"<"):
        return is_atom(text) or is_store_page(text)
    feed = b'"feed"' in text[:200] and (b'"im:rating"' in text or b"customerreviews" in text)
    return text.startswith(b"{") and (feed or (b'"resultCount"' in text[:200] and b'"trackId"' in text))


def parse(page: Page) -> Parsed:
    """Read a page of reviews; a feed without an entry is EMPTY."""
    if is_atom(page.content):
        return parse_atom(page, _following(page.address))
    if is_store_page(page.content):
        return parse_store_page(page)
    try:
        value = answer(page)
    except NoAnswerError as error:
        return error.parsed
    found = within(value, "resultCount") is not None
    return _rated(value) if found else _of_feed(within(value, "feed"), page.address)


def _of_feed(feed: Json, address: str) -> Parsed:
    if not isinstance(feed, dict) or not (feed.keys() & {"entry", "link", "id"}):
        return another_shape(told("no feed of customer reviews came"))
    entries = feed.get("entry", [])
    entries = [entries] if isinstance(entries, dict) else entries
    if not isinstance(entries, list):
        return another_shape(told("no feed of customer reviews came"))
    return listed(
        [entry for entry in entries if not _is_app(entry)],
        _review,
        nothing=told("the feed has no entry"),
        following=_following(address, _last(feed)),
    )


def _rated(found: Json) -> Parsed:
    """Say how many rated the app of a search's answer: it holds no review."""
    counts = (number(app.get("userRatingCount")) for app in objects(within(found, "results")))
    announced = next((count for count in counts if count is not None), None)
    reason = told("rating only: the page gives an average, and no review to read")
    return Parsed(outcome=Outcome.EMPTY, reason=reason, announced=announced)


def _is_app(entry: Json) -> bool:
    return isinstance(entry, dict) and "im:rating" not in entry and "im:name" in entry


def _review(entry: Json) -> RawReview | None:
    if not isinstance(entry, dict) or "im:rating" not in entry:
        return None
    link = entry.get("link")
    link = link[0] if isinstance(link, list) and link else link
    return RawReview(
        key=_label(entry, "id") or None,
        url=words(within(link, "attributes", "href")) or None,
        author=_label(entry, "author", "name") or None,
        published=_label(entry, "updated") or None,
        rating=_label(entry, "im:rating") or None,
        title=_label(entry, "title"),
        text=_label(entry, "content"),
    )


def _label(entry: Mapping[str, Json], *path: str) -> str:
    return words(within(entry, *path, "label")).strip()


def _last(feed: Mapping[str, Json]) -> int:
    """Return the number of the last page, as the feed's links tell it."""
    links = feed.get("link")
    for link in links if isinstance(links, list) else ():
        if within(link, "attributes", "rel") == "last":
            number = _PAGE.search(words(within(link, "attributes", "href")))
            return int(number[0][:3]) if number else LAST_PAGE
    return LAST_PAGE


def _following(address: str, last: int = LAST_PAGE) -> str | None:
    """Return the next page's address: the feed's own links lead to another format, so it is counted."""
    number = _PAGE.search(address)
    if not number or not is_on(address, "itunes.apple.com") or _FEED not in address:
        return None
    page = int(number[0][:3]) + 1
    return _PAGE.sub(str(page), address, count=1) if page <= min(last, LAST_PAGE) else None
