"""Two groups of reviews set against each other: since a run, on common ground, from month to month."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import pytest

from scraper.outcome import Outcome
from scraper.review import Precision, Review
from sentiment.reading import Channel, Departure, Moment, Reading, Reason
from site_templates.figures.arriving import channels
from site_templates.figures.common_ground import common_ground, side_by_side
from site_templates.figures.compared import Pair, compared
from site_templates.figures.gap_change import gap_change
from site_templates.figures.since import since
from site_templates.figures.statistics import contrast, difference
from site_templates.snapshot import Brand, Earlier, Opinion, PlaceHealth, Snapshot

AS_OF = datetime(2026, 3, 30, 6, tzinfo=UTC)  # a Monday: February is the last whole month
LAST_RUN = AS_OF - timedelta(weeks=1)
Make = Callable[..., Opinion]


@pytest.fixture
def said(make_review: Callable[..., Review], make_reading: Callable[..., Reading]) -> Make:
    def make(key: str, *, last: float | None = None, brand: str = "Nimbo", **fields: object) -> Opinion:
        kept = {name: fields.pop(name) for name in ("published", "url", "precision") if name in fields}
        seen = fields.pop("seen", None)
        reading = make_reading(departure=Departure.CANCEL, moment=Moment.LAST, last=last, **fields)
        review = make_review(key=key, brand=brand, text=f"avis {key}", **kept)
        return Opinion(review=review, reading=reading, seen=seen)  # type: ignore[arg-type]  # a datetime or None

    return make


def group(said: Make, name: str, tone: float, count: int, **fields: object) -> list[Opinion]:
    return [said(f"{name}-{at}", last=tone + at % 5 / 100, **fields) for at in range(count)]


# --- two groups


def test_a_difference_between_two_groups_is_found_once_and_surely(said: Make) -> None:
    pair = Pair(brand="Nimbo", before=group(said, "a", 0.4, 9), after=group(said, "b", -0.6, 9))
    sure = [change for change in compared([pair], fewest=5) if change.is_sure]
    assert [(change.brand, change.name, change.before.n, change.after.n) for change in sure] == [
        ("Nimbo", "last_impression", 9, 9)
    ]


def test_a_group_under_the_minimum_is_not_tested(said: Make) -> None:
    pair = Pair(brand="Nimbo", before=group(said, "a", 0.4, 9), after=group(said, "b", -0.6, 4))
    assert all(change.q is None for change in compared([pair], fewest=5))


def test_a_reason_whose_recognition_is_not_measured_is_not_tested(said: Make) -> None:
    rare = {"reasons": (Reason.LACK_OPPORTUNISM,), "language": "xx"}
    pair = Pair(
        brand="Nimbo",
        before=group(said, "a", 0, 20, language="xx"),
        after=group(said, "b", 0, 20, **rare),
    )
    assert Reason.LACK_OPPORTUNISM not in {change.name for change in compared([pair], fewest=5)}


# --- since a run


def snapshot(opinions: list[Opinion], **changes: object) -> Snapshot:
    earlier = Earlier(
        ended=LAST_RUN, words="w", outcomes={("Nimbo", "feed", "https://a.example/"): Outcome.REVIEWS}
    )
    given = {"earlier": earlier, "places": ()} | changes
    return Snapshot(
        title="t",
        languages=("fr",),
        as_of=AS_OF,
        brands=(Brand(name="Nimbo"),),
        opinions=tuple(opinions),
        **given,  # type: ignore[arg-type]  # names of its fields
    )


def test_new_reviews_are_those_first_seen_after_the_run_before(said: Make) -> None:
    told = [
        said("new", seen=LAST_RUN + timedelta(hours=1)),
        said("of-that-run", seen=LAST_RUN),
        said("unknown", seen=None),
    ]
    found = since({"Nimbo": told}, {"Nimbo": told}, snapshot(told))
    assert found is not None
    assert found.news[0].read == 1
    assert [opinion.review.key for opinion in found.news[0].departures] == ["new"]


def test_new_reviews_are_tested_against_those_known_before(said: Make) -> None:
    told = group(said, "a", 0.5, 8, seen=LAST_RUN) + group(said, "b", -0.7, 6, seen=AS_OF)
    found = since({"Nimbo": told}, {"Nimbo": told}, snapshot(told))
    assert found is not None
    moved = [change for change in found.news[0].changes if change.is_sure]
    assert [(change.name, change.before.n, change.after.n) for change in moved] == [("last_impression", 8, 6)]


def test_the_first_run_has_nothing_to_compare_with(said: Make) -> None:
    assert since({"Nimbo": [said("a")]}, {"Nimbo": [said("a")]}, snapshot([], earlier=None)) is None


@pytest.mark.parametrize(
    ("address", "outcome", "visited", "turned"),
    [
        ("https://a.example/", Outcome.BLOCKED, AS_OF, True),
        ("https://a.example/", Outcome.UNCHANGED, AS_OF, False),  # it was read, and it is read
        ("https://a.example/", Outcome.BLOCKED, LAST_RUN, False),  # not visited since
        ("https://new.example/", Outcome.REVIEWS, AS_OF, True),
    ],
)
def test_places_that_stand_otherwise_are_told(
    address: str, outcome: Outcome, visited: datetime, *, turned: bool
) -> None:
    place = PlaceHealth(brand="Nimbo", source="feed", address=address, outcome=outcome, visited=visited)
    found = since({"Nimbo": []}, {"Nimbo": []}, snapshot([], places=(place,)))
    assert found is not None
    assert bool(found.turns) is turned


# --- common ground


def there(said: Make, site: str, brand: str, days: range, tone: float) -> list[Opinion]:
    return [
        said(
            f"{brand}-{site}-{day}",
            last=tone + day % 5 / 100,
            brand=brand,
            url=f"https://{site}/{brand}/{day}",
            published=datetime(2026, 1, day, 12, tzinfo=UTC),
            precision=Precision.DAY,
        )
        for day in days
    ]


def site(opinion: Opinion) -> str:
    return (opinion.review.url or "").split("/")[2]


@pytest.fixture
def brands(said: Make) -> Mapping[str, list[Opinion]]:
    return {
        "Nimbo": there(said, "both.example", "Nimbo", range(1, 21), 0.5)
        + there(said, "alone.example", "Nimbo", range(1, 9), -0.9),
        "Alto": there(said, "both.example", "Alto", range(6, 26), -0.5),
        "Bref": there(said, "both.example", "Bref", range(1, 3), 0.0),
    }


def test_only_shared_sites_and_shared_days_count(brands: Mapping[str, list[Opinion]]) -> None:
    ground = common_ground(brands, site, AS_OF, minimum=5)
    assert ground.brands == ("Nimbo", "Alto")
    assert ground.absent == ("Bref",)
    assert (ground.sites, ground.left_out) == (("both.example",), ("alone.example",))
    assert (ground.start, ground.end) == (datetime(2026, 1, 6, tzinfo=UTC), datetime(2026, 1, 21, tzinfo=UTC))
    assert {name: len(told) for name, told in ground.told.items()} == {"Nimbo": 15, "Alto": 15}


def test_a_brand_stands_above_another_only_where_intervals_part(
    brands: Mapping[str, list[Opinion]], said: Make
) -> None:
    parted = side_by_side(common_ground(brands, site, AS_OF, minimum=5), minimum=5)
    assert {one.name: one.above for one in parted}["last_impression"] == (("Nimbo", "Alto"),)
    alike = dict(brands) | {"Alto": there(said, "both.example", "Alto", range(6, 26), 0.5)}
    level = side_by_side(common_ground(alike, site, AS_OF, minimum=5), minimum=5)
    assert all(one.above == () for one in level)


def test_brands_without_a_shared_site_or_day_have_no_ground(said: Make) -> None:
    apart = {
        "Nimbo": there(said, "one.example", "Nimbo", range(1, 9), 0.5),
        "Alto": there(said, "other.example", "Alto", range(1, 9), 0.5),
    }
    assert common_ground(apart, site, AS_OF, minimum=5).sites == ()
    later = {
        "Nimbo": there(said, "one.example", "Nimbo", range(1, 9), 0.5),
        "Alto": there(said, "one.example", "Alto", range(20, 28), 0.5),
    }
    assert common_ground(later, site, AS_OF, minimum=5).start is None
    assert common_ground({}, site, AS_OF, minimum=5).start is None


# --- from month to month


def test_a_contrast_of_two_is_the_difference() -> None:
    after, before = [1.0, 2.0, 4.0], [0.0, 1.0, 5.0, 2.0]
    assert contrast([after], [before]) == difference(after, before)


def test_the_gap_is_followed_from_one_month_to_the_next(said: Make) -> None:
    def month(number: int, first: float, last: float) -> list[Opinion]:
        return [
            said(
                f"{number}-{day}",
                first=first + day / 100,
                last=last - day / 100,
                published=datetime(2026, number, day, tzinfo=UTC),
            )
            for day in range(1, 9)
        ]

    moved = gap_change(month(1, 0.3, -0.3) + month(2, 0.3, -0.6), AS_OF, minimum=5)
    assert moved.months == 1
    # the spread within a month is the same in both: −90 − (−60), the days cancelling out
    assert moved.change.value == pytest.approx(-30)
    assert moved.is_sure
    assert (moved.before.n, moved.after.n) == (8, 8)
    still = gap_change(month(1, 0.3, -0.3) + month(2, 0.3, -0.3), AS_OF, minimum=5)
    assert not still.is_sure


def test_a_month_with_too_few_reviews_gives_way_to_a_quarter(said: Make) -> None:
    moved = gap_change([said("a", last=0.1, published=datetime(2026, 2, 3, tzinfo=UTC))], AS_OF, minimum=5)
    assert moved.months == 3
    assert moved.change.too_few


# --- channels


def test_channels_are_told_by_how_often_they_are_named(said: Make) -> None:
    told = [said(f"p{at}", channels=(Channel.PHONE,), first=-0.2) for at in range(6)]
    told += [said(f"m{at}", channels=(Channel.EMAIL, Channel.PHONE)) for at in range(2)]
    phone, email = channels(told, minimum=5)
    assert (phone.channel, len(phone.named.keys), phone.named.n) == (Channel.PHONE, 8, 8)
    assert phone.contact is not None
    assert (email.channel, email.contact) == (Channel.EMAIL, None)
