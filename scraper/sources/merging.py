"""Bring the reviews of several readers of one page together, each once, with keys that last."""

import re
from collections import Counter
from dataclasses import fields, replace
from urllib.parse import urljoin, urlsplit

from scraper.review import RawReview

_LASTING = re.compile(
    r"[0-9]{4}|[0-9a-f]{8}", re.IGNORECASE
)  # "#comment-48213" lasts, "#review-3" is a place
Signature = tuple[str, ...]


def merged(first: list[RawReview], second: list[RawReview]) -> list[RawReview]:
    """Return the reviews of both readers; one that both read is one, with what either knows."""
    kept = _distinct(first)
    unmatched: dict[Signature, list[int]] = {}
    for place, review in enumerate(kept):
        unmatched.setdefault(_signature(review), []).append(place)
    for review in _distinct(second):
        places = unmatched.get(_signature(review))
        if places:
            place = places.pop(0)
            kept[place] = _completed(kept[place], review)
        else:
            kept.append(review)
    return kept


def with_trusted_keys(reviews: list[RawReview], address: str) -> list[RawReview]:
    """Make keys whole addresses where they are links, and drop those that do not tell reviews apart."""
    keyed = [replace(review, key=_lasting(review.key, address)) for review in reviews]
    times = Counter(review.key for review in keyed)
    return [replace(review, key=None) if times[review.key] > 1 else review for review in keyed]


def _distinct(reviews: list[RawReview]) -> list[RawReview]:
    """Drop the repeats of a native id; equal words without one may be two people's."""
    seen: set[tuple[str, Signature]] = set()
    kept = []
    for review in reviews:
        mark = (review.key or "", _signature(review))
        if review.key is None or mark not in seen:
            kept.append(review)
        seen.add(mark)
    return kept


def _signature(review: RawReview) -> Signature:
    said = (review.text, review.title, review.author or "")
    when = () if review.text else ((review.published or "")[:10], review.rating or "")
    return tuple(" ".join(part.split()).casefold() for part in (*said, *when))


def _completed(review: RawReview, other: RawReview) -> RawReview:
    missing = {
        field.name: getattr(other, field.name)
        for field in fields(RawReview)
        if getattr(review, field.name) in (None, "")
    }
    return replace(review, **missing)


def _lasting(key: str | None, address: str) -> str | None:
    """Return a key that will mean the same review tomorrow, None when it may not."""
    if not key or key.startswith("_:"):  # a blank node: its name means something within one page only
        return None
    if not key.startswith(("/", "#", "?", "http://", "https://")):
        return key
    try:
        whole = urljoin(address, key)
        there, here = urlsplit(whole), urlsplit(address)
    except ValueError:
        return key
    if there.fragment:
        return whole if _LASTING.search(there.fragment) else None
    return None if (there.netloc, there.path, there.query) == (here.netloc, here.path, here.query) else whole
