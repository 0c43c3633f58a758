"""The only door to the network: polite, bounded, and a failure is data."""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Self

from scraper.access import Access
from scraper.address import BadAddressError, Target, is_loopback, redirected, target_of
from scraper.blocks import block_in, leads_to_login
from scraper.fetch_grant import Tokens
from scraper.fetch_post import refusal
from scraper.fetch_wire import Answer, Fault, Request, Wire
from scraper.manners import Manners
from scraper.outcome import Outcome, Page, Spent, Unchanged, Unread, Validators
from scraper.patience import AGAIN, Turns, asked_wait, backoff
from scraper.robots import LONGEST_DELAY, MOST_BYTES, Rules, rules_of
from scraper.told import Told, told
from scraper.verdict import after_retries, verdict_on

MOST_REDIRECTS = 5  # RFC 9309 section 2.3.1.2 asks for at least as many
Gate = Callable[[Target], Unread | None]


class Fetcher:
    """Fetch pages, one at a time: robots, pace, retries, deadlines, caps, conditional requests.

    Args:
        manners: limits, and the name we give.
        routes: invented hosts, and the (host, port) on this machine that plays them.
        paceless_hosts: our own hosts, which need no pause.
        clock: monotonic seconds, for the pace.
        sleep: how to wait.
    """

    def __init__(
        self,
        manners: Manners,
        *,
        routes: Mapping[str, tuple[str, int]] = MappingProxyType({}),
        paceless_hosts: frozenset[str] = frozenset(),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._manners = manners
        self._clock = clock
        self._wire = Wire(manners, routes)
        self._turns = Turns(manners.pace, paceless_hosts, clock, sleep)
        self._rules: dict[str, Rules | Unread] = {}
        self._tokens = Tokens(self._post, clock)
        self._spent = Spent()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._wire.close()

    def fetch(
        self,
        address: str,
        validators: Validators = Validators(),  # noqa: B008 frozen, so it can be shared
        access: Access = Access(),  # noqa: B008 likewise
    ) -> Page | Unchanged | Unread:
        """Bring one page, or say why not; what it cost is in ``spent``.

        ``validators`` are what the last visit left, to ask whether anything changed. ``access`` is what opens the
        place: a permission opens what robots.txt closes, a key goes with the request, on the place's own site only.
        """
        self._spent, started = Spent(), self._clock()
        came = self._bring(address, validators, access)
        return replace(came, spent=replace(self._spent, seconds=self._clock() - started))

    def post(self, webhook: Target, message: bytes) -> str | None:
        """Bring JSON to an address of the user's own; return why it was not taken, None when it was.

        The address is a secret that no reason names. What may pass is tried again, as for a page; no redirect is
        followed, and no robots.txt read: who owns the address asked for it.
        """
        return refusal(self._ask, webhook, message)

    def closed(self, address: str, access: Access = Access()) -> Told | None:  # noqa: B008 frozen, so it can be shared
        """Say why a page may not be asked for, None where it may; asks for robots.txt alone, once a host."""
        try:
            target = target_of(address)
        except BadAddressError as error:
            return error.reason
        barred = None if access.opens(target) else self._closed_by_robots(target)
        return barred.reason if barred else None

    def rest(self, address: str, seconds: float) -> None:
        """Leave the address's host alone for so long, counted from the end of its last answer."""
        self._turns.rest(target_of(address).host, seconds)

    def _bring(self, address: str, validators: Validators, access: Access) -> Page | Unchanged | Unread:
        try:
            start = target_of(address)
        except BadAddressError as error:
            return Unread(address=address, outcome=Outcome.FAILED, reason=error.reason)
        carried = self._carried(start, access)
        if isinstance(carried, Unread):
            return replace(carried, address=address)
        request = Request(target=start, headers=_conditions(validators), most=self._manners.max_bytes)
        reached, answer = self._follow(
            request,
            gate=lambda target: None if access.opens(target) else self._closed_by_robots(target),
            carried=carried,
        )
        if isinstance(answer, Unread):
            return replace(answer, address=address)
        if leads_to_login(address, reached.address):
            reason = told("the page leads to a login form")
            return Unread(address=address, outcome=Outcome.BLOCKED, reason=reason)
        return verdict_on(answer, reached.address, validators)

    def _carried(self, start: Target, access: Access) -> Mapping[str, str] | Unread:
        """Return the headers that only the place's own host gets, with the key in its place."""
        if not access.is_at_home(start):
            return {}
        key = access.key
        if key is None:
            return {name: value for name, value in access.headers.items() if "{key}" not in value}
        if start.host != access.key_host:
            reason = told(
                "the address is not one that this source knows: the key is shown to %(host)s only",
                host=access.key_host or "",
            )
            return Unread(address=start.address, outcome=Outcome.FAILED, reason=reason)
        if start.scheme != "https" and not is_loopback(start.host):
            reason = told("a key is not sent over http://: give the https:// address")
            return Unread(address=start.address, outcome=Outcome.FAILED, reason=reason)
        token = self._tokens.of(access.grant, key) if access.grant else key
        if isinstance(token, Unread):
            return token
        return {name: value.replace("{key}", token) for name, value in access.headers.items()}

    def _post(self, target: Target, form: Mapping[str, str]) -> Answer | Unread:
        return self._ask(Request(target=target, most=MOST_BYTES, form=form))

    def _follow(
        self, request: Request, *, gate: Gate, carried: Mapping[str, str] = MappingProxyType({})
    ) -> tuple[Target, Answer | Unread]:
        """Ask for a page and go where it redirects; ``gate`` may close any of the addresses.

        ``carried`` headers are not shown to another host than the first.
        """
        start = target = request.target
        for _ in range(MOST_REDIRECTS + 1):
            headers = {**request.headers, **(carried if target.origin == start.origin else {})}
            answer = gate(target) or self._ask(replace(request, target=target, headers=headers))
            if isinstance(answer, Unread) or answer.location is None:
                return target, answer
            try:
                target = redirected(target, answer.location)
            except BadAddressError as error:
                return target, Unread(address=target.address, outcome=Outcome.FAILED, reason=error.reason)
        reason = told(
            "more than %(most)s redirects, the last one to %(address)s",
            most=MOST_REDIRECTS,
            address=target.address,
        )
        return target, Unread(address=target.address, outcome=Outcome.FAILED, reason=reason)

    def _ask(self, request: Request) -> Answer | Unread:
        """Ask until there is an answer worth having, in the host's turn, ``manners.tries`` times at most."""
        ours = {"User-Agent": self._manners.user_agent, "Accept-Language": "fr, en;q=0.8"}
        request = replace(request, headers={**ours, **request.headers})
        target, least = request.target, 0.0
        for tried in range(1, self._manners.tries + 1):
            self._turns.wait(target.host, least)
            answer = self._wire.ask(request)
            self._turns.end(target.host)
            self._count(answer)
            if not _worth_another(answer):
                break
            asked = asked_wait(answer.headers) if isinstance(answer, Answer) else None
            if asked is not None and asked > self._manners.longest_wait:
                return after_retries(target.address, answer, tried, asked)
            least = backoff(tried) if asked is None else asked
        if isinstance(answer, Fault) or answer.status in AGAIN:
            return after_retries(target.address, answer, tried, None)
        return answer

    def _count(self, answer: Answer | Fault) -> None:
        size = len(answer.body) if isinstance(answer, Answer) else answer.size
        self._spent = replace(self._spent, requests=self._spent.requests + 1, size=self._spent.size + size)

    def _closed_by_robots(self, target: Target) -> Unread | None:
        if target.origin not in self._rules:
            self._rules[target.origin] = self._read_robots(target)
        rules = self._rules[target.origin]
        if isinstance(rules, Unread):
            return rules
        if not rules.allow(target.address):
            return _refused(
                target, told("robots.txt closes this page: read it from an export or a saved page")
            )
        if rules.delay > LONGEST_DELAY:
            reason = told(
                "robots.txt asks for %(asked)s s between two requests, more than %(most)s s",
                asked=f"{rules.delay:g}",
                most=f"{LONGEST_DELAY:g}",
            )
            return _refused(target, reason)
        self._turns.slow_down(target.host, rules.delay)
        return None

    def _read_robots(self, target: Target) -> Rules | Unread:
        """Read a host's rules; where they cannot be known, say why the host is left alone."""
        robots = Request(target=replace(target, resource="/robots.txt"), most=MOST_BYTES, cut=True)
        reached, answer = self._follow(robots, gate=_open)
        if isinstance(answer, Unread):
            return replace(answer, reason=_unknown_rules(answer.reason))
        if answer.status in {401, 403}:
            reason = told("robots.txt is closed (%(status)s), so nothing is asked for", status=answer.status)
            return _refused(target, reason)
        if answer.status >= 500:  # noqa: PLR2004 HTTP's server errors
            reason = told("robots.txt failed (%(status)s), so nothing is asked for", status=answer.status)
            return Unread(
                address=reached.address, outcome=Outcome.FAILED, reason=reason, status=answer.status
            )
        keeper = block_in(answer.body)
        if keeper:
            reason = told("%(keeper)s came for robots.txt", keeper=keeper)
            return Unread(address=reached.address, outcome=Outcome.BLOCKED, reason=reason)
        return rules_of(answer.body) if answer.status == 200 else Rules()  # noqa: PLR2004 HTTP's OK


def _worth_another(answer: Answer | Fault) -> bool:
    if isinstance(answer, Fault):
        return answer.again
    return answer.status in AGAIN and not block_in(answer.body)


def _conditions(validators: Validators) -> dict[str, str]:
    conditions = {"If-None-Match": validators.etag, "If-Modified-Since": validators.modified}
    return {name: value for name, value in conditions.items() if value}


def _open(_: Target) -> None:
    return None


def _unknown_rules(reason: Told) -> Told:
    return told("robots.txt could not be read, so nothing is asked for: %(reason)s", reason=reason)


def _refused(target: Target, reason: Told) -> Unread:
    return Unread(address=target.address, outcome=Outcome.REFUSED, reason=reason)
