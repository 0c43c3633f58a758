"""Offer a saved page or answer to the sources: the one that knows it reads it, as if it had been fetched."""

import codecs
import html
import re
from urllib.parse import urlsplit

from scraper.blocks import block_in, instead_of_page
from scraper.decoding import decoded
from scraper.imports.found import FileRead
from scraper.imports.web_archive import unwrapped
from scraper.outcome import Outcome, Page, Parsed
from scraper.sources import SOURCES
from scraper.sources.entries import is_error, no_listing, opened

_HEAD = 256 * 1024  # the addresses stand at the top, but some sites write much before them
_ADDRESS = rb"(https?://[^\s\"'<>]{1,2000})"
_SAVED_FROM = re.compile(rb"<!-- saved from url=\(\d+\)" + _ADDRESS)  # browsers write it on top of the page
_TAGS = re.compile(rb"<(?:link|meta|atom:link)\b[^<>]{1,4000}>", re.IGNORECASE)
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)  # UTF-32's begins the same
_DECLARED = re.compile(r"\A(\s*<\?xml[^<>]{1,200}encoding=[\"'])[^\"'<>]{1,40}")
_OWN = re.compile(rb"(?:rel=[\"']?(?:canonical|self)\b|property=[\"']?og:url\b)", re.IGNORECASE)
_VALUE = re.compile(rb"(?:href|content)=[\"']?" + _ADDRESS, re.IGNORECASE)


def read_saved(content: bytes, name: str) -> FileRead | None:
    """Read what a source recognises; a challenge or a login wall is BLOCKED whoever sent it; None for the rest."""
    content, address = unwrapped(_narrow(content))
    address = address or address_of(content)
    page = Page(address=address or name, content=content)
    source = next((source for source in SOURCES if source.recognises(page)), None)
    if source is None:
        keeper = block_in(content)
        blocked = keeper and Parsed(outcome=Outcome.BLOCKED, reason=instead_of_page(keeper))
        told_instead = blocked or _error_in(page)
        return FileRead(parsed=told_instead) if told_instead else None
    return FileRead(
        parsed=source.parse(page),
        kind=source.name,
        recognised=source,
        kept_as=source.about.kept_as or source.name,
        host=_host(address),
        global_ids=source.about.global_ids,
    )


def _error_in(page: Page) -> Parsed | None:
    """Return what a service said instead of an answer, None where the file is no such message."""
    value = opened(page, b'"error', b'"status_code"')
    return no_listing(value) if is_error(value) else None


def _narrow(content: bytes) -> bytes:
    """Return a page saved in UTF-16 as UTF-8, in which sources look for what they know."""
    if not content.startswith(_WIDE):
        return content
    text, _ = decoded(content)
    return _DECLARED.sub(r"\1utf-8", text, count=1).encode("utf-8", "replace")


def address_of(content: bytes) -> str | None:
    """Return the address that a saved page says it comes from, as the browser or the site wrote it."""
    head = content[:_HEAD]
    if found := _SAVED_FROM.search(head):
        return _text(found[1])
    own = (_VALUE.search(tag) for tag in _TAGS.findall(head) if _OWN.search(tag))
    return next((_text(value[1]) for value in own if value), None)


def _text(address: bytes) -> str:
    return html.unescape(address.decode("utf-8", "replace"))


def _host(address: str | None) -> str | None:
    try:
        return urlsplit(address).hostname if address else None
    except ValueError:
        return None
