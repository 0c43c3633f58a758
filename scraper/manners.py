"""How we behave on other people's servers."""

from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version


def _installed_version() -> str:
    try:
        return version("aurevoir")
    except PackageNotFoundError:  # run from a checkout
        return "0.1.0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """Limits of every visit; times in seconds.

    Attributes:
        contact: where a site's owner can reach the person who runs this.
        version: version named in the user agent.
        pace: pause between the end of one request to a host and the start of the next.
        connect: longest wait for a connection.
        read: longest silence.
        total: longest time for one answer in all, however slowly it drips.
        max_bytes: largest page, after decompression.
        tries: tries of one page in all.
        longest_wait: longest wait a server may ask for before a page is given up.
    """

    contact: str
    version: str = _installed_version()
    pace: float = 2.0
    connect: float = 10.0
    read: float = 20.0
    total: float = 60.0
    max_bytes: int = 20_000_000
    tries: int = 4
    longest_wait: float = 120.0

    @property
    def user_agent(self) -> str:
        """Return the name we give, in the ASCII that headers take."""
        name = f"Aurevoir/{self.version} (+{self.contact})"
        return "".join(sign if " " <= sign <= "~" else "?" for sign in name)
