"""Read what the API of Play Console answers an app's owner: the reviews of the last week that have a text."""

from scraper.review import RawReview
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import moment

MARK = b'"userComment"'


def items_of(value: Json) -> list[Json] | None:
    """Return the reviews of an answer, or the one that it is; None where it is none."""
    reviews = within(value, "reviews")
    if isinstance(reviews, list):
        return reviews
    return [value] if isinstance(within(value, "comments"), list) else None


def review_of(item: Json) -> RawReview | None:
    """Return a review: the last that the customer said, and the last that the owner answered."""
    comments = objects(within(item, "comments"))
    said = _last(comments, "userComment")
    if said is None:
        return None
    answered = _last(comments, "developerComment")
    return RawReview(
        key=words(within(item, "reviewId")) or None,
        author=words(within(item, "authorName")) or None,
        published=_moment(said),
        rating=words(within(said, "starRating")) or None,
        text=words(within(said, "text")).strip(),
        language=words(within(said, "reviewerLanguage")) or None,
        reply=words(within(answered, "text")) or None,
        reply_published=_moment(answered),
    )


def _last(comments: list[dict[str, Json]], kind: str) -> Json:
    return next((comment[kind] for comment in reversed(comments) if within(comment, kind)), None)


def _moment(comment: Json) -> str | None:
    return moment(within(comment, "lastModified", "seconds"))
