"""Read the App Store's reviews where they come as XML: the Atom feed, and the pages of the store's old program."""

import re

from bs4 import BeautifulSoup, Tag

from scraper.outcome import Page, Parsed
from scraper.review import RawReview
from scraper.sources.answers import another_shape
from scraper.sources.html_text import text_of
from scraper.sources.listing import listed
from scraper.sources.markup import UnreadableMarkupError, attribute, outermost, text_in, tree_of
from scraper.told import told

_HEAD = 4096
_STORE = b"http://www.apple.com/itms/"  # the namespace of the store's own pages
_ID = re.compile(r"userReviewId=(\d+)")
_REPORT = re.compile(r"reportUserReviewConcern", re.IGNORECASE)


def is_atom(content: bytes) -> bool:
    """Tell an Atom feed of customer reviews."""
    head = content[:_HEAD]
    return b"<feed" in head and (b"customerreviews" in head or b"<im:rating" in content)


def is_store_page(content: bytes) -> bool:
    """Tell a page of customer reviews as the store's program was sent it."""
    return _STORE in content[:_HEAD] and b"UserReviews" in content


def parse_atom(page: Page, following: str | None) -> Parsed:
    """Read an Atom feed; its first entry may be the app itself."""
    try:
        text, notes = text_in(page)
        tree = tree_of(text)
    except UnreadableMarkupError as error:
        return another_shape(error.reason)
    entries = [
        entry for entry in outermost(tree, "entry") if entry.find("im:rating") or not entry.find("im:name")
    ]
    if not entries and "</feed" not in text:
        return another_shape(told("no feed of customer reviews came"))
    return listed(
        entries, _atom_review, nothing=told("the feed has no entry"), following=following, notes=notes
    )


def _atom_review(entry: Tag) -> RawReview | None:
    if not entry.find("im:rating"):
        return None
    return RawReview(
        key=_text(entry, "id") or None,
        url=attribute(entry.find("link"), "href") or None,
        author=_text(entry, "name") or None,
        published=_text(entry, "updated") or None,
        rating=_text(entry, "im:rating") or None,
        title=_text(entry, "title"),
        text=_content(entry),
    )


def _content(entry: Tag) -> str:
    """Return the plain text; the other content shows the same as a table, title included."""
    contents = entry.find_all("content")
    plain = [content for content in contents if attribute(content, "type") in {"text", ""}]
    if plain:
        return plain[0].get_text().strip()
    return text_of(contents[0].get_text()) if contents else ""


def _text(entry: Tag, name: str) -> str:
    found = entry.find(name)
    return found.get_text().strip() if isinstance(found, Tag) else ""


def parse_store_page(page: Page) -> Parsed:
    """Read a page of the store's old program: each review stands in a box, with a link to report it."""
    try:
        text, notes = text_in(page)
        tree = tree_of(text)
    except UnreadableMarkupError as error:
        return another_shape(error.reason)
    boxes = _boxes(tree)
    if not tree.find("document") or (not boxes and tree.find("gotourl", url=_REPORT)):
        return another_shape(told("no feed of customer reviews came"))
    return listed(boxes.items(), _boxed_review, nothing=told("the page says it has no review"), notes=notes)


def _boxes(tree: BeautifulSoup) -> dict[str, Tag]:
    """Return the box around each text by the id in its link to report it."""
    around = {
        id(box): box for box in (text.find_parent("vboxview") for text in tree.find_all(_is_text)) if box
    }
    linked = ((box.find("gotourl", url=_REPORT), box) for box in around.values())
    named = ((_ID.search(attribute(link, "url")), box) for link, box in linked)
    return {found[1]: box for found, box in named if found}


def _is_text(tag: Tag) -> bool:
    return tag.name == "textview" and attribute(tag, "styleset").startswith("normal")


def _boxed_review(item: tuple[str, Tag]) -> RawReview | None:
    key, box = item
    text = box.find(_is_text)
    if not isinstance(text, Tag):
        return None
    lines = box.find_all("textview", styleset="basic13")
    by = lines[1] if len(lines) > 1 else None
    stars = box.find("hboxview", alt=re.compile(r"^\d"))
    return RawReview(
        key=key,
        author=_author(by),
        published=_date(by),
        rating=attribute(stars, "alt") or None,
        title=lines[0].get_text().strip() if lines else "",
        text=text.get_text().strip(),
    )


def _author(by: Tag | None) -> str | None:
    """Return who wrote it; an anonymous one has no page of their own."""
    link = by.find("gotourl") if by else None
    return (link.get_text().strip() or None) if isinstance(link, Tag) else None


def _date(by: Tag | None) -> str | None:
    """Return what follows the last dash of "by NAME - Version 1.6 - 11-Apr-2012"."""
    pieces = re.split(r"\s-\s", " ".join(by.get_text().split())) if by else []
    return pieces[-1] if len(pieces) > 1 else None
