"""Read mail: mbox files and single messages (EML), whatever their charset; the standard mbox reader stumbles on odd ones."""

import codecs
import email
import re
from collections.abc import Iterable, Iterator
from email.message import EmailMessage
from email.policy import default

from scraper.decoding import decoded
from scraper.imports.found import FileRead
from scraper.imports.own_words import own_words
from scraper.outcome import Outcome, Parsed
from scraper.review import RawReview
from scraper.sources.html_text import text_of
from scraper.sources.markup import UnreadableMarkupError, tree_of
from scraper.told import told

_BEGIN = re.compile(rb"^From [^\r\n]*\r?\n(?=(?:[!-9;-~]{1,100}:|>From ))", re.MULTILINE)
_MAIL = re.compile(rb"\A(?:[!-9;-~]{1,100}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}")
_NAMED = re.compile(
    rb"^(?:From|Date|Subject|Message-ID|Received|Return-Path|Delivered-To)\s*:", re.IGNORECASE | re.MULTILINE
)
_KIND = re.compile(
    rb"^Content-(?:Type|Transfer-Encoding):[^\n]*\n(?:[ \t][^\n]*\n)*", re.IGNORECASE | re.MULTILINE
)
_HEAD = 64 * 1024
_STUFFED = re.compile(r"^>(>*From )", re.MULTILINE)  # mbox writes so a line that begins with "From "
_HISTORY = "blockquote, .gmail_quote, .yahoo_quoted, .moz-cite-prefix, #divRplyFwdMsg ~ *, #divRplyFwdMsg, #appendonsend ~ *"
_IN_ASCII = ("iso2022", "utf-7", "hz")  # their bytes are good UTF-8 too, and mean something else
_FAULTS = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    RecursionError,
)  # of email's parsers


def read_mail(content: bytes) -> FileRead | None:
    """Read a mailbox or a message; None when the content is neither."""
    if _BEGIN.match(content.lstrip()):
        return FileRead(parsed=_parsed(_split(content.lstrip())), kind="mbox", kept_as="mail")
    head = content[:_HEAD].lstrip(b"\xef\xbb\xbf\r\n")
    if _MAIL.match(head) and len(_NAMED.findall(head.partition(b"\n\n")[0])) > 1:
        return FileRead(parsed=_parsed([content]), kind="eml", kept_as="mail")
    return None


def _split(content: bytes) -> Iterator[bytes]:
    begins = [*_BEGIN.finditer(content)]
    ends = [*(begin.start() for begin in begins[1:]), len(content)]
    return (content[begin.end() : end] for begin, end in zip(begins, ends, strict=True))


def _parsed(messages: Iterable[bytes]) -> Parsed:
    reviews, notes = [], []
    for number, message in enumerate(messages, start=1):
        review = _review(message)
        if review.text or review.title:
            reviews.append(review)
        else:
            notes.append(told("message %(number)s: no words of its author, left out", number=number))
    if reviews:
        return Parsed(outcome=Outcome.REVIEWS, reviews=tuple(reviews), notes=tuple(notes))
    return Parsed(outcome=Outcome.EMPTY, reason=told("the file has no review"), notes=tuple(notes))


def _review(content: bytes) -> RawReview:
    message = _message(content.lstrip(b"\xef\xbb\xbf\r\n"))
    return RawReview(
        key=_raw(message, "Message-ID").strip("<> ") or None,
        author=_author(message),
        published=_raw(message, "Date") or None,
        title=_subject(message),
        text=_text(message),
    )


def _message(content: bytes) -> EmailMessage:
    """Parse a message, as plain text where what it says of its own kind breaks the parser."""
    try:
        return email.message_from_bytes(content, policy=default)
    except _FAULTS:
        return email.message_from_bytes(_KIND.sub(b"", content), policy=default)


def _author(message: EmailMessage) -> str | None:
    try:
        return str(message["From"] or "") or None
    except _FAULTS:
        return None


def _raw(message: EmailMessage, name: str) -> str:
    """Return a header as it is written, on one line; raw bytes in it as UTF-8, else cp1252."""
    raw = next((value for held, value in message.raw_items() if held.lower() == name.lower()), "")
    return " ".join(decoded(raw.encode("utf-8", "surrogateescape"))[0].split())


def _subject(message: EmailMessage) -> str:
    """Return the subject with its encoded words read, where there are any and they can be."""
    raw = _raw(message, "Subject")
    try:
        return " ".join(str(message["Subject"]).split()) if "=?" in raw else raw
    except _FAULTS:
        return raw


def _text(message: EmailMessage) -> str:
    plain, marked = _body(message, "plain"), _body(message, "html")
    if not (plain or marked):
        plain = _whole(message)
    words = own_words(_STUFFED.sub(r"\1", plain))
    return words or own_words(_unquoted(marked))


def _whole(message: EmailMessage) -> str:
    """Return what follows the headers of a message that says it has parts, and has none."""
    payload = message.get_payload() if message.get_content_maintype() == "multipart" else None
    return decoded(payload.encode("utf-8", "surrogateescape"))[0] if isinstance(payload, str) else ""


def _body(message: EmailMessage, kind: str) -> str:
    try:
        part = message.get_body(preferencelist=(kind,))
        payload = part.get_payload(decode=True) if part else None
        charset = part.get_content_charset() if part else None
    except _FAULTS:
        return ""
    return _decoded(payload, charset) if isinstance(payload, bytes) else ""


def _decoded(payload: bytes, charset: str | None) -> str:
    """Return a body's text: as declared where that is one of the charsets written in ASCII, else as any file's."""
    try:
        name = codecs.lookup(charset or "ascii").name
        if name.startswith(_IN_ASCII):
            return payload.decode(name)
    except (LookupError, ValueError):
        pass
    return decoded(payload, charset)[0]


def _unquoted(markup: str) -> str:
    """Return the text of an HTML body without the history that mail programs mark."""
    if not markup.strip():
        return ""
    try:
        tree = tree_of(markup)
    except UnreadableMarkupError:
        return text_of(markup)
    for history in tree.select(_HISTORY):
        history.decompose()
    return text_of(str(tree))
