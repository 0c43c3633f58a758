"""Judge a list of what may be reviews: some, none at all, or another shape."""

from collections.abc import Callable, Iterable
from typing import Any

from scraper.outcome import Outcome, Parsed
from scraper.review import RawReview
from scraper.told import Told, told


def listed(
    items: Iterable[Any],
    review_of: Callable[[Any], RawReview | None],
    *,
    nothing: Told,
    announced: int | None = None,
    following: str | None = None,
    notes: tuple[Told, ...] = (),
) -> Parsed:
    """Read the items of a list, each on its own, so that a bad one never loses a good one.

    ``review_of`` gives None for an item in another shape. No item at all is EMPTY, for the reason ``nothing``;
    items without a single review are CHANGED. ``notes`` come first.
    """
    read = [review_of(item) for item in items]
    reviews = tuple(review for review in read if review is not None and _says_something(review))
    left = len(read) - len(reviews)
    if not read:
        return Parsed(outcome=Outcome.EMPTY, reason=nothing, announced=announced, notes=notes)
    if not reviews:
        reason = told("%(items)s items came, and none holds a review as this source writes them", items=left)
        return Parsed(outcome=Outcome.CHANGED, reason=reason, announced=announced, notes=notes)
    bad = (told("left out, for they hold no review: %(items)s", items=left),) if left else ()
    return Parsed(
        outcome=Outcome.REVIEWS, reviews=reviews, announced=announced, next=following, notes=(*notes, *bad)
    )


def _says_something(review: RawReview) -> bool:
    return bool(review.text.strip() or review.title.strip() or review.rating or review.reply)
