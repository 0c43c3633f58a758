"""Turn a piece of HTML into the text a reader sees."""

import html
import re

_TAG = re.compile(r"<!--.*?(?:-->|\Z)|</?([a-zA-Z][a-zA-Z0-9:-]*)[^<>]*>", re.DOTALL)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});")
_LONG_REFERENCE = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")  # html.unescape refuses thousands of digits
_BREAKS = {
    "br": "\n", "p": "\n\n", "div": "\n", "li": "\n", "tr": "\n", "ul": "\n", "ol": "\n", "blockquote": "\n\n",
    "h1": "\n\n", "h2": "\n\n", "h3": "\n\n", "h4": "\n\n", "section": "\n", "article": "\n", "dd": "\n", "dt": "\n",
}  # fmt: skip
_SILENT = {"script", "style", "template", "noscript", "head"}


def text_of(markup: str) -> str:
    """Return the text of an HTML fragment: tags dropped, references resolved once, blocks on lines of their own."""
    pieces: list[str] = []
    end, silent = 0, ""
    for tag in _TAG.finditer(markup):
        name = (tag[1] or "").lower()
        if not silent:
            pieces += (" ".join(_joined(markup[end : tag.start()])), _BREAKS.get(name, ""))
        silent = _silenced(silent, name, closing=tag[0].startswith("</"))
        end = tag.end()
    if not silent:
        pieces.append(" ".join(_joined(markup[end:])))
    return _tidy(unescaped("".join(pieces)))


def plain(text: str) -> str:
    """Return a text as it is, or without its HTML when it plainly holds some."""
    return text_of(text) if _MARKUP.search(text) else text.strip()


def unescaped(text: str) -> str:
    """Resolve character references once."""
    return html.unescape(_LONG_REFERENCE.sub("\ufffd", text))


def _joined(text: str) -> list[str]:
    """Split at runs of space, keeping one at either end, as a browser collapses them."""
    return re.split(r"[ \t\r\n\f]+", text)


def _silenced(silent: str, name: str, *, closing: bool) -> str:
    if silent:
        return "" if closing and name == silent else silent
    return name if name in _SILENT and not closing else ""


def _tidy(text: str) -> str:
    lines = "\n".join(re.sub(r"[ \t]+", " ", line).strip(" ") for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
