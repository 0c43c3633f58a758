"""One request on the wire, with deadlines and a size cap that hold against any server."""

import threading
import time
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from http.client import HTTPException
from http.cookiejar import DefaultCookiePolicy
from typing import Self

import requests
import urllib3

from scraper.address import Target, is_loopback
from scraper.manners import Manners
from scraper.told import Told, told

_PIECE = 64 * 1024
_GRACE = 0.5  # seconds for a worker to notice its deadline by itself, before it is left alone
_UNDERSTOOD = {"", "identity", "gzip", "x-gzip", "deflate"}
_FAULTS: tuple[tuple[tuple[type[Exception], ...], Told, bool], ...] = (
    (
        (urllib3.exceptions.NameResolutionError,),
        told("no such host: is the name right, and is there a network?"),
        False,
    ),
    (
        (requests.exceptions.SSLError, urllib3.exceptions.SSLError),
        told("the server's certificate is not good"),
        False,
    ),
    (
        (requests.exceptions.ContentDecodingError, urllib3.exceptions.DecodeError),
        told("the page came compressed, and broken"),
        False,
    ),
    (
        (urllib3.exceptions.NewConnectionError,),  # a kind of timeout to urllib3, which it is not
        told("the connection could not be made, or broke before an answer"),
        True,
    ),
    ((requests.exceptions.ConnectTimeout,), told("the server did not take the connection in time"), True),
    ((requests.Timeout, urllib3.exceptions.TimeoutError, TimeoutError), told("the server fell silent"), True),
    ((requests.ConnectionError,), told("the connection could not be made, or broke before an answer"), True),
    ((ValueError,), told("the request could not be made: is the address right?"), False),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server said; header names in lower case, the body decompressed and cut at the cap."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def location(self) -> str | None:
        """Return where the answer redirects, None when it does not."""
        return self.headers.get("location") if self.status in {301, 302, 303, 307, 308} else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Why there is no usable answer, whether it is worth trying again, and the bytes received in vain."""

    reason: Told
    again: bool
    size: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is sent, and how much of the answer is taken.

    Attributes:
        target: where.
        headers: beside those every request carries.
        most: bytes of the body, after decompression.
        cut: whether a longer body is cut there; else it is a fault.
        form: fields to POST; None for a GET, or where ``content`` is posted.
        content: bytes to POST as they are; None likewise.
    """

    target: Target
    most: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    cut: bool = False
    form: Mapping[str, str] | None = field(default=None, repr=False)
    content: bytes | None = field(default=None, repr=False)


class _TooLongError(Exception):
    """The total deadline passed while the body came."""


class Wire:
    """Send single requests; ``routes`` lead invented hosts to plain HTTP on this machine."""

    def __init__(self, manners: Manners, routes: Mapping[str, tuple[str, int]]) -> None:
        self._manners = manners
        self._routes = routes
        self._outside = _session(trust_env=True)
        self._inside = _session(trust_env=False)  # a proxy cannot lead to this machine
        self._hanging: dict[str, threading.Thread] = {}

    def close(self) -> None:
        """Close the connections that are open."""
        self._outside.close()
        self._inside.close()

    def ask(self, request: Request) -> Answer | Fault:
        """Send one request and wait for the whole answer, ``manners.total`` seconds at most.

        The request runs in a thread of its own, because neither a name server nor a header that drips can be timed out from inside; one
        that is still busy after the deadline is left alone, and its host is not asked again until it ends.
        """
        hanging = self._hanging.get(request.target.host)
        if hanging is not None and hanging.is_alive():
            return Fault(reason=told("an earlier request to this host still hangs"), again=False)
        answer: Future[Answer | Fault] = Future()

        def run() -> None:
            try:
                answer.set_result(self._attempt(request))
            except BaseException as error:  # noqa: BLE001 handed over to the caller, who raises it
                answer.set_exception(error)

        worker = threading.Thread(target=run, name=f"fetch {request.target.host}", daemon=True)
        worker.start()
        try:
            return answer.result(self._manners.total + _GRACE)
        except TimeoutError:
            self._hanging[request.target.host] = worker
            return _late(self._manners)

    def _attempt(self, request: Request) -> Answer | Fault:
        deadline = time.monotonic() + self._manners.total
        received = bytearray()
        try:
            with self._open(request) as response:
                return _read(response, received, request, deadline=deadline)
        except _TooLongError:
            return _late(self._manners, len(received))
        except (
            requests.RequestException,
            urllib3.exceptions.HTTPError,
            HTTPException,
            OSError,
            ValueError,
        ) as error:
            return _fault(error, len(received))

    def _open(self, request: Request) -> requests.Response:
        target = request.target
        address, host = target.address, target.origin.partition("://")[2]
        if target.host in self._routes:
            machine, port = self._routes[target.host]
            address = f"http://{machine}:{port}{target.resource}"
        inside = target.host in self._routes or is_loopback(target.host)
        return (self._inside if inside else self._outside).request(
            "GET" if request.form is None and request.content is None else "POST",
            address,
            data=request.form if request.content is None else request.content,
            headers={**request.headers, "Host": host, "Accept-Encoding": "gzip, deflate"},
            stream=True,
            allow_redirects=False,
            timeout=(self._manners.connect, self._manners.read),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _session(*, trust_env: bool) -> requests.Session:
    session = requests.Session()
    session.trust_env = trust_env
    session.auth = _nobody
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    return session


def _nobody(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request  # or requests would send what ~/.netrc holds for the host


def _read(
    response: requests.Response, received: bytearray, request: Request, *, deadline: float
) -> Answer | Fault:
    headers = {name.lower(): value for name, value in response.headers.items()}
    codings = {coding.strip().lower() for coding in headers.get("content-encoding", "").split(",")}
    if not codings <= _UNDERSTOOD:
        return Fault(
            reason=told(
                "the page came packed as '%(codings)s', not asked for", codings=", ".join(sorted(codings))
            ),
            again=False,
        )
    # read1 gives what has come: read would wait for a full piece, and no deadline could be kept.
    while piece := response.raw.read1(_PIECE, decode_content=True):
        received += piece
        if len(received) > request.most:
            if not request.cut:
                reason = told("the page is larger than %(most)s bytes", most=request.most)
                return Fault(reason=reason, again=False, size=len(received))
            break
        if time.monotonic() > deadline:
            raise _TooLongError
    return Answer(status=response.status_code, headers=headers, body=bytes(received[: request.most]))


def _late(manners: Manners, size: int = 0) -> Fault:
    reason = told("no whole answer within %(seconds)s s", seconds=f"{manners.total:g}")
    return Fault(reason=reason, again=False, size=size)


def _fault(error: Exception, size: int) -> Fault:
    for kinds, reason, again in _FAULTS:
        if isinstance(error, kinds) or isinstance(_root(error), kinds):
            return Fault(reason=reason, again=again, size=size)
    reason = told("the answer broke off or was not HTTP (%(error)s)", error=type(error).__name__)
    return Fault(reason=reason, again=True, size=size)


def _root(error: Exception) -> object:
    """Return what urllib3 says lies under an error of requests."""
    return getattr(error.args[0], "reason", None) if error.args else None
