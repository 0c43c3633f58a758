"""Read the ratings that sources write, on any scale, and bring them to 1–5."""

import re

from scraper.review import Rating

_NUMBER = r"(\d{1,4}(?:[.,]\d{1,6})?)"
_UNIT = r"(?:\s*(?:(?:star|étoile|bulle|point|bubble)(?:s|\(s\))?(?:\s+rating)?|[★⭐]))?"
_PLAIN = re.compile(rf"(?:[★⭐]\s*)?{_NUMBER}{_UNIT}", re.IGNORECASE)
_OF = re.compile(rf"{_NUMBER}{_UNIT}\s*(?:/|of|sur|out of|de)\s*{_NUMBER}{_UNIT}", re.IGNORECASE)
_LEAD = re.compile(r"(?:noté|notée|rated|rating|note|score)\b\s*:?\s*", re.IGNORECASE)
_WORDS = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}  # Google's names for stars
_PERCENT = re.compile(rf"{_NUMBER}\s*%")
_STARS_GIVEN = 5.0
_FULL, _EMPTY = "★⭐🌟", "☆"
_STARS = re.compile(rf"[{_FULL}]*[{_EMPTY}]*")


def read_rating(raw: str, worst: str | None = None, best: str | None = None) -> Rating | None:
    """Return the rating on 1–5, None when it is no number or lies off its scale.

    A scale written in the rating itself ("8 of 10", "★★★☆☆") wins over ``worst`` and ``best``; schema.org's
    defaults are 1 and 5. A zero on a written scale makes that scale begin at 0. Four of five stars are 4 also where
    a site writes that its stars begin at 0: there 0 says that none was given.
    """
    text = _bare(" ".join(raw.replace("\ufe0f", "").split()))
    low = _number(worst) if worst else None
    value, high = _read(text)
    if value is None:
        return None
    if high is None:
        high = _number(best) if best else None
    elif low is None and (value < 1 or high == 100):  # noqa: PLR2004 percents begin at 0
        low = 0.0
    low, high = 1.0 if low is None else low, 5.0 if high is None else high
    if not low <= value <= high or low == high:
        return None
    if (low, high) == (0, _STARS_GIVEN):
        return Rating(value=max(1.0, value), raw=raw.strip(), worst=low, best=high)
    return Rating(value=round(1 + 4 * (value - low) / (high - low), 4), raw=raw.strip(), worst=low, best=high)


def _bare(text: str) -> str:
    """Return a rating without what stands before it ("Rated 4 of 5"), its number in digits."""
    bare = text[lead.end() :] if (lead := _LEAD.match(text)) else text
    word, space, rest = bare.partition(" ")
    return _WORDS.get(word.casefold(), word) + space + rest


def _read(text: str) -> tuple[float | None, float | None]:
    """Return the value and the top of the scale, as far as the text tells them."""
    if text and _STARS.fullmatch(text):
        full = sum(sign in _FULL for sign in text)
        return float(full), float(max(len(text), 5))
    if found := _PERCENT.fullmatch(text):
        return _number(found[1]), 100.0
    if found := _OF.fullmatch(text):
        return _number(found[1]), _number(found[2])
    if found := _PLAIN.fullmatch(text):
        return _number(found[1]), None
    return None, None


def _number(text: str) -> float | None:
    try:
        return float(text.strip().replace(",", ".")[:12]) if text.isascii() else None
    except ValueError:
        return None
