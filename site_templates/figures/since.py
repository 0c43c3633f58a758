"""What changed since an earlier run: reviews that are new, and the figures they move by more than chance."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scraper.outcome import Outcome
from site_templates.figures.compared import Change, Pair, compared
from site_templates.snapshot import Earlier, Opinion, PlaceHealth, Snapshot

READ = frozenset(
    {Outcome.REVIEWS, Outcome.CONTEXT, Outcome.UNCHANGED}
)  # nothing changed for who looks at a place


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new of a brand.

    Attributes:
        brand: its name.
        read: new reviews, whatever they speak of, reposts counted once.
        departures: those of them that mention a departure.
        changes: every figure: over the reviews known before, and over the new ones, never one review in both.
    """

    brand: str
    read: int
    departures: tuple[Opinion, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A place that stands otherwise than before; ``before`` is None when it is new."""

    place: PlaceHealth
    before: Outcome | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What changed since ``earlier``, brand by brand and place by place."""

    earlier: Earlier
    news: tuple[News, ...]
    turns: tuple[Turn, ...]


def since(
    read: Mapping[str, Sequence[Opinion]], told: Mapping[str, Sequence[Opinion]], snapshot: Snapshot
) -> Since | None:
    """Return what changed since the run before, None where the snapshot knows of none.

    ``read`` holds all reviews of each brand, ``told`` those that mention a departure, both counted once. New reviews are those first seen after that run ended. Both groups are read by today's words; a figure is tested
    where both hold the site's minimum of reviews, Benjamini–Hochberg at 5 % over all tests of all brands.
    """
    earlier = snapshot.earlier
    if earlier is None:
        return None
    pairs = {name: _pair(name, opinions, earlier) for name, opinions in told.items()}
    changes = compared(pairs.values(), fewest=snapshot.minimum)
    news = [
        News(
            brand=name,
            read=sum(is_new(opinion, earlier) for opinion in read[name]),
            departures=tuple(pair.after),
            changes=tuple(change for change in changes if change.brand == name),
        )
        for name, pair in pairs.items()
    ]
    return Since(earlier=earlier, news=tuple(news), turns=tuple(_turns(snapshot.places, earlier)))


def is_new(opinion: Opinion, earlier: Earlier) -> bool:
    """Tell whether a review was first seen after a run; one that does not say when was there before."""
    return opinion.seen is not None and opinion.seen > earlier.ended


def _pair(name: str, told: Sequence[Opinion], earlier: Earlier) -> Pair:
    new = [opinion for opinion in told if is_new(opinion, earlier)]
    known = [opinion for opinion in told if not is_new(opinion, earlier)]
    return Pair(brand=name, before=known, after=new)


def _turns(places: Iterable[PlaceHealth], earlier: Earlier) -> Iterable[Turn]:
    for place in places:
        before = earlier.outcomes.get((place.brand, place.source, place.address))
        if place.visited > earlier.ended and _standing(before) != _standing(place.outcome):
            yield Turn(place=place, before=before)


def _standing(outcome: Outcome | None) -> Outcome | None:
    return Outcome.REVIEWS if outcome in READ else outcome
