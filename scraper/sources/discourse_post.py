"""Make reviews of what Discourse says of a post and of a topic."""

from collections.abc import Mapping

from scraper.review import RawReview
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import moment
from scraper.sources.html_text import plain, text_of
from scraper.sources.markup import UnreadableMarkupError, tree_of


def post_review(post: dict[str, Json], topics: Mapping[str, Json], forum: str) -> RawReview | None:
    """Return a post; its topic's title stays with the first post only."""
    key, body = words(post.get("id")), _body(post)
    if not key or body is None:
        return None
    topic = topics.get(words(post.get("topic_id")))
    is_first = words(post.get("post_number")) == "1"
    return RawReview(
        key=key,
        url=_link(post, topic, forum),
        author=words(post.get("username")) or None,
        published=moment(post.get("created_at")),
        title=_title(topic) or plain(words(post.get("topic_title"))) if is_first else "",
        text=body,
    )


def topic_review(topic: dict[str, Json], people: Mapping[str, str], forum: str) -> RawReview | None:
    """Return a topic of a list: its title, and an excerpt where the forum gives one."""
    key, title = words(topic.get("id")), _title(topic)
    if not key or not title:
        return None
    starters = [
        words(poster.get("user_id"))
        for poster in objects(topic.get("posters"))
        if "Original Poster" in words(poster.get("description"))
    ]
    return RawReview(
        key=key,
        url=f"{forum}/t/{words(topic.get('slug')) or '-'}/{key}" if forum else None,
        author=people.get(starters[0]) if starters else None,
        published=moment(topic.get("created_at")),
        title=title,
        text=text_of(words(topic.get("excerpt"))),
    )


def _title(topic: Json) -> str:
    """Return a topic's title: ``fancy_title`` is the same one as HTML."""
    return words(within(topic, "title")) or text_of(words(within(topic, "fancy_title")))


def _body(post: dict[str, Json]) -> str | None:
    """Return the post's own words, None where it has no body of any kind."""
    cooked = post.get("cooked")
    if isinstance(cooked, str):
        return _own_words(cooked)
    written = next((post[field] for field in ("raw", "blurb") if isinstance(post.get(field), str)), None)
    return None if written is None else plain(words(written))


def _own_words(cooked: str) -> str:
    """Return a post's text without what stands in it from others: quotes and previews of links."""
    if "<aside" not in cooked:
        return text_of(cooked)
    try:
        tree = tree_of(cooked)
    except UnreadableMarkupError:
        return text_of(cooked)
    for aside in tree.find_all("aside"):
        aside.extract()
    return text_of(str(tree))


def _link(post: dict[str, Json], topic: Json, forum: str) -> str | None:
    """Return where the post can be read, None for a saved file, which does not say its forum."""
    place, count = words(post.get("topic_id")), words(post.get("post_number"))
    if not forum or not place:
        return None
    slug = words(post.get("topic_slug")) or words(within(topic, "slug")) or "-"
    return f"{forum}/t/{slug}/{place}/{count}" if count else f"{forum}/t/{slug}/{place}"
