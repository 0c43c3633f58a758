"""Make a text safe to keep: no control characters, plain line breaks, a bounded length."""

import re

MOST_TEXT = 200_000  # characters: a hundred pages; no customer writes more
MOST_TITLE = 1_000
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Controls, lone surrogates, and the marks that make a reader see another order than the one written.
_UNSAFE = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufeff]")
_ONE_LINE = re.compile(r"\s+")


def clean(text: str) -> str:
    """Return the text with Unix line breaks, without what cannot be seen or stored, and trimmed."""
    return _UNSAFE.sub("", _LINE_ENDS.sub("\n", text)).strip()


def one_line(text: str) -> str:
    """Return a title: clean, on one line."""
    return _ONE_LINE.sub(" ", clean(text))


def cut(text: str, most: int) -> tuple[str, bool]:
    """Return the text up to so many characters, and whether any were lost."""
    return text[:most].rstrip() if len(text) > most else text, len(text) > most
