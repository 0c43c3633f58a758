"""Read posts and comments of Reddit: saved listings (JSON) and feeds (RSS).

Reddit closes everything by robots.txt and forbids scraping; commercial use of its API wants a contract. So it is
fetched only where the watch list says who allowed it; saved files are read. A listing holds 100 posts, 1000 in all; a
post's page holds its comments. Pinned posts come first, out of order. Texts that were deleted or removed are passed
over where no title is left. A feed's "submitted by … [link] [comments]" is cut.
"""

import re
from dataclasses import replace

from scraper.blocks import instead_of_page
from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources import feed
from scraper.sources.addresses import asking, at, path_of
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import moment, opened, passed_over, read_answer, read_entries
from scraper.sources.html_text import unescaped
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "reddit"
about = About(
    title="Reddit",
    standing=Standing.PERMISSION,
    address="https://www.reddit.com/r/marque/new",
    terms=told("robots.txt closes everything, and the terms forbid scraping without a contract"),
    limits=told("the 1000 newest posts of a listing"),
    instead=told("save the listing (JSON or RSS) under your own account, and import the file"),
    global_ids=True,
)

_FEED = re.compile(rb"<id>\s*t[13]_[0-9a-z]+\s*</id>|<icon>\s*https://www\.redditstatic\.com")
_TAIL = re.compile(
    r"\s*submitted by\s+/?u/\S+(?:\s+to\s+/?(?:r|u)/\S+)?\s*(?:\[link\])?\s*(?:\[comments\])?\s*\Z"
)
_WALL = re.compile(rb"<title>[^<]{0,80}\b(?:blocked|too many requests|forbidden)\b", re.IGNORECASE)
_BARE = {"subreddit", "created_utc", "author", "id"}  # of a post or a comment without what it comes in
_GONE = {"[deleted]", "[removed]", "[supprimé]"}


def first(place: Place) -> str:
    """Ask for the JSON of the page that was pasted; a feed is asked for as it is."""
    path = path_of(place.address).rstrip("/")
    if path.endswith((".json", ".rss")):
        return place.address
    return asking(at(place.address, f"{path or '/new'}.json"), limit=100, raw_json=1)


def recognises(page: Page) -> bool:
    """Tell a feed by the ids of its entries, a listing by its kinds."""
    if feed.recognises(page):
        return bool(_FEED.search(page.content))
    value = _listed(opened(page, b'"t3_', b'"t1_', b'"Listing"', b'"subreddit"'))
    return any(within(one, "kind") == "Listing" for one in _listings(value)) or _is_thing(value)


def parse(page: Page) -> Parsed:
    """Read a listing or a feed; a listing without children is EMPTY."""
    if feed.recognises(page):
        return _without_tails(feed.parse(page))
    if _WALL.search(page.content[:4096]):
        reason = instead_of_page(told("a challenge of %(keeper)s", keeper="Reddit"))
        return Parsed(outcome=Outcome.BLOCKED, reason=reason)
    return read_answer(page, lambda value: _listing(_listed(value), page.address))


def _listed(value: Json) -> Json:
    """Return an answer, or the listing that bare posts or comments of an archive would come in."""
    held = value if isinstance(value, list) else within(value, "data")
    bare = [item for item in objects(held) if item.keys() >= _BARE]
    if not bare:
        return value
    things = [{"kind": "t1" if "body" in item else "t3", "data": item} for item in bare]
    return {"kind": "Listing", "data": {"children": things}}


def _without_tails(parsed: Parsed) -> Parsed:
    reviews = tuple(replace(review, text=_TAIL.sub("", review.text)) for review in parsed.reviews)
    return replace(parsed, reviews=reviews)


def _listing(value: Json, address: str) -> Parsed | None:
    listings = [one for one in _listings(value) if isinstance(within(one, "data", "children"), list)]
    if not listings and not _is_thing(value):
        return None
    things = _things(listings or [{"data": {"children": [value]}}])
    said = [thing for thing in things if not _is_gone(thing)]
    after = words(within(value, "data", "after"))
    return read_entries(
        said,
        _review,
        following=asking(address, after=after) if after and "://" in address else None,
        notes=passed_over(len(things) - len(said), told("deleted, or without a word")),
    )


def _listings(value: Json) -> list[Json]:
    """Return the one listing of an answer, or the two of a post's page."""
    return value if isinstance(value, list) else [value]


def _is_thing(value: Json) -> bool:
    return within(value, "kind") in ("t1", "t3") and isinstance(within(value, "data"), dict)


def _things(listings: list[Json]) -> list[Json]:
    """Return posts and comments in page order, the answers to a comment after it; "more" is only a number."""
    things: list[Json] = []
    waiting = [child for one in reversed(listings) for child in reversed(one["data"]["children"])]
    while waiting:
        thing = waiting.pop()
        things += [thing] if within(thing, "kind") != "more" else []
        answers = within(thing, "data", "replies", "data", "children")
        waiting += reversed(answers) if isinstance(answers, list) else []
    return things


def _is_gone(thing: Json) -> bool:
    data = within(thing, "data")
    body = within(data, "body") if isinstance(data, dict) else None
    return isinstance(body, str) and body.strip() in _GONE


def _name(thing: dict[str, Json]) -> str:
    """Return the id with its kind (``t3_…``), also where the answer leaves the two apart."""
    name, alone = words(within(thing, "data", "name")), words(within(thing, "data", "id"))
    return name or (f"{words(thing.get('kind'))}_{alone}" if alone else "")


def _review(thing: dict[str, Json]) -> RawReview | None:
    data = thing.get("data")
    key, title = _name(thing), words(within(data, "title"))
    text = within(data, "selftext") if thing.get("kind") == "t3" else within(data, "body")
    if thing.get("kind") not in ("t1", "t3") or not key or not (title or isinstance(text, str)):
        return None
    author, link = words(within(data, "author")), words(within(data, "permalink"))
    return RawReview(
        key=key,
        url=f"https://www.reddit.com{link}" if link.startswith("/") else None,
        author=author if author and author not in _GONE else None,
        published=moment(within(data, "created_utc")),
        title=unescaped(title),
        text="" if words(text).strip() in _GONE else unescaped(words(text)).strip(),
    )
