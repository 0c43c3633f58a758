"""Keep the figures of the months whose texts retention is about to delete."""

from datetime import datetime

from aurevoir.store import Store
from sentiment.read import read, version
from sentiment.tone import Analyser
from site_templates.figures.past import months_to_keep


def keep_months(store: Store, oldest: datetime, analyser: Analyser) -> None:
    """Keep what the trend needs of the months before ``oldest``, read by today's words while the texts are there.

    ``oldest`` is the first of a month, as retention counts: a month goes as a whole.
    """
    if not store.history.holds_before(oldest):
        return
    words = version(analyser)
    going = [one for one in store.unread(words) if one.published is not None and one.published < oldest]
    store.save_readings([(review, read(review.words, review.language, analyser)) for review in going])
    store.history.keep_months(months_to_keep(tuple(store.opinions()), oldest, words))
