"""The reviews that an account wrote on Google Maps, from its Google Takeout.

In the archive of "Maps (your places)" they stand in ``Reviews.json``, in one of two spellings. Each names the place it is
about, which is its brand here: ``aurevoir import`` takes those of the brands of your watch list. Stars alone come without
a text. A review keeps its identity with the same one read from the Places API, where its link names it.
"""

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.answers import Json, objects, within, words
from scraper.sources.entries import opened, read_answer
from scraper.sources.google_ids import review_in
from scraper.sources.listing import listed
from scraper.sources.source import About, Standing
from scraper.told import told

name: str = "googletakeout"
about = About(
    title="Google Takeout",
    standing=Standing.IMPORT,
    address="",
    terms=told("an export of the account's own data"),
    limits=told("the reviews that this account wrote, not those that a place received"),
    instead=told("import the file of the archive"),
    kept_as="google",
    global_ids=True,
)

_STARS = ("five_star_rating_published", "Star Rating", "starRating")
_TEXTS = ("review_text_published", "Review Comment", "reviewComment")
_LINKS = ("google_maps_url", "Google Maps URL", "googleMapsUrl")
_DATES = ("date", "Published", "published")
_NAMES = ("name", "Business Name", "business_name")


def first(place: Place) -> str:
    """Give the address as it is: nothing is ever asked for."""
    return place.address


def recognises(page: Page) -> bool:
    """Tell the archive's reviews by Takeout's names for their stars, beside a link to Google Maps."""
    value = opened(page, b'"five_star_rating_published"', b'"Star Rating"', b'"review_text_published"')
    return any(_value(one, _LINKS) is not None for one in objects(_features(value)) if _is_review(one))


def parse(page: Page) -> Parsed:
    """Read the file; a collection without features is EMPTY."""
    return read_answer(page, _read)


def _read(value: Json) -> Parsed | None:
    features = within(value, "features")
    is_collection = within(value, "type") == "FeatureCollection" and isinstance(features, list | dict)
    if not is_collection and not any(map(_is_review, objects(_features(value)))):
        return None
    return listed(_features(value), _review, nothing=told("the account wrote no review"))


def _features(value: Json) -> list[Json]:
    """Return the properties of each feature of a collection, or of a bare list or a single one."""
    held = within(value, "features") if isinstance(value, dict) and "features" in value else value
    return [within(one, "properties") for one in (held if isinstance(held, list) else [held])]


def _value(item: Json, names: tuple[str, ...]) -> Json:
    return (
        next((item[name] for name in names if item.get(name) is not None), None)
        if isinstance(item, dict)
        else None
    )


def _is_review(item: Json) -> bool:
    return _value(item, _STARS) is not None or _value(item, _TEXTS) is not None


def _review(item: Json) -> RawReview | None:
    if not _is_review(item):
        return None
    link, place = words(_value(item, _LINKS)), _value(item, ("location", "Location"))
    stars = words(_value(item, _STARS))
    return RawReview(
        key=review_in(link),
        url=link or None,
        published=words(_value(item, _DATES)) or None,
        rating=stars if stars != "0" else None,
        text=words(_value(item, _TEXTS)),
        brand=words(_value(place, _NAMES)) or None,
    )
