"""How long to wait: between two requests to one host, and before trying again."""

from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime

AGAIN = frozenset({429, 500, 502, 503, 504})


class Turns:
    """One request at a time to a host, with a pause after each; ``free`` hosts are not waited for."""

    def __init__(
        self, pace: float, free: frozenset[str], clock: Callable[[], float], sleep: Callable[[float], None]
    ) -> None:
        self._pace = pace
        self._free = free
        self._clock = clock
        self._sleep = sleep
        self._asked: dict[str, float] = {}
        self._rests: dict[str, float] = {}
        self._ended: dict[str, float] = {}

    def slow_down(self, host: str, pace: float) -> None:
        """Remember that a host asks for a longer pause."""
        self._asked[host] = pace

    def rest(self, host: str, seconds: float) -> None:
        """Remember that a host asks for a longer pause, this once."""
        self._rests[host] = seconds

    def wait(self, host: str, least: float = 0.0) -> None:
        """Wait for the host's turn, ``least`` seconds after its last request or more."""
        if host in self._free or host not in self._ended:
            return
        pause = max(self._pace, self._asked.get(host, 0.0), self._rests.pop(host, 0.0), least)
        left = self._ended[host] + pause - self._clock()
        if left > 0:
            self._sleep(left)

    def end(self, host: str) -> None:
        """Note that a request to the host has ended."""
        self._ended[host] = self._clock()


def backoff(tried: int) -> float:
    """Return the seconds to wait after so many tries: 1, 2, 4, 8 and so on."""
    return float(2 ** (tried - 1))


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Return the seconds a server asks us to wait, None when it does not say.

    A date is counted from the answer's own Date, so that two clocks never mix.
    """
    asked = headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return float(asked[:9])
    try:
        wait = parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("date", ""))
    except (ValueError, TypeError):  # TypeError: one of the two has no time zone
        return None
    return max(wait.total_seconds(), 0.0)
