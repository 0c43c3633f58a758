"""Read a page into a tree, unless its markup was made to keep a parser busy."""

import re
import warnings
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, ParserRejectedMarkup, Tag, XMLParsedAsHTMLWarning

from scraper.decoding import declared_charset, decoded
from scraper.outcome import Page
from scraper.sources.html_text import unescaped
from scraper.told import Told, told

MOST_EFFORT = (
    50_000_000  # characters a parser may look ahead in all: about two seconds; real pages need < 2 %
)
_OPENING = re.compile(r"<!--|<!|<\?|<[a-zA-Z/]")
_LONG_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")  # Python refuses to read thousands of digits


class UnreadableMarkupError(ValueError):
    """Markup that cannot be read, or not in reasonable time; ``reason`` says which."""

    def __init__(self, reason: Told) -> None:
        super().__init__(reason)
        self.reason = reason


def text_in(page: Page) -> tuple[str, tuple[Told, ...]]:
    """Return a page's text, and a note when its encoding had to be guessed."""
    text, note = decoded(page.content, declared_charset(page.content_type, page.content))
    return text, (note,) if note else ()


def tree_of(text: str) -> BeautifulSoup:
    """Parse HTML.

    Raises:
        UnreadableMarkupError: the parser gives up, or would take minutes.
    """
    if _effort(text) > MOST_EFFORT:
        raise UnreadableMarkupError(told("the page's tags are never closed: no browser would show it"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is HTML with an XML declaration
        try:
            return BeautifulSoup(_LONG_REFERENCE.sub("\ufffd", text), "html.parser")
        except (ParserRejectedMarkup, ValueError) as error:
            raise UnreadableMarkupError(told("the page's markup cannot be read")) from error


def next_address(tree: BeautifulSoup, page: Page) -> str | None:
    """Return the address that rel=next names, if it is on the same host and another page."""
    base = tree.find("base", href=True)
    for link in tree.find_all(["link", "a"], href=True):
        relations = link.get_attribute_list("rel")
        if "next" in {str(relation).lower() for relation in relations}:
            return followable(page.address, attribute(link, "href"), attribute(base, "href"))
    return None


def followable(address: str, link: str, base: str = "") -> str | None:
    """Return a link as a whole address when it leads to another page of the same host."""
    try:
        whole = urljoin(urljoin(address, base.strip()), link.strip()).replace(" ", "%20").partition("#")[0]
        here, there = urlsplit(address), urlsplit(whole)
    except ValueError:
        return None
    same = there.scheme in {"http", "https"} and there.netloc == here.netloc
    return whole if same and whole != address.partition("#")[0] else None


def outermost(tree: BeautifulSoup, selector: str) -> list[Tag]:
    """Return the tags that a CSS selector finds, without those inside another of them.

    Reading what each holds then takes one pass of the page, however deep somebody nested them.
    """
    found = tree.select(selector)
    inner = {id(tag) for tag in found}
    return [tag for tag in found if not any(id(parent) in inner for parent in tag.parents)]


def attribute(tag: Tag | object | None, name: str) -> str:
    """Return an attribute as one string, "" when the tag or the attribute is missing."""
    if not isinstance(tag, Tag):
        return ""
    value = tag.get(name)
    return unescaped(" ".join(value)) if isinstance(value, list) else str(value or "")


def _effort(text: str) -> int:
    """Add up how far the standard parser looks ahead: from each opening to the end it needs.

    Its search is quadratic when thousands of openings never end (measured: 90 KB of "<a " took 46 s).
    """
    effort, ends = 0, {"-->": -1, ">": -1}
    for opening in _OPENING.finditer(text):
        start, needed = opening.start(), "-->" if opening[0] == "<!--" else ">"
        if ends[needed] < start:
            found = text.find(needed, start)
            ends[needed] = len(text) if found < 0 else found
        effort += ends[needed] - start
    return effort
