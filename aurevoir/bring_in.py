"""Bring files of reviews in, through the same door as pages."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from aurevoir import __version__
from aurevoir.pipeline import keep_page
from aurevoir.retention import oldest_kept
from aurevoir.sector import keep_reports
from aurevoir.store import Store
from aurevoir.visit import Saved, Visit, first_notes, tally
from aurevoir.watchlist import WatchList
from scraper.admit import Door
from scraper.imports import read_file
from scraper.imports.found import FileRead
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.review import RawReview, Review
from scraper.told import Told, joined, told


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How a user wants files to be taken.

    Attributes:
        brand: whose reviews they are (a name or alias of the watch list); None to take each row's own.
        source: name under which they are kept, with ``id`` the identity; the source that recognised the file, or
            its kind, by default.
        columns: field -> the file's own column, where the program would not guess it.
        best: top of the ratings' scale where it is not 5.
        day_first: whether 03/04 is the third of April.
    """

    brand: str | None = None
    source: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    best: str | None = None
    day_first: bool = True

    def read(self, path: Path) -> FileRead:
        """Read a file as they say."""
        return read_file(path, columns=self.columns, best=self.best, day_first=self.day_first)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What came of one file: its visits, a brand each, and the reason when nothing could be taken."""

    path: Path
    outcome: Outcome
    reason: Told | None = None
    visits: tuple[Visit, ...] = ()
    notes: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """Takes files for a watch list, by the user's wishes."""

    watch: WatchList
    store: Store
    door: Door
    wishes: Wishes
    now: datetime

    def bring_in(self, paths: Iterable[Path]) -> tuple[Brought, ...]:
        """Take every file into the store; one that cannot be read stops no other."""
        run = self.store.begin_run(self.now, __version__)
        brought = tuple(self._take(path) for path in paths)
        for visit in (visit for one in brought for visit in one.visits):
            self.store.save_visit(run, visit)
        self.store.end_run(run, self.now)
        return brought

    def _take(self, path: Path) -> Brought:
        found = self.wishes.read(path)
        parsed = found.parsed
        if parsed.outcome is Outcome.CONTEXT:
            return self._take_context(path, found)
        if parsed.outcome is not Outcome.REVIEWS:
            return Brought(path=path, outcome=parsed.outcome, reason=parsed.reason, notes=parsed.notes)
        rows, strangers = self._by_brand(parsed.reviews)
        visits = tuple(self._keep(path, brand, raws, found) for brand, raws in rows.items())
        left_out = tuple(_unwatched(strangers))
        if visits:
            return Brought(
                path=path, outcome=Outcome.REVIEWS, visits=visits, notes=(*parsed.notes, *left_out)
            )
        reason = joined(first_notes(left_out))
        return Brought(path=path, outcome=Outcome.CHANGED, reason=reason, notes=parsed.notes)

    def _take_context(self, path: Path, found: FileRead) -> Brought:
        """Keep reports about a sector, for the brand that the user says they are context for."""
        parsed, brand = found.parsed, self.watch.brand_named(self.wishes.brand or "")
        if brand is None:
            told_so = _unwatched(Counter({self.wishes.brand or "": len(parsed.context)}))
            return Brought(path=path, outcome=Outcome.CHANGED, reason=next(told_so), notes=parsed.notes)
        place = Place(brand=brand, source=self.wishes.source or found.kept_as, address=path.name)
        page = PageRead(
            address=path.name,
            outcome=parsed.outcome,
            reason=parsed.reason,
            context=parsed.context,
            notes=parsed.notes,
        )
        keep_reports(self.store, place, [page])
        visit = tally(place, self.now, [(page, Saved())])
        return Brought(path=path, outcome=parsed.outcome, visits=(visit,), notes=parsed.notes)

    def _by_brand(self, raws: Iterable[RawReview]) -> tuple[dict[str, list[RawReview]], Counter[str]]:
        """Sort rows by brand of the watch list; rows of a brand that is not in it are only counted."""
        rows: dict[str, list[RawReview]] = {}
        strangers: Counter[str] = Counter()
        for raw in raws:
            said = self.wishes.brand or raw.brand or ""
            brand = self.watch.brand_named(said)
            if brand is None:
                strangers[said] += 1
            else:
                rows.setdefault(brand, []).append(raw)
        return rows, strangers

    def _keep(self, path: Path, brand: str, raws: list[RawReview], found: FileRead) -> Visit:
        source = self.wishes.source or found.kept_as
        place = Place(brand=brand, source=source, address=path.name)
        host = None if found.global_ids else found.host or brand
        admitted = [
            self.door.admit(raw, source=source, brand=brand, fetched=self.now, host=host) for raw in raws
        ]
        kept = tuple(review for review, _ in admitted if review is not None)
        sure = found.recognised is not None or found.global_ids
        others = set() if sure else {review.key for review in kept if self._is_another(review, path)}
        reviews = tuple(review for review in kept if review.key not in others)
        said = (*(note for _, notes in admitted for note in notes), *_clash(len(others)))
        outcome = Outcome.REVIEWS if reviews else Outcome.EMPTY
        page = PageRead(
            address=path.name,
            outcome=outcome,
            reviews=reviews,
            found=len(reviews),
            announced=found.parsed.announced,
            notes=(*found.parsed.notes, *said),
        )
        oldest = oldest_kept(self.now, self.watch.privacy.retention_months)
        may_keep = found.recognised is None or found.recognised.about.keeps_text
        withheld = None if may_keep else self.watch.reading.analyzer
        return tally(place, self.now, [keep_page(self.store, place, page, oldest, withheld)])

    def _is_another(self, review: Review, path: Path) -> bool:
        """Tell whether the store holds another review under this identity, from another file: it must not be lost."""
        stored = self.store.find(review.source, review.key)
        if stored is None or stored[1] == path.name or stored[0].text == review.text:
            return False
        return review.published is None or stored[0].published != review.published


def _clash(count: int) -> Iterator[Told]:
    if count:
        yield told(
            "rows left out, their ids being those of other reviews from another file: %(count)s; give this file a --source of its own",
            count=count,
        )


def _unwatched(strangers: Counter[str]) -> Iterator[Told]:
    for name, count in sorted(strangers.items()):
        if name:
            yield told(
                "rows left out, their brand '%(brand)s' not being in the watch list: %(count)s; add it, or an alias",
                brand=name,
                count=count,
            )
        else:
            yield told("rows left out, naming no brand: %(count)s; give --brand NAME", count=count)
