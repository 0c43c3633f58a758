"""Read the reviews of a page by selectors, and know some widgets by theirs."""

import re
from collections.abc import Iterator

import soupsieve
from bs4 import BeautifulSoup, Tag

from scraper.review import RawReview
from scraper.select import Select
from scraper.sources.html_text import text_of
from scraper.sources.markup import attribute
from scraper.sources.merging import with_trusted_keys

# Widgets that shops put into their pages, which describe nothing by schema.org.
JUDGE_ME = Select(
    item=".jdgm-rev",
    text=".jdgm-rev__body",
    title=".jdgm-rev__title",
    rating=".jdgm-rev__rating::attr(data-score)",
    date=".jdgm-rev__timestamp::attr(data-content)",
    author=".jdgm-rev__author",
    id="::attr(data-review-id)",
    reply=".jdgm-rev__reply-content, .jdgm-rev__reply:not(:has(.jdgm-rev__reply-content))",
    empty='.jdgm-rev-widg[data-number-of-reviews="0"]',
)
YOTPO = Select(  # its dates, 03/04/25, do not say which is the month
    item=".yotpo-review[data-review-id]",
    text=".content-review, .yotpo-review-content",
    title=".content-title, .yotpo-review-title",
    rating=".yotpo-review-stars .sr-only",
    author=".yotpo-user-name",
    id="::attr(data-review-id)",
    reply=".yotpo-comment .content-review",
)
SHOPIFY = Select(
    item=".spr-review",
    text=".spr-review-content-body",
    title=".spr-review-header-title",
    rating=".spr-starratings::attr(aria-label)",
    date=".spr-review-header-byline strong:nth-of-type(2)",
    author=".spr-review-header-byline strong",
    id="::attr(id)",
    reply=".spr-review-reply-body",
)
WOOCOMMERCE = Select(
    item=".commentlist li.review",
    text=".description",
    rating=".star-rating .rating",
    date=".woocommerce-review__published-date",
    author=".woocommerce-review__author",
    id="::attr(id)",
)
HREVIEW = Select(  # the microformat, older than schema.org
    item=".hreview",
    text=".description",
    title=".summary",
    rating=".rating .value, .rating",
    date=".dtreviewed::attr(title)",
    author=".reviewer .fn, .reviewer",
)
WIDGETS = (JUDGE_ME, YOTPO, SHOPIFY, WOOCOMMERCE, HREVIEW)
_ATTRIBUTE = re.compile(r"(.*?)::attr\(\s*([\w:-]+)\s*\)", re.DOTALL)
_MACHINE_DATES = ("datetime", "content", "data-content")


class BadSelectorError(ValueError):
    """A selector that no page can be read by."""


def check(selector: str) -> None:
    """Look whether pages can be read by a selector.

    Raises:
        BadSelectorError: it is no CSS.
    """
    path, _ = _split(selector)
    try:
        soupsieve.compile(path or "*")
    except (soupsieve.SelectorSyntaxError, ValueError) as error:
        raise BadSelectorError(str(error).partition("\n")[0]) from error


def selected(tree: BeautifulSoup, select: Select, address: str) -> list[RawReview]:
    """Return the reviews that the selectors find, in page order; ``address`` stands in for theirs."""
    reviews = [_review(item, select, address) for item in _outermost(tree.select(select.item))]
    return with_trusted_keys(reviews, address)


def is_there(tree: BeautifulSoup, selector: str) -> bool:
    """Tell whether a selector finds anything."""
    return bool(selector) and tree.select_one(selector) is not None


def found_in(tag: Tag, selector: str) -> str:
    """Return the text or the attribute that a selector finds first, "" when none."""
    path, name = _split(selector)
    part = (tag.select_one(path) if path else tag) if selector else None
    if part is None:
        return ""
    return attribute(part, name).strip() if name else text_of(part.decode_contents())


def _review(item: Tag, select: Select, address: str) -> RawReview:
    return RawReview(
        key=found_in(item, select.id) or None,
        url=address,
        author=found_in(item, select.author) or None,
        published=_date(item, select.date) or None,
        rating=found_in(item, select.rating) or None,
        best=select.best,
        title=" ".join(found_in(item, select.title).split()),
        text=found_in(item, select.text),
        reply=found_in(item, select.reply) or None,
    )


def _date(item: Tag, selector: str) -> str:
    """Return the date for machines where the element carries one beside its words."""
    path, name = _split(selector)
    written = (found_in(item, f"{path}::attr({one})") for one in ((name,) if name else ()) + _MACHINE_DATES)
    return next(filter(None, written), "") or found_in(item, path) if selector else ""


def _outermost(items: list[Tag]) -> Iterator[Tag]:
    seen: set[int] = set()
    for item in items:  # in page order: what holds others comes before them
        if not any(id(parent) in seen for parent in item.parents):
            yield item
        seen.add(id(item))


def _split(selector: str) -> tuple[str, str]:
    """Return the path and the attribute of a selector; either may be empty."""
    found = _ATTRIBUTE.fullmatch(selector.strip())
    return (found[1].strip(), found[2]) if found else (selector.strip(), "")
