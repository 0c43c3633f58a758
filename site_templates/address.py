"""Give every page a safe, stable address, and every link its way from one page to another."""

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from scraper.review import Review
from site_templates.evidence import shown

LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss"})
LONGEST = 60  # keeps the longest path far under the 255 bytes file systems allow a name


def slug(name: str) -> str:
    """Fold a name to a-z, 0-9 and single hyphens; "brand" when nothing is left."""
    plain = (
        unicodedata.normalize("NFKD", name.translate(LIGATURES)).encode("ascii", "ignore").decode().lower()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST].strip("-") or "brand"


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Give each name its own slug; a collision takes -2, -3… in the order of the names."""
    given: dict[str, str] = {}
    for name in names:
        base = candidate = slug(name)
        number = 1
        while candidate in given.values():
            number += 1
            candidate = f"{base}-{number}"
        given.setdefault(name, candidate)
    return given


def relative(here: str, target: str) -> str:
    """Return the link from page ``here`` to ``target``, both paths from the root of the site."""
    path, mark, anchor = target.partition("#")
    return posixpath.relpath(path, posixpath.dirname(here) or ".") + mark + anchor


def anchor(review: Review) -> str:
    """Return the stable anchor of a review: 48 bits of a hash of its identity."""
    return anchor_of(review.source, review.key)


def anchor_of(source: str, key: str) -> str:
    """Return the anchor of the review with this identity."""
    digest = hashlib.sha256(f"{source}\0{key}".encode(errors="surrogatepass")).hexdigest()
    return f"r-{digest[:12]}"


def identifier(source: str, key: str) -> str:
    """Return what a person copies to name a review: ``source/key``, safe to show, on one line."""
    return " ".join(shown(f"{source}/{key}").split())


def site(address: str | None, source: str) -> str:
    """Name where a review stands, as people do: its site, or else the source or the file it came from."""
    try:
        host = urlsplit(outside(address) or "").hostname
    except ValueError:  # brackets that hold no address
        host = None
    return host.removeprefix("www.") if host else source


def outside(url: str | None) -> str | None:
    """Return the address when it is plain http or https, else None: nothing else becomes a link."""
    if url and re.match(r"https?://[^\s/]", url, re.IGNORECASE):
        return url
    return None
