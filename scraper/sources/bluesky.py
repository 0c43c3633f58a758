"""Read saved answers of Bluesky: a search (``searchPosts``), a feed, one post's thread.

Nothing is fetched: the search is often closed to strangers. Save the answer of ``app.bsky.feed.searchPosts`` with an
account of your own, and import the file. A post's identity is its ``at://`` address. Reposts in a feed are passed
over. The language is the first the author named, if any.
"""

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import moment, number, opened, passed_over, read_answer, read_entries
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "bluesky"
about = About(
    title="Bluesky",
    standing=Standing.IMPORT,
    address="",
    terms=told("the search is often closed to strangers (403)"),
    limits=told("what the saved answer holds: 100 posts at most"),
    instead=told("save answers of the search with an account of your own, and import the files"),
    newest_first=True,
    global_ids=True,
)

_MARK = b"app.bsky.feed"


def first(place: Place) -> str:
    """Give the place's own address: nothing is fetched."""
    return place.address


def recognises(page: Page) -> bool:
    """Tell posts by their ``at://`` addresses, an empty search by its names."""
    value = opened(page, b"at://", b'"posts"', b'"hitsTotal"')
    return any(_is_post(post) for post in objects(_posts(value))) or _is_empty_search(value)


def parse(page: Page) -> Parsed:
    """Read one saved answer; EMPTY where the search found nothing."""
    return read_answer(page, _listing)


def _listing(value: Json) -> Parsed | None:
    posts = _posts(value)
    if posts is None or not (posts or _is_empty_search(value) or within(value, "feed") == []):
        return None
    own = [post for post in posts if not isinstance(within(post, "reason"), dict)]
    return read_entries(
        [within(post, "post") or post for post in own],
        _review,
        announced=number(within(value, "hitsTotal")),
        notes=passed_over(len(posts) - len(own), told("reposts")),
    )


def _posts(value: Json) -> list[Json] | None:
    """Return the posts of a search, a feed or an account's records, a thread's post with the replies to it, or a bare list of posts."""
    found = (value, *(within(value, name) for name in ("posts", "feed", "records")))
    listing = next((one for one in found if isinstance(one, list)), None)
    if listing is not None:
        return listing
    return _in_thread(within(value, "thread")) if isinstance(within(value, "thread"), dict) else None


def _in_thread(thread: Json) -> list[Json]:
    posts: list[Json] = []
    waiting = [thread]
    while waiting:
        node = waiting.pop()
        posts += [node["post"]] if within(node, "post") else []
        waiting += reversed(objects(within(node, "replies")))
    return posts


def _is_empty_search(value: Json) -> bool:
    return (
        isinstance(value, dict)
        and value.get("posts") == []
        and value.keys() <= {"posts", "cursor", "hitsTotal"}
    )


def _is_post(post: Json) -> bool:
    uri = words(within(post, "uri") or within(post, "post", "uri"))
    return uri.startswith("at://") and "/app.bsky.feed.post/" in uri


def _review(post: dict[str, Json]) -> RawReview | None:
    record = within(post, "record") or within(post, "value")
    text = within(record, "text")
    if not _is_post(post) or not isinstance(text, str):
        return None
    uri, author = words(post.get("uri")), within(post, "author", "handle") or within(post, "author", "did")
    languages = within(record, "langs")
    home = words(author) or uri.split("/")[2]
    return RawReview(
        key=uri,
        url=f"https://bsky.app/profile/{home}/post/{uri.rpartition('/')[2]}",
        author=words(author) or None,
        published=moment(within(record, "createdAt")) or moment(post.get("indexedAt")),
        text=text.strip(),
        language=words(languages[0]) or None if isinstance(languages, list) and languages else None,
    )
