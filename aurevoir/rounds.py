"""What one scrape visits, how far back it goes, and what it does with words that may not be kept."""

from dataclasses import dataclass, replace
from datetime import datetime

from aurevoir.retention import oldest_kept
from aurevoir.store import Store
from aurevoir.visit import Saved
from aurevoir.watchlist import WatchList
from scraper.outcome import PageRead
from scraper.place import Place
from scraper.review import Review
from scraper.sources import source_named
from sentiment.read import read
from sentiment.tone import Analyser


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One scrape.

    Attributes:
        places: where to look, with the keys of official APIs.
        retention_months: months a review is kept; None for ever.
        since: time before which reviews are neither looked for nor kept; None to take what there is.
        full: whether to read on past what is known, and pages that have not changed.
        analyser: reads, while they are in memory, the words that may not be kept.
    """

    places: tuple[Place, ...]
    retention_months: int | None = None
    since: datetime | None = None
    full: bool = False
    analyser: Analyser = "learned"

    def oldest(self, now: datetime) -> datetime:
        """Return the time before which reviews are of no use to this round."""
        kept = oldest_kept(now, self.retention_months)
        return max(kept, self.since) if self.since else kept

    def over(self, places: tuple[Place, ...]) -> "Round":
        """Return the same round over other places."""
        return replace(self, places=places)

    def stops_at_known(self, place: Place, store: Store) -> bool:
        """Tell whether what follows a page that adds nothing is known: new reviews come first, and all was read."""
        newest_first = source_named(place.source).about.newest_first
        return newest_first and not self.full and store.is_known_to_the_end(place)


def round_of(
    watch: WatchList, places: tuple[Place, ...], *, since: datetime | None = None, full: bool = False
) -> Round:
    """Return the round of a watch list over places that have their keys."""
    return Round(
        places=places,
        retention_months=watch.privacy.retention_months,
        since=since,
        full=full,
        analyser=watch.reading.analyzer,
    )


def keep_without_words(store: Store, place: Place, page: PageRead, program: str, analyser: Analyser) -> Saved:
    """Keep a page's reviews without what anybody wrote or who, and how it was read: labels only, no quotes."""
    silent = [_silent(review) for review in page.reviews]
    saved = store.save_page(place, replace(page, reviews=tuple(silent)), program)
    readings = [
        (bare, replace(read(whole.words, whole.language, analyser), evidence=()))
        for bare, whole in zip(silent, page.reviews, strict=True)
        if not store.has_words(bare)
    ]
    store.save_readings(readings)
    return saved


def without_quotes(page: PageRead) -> PageRead:
    """Return a page without its notes where one of them may name a review by its first words."""
    nameless = any(review.key.startswith("hash:") for review in page.reviews)
    return replace(page, notes=()) if nameless else page


def _silent(review: Review) -> Review:
    return replace(review, title="", text="", author=None, reply=None)
