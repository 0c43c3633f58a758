"""Tell every page that is asked for, for `-v`."""

from aurevoir.pipeline import Progress
from scraper.access import Access
from scraper.collect import Fetches
from scraper.outcome import Page, Unchanged, Unread, Validators


class Aloud:
    """A fetcher that says what each page came to."""

    def __init__(self, fetcher: Fetches, progress: Progress) -> None:
        self._fetcher = fetcher
        self._progress = progress

    def fetch(
        self,
        address: str,
        validators: Validators = Validators(),  # noqa: B008 frozen, so it can be shared
        access: Access = Access(),  # noqa: B008 likewise
    ) -> Page | Unchanged | Unread:
        """Bring one page, and say what came."""
        came = self._fetcher.fetch(address, validators, access)
        spent = came.spent
        cost = f"{spent.requests} requests, {spent.size} bytes, {spent.seconds:.1f} s"
        self._progress.say(f"  {address}: {_came(came)} ({cost})")
        return came

    def rest(self, address: str, seconds: float) -> None:
        """Leave a host alone for so long, and say so."""
        self._progress.say(f"  {address}: asks for a pause of {seconds:g} s")
        self._fetcher.rest(address, seconds)


def _came(came: Page | Unchanged | Unread) -> str:
    if isinstance(came, Unread):
        return f"{came.outcome}: {came.reason}"
    return "unchanged" if isinstance(came, Unchanged) else "came"
