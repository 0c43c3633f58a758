"""One run from end to end: scrape, read, build, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aurevoir import clock as time
from aurevoir.exit_codes import Exit
from aurevoir.outcomes import exit_of
from aurevoir.pipeline import Progress, in_a_line, read_all, refresh_site
from aurevoir.store import Store
from aurevoir.visit import Visit
from aurevoir.watchlist import WatchList
from site_templates.errors import SiteError
from site_templates.site import Built


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """What came of a run.

    Attributes:
        started: when it began by the clock, UTC.
        ended: when it ended, UTC.
        visits: one a place; none offline.
        read: reviews that were read.
        built: the site; None where it cannot be written.
        unwritten: why it cannot.
        clock: what seems wrong with the clock; None where nothing does.
        untold: what the webhook did not take, a line each; it changes no exit code.
    """

    started: datetime
    ended: datetime
    visits: tuple[Visit, ...]
    read: int
    built: Built | None
    unwritten: SiteError | None = None
    clock: str | None = None
    untold: tuple[str, ...] = ()

    def code(self, *, fail_on_alert: bool = False) -> Exit:
        """Return the code the run ends with."""
        alert = fail_on_alert and self.built is not None and bool(self.built.alerts)
        return exit_of(self.visits, unwritten=self.unwritten is not None, alert=alert)

    @property
    def problems(self) -> tuple[str, ...]:
        """Return what went wrong, a line each; why the site cannot be written is told as any other error."""
        lines = [in_a_line(visit) for visit in self.visits if not visit.went_well]
        return (*([self.clock] if self.clock else []), *lines, *self.untold)


def run(
    watch: WatchList,
    store: Store,
    scraped: Callable[[], tuple[Visit, ...]],
    *,
    clock: Callable[[], datetime],
    progress: Progress,
) -> Night:
    """Scrape, read and build; where the site cannot be written, what was scraped and read stays.

    Raises:
        AurevoirError: the store cannot be written, or holds nothing to build from.
    """
    started = clock()
    wrong = time.problem(started, store.as_of())
    visits = scraped()
    read = read_all(watch, store, progress=progress)
    progress.say(f"{read} reviews read")
    built, unwritten = _built(watch, store)
    return Night(
        started=started,
        ended=max(clock(), started),
        visits=visits,
        read=read,
        built=built,
        unwritten=unwritten,
        clock=wrong,
    )


def _built(watch: WatchList, store: Store) -> tuple[Built | None, SiteError | None]:
    try:
        return refresh_site(watch, store), None
    except SiteError as error:
        return None, error
