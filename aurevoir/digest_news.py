"""Which reviews are a week's news: each is that of one week only, so that no digest repeats another."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from scraper.review import Precision
from site_templates.figures.periods import Window, last_whole_week
from site_templates.snapshot import Opinion

NEXT_NIGHT = timedelta(days=1)  # the run of the night after a week still brings that week's reviews
_A_WEEK = timedelta(weeks=1)


def news(opinions: Iterable[Opinion], window: Window) -> tuple[Opinion, ...]:
    """Return the reviews that came to be known in a window of whole weeks.

    A review belongs to the week it was written in where it was seen by the night after; where it was found later, or
    its day is not known, to the week in which it was first seen.
    """
    return tuple(one for one in opinions if _is_in(_came(one), window))


def _came(opinion: Opinion) -> datetime | None:
    review, seen = opinion.review, opinion.seen
    written = None if review.precision is Precision.MONTH else review.published
    if written is None or seen is None:
        return seen or written
    # the week that holds `written` is the last whole one a week after
    over = last_whole_week(written + _A_WEEK).end
    return written if written <= seen < over + NEXT_NIGHT else seen


def _is_in(moment: datetime | None, window: Window) -> bool:
    return moment is not None and window.start <= moment < window.end
