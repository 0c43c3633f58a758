"""Read the posts of a Discourse forum: a topic with all its pages, a search, the newest posts, a list of topics.

Paste the forum's address for its newest posts, or a topic's, a search's or a category's. Posts are read, of a list of
topics only the titles. A search gives excerpts. What a post quotes from others, and previews of links, are left out;
the topic's title stays with its first post. Many forums close their search by robots.txt, some want a login for
everything. Each forum numbers posts, and topics apart from them, itself.
"""

import re

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.sources.addresses import asked, asking, at, path_of, query_of
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.discourse_post import post_review, topic_review
from scraper.sources.entries import number, opened, passed_over, read_answer, read_entries
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "discourse"
about = About(
    title="Discourse",
    standing=Standing.OPEN,
    address="https://forum.example/t/sujet/123",
    terms=told("an open API, unless the forum wants a login; its robots.txt often closes the search"),
    limits=told("a topic whole; a search as excerpts, 50 a page; of a list of topics the titles"),
)

_MARKS = (
    b'"post_stream"',
    b'"latest_posts"',
    b'"topic_list"',
    b'"grouped_search_result"',
    b'"blurb"',
    b'"cooked"',
)
_ROUTE = re.compile(r"(?P<forum>.*?)/(?P<kind>t|c|tag|search|latest|top|new|posts)(?P<rest>/.*|\.json|)$")
_TOPIC = re.compile(r"(?:/[^/]*[^/\d][^/]*)?/(\d+)(?:/.*|\.json)?$")


def first(place: Place) -> str:
    """Ask for the JSON of the page that was pasted; for the newest posts where it is the forum's own."""
    path = path_of(place.address)
    route = _ROUTE.match(path)
    if path.endswith(".json"):
        return place.address
    if not route or route["kind"] in {"latest", "new", "posts"}:
        forum = route["forum"] if route else path.rstrip("/")
        return at(place.address, f"{forum}/posts.json")
    topic = _TOPIC.match(route["rest"])
    if route["kind"] == "t" and topic:
        return at(place.address, f"{route['forum']}/t/{topic[1]}.json")
    query = query_of(place.address)
    return at(place.address, f"{path.rstrip('/')}.json") + (f"?{query}" if query else "")


def recognises(page: Page) -> bool:
    """Tell an answer by the containers that only Discourse has."""
    value = opened(page, *_MARKS)
    return bool(
        isinstance(within(value, "post_stream", "posts"), list)
        or isinstance(within(value, "latest_posts"), list)
        or isinstance(within(value, "topic_list", "topics"), list)
        or _is_search(value)
        or any(map(_is_post, value if isinstance(value, list) else [value]))
    )


def parse(page: Page) -> Parsed:
    """Read one answer; EMPTY where its list is there and has nothing in it."""
    return read_answer(page, lambda value: _listing(value, page.address))


def _listing(value: Json, address: str) -> Parsed | None:
    topics = within(value, "topic_list", "topics")
    if isinstance(topics, list):
        people = {words(one.get("id")): words(one.get("username")) for one in objects(within(value, "users"))}
        return read_entries(
            topics,
            lambda topic: topic_review(topic, people, _forum(address)),
            following=_more(within(value, "topic_list", "more_topics_url"), address, counted_from=0),
        )
    posts = _posts(value)
    return None if posts is None else _read_posts(posts, value, address)


def _read_posts(posts: list[Json], value: Json, address: str) -> Parsed:
    said = [post for post in posts if within(post, "post_type") not in (3, 4)]
    heads = {words(topic.get("id")): topic for topic in objects(within(value, "topics"))}
    heads |= {words(within(value, "id")): value} if isinstance(within(value, "post_stream"), dict) else {}
    return read_entries(
        said,
        lambda post: post_review(post, heads, _forum(address)),
        announced=number(within(value, "posts_count")),
        following=_following(posts, value, address),
        notes=passed_over(len(posts) - len(said), told("written by the forum itself")),
    )


def _posts(value: Json) -> list[Json] | None:
    if isinstance(value, list):
        return value if any(map(_is_post, value)) else None
    found = within(value, "post_stream", "posts")
    if not isinstance(found, list):
        found = within(value, "latest_posts")
    if not isinstance(found, list) and _is_search(value):
        found = within(value, "posts") or []
    if isinstance(found, list):
        return found
    return [value] if isinstance(within(value, "cooked"), str) else None


def _is_post(item: Json) -> bool:
    return isinstance(item, dict) and item.keys() >= {"cooked", "post_number", "topic_id"}


def _is_search(value: Json) -> bool:
    found = isinstance(within(value, "grouped_search_result"), dict)
    return found or any("blurb" in post for post in objects(within(value, "posts")))


def _forum(address: str) -> str:
    """Return the address of the forum a page is of, "" for a saved file."""
    route = _ROUTE.match(path_of(address))
    return at(address, route["forum"]) if route and "://" in address else ""


def _following(posts: list[Json], value: Json, address: str) -> str | None:
    if isinstance(within(value, "latest_posts"), list):
        ids = [one for one in (number(within(post, "id")) for post in posts) if one]
        return asking(address, before=min(ids)) if ids and "/posts.json" in address else None
    if isinstance(within(value, "grouped_search_result"), dict):
        return _more(
            within(value, "grouped_search_result", "more_full_page_results"), address, counted_from=1
        )
    stream = within(value, "post_stream", "stream")
    last = within(posts[-1], "id") if posts else None
    rest = isinstance(stream, list) and last in stream and stream[-1] != last
    return _more(rest, address, counted_from=1)


def _more(more: Json, address: str, *, counted_from: int) -> str | None:
    """Return the address of the following page where there is more, and the page came from a forum."""
    page = number(asked(address, "page")) or counted_from
    return asking(address, page=page + 1) if more and _forum(address) else None
