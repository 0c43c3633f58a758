"""Open pages that a browser saved in one file (MHTML): a message whose first HTML part is the page."""

import email
import re
from email.policy import compat32

_HEAD = re.compile(rb"\A(?:[!-9;-~]{1,100}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,40}")
_RELATED = re.compile(rb"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_FAULTS = (LookupError, ValueError, TypeError, AttributeError)  # of email's parser


def unwrapped(content: bytes) -> tuple[bytes, str | None]:
    """Return the page of a web archive and its address; any other content as it is, without an address."""
    head = _HEAD.match(content[: 64 * 1024])
    if not head or not _RELATED.search(head[0]):
        return content, None
    try:
        message = email.message_from_bytes(content, policy=compat32)
        page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        payload = page.get_payload(decode=True) if page else None
        address = message["Snapshot-Content-Location"] or (page["Content-Location"] if page else None)
    except _FAULTS:
        return content, None
    if not isinstance(payload, bytes):
        return content, None
    return payload, address if isinstance(address, str) and address.startswith("http") else None
