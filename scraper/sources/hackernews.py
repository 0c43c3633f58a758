"""Read stories and comments of Hacker News from its search (Algolia).

Paste a search (``https://hn.algolia.com/?q=brand``), or a discussion's page for all its comments. The newest come
first, 100 a page. The search forgives spelling ("nation" for "notion") and looks into authors' names: a hit without
every word asked for, in its own text or in its story's title, is passed over. One query gives 1000 hits at most, so
each page asks for what is older than the last one. Deleted comments come without a word, and are passed over.
Saved items of the site's own API are read too.
"""

import re
import unicodedata

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import asked, asking, at, path_of
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import moment, number, opened, passed_over, read_answer, read_entries
from scraper.sources.html_text import text_of
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "hackernews"
about = About(
    title="Hacker News",
    standing=Standing.OPEN,
    address="https://hn.algolia.com/?q=marque",
    terms=told("an open API of the search; robots.txt leaves it open"),
    limits=told("all stories and comments with the words asked for, 100 a page"),
    newest_first=True,
    global_ids=True,
)

_API = "https://hn.algolia.com/api/v1"
_WORD = re.compile(r'(-?)"([^"]*)"|(-?)([^\s"]+)')
_ITEM = {"by", "id", "time", "type"}  # what an item of the site's own API always has
_TIMES = ("created_at", "created_at_i", "time")
_SEARCHED = ("title", "story_title", "url", "story_url", "comment_text", "story_text", "text")


def first(place: Place) -> str:
    """Ask for the newest hits of the search, or for a whole discussion."""
    path, query = path_of(place.address), asked(place.address, "q") or asked(place.address, "query")
    if path.endswith("/item") and asked(place.address, "id"):
        return f"{_API}/items/{asked(place.address, 'id')}"
    if not query or path.endswith("/search_by_date"):
        return place.address
    tags = asked(place.address, "tags") or "(story,comment)"
    path = "/api/v1/search_by_date"
    return at(_API, path, query=query, tags=tags, hitsPerPage=100, typoTolerance="false")


def recognises(page: Page) -> bool:
    """Tell hits by their ``_tags`` beside an id and a time, a discussion by its tree of comments."""
    value = opened(page, b'"created_at_i"', b'"nbHits"', b'"by"')
    known = ({"created_at_i", "objectID", "_tags"}, {"created_at_i", "children", "points"}, _ITEM)
    entries = objects(_entries(value))
    is_empty = within(value, "hits") == [] and isinstance(within(value, "nbHits"), int)
    return is_empty or any(keys <= entry.keys() for entry in entries for keys in known)


def parse(page: Page) -> Parsed:
    """Read one answer; a search without a hit is EMPTY."""
    return read_answer(page, lambda value: _listing(value, page.address))


def _listing(value: Json, address: str) -> Parsed | None:
    entries = _entries(value)
    if entries is None:
        return None
    said = [entry for entry in entries if not _is_silent(entry)]
    wanted = [entry for entry in said if _holds(entry, asked(address, "query"))]
    notes = (
        *passed_over(len(entries) - len(said), told("deleted, or without a word")),
        *passed_over(len(said) - len(wanted), told("without the words asked for")),
    )
    is_first = "created_at_i<" not in asked(address, "numericFilters")
    return read_entries(
        wanted,
        _review,
        announced=number(within(value, "nbHits")) if is_first else None,
        following=_following(value, entries, address),
        notes=notes,
    )


def _entries(value: Json) -> list[Json] | None:
    """Return the hits of a search, or a discussion's story with all its comments, each after what it answers."""
    if isinstance(value, list):
        return value
    hits = within(value, "hits")
    if isinstance(hits, list):
        return hits
    if within(value, "objectID") or (isinstance(value, dict) and value.keys() >= _ITEM):
        return [value]
    if not isinstance(within(value, "children"), list):
        return None
    entries: list[Json] = []
    waiting = [value]
    while waiting:
        entries.append(waiting.pop())
        waiting += reversed(objects(within(entries[-1], "children")))
    return entries


def _is_silent(entry: Json) -> bool:
    dated = within(entry, "created_at_i") or within(entry, "time")
    return bool(dated) and not any(words(entry.get(field)) for field in _SEARCHED)


def _holds(entry: Json, query: str) -> bool:
    """Tell whether every word and every quoted phrase of a query stands in the hit, whatever the accents."""
    if not isinstance(entry, dict):
        return True
    text = _plain(" ".join(text_of(words(entry.get(field))) for field in _SEARCHED))
    terms = [_plain(phrase or word) for no, phrase, nor, word in _WORD.findall(query) if not (no or nor)]
    return all(re.search(rf"(?<!\w){re.escape(term)}(?!\w)", text) for term in terms if term)


def _plain(text: str) -> str:
    spelt = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in spelt if not unicodedata.combining(sign)).split())


def _following(value: Json, entries: list[Json], address: str) -> str | None:
    """Return the address of what is not younger than the last hit, where the page was full."""
    size = number(within(value, "hitsPerPage"))
    times = [time for time in (number(entry.get("created_at_i")) for entry in objects(entries)) if time]
    if not size or len(entries) < size or not times or not path_of(address).endswith("/search_by_date"):
        return None
    filters = asked(address, "numericFilters").split(",")
    others = [one for one in filters if one and not one.startswith("created_at_i<")]
    older = f"created_at_i<={min(times)}"
    return asking(address, numericFilters=",".join([*others, older]), page=0)


def _review(entry: dict[str, Json]) -> RawReview | None:
    key = words(entry.get("objectID")) or words(entry.get("id"))
    texts = [words(entry.get(field)) for field in ("comment_text", "story_text", "text")]
    text = next((one for one in texts if one), "")
    if not key or not (text or words(entry.get("title"))):
        return None
    return RawReview(
        key=key,
        url=f"https://news.ycombinator.com/item?id={key}",
        author=words(entry.get("author")) or words(entry.get("by")) or None,
        published=next(filter(None, (moment(entry.get(name)) for name in _TIMES)), None),
        title=words(entry.get("title")),
        text=text_of(text),
    )
