"""A digest as Markdown, as plain text, and as Slack's own markup; customers' words are hostile text in each."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import quote

from aurevoir.digest_record import Digest, Saying
from site_templates.evidence import shown

Format = Literal["markdown", "text", "slack"]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~&@!])")
_LINK = re.compile(r"(?=://)|(?<=www)(?=\.)", re.IGNORECASE)
_SLACK = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_IN_A_LINK = "/:?#[]@!$&'*+,;=%~-._"  # what may stand in an address as it is, save what ends a link: ( ) < > | and space


@dataclass(frozen=True, slots=True, kw_only=True)
class _Style:
    """How each part is written."""

    safe: Callable[[str], str]
    title: str
    heading: str
    line: str
    quote: str
    link: Callable[[str, str], str]


def printed(digest: Digest, form: Format) -> str:
    """Write a digest in a form, ending in a line break."""
    return "\n".join(_lines(digest, _STYLES[form])) + "\n"


def in_slack(text: str) -> str:
    """Return a text as Slack shows it and nothing else: no mention, no link of its making."""
    return shown(text).translate(_SLACK)


def _lines(digest: Digest, style: _Style) -> Iterator[str]:
    yield style.title.format(style.safe(digest.title))
    for line in digest.lead:
        yield ""
        yield style.safe(line)
    for section in digest.sections:
        yield ""
        yield style.heading.format(style.safe(section.title))
        yield ""
        yield from (style.line.format(style.safe(line)) for line in section.lines)
        for saying in section.quotes:
            yield from _quoted(saying, style)
    if digest.site:
        yield ""
        yield style.link(style.safe(digest.site), digest.site)


def _quoted(saying: Saying, style: _Style) -> Iterator[str]:
    origin = style.safe(saying.origin)
    where = style.link(origin, saying.link) if saying.link else origin
    yield style.quote.format(style.safe(saying.text))
    yield style.quote.format(f"— {where}")
    yield ""


def _in_markdown(text: str) -> str:
    """Escape what Markdown would read as its own, and what GitHub's makes links of."""
    return _LINK.sub(r"\\", _MARKDOWN.sub(r"\\\1", shown(text)))


def _address(link: str) -> str:
    return quote(shown(link), safe=_IN_A_LINK)


_STYLES = {
    "markdown": _Style(
        safe=_in_markdown,
        title="# {}",
        heading="## {}",
        line="- {}",
        quote="> {}  ",  # two spaces keep the line of the origin apart
        link=lambda words, link: f"[{words}]({_address(link)})",
    ),
    "text": _Style(
        safe=shown,
        title="{}",
        heading="{}",
        line="  - {}",
        quote="  | {}",
        link=lambda words, link: words if words == link else f"{words}\n  | {_address(link)}",
    ),
    "slack": _Style(
        safe=in_slack,
        title="*{}*",
        heading="*{}*",
        line="• {}",
        quote="> {}",
        link=lambda words, link: f"<{_address(link)}|{words}>",
    ),
}
