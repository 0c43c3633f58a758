"""Name places and reviews as Google does, whichever of its addresses they are read from."""

import base64
import re
import struct
from urllib.parse import unquote

_PLACE = re.compile(r"(?<![A-Za-z0-9_-])((?:ChIJ|GhIJ|Ei)[A-Za-z0-9_-]{12,})")
_FEATURE = r"(0x[0-9a-f]{1,16}):(0x[0-9a-f]{1,16})"
_FEATURES = re.compile(rf"!1s{_FEATURE}")
_REVIEW = re.compile(rf"!1s([A-Za-z0-9_-]{{12,}})!2m1!1s{_FEATURE}")
_NAME = re.compile(r"places/[A-Za-z0-9_-]+/reviews/[A-Za-z0-9_-]+")


def place_in(address: str) -> str | None:
    """Return the id of the place that an address of Google's leads to, as its APIs write it; None where it has none.

    A page of Google Maps names a place by two numbers (``!1s0x…:0x…``): the id holds the same two.
    """
    address = unquote(address)
    named, features = _PLACE.search(address), _FEATURES.search(address)
    return named[1] if named else _place_of(features[1], features[2]) if features else None


def review_in(link: str) -> str | None:
    """Return the name of the review that a link to it on Google Maps leads to: ``places/…/reviews/…``."""
    found = _REVIEW.search(unquote(link))
    return f"places/{_place_of(found[2], found[3])}/reviews/{found[1]}" if found else None


def is_name(name: str) -> bool:
    """Tell whether a name is that of a review."""
    return bool(_NAME.fullmatch(name))


def _place_of(first: str, second: str) -> str:
    numbers = struct.pack("<BBBQBQ", 0x0A, 0x12, 0x09, int(first, 16), 0x11, int(second, 16))
    return base64.urlsafe_b64encode(numbers).decode().rstrip("=")
