"""Reviews of an app on Google Play, from its page or from the answers that feed it.

Reads an app's page (``https://play.google.com/store/apps/details?id=…``), which holds about 20 reviews, "most
relevant" first, and saved answers of the page's own service (``batchexecute``), which hold up to 150. Both write a
review as a list without names, found by its shape because its place moves. There is no title and no language;
replies are the developer's. The average on the page counts ratings, most of them without a text, so no number of
reviews is announced. Saved answers of Play Console's own API (``reviews.list``) are read too.
"""

import re
from collections.abc import Iterator

from scraper.blocks import block_in, instead_of_page
from scraper.json_text import BadJSONError, load_json
from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources import googleplay_owner
from scraper.sources.addresses import asked, asking
from scraper.sources.answers import Json, another_shape, in_utc, words
from scraper.sources.entries import opened, read_answer
from scraper.sources.listing import listed
from scraper.sources.markup import text_in
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "googleplay"
about = About(
    title="Google Play",
    standing=Standing.PERMISSION,
    address="https://play.google.com/store/apps/details?id=example.fibrenet",
    terms=told("robots.txt leaves an app's page open, but readings of Google Play's terms differ"),
    limits=told("about 20 reviews of a page, not the newest; all of them are in the export of Play Console"),
    instead=told("import the CSV files of Play Console, or save the app's page"),
    global_ids=True,
)

_DETAILS = "https://play.google.com/store/apps/details"
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|gp:[\w-]{10,}")
_CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*[?&;]id=([\w.]+)')
_SERVICE = re.compile(rb'"wrb\.fr"\s*,\s*"(?:UsvDTd|oCPfdb)"')
_FEWEST = 6  # places of a review's list up to its date


def first(place: Place) -> str:
    """Give the app's page, in the place's language if it names one."""
    app = asked(place.address, "id")
    wanted = {"hl": asked(place.address, "hl") or place.language or "", "gl": asked(place.address, "gl")}
    named = {name: value for name, value in wanted.items() if value}
    return asking(_DETAILS, id=app, **named) if app else place.address


def recognises(page: Page) -> bool:
    """Tell an app's page by its data and its home, and an answer by the service's name."""
    if b"AF_initDataCallback" in page.content:
        return b"play.google.com/store/apps" in page.content
    if googleplay_owner.MARK in page.content:
        return any(map(googleplay_owner.review_of, googleplay_owner.items_of(opened(page, b"{")) or ()))
    return bool(_SERVICE.search(page.content[:4096]))


def parse(page: Page) -> Parsed:
    """Read a page or an answer; an answer without a list, and a page that announces no rating, are EMPTY."""
    keeper = block_in(page.content)
    if keeper:
        return Parsed(outcome=Outcome.BLOCKED, reason=instead_of_page(keeper))
    text, _ = text_in(page)
    if "AF_initDataCallback" in text:
        return _of_page(text, page)
    if googleplay_owner.MARK in page.content:
        return read_answer(page, _of_owner)
    frames = [frame for frame in _frames(text) if isinstance(frame, list) and frame[:1] == ["wrb.fr"]]
    return _of_answer(frames) if frames else another_shape(told("no page or answer of Google Play came"))


def _of_owner(value: Json) -> Parsed | None:
    items = googleplay_owner.items_of(value)
    ended = told("the listing has ended")
    return None if items is None else listed(items, googleplay_owner.review_of, nothing=ended)


def _of_page(text: str, page: Page) -> Parsed:
    canonical = _CANONICAL.search(text)
    app = canonical[1] if canonical else asked(page.address, "id")
    reviews = next(filter(None, map(_reviews_in, _blocks(text))), None)
    if reviews:
        return listed(
            reviews, lambda item: _review(item, app), nothing=told("the page says it has no review")
        )
    if "SoftwareApplication" in text and "aggregateRating" not in text:
        return Parsed(outcome=Outcome.EMPTY, reason=told("the page says it has no review"))
    return another_shape(told("no list of reviews is left on the app's page"))


def _blocks(text: str) -> Iterator[Json]:
    """Yield the data that the page's scripts hold."""
    for block in text.split("AF_initDataCallback(")[1:]:
        data = block.partition("data:")[2].partition("</script")[0]
        yield _loaded(data.rpartition("sideChannel")[0].strip().removesuffix(","))


def _of_answer(frames: list[list[Json]]) -> Parsed:
    """Read the first frame that holds a list; null is how a listing ends, with a code after it an error."""
    answers = [_loaded(frame[2]) for frame in frames if isinstance(_at(frame, 2), str)]
    reviews = next(filter(None, map(_reviews_in, answers)), None)
    if reviews:
        return listed(reviews, _review, nothing=told("the listing has ended"))
    if any(isinstance(_at(value, 0), int) for frame in frames for value in frame[3:]):
        return another_shape(told("the service answered with an error"))
    if any(_at(one, 0) or not isinstance(one, list) for one in answers):
        return another_shape(told("no page or answer of Google Play came"))
    return Parsed(outcome=Outcome.EMPTY, reason=told("the listing has ended"))


def _frames(text: str) -> Iterator[Json]:
    """Yield the frames of an answer: one JSON list, or several, each on a line after its length."""
    body = text.lstrip().removeprefix(")]}'")
    whole = _loaded(body)
    for part in [whole] if whole is not None else map(_loaded, body.splitlines()):
        yield from part if isinstance(part, list) else ()


def _reviews_in(data: Json) -> list[Json] | None:
    """Return the list of reviews that data begin with, if it is one."""
    items = data[0] if isinstance(data, list) and data else None
    return items if isinstance(items, list) and any(map(_is_review, items)) else None


def _is_review(item: Json) -> bool:
    return isinstance(item, list) and len(item) >= _FEWEST and bool(_ID.fullmatch(words(item[0])))


def _review(item: Json, app: str = "") -> RawReview | None:
    if not _is_review(item):
        return None
    key = words(item[0])
    return RawReview(
        key=key,
        url=asking(_DETAILS, id=app, reviewId=key) if app else None,
        author=words(_at(item, 1, 0)) or None,
        published=in_utc(_at(item, 5, 0)),
        rating=words(item[2]) or None,
        text=words(item[4]),
        reply=words(_at(item, 7, 1)) or None,
        reply_published=in_utc(_at(item, 7, 2, 0)),
    )


def _at(value: Json, *places: int) -> Json:
    """Follow places of lists inside each other; None where one is missing."""
    for place in places:
        value = value[place] if isinstance(value, list) and len(value) > place else None
    return value


def _loaded(text: str) -> Json:
    try:
        return load_json(text)
    except BadJSONError:
        return None
