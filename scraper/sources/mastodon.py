"""Read posts under a hashtag on a Mastodon server, and saved answers with posts.

Paste the hashtag's page (``https://server.example/tags/brand``) or a timeline's API address. The newest posts come
first, 40 a page; the following page begins below the last post's id, and the listing ends at an empty page. Boosts,
bots, and people who do not want to be found by search (``indexable: false``) are passed over. The content warning is
the title. Each server numbers posts itself: one post seen on two servers comes twice.
"""

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import asking, at, path_of
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import moment, opened, passed_over, read_answer, read_entries
from scraper.sources.html_text import text_of
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "mastodon"
about = About(
    title="Mastodon",
    standing=Standing.OPEN,
    address="https://mastodon.example/tags/marque",
    terms=told("an open API, unless the server closes it to strangers; its robots.txt applies"),
    limits=told(
        "posts with the hashtag that the server knows, of people who do not refuse to be found by search"
    ),
    newest_first=True,
)


def first(place: Place) -> str:
    """Ask for the hashtag's timeline."""
    folder, found, tag = path_of(place.address).rpartition("/tags/")
    if not found or not tag.strip("/"):
        return place.address
    return at(place.address, f"{folder}/api/v1/timelines/tag/{tag.strip('/')}", limit=40)


def recognises(page: Page) -> bool:
    """Tell posts by their author's ``acct`` beside their HTML."""
    posts = objects(_posts(opened(page, b'"acct"')))
    return any("content" in post and within(post, "account", "acct") for post in posts)


def parse(page: Page) -> Parsed:
    """Read one answer; an empty list is EMPTY."""
    return read_answer(page, lambda value: _listing(value, page.address))


def _listing(value: Json, address: str) -> Parsed | None:
    posts = _posts(value)
    if posts is None:
        return None
    wanted = [post for post in posts if not (isinstance(post, dict) and _is_unwanted(post))]
    why = told("boosts, bots, and people who do not want to be found by search")
    return read_entries(
        wanted,
        _review,
        following=_following(posts, address),
        notes=passed_over(len(posts) - len(wanted), why),
    )


def _posts(value: Json) -> list[Json] | None:
    """Return the posts of a timeline, of notifications, a search, a conversation, or one post alone."""
    if isinstance(value, list):
        return [within(one, "status") or one for one in value]
    found = within(value, "statuses")
    if isinstance(found, list):
        return found
    before, after = within(value, "ancestors"), within(value, "descendants")
    if isinstance(before, list) and isinstance(after, list):
        return before + after
    return [value] if isinstance(within(value, "account"), dict) else None


def _is_unwanted(post: dict[str, Json]) -> bool:
    return (
        isinstance(post.get("reblog"), dict)
        or within(post, "account", "bot") is True
        or within(post, "account", "indexable") is False
    )


def _following(posts: list[Json], address: str) -> str | None:
    """Return the address of the older posts; the server tells it in a header, and takes the last id as well."""
    last = words(within(posts[-1], "id")) if posts else ""
    return asking(address, max_id=last) if last and "/api/v1/timelines/" in path_of(address) else None


def _review(post: dict[str, Json]) -> RawReview | None:
    key, content = words(post.get("id")), post.get("content")
    if not key or not isinstance(content, str):
        return None
    return RawReview(
        key=key,
        url=words(post.get("url")) or words(post.get("uri")) or None,
        author=words(within(post, "account", "acct")) or None,
        published=moment(post.get("created_at")),
        title=words(post.get("spoiler_text")),
        text=text_of(content),
        language=words(post.get("language")) or None,
    )
