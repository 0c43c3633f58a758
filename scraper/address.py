"""Which addresses may be asked for: whole ones, on http or https, and not on somebody's inner network."""

import ipaddress
import re
import socket
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from scraper.told import Told, told

LONGEST = 4000  # longer addresses are refused by most servers anyway
_HOST = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_READY = "%/:=&?~!$,;'@()*[]+"  # kept as they stand: an address may be quoted already
_INNER_NAMES = ("localhost", ".localhost", ".local", ".internal", ".lan")


class BadAddressError(ValueError):
    """An address that cannot be asked for; ``reason`` says why."""

    def __init__(self, address: str, problem: Told) -> None:
        self.reason = told("'%(address)s' %(problem)s", address=address[:200], problem=problem)
        super().__init__(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address that can be asked for, in its parts; ``resource`` is the path with its query."""

    scheme: str
    host: str
    port: int
    resource: str

    @property
    def origin(self) -> str:
        """Return scheme, host and port, as a Host header and robots.txt count them."""
        usual = self.port == (443 if self.scheme == "https" else 80)
        return f"{self.scheme}://{self.host}" + ("" if usual else f":{self.port}")

    @property
    def address(self) -> str:
        """Return the whole address, without a fragment."""
        return self.origin + self.resource


def target_of(address: str) -> Target:
    """Take an address apart.

    Raises:
        BadAddressError: it is not a whole http or https address; says what to do.
    """
    if len(address) > LONGEST:
        raise BadAddressError(address, told("is longer than %(most)s characters", most=LONGEST))
    if re.search(r"[\s\x00-\x1f\x7f]", address):
        raise BadAddressError(
            address, told("has a space or a control character in it: write a space as %%20")
        )
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise BadAddressError(address, told("is not an address: look at its host and its port")) from None
    if parts.scheme not in {"http", "https"}:
        raise BadAddressError(address, told("does not begin with http:// or https://"))
    if parts.username is not None or parts.password is not None:
        raise BadAddressError(address, told("carries a user name: only public pages are read"))
    if port == 0:
        raise BadAddressError(address, told("names port 0: leave the port out or give the real one"))
    resource = urlunsplit(("", "", quote(parts.path or "/", _READY), quote(parts.query, _READY), ""))
    return Target(
        scheme=parts.scheme,
        host=_host(address, parts.hostname or ""),
        port=port or (443 if parts.scheme == "https" else 80),
        resource=resource,
    )


def _host(address: str, host: str) -> str:
    if not host:
        raise BadAddressError(address, told("names no host"))
    if ":" in host:
        return f"[{host}]"
    if not host.isascii():
        problem = told("has a host with accents: write it as '%(host)s'", host=_in_ascii(host))
        raise BadAddressError(address, problem)
    if not _HOST.fullmatch(host):
        raise BadAddressError(address, told("has a host that cannot be: '%(host)s'", host=host[:80]))
    return host


def _in_ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return "xn--…"


def redirected(origin: Target, location: str) -> Target:
    """Follow a redirect.

    Raises:
        BadAddressError: it leads to no address, from https down to http, or into an inner network.
    """
    target = target_of(urljoin(origin.address, location.strip()).replace(" ", "%20"))
    if origin.scheme == "https" and target.scheme == "http":
        raise BadAddressError(
            target.address, told("is where the page redirects, from https down to http: not followed")
        )
    if is_inner(target.host) and not is_inner(origin.host):
        raise BadAddressError(
            target.address, told("is where the page redirects, into an inner network: not followed")
        )
    return target


def is_inner(host: str) -> bool:
    """Tell whether a host is this machine or an inner network, by its name or its digits."""
    name = host.rstrip(".").strip("[]")
    if name == _INNER_NAMES[0] or name.endswith(_INNER_NAMES[1:]):
        return True
    try:
        return not ipaddress.ip_address(name).is_global
    except ValueError:
        pass
    try:  # "127.1" and "2130706433" are addresses too
        return not ipaddress.ip_address(socket.inet_aton(name)).is_global
    except (OSError, ValueError):
        return False


def is_loopback(host: str) -> bool:
    """Tell whether a host is this very machine."""
    name = host.strip("[]")
    try:
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def same_site(one: str, other: str) -> bool:
    """Tell whether two hosts are the same but for a leading ``www.``."""
    return one.removeprefix("www.") == other.removeprefix("www.")
