"""Turn bytes into text when the encoding is unknown, wrongly declared or broken."""

import codecs
import re

from scraper.told import Told, told

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins the same
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_HIGH = re.compile(rb"[\x80-\xff]")
_MOSTLY = 0.5  # of the bytes beyond ASCII; Latin-1 prose read as UTF-8 has nearly none right


def decoded(content: bytes, declared: str | None = None) -> tuple[str, Told | None]:
    """Return the text, without NULs, and a note when something had to be guessed.

    In order: byte order mark, UTF-16 by its zeros, UTF-8, the declared charset, UTF-8 with broken places,
    cp1252 (what Excel and old French sites write).
    """
    encoding, start = _by_mark(content)
    if encoding:
        return _without_nuls(content[start:].decode(encoding, "replace")), None
    try:
        return _without_nuls(content.decode("utf-8")), None
    except UnicodeDecodeError:
        pass
    text = _as_declared(content, declared)
    if text is not None:
        return _without_nuls(text), None
    if _is_mostly_utf8(content):
        return _without_nuls(content.decode("utf-8", "replace")), told("some characters were broken")
    return _without_nuls(content.decode("cp1252", "replace")), told("no charset was declared: read as cp1252")


def declared_charset(content_type: str, head: bytes) -> str | None:
    """Return the charset that a header declares, or else the first kilobytes of a page."""
    found = _DECLARED.search(content_type.encode("ascii", "replace")) or _DECLARED.search(head[:4096])
    return found[1].decode("ascii") if found else None


def _by_mark(content: bytes) -> tuple[str | None, int]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return encoding, len(mark)
    head = content[:4096]
    zeros = head.count(0)
    if zeros < len(head) * 0.3:
        return None, 0
    return ("utf-16-le" if head[1::2].count(0) >= head[::2].count(0) else "utf-16-be"), 0


def _as_declared(content: bytes, declared: str | None) -> str | None:
    if declared is None:
        return None
    try:
        codec = codecs.lookup(declared)
        if codec.name in {"ascii", "iso8859-1"}:  # browsers read both as cp1252, and pages count on it
            return None
        return content.decode(codec.name)
    except (LookupError, UnicodeError, ValueError):
        return None


def _is_mostly_utf8(content: bytes) -> bool:
    sample = content[:1_000_000]
    high = len(_HIGH.findall(sample))
    right = len(_HIGH.findall(sample.decode("utf-8", "ignore").encode("utf-8")))
    return right >= high * _MOSTLY


def _without_nuls(text: str) -> str:
    return text.replace("\0", "")
