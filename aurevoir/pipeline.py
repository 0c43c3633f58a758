"""Scrape, read, build: three stages with two hand-overs through the store, each on its own or in a row."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar

from aurevoir import __version__
from aurevoir.clock import begun, may_forget
from aurevoir.errors import AurevoirError, name_of_bug
from aurevoir.past import keep_months
from aurevoir.removals import take_out
from aurevoir.retention import oldest_kept
from aurevoir.rounds import Round, keep_without_words, without_quotes
from aurevoir.sector import keep_reports
from aurevoir.sector import shown as shown_sectors
from aurevoir.store import Store
from aurevoir.visit import Saved, Visit, tally
from aurevoir.watchlist import WatchList
from scraper.admit import Door
from scraper.collect import Fetches, collect
from scraper.fetch import Fetcher
from scraper.outcome import KnownPage, Outcome, PageRead
from scraper.place import Place
from scraper.sources import source_named
from scraper.told import Told, told
from sentiment.published import published
from sentiment.read import read, version
from sentiment.tone import Analyser
from site_templates.findings import gather
from site_templates.findings import told as told_figures
from site_templates.site import Built, as_it_stands, build
from site_templates.snapshot import Brand, PlaceHealth, Snapshot

Clock = Callable[[], datetime]
Item = TypeVar("Item")
A_BATCH = 50  # readings a transaction: a kill loses less than a second of work


class Progress(Protocol):
    """How a stage tells what it is doing."""

    def say(self, line: str) -> None:
        """Tell something that is done."""
        ...

    def each(self, items: Sequence[Item], label: str) -> Iterator[Item]:
        """Yield the items, showing how far it is."""
        ...


def scrape(
    going: Round, store: Store, fetcher: Fetches, door: Door, *, clock: Clock, progress: Progress
) -> tuple[Visit, ...]:
    """Visit every place of a round and keep what it gives; a place that fails stops no other."""
    said, newest = clock(), store.as_of()
    started = begun(said, newest)
    run = store.begin_run(started, __version__)
    if not going.places:
        progress.say(
            "no place to scrape: add [[brands.places]] to the watch list, or bring in an export by `aurevoir import`"
        )
    visits = []
    for place in progress.each(going.places, "scraping"):
        visit = _safely(place, going, store, fetcher, door, started)
        store.save_visit(run, visit)
        progress.say(in_a_line(visit))
        visits.append(visit)
    if may_forget(started, newest):
        oldest = oldest_kept(started, going.retention_months)
        keep_months(store, oldest, going.analyser)
        store.forget_before(oldest)
    store.end_run(run, max(clock(), started))
    return tuple(visits)


def _safely(
    place: Place, going: Round, store: Store, fetcher: Fetches, door: Door, started: datetime
) -> Visit:
    """Visit a place; a fault of ours that its pages bring out stops no other place."""
    try:
        return _visit(place, going, store, fetcher, door, started)
    except AurevoirError:
        raise
    except Exception as bug:  # noqa: BLE001 any fault at all: it is kept in the visit, told, and sets the exit code
        what = told(
            "a fault in Au revoir itself stopped it: %(error)s; please report it", error=name_of_bug(bug)
        )
        page = PageRead(address=place.address, outcome=Outcome.FAILED, reason=what)
        return replace(tally(place, started, [(page, Saved())]), bug=bug)


def _visit(
    place: Place, going: Round, store: Store, fetcher: Fetches, door: Door, started: datetime
) -> Visit:
    def remembered(address: str) -> KnownPage | None:
        return None if going.full else store.known_page(place, address, __version__)

    about, oldest = source_named(place.source).about, going.oldest(started)
    withheld = None if about.keeps_text else going.analyser
    stops, saved = going.stops_at_known(place, store), []
    for page in collect(
        place, fetcher=fetcher, door=door, remembered=remembered, fetched=started, oldest=oldest
    ):
        # A page of which a part was left out is not remembered: it must come whole when more is wanted.
        whole = page if going.since is None else replace(page, known=None)
        saved.append(keep_page(store, place, whole, oldest, withheld))
        if stops and _adds_nothing(*saved[-1]):
            break
    pages = [page for page, _ in saved]
    keep_reports(store, place, pages)
    visit = tally(place, started, saved, has_given=store.has_given(place))
    removed, notes = (
        take_out(store, place, pages, oldest, started) if going.full and not going.since else (0, ())
    )
    return replace(visit, since=going.since, removed=removed, notes=(*visit.notes, *notes))


def try_once(place: Place, fetcher: Fetcher, door: Door, now: datetime) -> Visit:
    """Ask for a place's first page of reviews and say what it gives; nothing is stored.

    A page that only leads to the reviews, as the answer to "which company is this?", is not the last one.
    """
    pages = []
    for page in collect(
        replace(place, max_pages=2), fetcher=fetcher, door=door, remembered=lambda _: None, fetched=now
    ):
        pages.append((page, Saved()))
        if page.found:
            break
    return tally(place, now, pages)


def _adds_nothing(page: PageRead, saved: Saved) -> bool:
    return page.outcome.could_read and page.found > 0 and saved == Saved()


def keep_page(
    store: Store, place: Place, page: PageRead, oldest: datetime, withheld: Analyser | None = None
) -> tuple[PageRead, Saved]:
    """Store a page without the reviews that are older than the watch list keeps.

    Where terms forbid keeping words, ``withheld`` names the analyser that reads them before they are let go.
    """
    recent = tuple(review for review in page.reviews if (review.published or review.fetched) >= oldest)
    kept = replace(page, reviews=recent)
    if withheld is None:
        return page, store.save_page(place, kept, __version__)
    return without_quotes(page), keep_without_words(store, place, kept, __version__, withheld)


def read_all(watch: WatchList, store: Store, *, progress: Progress) -> int:
    """Read every review that today's words and analyser have not read yet; return how many."""
    analyser = watch.reading.analyzer
    waiting = store.unread(version(analyser))
    for start in progress.each(range(0, len(waiting), A_BATCH), "reading"):
        batch = waiting[start : start + A_BATCH]
        store.save_readings([(review, read(review.words, review.language, analyser)) for review in batch])
    return len(waiting)


def build_site(watch: WatchList, store: Store, notice: dict[str, str] | None = None) -> Built:
    """Build the site from the store.

    Raises:
        AurevoirError: the store holds no run yet.
        SiteError: the output folder cannot be written, or is not Au revoir's.
    """
    built = build(snapshot(watch, store, notice or {}), watch.output)
    store.history.keep(version(watch.reading.analyzer), built.figures)
    return built


def refresh_site(watch: WatchList, store: Store) -> Built:
    """Build the site from the store, unless the one that stands was built today and nothing came since.

    A run that changes nothing is then none to compare with: what is new stays new until the next one that does.

    Raises:
        AurevoirError: the store holds no run yet.
        SiteError: the output folder cannot be written, or is not Au revoir's.
    """
    return as_it_stands(snapshot(watch, store, {}), watch.output) or build_site(watch, store)


def remember(watch: WatchList, store: Store) -> None:
    """Keep what a site built now would tell, without building it."""
    findings = gather(snapshot(watch, store, {}))
    store.history.keep(version(watch.reading.analyzer), told_figures(findings))


def snapshot(watch: WatchList, store: Store, notice: dict[str, str]) -> Snapshot:
    """Gather all that a site is built from."""
    as_of = store.as_of()
    if as_of is None:
        raise AurevoirError(
            f"{store.path}: nothing in the store yet; `aurevoir run` or `aurevoir import FILE` fills it"
        )
    names = {brand.name for brand in watch.brands}
    return Snapshot(
        title=watch.site.title,
        languages=tuple(watch.site.languages),
        as_of=as_of,
        brands=tuple(
            Brand(name=brand.name, own=brand.own, customer_value=brand.customer_value)
            for brand in watch.brands
        ),
        opinions=tuple(opinion for opinion in store.opinions() if opinion.review.brand in names),
        places=_health(watch, store, names),
        sectors=shown_sectors(watch, store),
        earlier=store.history.earlier(),
        past=tuple(kept for kept in store.history.months() if kept.brand in names),
        told_by_happy=watch.site.word_of_mouth.happy,
        told_by_unhappy=watch.site.word_of_mouth.unhappy,
        minimum=watch.site.minimum,
        currency=watch.site.currency,
        versions={"aurevoir": __version__, "words": version(watch.reading.analyzer)},
        notice=notice,
        accuracy=published() if watch.reading.analyzer == "learned" else None,
        address=None if watch.site.address is None else watch.site.address.rstrip("/") + "/",
        index=watch.site.index,
        showcase=bool(notice),  # only the demo has a notice to give
    )


def _health(watch: WatchList, store: Store, names: set[str]) -> tuple[PlaceHealth, ...]:
    """Return the health of the watch list's places in its order, then of imported files."""
    watched = {(place.brand, place.source, place.address): place for place in watch.places}
    order = list(watched)
    told = {(health.brand, health.source, health.address): health for health in store.health()}
    visited = [replace(told[key], permission=watched[key].permission) for key in order if key in told]
    imported = [health for key, health in told.items() if key not in watched and health.brand in names]
    return (
        *visited,
        *(health for health in imported if not health.address.startswith(("http://", "https://"))),
    )


def in_a_line(visit: Visit) -> str:
    """Return a visit as one line of a log."""
    place = f"{visit.place.brand} · {visit.place.source} · {visit.place.address}"
    removed = f", {visit.removed} removed" if visit.removed else ""
    if visit.found:
        counts = f"{_some(visit.found, 'review')} ({visit.new} new, {visit.updated} updated{removed}) on {_some(visit.pages, 'page')}"
    else:
        counts = said(visit.outcome, visit.reason)
    later = "".join(
        f"; {trouble.address}: {said(trouble.outcome, trouble.reason)}" for trouble in visit.troubles
    )
    silence = "; silent: it gave reviews before" if visit.silent else ""
    return f"{place}: {counts}{silence}{later if visit.outcome.could_read else ''}"


def said(outcome: Outcome, reason: Told | None) -> str:
    """Return an outcome with its reason, where it has one."""
    return f"{outcome}: {reason}" if reason else str(outcome)


def _some(count: int, name: str) -> str:
    return f"{count} {name}" if count == 1 else f"{count} {name}s"
