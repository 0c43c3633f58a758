"""Tell whether a site needs building again: not on the day it was built, where nothing came since but the news of that."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

from scraper.outcome import Outcome
from site_templates.figures.since import READ
from site_templates.snapshot import Opinion, PlaceHealth, Snapshot

DAWN = datetime(1, 1, 1, tzinfo=UTC)


def state_of(snapshot: Snapshot) -> str:
    """Return what a site tells, in 64 hexadecimal digits: another state, another site.

    Two runs of one day that differ in nothing but the hour they asked at, and found nothing new, tell the same.
    """
    bare = replace(snapshot, as_of=_day(snapshot.as_of), opinions=(), places=(), earlier=None)
    digest = hashlib.sha256(repr(bare).encode("utf-8", "replace"))
    for place in snapshot.places:
        digest.update(repr(_standing(place)).encode("utf-8", "replace"))
    for opinion in _in_order(snapshot.opinions):
        digest.update(repr(_told(opinion)).encode("utf-8", "replace"))
    return digest.hexdigest()


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _standing(place: PlaceHealth) -> PlaceHealth:
    """Return a place without what every visit changes: a source that answered yesterday and today stands the same."""
    outcome = Outcome.REVIEWS if place.outcome in READ else place.outcome
    return replace(
        place,
        outcome=outcome,
        visited=DAWN,
        succeeded=None,
        new=0,
        found=0,
        pages=0,
        announced=None,
        notes=(),
    )


def _told(opinion: Opinion) -> Opinion:
    return replace(opinion, review=replace(opinion.review, fetched=DAWN))


def _in_order(opinions: Sequence[Opinion]) -> list[Opinion]:
    return sorted(opinions, key=lambda opinion: (opinion.review.source, opinion.review.key))
