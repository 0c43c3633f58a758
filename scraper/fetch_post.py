"""Bring a short message to an address of the user's own, which is a secret: nothing told here names it."""

from collections.abc import Callable

from scraper.address import BadAddressError, Target, is_loopback, target_of
from scraper.fetch_wire import Answer, Request
from scraper.outcome import Unread

ENOUGH = 64 * 1024  # bytes of the answer: what it says is not read
Ask = Callable[[Request], Answer | Unread]
_REDIRECTS = range(300, 400)
_SUCCESSES = range(200, 300)
_REFUSALS = {
    400: "the webhook does not take this message (400): is it one that takes Slack's JSON?",
    401: "the webhook wants a login (401): make its address anew",
    403: "the webhook refuses messages (403): has it been withdrawn? make its address anew",
    404: "there is no webhook at this address (404): has it been withdrawn? make its address anew",
    410: "the webhook is gone (410): make its address anew",
}


class BadWebhookError(ValueError):
    """An address that no message is brought to; ``problem`` says why, never the address."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def webhook_of(address: str) -> Target:
    """Take a secret address apart.

    Raises:
        BadWebhookError: it is no whole https:// address; http:// is for this machine only.
    """
    try:
        target = target_of(address)
    except BadAddressError:
        raise BadWebhookError("it is no whole https:// address") from None  # its own words hold it
    if target.scheme != "https" and not is_loopback(target.host):
        raise BadWebhookError("it begins with http://, where anybody on the way may read it: give https://")
    return target


def refusal(ask: Ask, webhook: Target, message: bytes) -> str | None:
    """Post JSON and return why it was not taken, None when it was; no redirect is followed."""
    request = Request(
        target=webhook,
        most=ENOUGH,
        cut=True,
        headers={"Content-Type": "application/json; charset=utf-8"},
        content=message,
    )
    answer = ask(request)
    if isinstance(answer, Unread):
        return _REFUSALS.get(answer.status or 0) or str(answer.reason)
    if answer.status in _SUCCESSES:
        return None
    if answer.status in _REDIRECTS:
        return f"the webhook leads elsewhere ({answer.status}), which is not followed: give the address it leads to"
    return _REFUSALS.get(answer.status) or f"the webhook answered with an error ({answer.status})"
