"""Read questions and answers of Stack Exchange sites from their API.

Paste a search or a tag's page of a site (``https://superuser.com/search?q=brand``), or an API address. Questions come
newest first with their text, 100 a page, 25 pages at most without a key. Answers to a question are read where a
listing of answers was asked for. Where the API asks for a pause (``backoff``), its next page waits for it; where it
asks for more than two minutes, or the day's quota (300 requests without a key) is used up, the rest is left for the
next run, and a note says so.
"""

from dataclasses import replace
from urllib.parse import urlsplit

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import asked, asking, at, path_of
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import moment, number, opened, read_answer, read_entries
from scraper.sources.html_text import text_of, unescaped
from scraper.sources.source import About, Standing
from scraper.told import Told, told

name: str = "stackexchange"
about = About(
    title="Stack Exchange",
    standing=Standing.OPEN,
    address="https://superuser.com/search?q=marque",
    terms=told("an official API, open without a key for 300 requests a day; texts are CC BY-SA"),
    limits=told("2500 questions of a search, without their answers"),
    newest_first=True,
)

_API = "https://api.stackexchange.com"
_LONGEST_PAUSE = 120  # seconds; a longer one ends the listing for this run
_MOST_PAGES = 25  # without a key, says the API's documentation


def first(place: Place) -> str:
    """Ask the API for the newest questions of the search or the tag."""
    path, host = path_of(place.address), urlsplit(place.address).hostname or ""
    if host == "api.stackexchange.com":
        return place.address
    _, _, tag = path.partition("/questions/tagged/")
    wanted = {"tagged": tag.strip("/")} if tag else {"q": asked(place.address, "q")}
    return at(
        _API, "/2.3/search/advanced",
        **wanted, site=host, order="desc", sort="creation", pagesize=100, page=1, filter="withbody",
    )  # fmt: skip


def recognises(page: Page) -> bool:
    """Tell an answer by its quota beside its items, or by the ids of its items."""
    value = _opened(opened(page, b'"quota_max"', b'"question_id"', b'"answer_id"'))
    items = within(value, "items")
    if not isinstance(items, list):
        return False
    has_ids = any("question_id" in item or "answer_id" in item for item in objects(items))
    return has_ids or (not items and "quota_max" in value)


def parse(page: Page) -> Parsed:
    """Read one answer; EMPTY where its items are none."""
    return read_answer(page, lambda value: _listing(_opened(value), page.address))


def _opened(value: Json) -> Json:
    """Return an answer; a program may have kept its items alone."""
    return {"items": value} if isinstance(value, list) else value


def _listing(value: Json, address: str) -> Parsed | None:
    items = within(value, "items")
    if not isinstance(items, list) or not ("has_more" in value or "quota_max" in value or items):
        return None
    notes = _limits(value)
    parsed = read_entries(
        items,
        _review,
        announced=number(value.get("total")),
        following=None if notes else _following(value, address),
        notes=notes,
    )
    return replace(parsed, pause=float(min(number(value.get("backoff")) or 0, _LONGEST_PAUSE)))


def _following(value: Json, address: str) -> str | None:
    page = number(asked(address, "page")) or 1
    more = value.get("has_more") is True and page < _MOST_PAGES and "/2." in path_of(address)
    return asking(address, page=page + 1) if more else None


def _limits(value: dict[str, Json]) -> tuple[Told, ...]:
    """Say why the listing's rest is left for the next run; nothing where it is not."""
    pause = number(value.get("backoff")) or 0
    if value.get("has_more") is not True:
        return ()
    if pause > _LONGEST_PAUSE:
        return (told("the server asks to come back in %(seconds)s s", seconds=pause),)
    if value.get("quota_remaining") == 0:
        return (told("the day's quota of requests is used up: the rest is left for the next run"),)
    return ()


def _review(item: dict[str, Json]) -> RawReview | None:
    """Return a question or an answer: both are numbered in one row."""
    key = words(item.get("answer_id")) or words(item.get("question_id"))
    owner, link = within(item, "owner", "display_name"), words(item.get("link"))
    if not key:
        return None
    return RawReview(
        key=key,
        url=link if link.startswith("http") else None,
        author=unescaped(words(owner)) or None,
        published=moment(item.get("creation_date")),
        title="" if item.get("answer_id") else unescaped(words(item.get("title"))),
        text=_text(item),
    )


def _text(item: dict[str, Json]) -> str:
    markdown = unescaped(words(item.get("body_markdown"))).strip()
    return text_of(words(item.get("body"))) or markdown or text_of(words(item.get("excerpt")))
