"""Tell which reviews a place no longer lists, from full crawls of one that lists everything."""

from collections.abc import Sequence
from datetime import datetime

from aurevoir.store import Store
from aurevoir.store_reviews import Identity, Known
from scraper.collect import is_old
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.sources import source_named
from scraper.told import Told, told

FEW = 3  # of a handful of reviews, so many may go at once; of more, half: beyond that the listing is the likelier fault


def take_out(
    store: Store, place: Place, pages: Sequence[PageRead], oldest: datetime, now: datetime
) -> tuple[int, tuple[Told, ...]]:
    """Compare a full crawl with what is known of its place; return how many reviews are removed, and what to tell.

    A review that the crawl did not meet is missing; one that a crawl of an earlier day missed already is removed.
    """
    if not is_whole(place, pages, oldest):
        return 0, ()
    met = {(review.source, review.key) for page in pages for review in page.reviews}
    known = [review for review in store.listed(place) if _should_be_listed(review, pages[-1], oldest)]
    absent = [review for review in known if review.identity not in met]
    if len(absent) > max(FEW, len(known) // 2):
        note = told(
            "of %(known)s reviews known, %(absent)s are not listed any more: too many at once to be taken for removed",
            known=len(known),
            absent=len(absent),
        )
        return 0, (note,)
    store.mark_missing([review.identity for review in absent if review.missing is None], now)
    gone = list(_missed_again(absent, now))
    store.mark_removed(gone, now)
    return len(gone), ()


def is_whole(place: Place, pages: Sequence[PageRead], oldest: datetime) -> bool:
    """Tell whether a full crawl met all that its place lists, back to ``oldest``."""
    about = source_named(place.source).about
    if not (about.lists_all or place.lists_all) or not pages:
        return False
    if any(not page.outcome.could_read or page.outcome is Outcome.UNCHANGED for page in pages):
        return False
    found = sum(page.found for page in pages)
    announced = max((page.announced or 0 for page in pages), default=0)
    stopped = about.newest_first and is_old(pages[-1], oldest)
    return found > 0 and (stopped or (found >= announced and _ended(place, pages)))


def _ended(place: Place, pages: Sequence[PageRead]) -> bool:
    if place.pages is not None:
        return len(pages) < place.max_pages
    last = pages[-1].known
    return last is not None and last.next is None


def _should_be_listed(review: Known, last: PageRead, oldest: datetime) -> bool:
    """Leave out what lies behind the page where the crawl stopped."""
    if not is_old(last, oldest):
        return True
    return review.published is not None and review.published >= oldest


def _missed_again(absent: Sequence[Known], now: datetime) -> list[Identity]:
    """Return what an earlier day's crawl missed too: a fault of an hour is no removal."""
    return [one.identity for one in absent if one.missing and one.missing.date() < now.date()]
