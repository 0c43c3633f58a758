"""What an answer means: a page, an unchanged page, or none and why."""

import re
from urllib.parse import urljoin

from scraper.blocks import block_in, instead_of_page
from scraper.fetch_wire import Answer, Fault
from scraper.outcome import Outcome, Page, Unchanged, Unread, Validators
from scraper.told import Told, joined, told

_REASONS = {
    401: told("the page wants a login (401): read it from an export"),
    403: told("the server refuses the page (403): read it from an export, or ask the site"),
    404: told("not found (404): has the page moved?"),
    410: told("gone (410): has the page moved?"),
    429: told("the server asks to slow down (429): try later, or with a longer pace"),
}


_NEXT = re.compile(r"<([^<>]{1,4000})>[^<>]{0,200}?\brel=\"?next\b", re.IGNORECASE)


def verdict_on(answer: Answer, address: str, sent: Validators) -> Page | Unchanged | Unread:
    """Judge the last answer of a visit, by its content before its status."""
    validators = Validators(etag=answer.headers.get("etag"), modified=answer.headers.get("last-modified"))
    if answer.status == 304 and (sent.etag or sent.modified):  # noqa: PLR2004 HTTP's Not Modified
        return Unchanged(address=address, validators=sent)
    keeper = block_in(answer.body)
    if keeper:
        return Unread(
            address=address,
            outcome=Outcome.BLOCKED,
            reason=instead_of_page(keeper),
            status=answer.status,
        )
    if not 200 <= answer.status < 300:  # noqa: PLR2004 HTTP's successes
        return Unread(
            address=address, outcome=Outcome.FAILED, reason=_reason(answer.status), status=answer.status
        )
    return Page(
        address=address,
        content=answer.body,
        content_type=answer.headers.get("content-type", ""),
        following=_following(answer, address),
        validators=validators,
    )


def _following(answer: Answer, address: str) -> str | None:
    """Return the next page that the Link header names (RFC 8288), as some APIs page with cursors."""
    found = _NEXT.search(answer.headers.get("link", ""))
    try:
        return urljoin(address, found[1]) if found else None
    except ValueError:
        return None


def after_retries(address: str, answer: Answer | Fault, tried: int, asked: float | None) -> Unread:
    """Say why a page was given up after so many tries, or because the server asks for too long a wait."""
    if isinstance(answer, Fault):
        return Unread(address=address, outcome=Outcome.FAILED, reason=_tried(answer.reason, tried))
    keeper = block_in(answer.body)
    outcome = Outcome.BLOCKED if keeper else Outcome.FAILED
    reason = _tried(instead_of_page(keeper) if keeper else _reason(answer.status), tried)
    if asked is not None:
        reason = joined((reason, told("the server asks to come back in %(seconds)s s", seconds=f"{asked:g}")))
    return Unread(address=address, outcome=outcome, reason=reason, status=answer.status)


def _reason(status: int) -> Told:
    return _REASONS.get(status) or told("the server answered with an error (%(status)s)", status=status)


def _tried(reason: Told, times: int) -> Told:
    return joined((reason, told("tried %(times)s times", times=times))) if times > 1 else reason
