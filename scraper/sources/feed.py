"""Read RSS and Atom feeds, in all their spellings.

Reviews of WordPress plugins and themes are feeds too: paste the page of one on wordpress.org. Their stars, which stand in
words in the title and above the text, become ratings; the 30 newest come.
"""

import io
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

import feedparser

from scraper.blocks import block_in
from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.addresses import is_on
from scraper.sources.html_text import plain, text_of
from scraper.sources.markup import followable
from scraper.sources.plugin_reviews import HOST, as_review, feed_of
from scraper.sources.source import About, Standing
from scraper.told import Told, told

name: str = "feed"
about = About(
    title="RSS, Atom",
    standing=Standing.OPEN,
    address="https://shop.example/reviews/feed/",
    terms=told("made for syndication; robots.txt of the site applies"),
    limits=told("what the feed lists, often its 10 to 50 newest entries"),
    newest_first=True,
)

_HTML = re.compile(
    rb"\A[\s\xef\xbb\xbf]*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ROOT = re.compile(
    rb"<(?:rss|(?:\w+:)?RDF|(?:\w+:)?feed|channel|entry)[\s>]|\A(?:<\?xml[^<>]*>\s*)?<item[\s>]"
)
_LONG_REFERENCE = re.compile(rb"&#[xX]?[0-9a-fA-F]{8,};?")
_WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16 and UTF-32 marks: zeros belong there


def first(place: Place) -> str:
    """Give the feed's own address, or that of the reviews of a WordPress plugin."""
    return feed_of(place.address)


def recognises(page: Page) -> bool:
    """Tell a feed by its root."""
    head = page.content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"<") and bool(_ROOT.search(head))


def parse(page: Page) -> Parsed:
    """Read a feed; a channel without an entry is EMPTY, anything but a feed is CHANGED."""
    keeper = block_in(page.content)
    if keeper:
        return Parsed(
            outcome=Outcome.BLOCKED, reason=told("%(keeper)s came instead of the feed", keeper=keeper)
        )
    if _HTML.match(page.content[:8192]):
        shut = is_on(page.address, HOST)  # where it is a wall before the feed, says experience
        reason = told("an HTML page came instead of a feed")
        return Parsed(outcome=Outcome.BLOCKED if shut else Outcome.CHANGED, reason=reason)
    content, notes = _mended(page.content)
    try:
        feed = _parsed(content, page.content_type)
    except ValueError:  # numbers that Python refuses to read
        return Parsed(outcome=Outcome.CHANGED, reason=told("the feed holds a number that cannot be read"))
    entries = [as_review(_review(entry, feed.feed.get("language"), page.address)) for entry in feed.entries]
    if entries:
        broken = (told("the feed is damaged: %(fault)s", fault=_fault(feed)),) if _is_broken(feed) else ()
        return Parsed(
            outcome=Outcome.REVIEWS,
            reviews=tuple(entries),
            next=_next(feed.feed, page),
            notes=(*notes, *broken),
        )
    if feed.get("version") and not _is_broken(feed):
        return Parsed(outcome=Outcome.EMPTY, reason=told("the feed has no entry"), notes=notes)
    fault = _fault(feed) if _is_broken(feed) else told("it is not RSS or Atom")
    return Parsed(outcome=Outcome.CHANGED, reason=told("no feed: %(fault)s", fault=fault))


def _parsed(content: bytes, content_type: str) -> Any:
    """Parse with feedparser, from BytesIO: it takes bare bytes for a file name first.

    It is not told the feed's address, or it would join native ids to it.
    """
    return feedparser.parse(
        io.BytesIO(content),
        response_headers={"content-type": content_type},
        resolve_relative_uris=False,
        sanitize_html=False,
    )


def _is_broken(feed: Mapping[str, Any]) -> bool:
    """Tell real damage from a wrong charset or content type, which feedparser also reports."""
    harmless = (feedparser.CharacterEncodingOverride, feedparser.NonXMLContentType)
    return bool(feed["bozo"]) and not isinstance(feed["bozo_exception"], harmless)


def _fault(feed: Mapping[str, Any]) -> Told:
    """Say where a feed breaks, as far as its parser tells."""
    line_number = getattr(feed["bozo_exception"], "getLineNumber", None)
    line = line_number() if line_number else None
    return told("it breaks at line %(line)s", line=line) if line else told("it is not well-formed")


def _mended(content: bytes) -> tuple[bytes, tuple[Told, ...]]:
    """Drop NULs, and repair UTF-8, which would otherwise make the whole feed Latin-1."""
    if content.startswith(_WIDE):
        return content, ()
    content = _LONG_REFERENCE.sub(b"\xef\xbf\xbd", content.replace(b"\0", b""))
    declared = re.match(rb"\A[\s\xef\xbb\xbf]*<\?xml[^>]{0,200}encoding=[\"']([^\"']{1,40})", content)
    if declared and declared[1].lower() not in {b"utf-8", b"utf8"}:
        return content, ()
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("utf-8", "replace").encode("utf-8"), (told("some characters were broken"),)
    return content, ()


def _review(entry: Mapping[str, Any], language: str | None, address: str) -> RawReview:
    title = entry.get("title_detail") or {}
    return RawReview(
        key=entry.get("id") or entry.get("link") or None,
        url=_link(entry, address),
        author=plain(entry.get("author") or "") or None,
        published=entry.get("published") or entry.get("updated") or None,
        title=" ".join(_worded(title.get("value") or entry.get("title") or "", title.get("type")).split()),
        text=_text(entry),
        language=entry.get("language") or language or None,
    )


def _link(entry: Mapping[str, Any], address: str) -> str | None:
    try:
        return urljoin(address, entry.get("link") or "") or None
    except ValueError:
        return None


def _text(entry: Mapping[str, Any]) -> str:
    for content in entry.get("content") or ():
        if content.get("value"):
            return _worded(content["value"], content.get("type"))
    detail = entry.get("summary_detail") or {}
    return _worded(entry.get("summary") or "", detail.get("type"))


def _worded(value: str, kind: str | None) -> str:
    return text_of(value) if kind and "html" in kind else plain(value)


def _next(feed: Mapping[str, Any], page: Page) -> str | None:
    """Return the following page of a paged feed (RFC 5005), if it names one."""
    links = (link.get("href") for link in feed.get("links") or () if link.get("rel") == "next")
    return next((followable(page.address, link) for link in links if link), None)
