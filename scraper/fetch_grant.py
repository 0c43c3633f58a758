"""Change a user's credentials for the short-lived token an official API wants (OAuth 2)."""

import re
from collections.abc import Callable, Mapping

from scraper.address import Target, target_of
from scraper.fetch_wire import Answer
from scraper.json_text import BadJSONError, load_json
from scraper.outcome import Outcome, Unread
from scraper.sources.source import Grant
from scraper.told import Told, told

Post = Callable[[Target, Mapping[str, str]], Answer | Unread]
_FIELD = re.compile(r"\{(\w+)\}")
_USUAL_LIFE = 300.0  # seconds, where the answer does not say
_MARGIN = 30.0  # seconds before its end from which a token is not used any more


class BadKeyError(ValueError):
    """Credentials that a grant cannot be asked with; ``problem`` says what is missing, never what is there."""

    def __init__(self, problem: Told) -> None:
        super().__init__(str(problem))
        self.problem = problem


def form_of(grant: Grant, key: str) -> dict[str, str]:
    """Return the form to send for a token.

    Raises:
        BadKeyError: the key is not the JSON the grant needs.
    """
    needed = sorted({name for value in grant.form.values() for name in _FIELD.findall(value)})
    try:
        held = load_json(key)
    except BadJSONError as error:
        raise BadKeyError(told("the key is no JSON: %(problem)s", problem=error.problem)) from error
    missing = [name for name in needed if not isinstance(held, dict) or not isinstance(held.get(name), str)]
    if missing:
        raise BadKeyError(told("the key is no JSON with %(fields)s", fields=", ".join(missing)))
    return {name: _FIELD.sub(lambda part: held[part[1]], value) for name, value in grant.form.items()}


class Tokens:
    """The tokens of a run: each asked for once, and again only when it has ended; a refusal stands."""

    def __init__(self, post: Post, clock: Callable[[], float]) -> None:
        self._post = post
        self._clock = clock
        self._held: dict[tuple[str, str], tuple[str | Unread, float]] = {}

    def of(self, grant: Grant, key: str) -> str | Unread:
        """Return the token for a key, or why there is none."""
        token, end = self._held.get((grant.address, key), ("", 0.0))
        if not token or self._clock() >= end:
            token, life = self._exchange(grant, key)
            self._held[grant.address, key] = token, self._clock() + life
        return token

    def _exchange(self, grant: Grant, key: str) -> tuple[str | Unread, float]:
        try:
            answer = self._post(target_of(grant.address), form_of(grant, key))
        except BadKeyError as error:
            return _none(grant, error.problem), float("inf")
        if isinstance(answer, Unread):
            return _none(grant, answer.reason), float("inf")
        held = _json_of(answer)
        token, life = held.get("access_token"), held.get("expires_in")
        if answer.status != 200 or not isinstance(token, str) or not _can_be_sent(token):  # noqa: PLR2004 HTTP's OK
            refused = told("the server answered with an error (%(status)s)", status=answer.status)
            return _none(grant, refused, answer.status), float("inf")
        return token, max(
            float(life) if isinstance(life, int | float) else _USUAL_LIFE, 2 * _MARGIN
        ) - _MARGIN


def _json_of(answer: Answer) -> Mapping[str, object]:
    try:
        held = load_json(answer.body.decode("utf-8", "replace"))
    except BadJSONError:
        return {}
    return held if isinstance(held, dict) else {}


def _can_be_sent(token: str) -> bool:
    return bool(token) and token.isascii() and token.isprintable()


def _none(grant: Grant, reason: Told, status: int | None = None) -> Unread:
    return Unread(
        address=grant.address,
        outcome=Outcome.FAILED,
        reason=told(
            "no token was given for the key: %(reason)s; look whether the key has ended or been withdrawn, and make a new one",
            reason=reason,
        ),
        status=status,
    )
