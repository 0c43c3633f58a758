"""Look at what the store remembers: whether it is whole, when it last ran, how old each source is."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from aurevoir.clock import problem
from aurevoir.doctor import Finding, State, mend, of_error
from aurevoir.errors import AurevoirError, StoreError
from aurevoir.lock import at_work
from aurevoir.pipeline import said
from aurevoir.store import Store
from aurevoir.store_database import looked_through
from scraper.outcome import Outcome
from scraper.place import Place
from site_templates.evidence import shown
from site_templates.snapshot import PlaceHealth

A_NIGHT_MISSED = timedelta(hours=36)  # a nightly run, and half a day of grace
A_WEEK = timedelta(days=7)  # without a page that could be read: more than a passing trouble
A_LONG_RUN = timedelta(hours=12)
SLACK = timedelta(hours=1)  # file systems of other machines keep clocks of their own

ADVICE = {
    Outcome.BLOCKED: "it is not ours to pass: import saved pages or an export (`aurevoir sources` says how)",
    Outcome.REFUSED: "import saved pages or an export, or record a permission in the watch list",
    Outcome.CHANGED: "open its page: it may have moved; then `aurevoir sources check`, and update Au revoir",
    Outcome.FAILED: "open its address; `aurevoir sources check` tries it again",
}


def integrity(path: Path) -> Finding:
    """Look through the file of the store."""
    if not path.exists():
        return Finding(check="store", said=f"{path} is not there yet; the first run makes it")
    try:
        found = looked_through(path)
    except StoreError as error:
        return of_error("store", error)
    if found.faults:
        return mend("store", f"{path} is damaged: {'; '.join(found.faults)}", "bring back a copy of it")
    if found.shape > found.known:
        return mend("store", f"{path} was written by a later Au revoir", "update the program")
    if found.shape < found.known:
        return Finding(
            check="store",
            state=State.SKIPPED,
            said=f"{path} is whole, of an earlier shape: the next run changes it",
        )
    return Finding(check="store", said=f"{path} is whole")


def at_work_now(path: Path, now: datetime) -> Finding:
    """Look at whether a run is on, and for how long."""
    who = at_work(path)
    if who is None:
        return Finding(check="lock", said="nobody works on the store")
    if now - who.since > A_LONG_RUN:
        return mend("lock", f"{who} works on the store", "look whether it still does anything; end it if not")
    return Finding(check="lock", said=f"{who} works on the store")


def remembered(path: Path, places: Sequence[Place], now: datetime) -> Iterator[Finding]:
    """Yield what a whole store of today's shape tells of the clock, the last run and each place."""
    try:
        with Store(path) as store:
            newest, told = store.as_of(), store.health()
    except AurevoirError as error:
        yield of_error("store", error)
        return
    health = {(one.brand, one.source, one.address): one for one in told}
    yield clock(path, now, newest)
    visited = [health.get((place.brand, place.source, place.address)) for place in places]
    yield last_run([one.visited for one in visited if one], places, now)
    yield from (source(place, one, now) for place, one in zip(places, visited, strict=True))


def clock(path: Path, now: datetime, newest: datetime | None) -> Finding:
    """Look at the clock: it must not be behind what was written by it."""
    told = problem(now, newest)
    written = datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo) if path.exists() else None
    if told is None and written is not None and written > now + SLACK:
        told = (
            f"the clock says {now:%Y-%m-%d %H:%M} UTC, and {path} was written at {written:%Y-%m-%d %H:%M} UTC"
        )
    if told:
        return mend("clock", told, "set it, or let the machine set it (timedatectl set-ntp true)")
    return Finding(check="clock", said=f"{now:%Y-%m-%d %H:%M} UTC")


def last_run(visits: Sequence[datetime], places: Sequence[Place], now: datetime) -> Finding:
    """Look at when places were last visited."""
    if not places:
        return Finding(check="last run", said="no place to visit: this watch list lives from imports")
    if not visits:
        return mend("last run", "none yet", "`aurevoir run`")
    newest = max(visits)
    told = f"{newest:%Y-%m-%d %H:%M} UTC, {_ago(now - newest)}"
    if now - newest > A_NIGHT_MISSED:
        return mend(
            "last run", told, "`aurevoir schedule` shows how to run it every night; look at cron's mail"
        )
    return Finding(check="last run", said=told)


def source(place: Place, health: PlaceHealth | None, now: datetime) -> Finding:
    """Look at how a place stands, and how old what it gave is."""
    name = shown(f"{place.brand} · {place.source} · {place.address}")
    if health is None:
        return mend("source", f"{name}: never visited", "`aurevoir run`")
    age = f"last read {_ago(now - health.succeeded)}" if health.succeeded else "never read"
    if not health.outcome.could_read:
        return mend(
            "source", f"{name}: {shown(said(health.outcome, health.reason))}; {age}", ADVICE[health.outcome]
        )
    if health.silent:
        return mend(
            "source", f"{name}: it gave reviews before and gives none now; {age}", ADVICE[Outcome.CHANGED]
        )
    if health.succeeded and now - health.succeeded > A_WEEK:
        return mend("source", f"{name}: {age}", "`aurevoir run`, and look at why it did not run")
    return Finding(check="source", said=f"{name}: {age}, {health.stored} reviews kept")


def _ago(age: timedelta) -> str:
    hours = int(age.total_seconds() // 3600)
    if hours < 48:  # noqa: PLR2004 two days are told in hours
        return f"{max(hours, 0)} h ago"
    return f"{hours // 24} days ago"
