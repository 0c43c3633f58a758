"""What an answer means: a page, an unchanged page, or none and why."""

from scraper.blocks import block_in
from scraper.fetch_wire import Answer, Fault
from scraper.outcome import Outcome, Page, Unchanged, Unread, Validators

_REASONS = {
    401: "the page wants a login (401): read it from an export",
    403: "the server refuses the page (403): read it from an export, or ask the site",
    404: "not found (404): has the page moved?",
    410: "gone (410): has the page moved?",
    429: "the server asks to slow down (429): try later, or with a longer pace",
}


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
            reason=f"{keeper} came instead of the page",
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
        validators=validators,
    )


def after_retries(address: str, answer: Answer | Fault, tried: int, asked: float | None) -> Unread:
    """Say why a page was given up after so many tries, or because the server asks for too long a wait."""
    times = f", tried {tried} times" if tried > 1 else ""
    if isinstance(answer, Fault):
        return Unread(address=address, outcome=Outcome.FAILED, reason=answer.reason + times)
    keeper = block_in(answer.body)
    outcome = Outcome.BLOCKED if keeper else Outcome.FAILED
    wait = f"; the server asks to come back in {asked:g} s" if asked is not None else ""
    reason = (f"{keeper} came instead of the page" if keeper else _reason(answer.status)) + times + wait
    return Unread(address=address, outcome=outcome, reason=reason, status=answer.status)


def _reason(status: int) -> str:
    return _REASONS.get(status, f"the server answered with an error ({status})")
