"""Customer reviews on Trustpilot, from saved pages and from the data inside them.

Reads a company's page (``https://www.trustpilot.com/review/{domain}``) by the data it carries (``__NEXT_DATA__``), the
same data saved alone as JSON, and the HTML of the years before. A page holds 20 reviews and lets ten pages be read
without logging in; a country's site shows its own language only, unless all are asked for. A title is often the
beginning of the text, cut with "…". Reviews shown twice on a page, as highlights, come once.
"""

from collections.abc import Mapping

from scraper.blocks import block_in, instead_of_page
from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import asking, is_on, path_of
from scraper.sources.answers import Json, NoAnswerError, another_shape, answer, within, words
from scraper.sources.entries import number
from scraper.sources.listing import listed
from scraper.sources.markup import UnreadableMarkupError, text_in, tree_of
from scraper.sources.source import About, Standing
from scraper.sources.trustpilot_html import cards, data_in, is_old_page, review_of_card
from scraper.told import told

name: str = "trustpilot"
about = About(
    title="Trustpilot",
    standing=Standing.PERMISSION,
    address="https://www.trustpilot.com/review/fibrenet.example",
    terms=told("robots.txt closes the whole site, and its terms forbid robots"),
    limits=told("10 pages of 20 reviews without logging in"),
    instead=told("save the pages and import them, or use trustpilot_api with your own key"),
    newest_first=True,
    global_ids=True,
)

LAST_PAGE = 10  # the eleventh leads to a login form
SITE = "https://www.trustpilot.com"
_MARKS = ("consumer", "dates")  # what every review of the site's own data has


def first(place: Place) -> str:
    """Give the company's page with reviews of all languages, newest first."""
    return (
        asking(place.address, languages="all", sort="recency")
        if _is_company(place.address)
        else place.address
    )


def recognises(page: Page) -> bool:
    """Tell a page by the site's own data or marks, saved JSON by the shape of its reviews."""
    text = page.content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b'"__N_REDIRECT"' in text:
        return b"/users/connect" in text
    if text.startswith(b"<"):
        return (
            b"__NEXT_DATA__" in text and b'"businessUnit"' in text and b"trustpilot" in text
        ) or is_old_page(text)
    if b'"publishedDate"' not in text:
        return b'"businessUnit"' in text and b'"pageProps"' in text
    try:
        return any(map(_is_review, _listing(answer(page))[0] or ()))
    except NoAnswerError:
        return False


def parse(page: Page) -> Parsed:
    """Read a page; one of a company without a review is EMPTY, a login wall BLOCKED."""
    keeper = block_in(page.content)
    if keeper:
        return Parsed(outcome=Outcome.BLOCKED, reason=instead_of_page(keeper))
    if page.content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return _of_html(page)
    try:
        return _of_data(answer(page), page)
    except NoAnswerError as error:
        return error.parsed


def _of_html(page: Page) -> Parsed:
    text, notes = text_in(page)
    data = data_in(text)
    if data is not None:
        return _of_data(data, page)
    try:
        found = cards(tree_of(text))
    except UnreadableMarkupError as error:
        return another_shape(error.reason)
    if not found:
        return another_shape(told("no review of Trustpilot is on the page"))
    return listed(found.items(), review_of_card, nothing=told("the page says it has no review"), notes=notes)


def _of_data(data: Json, page: Page) -> Parsed:
    items, shown = _listing(data)
    if words(shown.get("__N_REDIRECT")).startswith("/users/connect"):
        wall = told("a login wall of %(keeper)s", keeper="Trustpilot")
        return Parsed(outcome=Outcome.BLOCKED, reason=instead_of_page(wall))
    if items is None or not (items or "businessUnit" in shown):
        return another_shape(told("no review of Trustpilot is on the page"))
    return listed(
        items,
        review_of,
        nothing=told("the page says it has no review"),
        announced=_announced(shown),
        following=_following(shown, page.address),
    )


def _listing(data: Json) -> tuple[list[Json] | None, Mapping[str, Json]]:
    """Return the reviews, and what the page shows besides; a list saved alone has only the first."""
    if isinstance(data, list):
        return data, {}
    shown = within(data, "props", "pageProps") or within(data, "pageProps") or data
    if not isinstance(shown, dict):
        return None, {}
    if _is_review(shown):
        return [shown], {}
    items = [shown["review"]] if _is_review(shown.get("review")) else shown.get("reviews")
    return (items if isinstance(items, list) else None), shown


def _is_review(item: Json) -> bool:
    return isinstance(item, dict) and all(isinstance(item.get(mark), dict) for mark in _MARKS)


def review_of(item: Json) -> RawReview | None:
    """Return a review as the site's own data tell it."""
    if not _is_review(item):
        return None
    key = words(item.get("id"))
    verified = within(item, "labels", "verification", "isVerified")
    return RawReview(
        key=key or None,
        url=f"{SITE}/reviews/{key}" if key else None,
        author=words(within(item, "consumer", "displayName")) or None,
        published=words(within(item, "dates", "publishedDate")) or None,
        rating=words(item.get("rating") or item.get("stars")) or None,
        title=words(item.get("title")),
        text=words(item.get("text")),
        language=words(item.get("language")) or None,
        reply=words(within(item, "reply", "message")) or None,
        reply_published=words(within(item, "reply", "publishedDate")) or None,
        verified=verified if isinstance(verified, bool) else None,
    )


def _announced(shown: Mapping[str, Json]) -> int | None:
    filtered = number(within(shown, "filters", "pagination", "totalCount"))
    return number(within(shown, "businessUnit", "numberOfReviews")) if filtered is None else filtered


def _following(shown: Mapping[str, Json], address: str) -> str | None:
    pages = within(shown, "filters", "pagination")
    current, last = number(within(pages, "currentPage")), number(within(pages, "totalPages"))
    if current is None or last is None or current >= min(last, LAST_PAGE):
        return None
    return asking(address, page=current + 1) if _is_company(address) else None


def _is_company(address: str) -> bool:
    return is_on(address, "trustpilot.com") and path_of(address).startswith("/review/")
