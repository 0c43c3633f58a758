"""Look at the watch list, its keys, and what robots.txt says of its places."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from aurevoir import doctor_machine, doctor_store
from aurevoir.doctor import Finding, State, mend, of_error
from aurevoir.errors import AurevoirError
from aurevoir.keys import Environment, author_key, keyed_places, webhook
from aurevoir.watchlist import WatchList
from scraper.access import access_to
from scraper.fetch import Fetcher
from scraper.place import Place
from scraper.sources import source_named
from scraper.sources.source import Standing
from site_templates.evidence import shown


def listed(path: Path, watch: WatchList) -> Finding:
    """Tell what a watch list that could be read holds."""
    return Finding(check="watch list", said=f"{path}: {len(watch.brands)} brands, {len(watch.places)} places")


def keys(watch: WatchList, environment: Environment) -> Iterator[Finding]:
    """Look at whether the keys that the watch list names are there; none is shown."""
    try:
        key = author_key(watch, environment)
        said = "authors become pseudonyms by your key" if key else "no key named: authors are forgotten"
        yield Finding(check="key", said=said)
    except AurevoirError as error:
        yield of_error("key", error)
    try:
        if watch.notify.is_set:
            yield Finding(check="key", said=f"the webhook is at {webhook(watch, environment).host}")
    except AurevoirError as error:
        yield of_error("key", error)
    try:
        count = sum(place.key is not None for place in keyed_places(watch, environment))
        if count:
            yield Finding(check="key", said=f"{count} places of official APIs have theirs")
    except AurevoirError as error:
        yield of_error("key", error)


def kept(watch: WatchList, now: datetime) -> Iterator[Finding]:
    """Look at the store, the disk and the site's folder."""
    store = watch.store_path
    whole = doctor_store.integrity(store)
    yield whole
    yield from doctor_machine.disk(store, watch.output)
    yield from doctor_machine.folders(store, watch.output, watch.site.title)
    if whole.state is State.OK and store.exists():
        yield doctor_store.at_work_now(store, now)
        yield from doctor_store.remembered(store, watch.places, now)
    elif not store.exists():
        yield doctor_store.clock(watch.folder, now, None)
        yield doctor_store.last_run([], watch.places, now)


def robots(watch: WatchList, environment: Environment, fetcher: Fetcher | None) -> Iterator[Finding]:
    """Ask each place's robots.txt, where there is a fetcher to ask by."""
    if fetcher is None:
        count = len(watch.places)
        if count:
            said = f"not asked for {count} places; --online asks for one robots.txt a host"
            yield Finding(check="robots", state=State.SKIPPED, said=said)
        return
    try:
        places = keyed_places(watch, environment)
    except AurevoirError:  # told among the keys
        places = watch.places
    for place in places:
        yield _robots(place, fetcher)


def _robots(place: Place, fetcher: Fetcher) -> Finding:
    name, source = shown(f"{place.brand} · {place.source} · {place.address}"), source_named(place.source)
    standing = source.about.standing
    if standing is Standing.KEY:
        return Finding(check="robots", said=f"{name}: an official API, whose terms stand for it")
    if place.permission:
        return Finding(check="robots", said=f"{name}: opened by {shown(place.permission)}")
    instead = f"instead: {source.about.instead or 'import saved pages or an export'}"
    if standing is Standing.PERMISSION:
        return mend("robots", f"{name}: closed ({source.about.terms})", f"{instead}, or record a permission")
    access = access_to(place, source)
    closed = fetcher.closed(access.home, access)
    return (
        mend("robots", f"{name}: {shown(str(closed))}", instead)
        if closed
        else Finding(check="robots", said=f"{name}: open")
    )
