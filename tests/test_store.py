"""What goes into the store comes out; a review is never doubled, a page is kept whole or not at all."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aurevoir.errors import StoreError
from aurevoir.store import Store
from aurevoir.store_database import Database, looked_through
from aurevoir.visit import Visit
from scraper.outcome import KnownPage, Outcome, PageRead, Validators
from scraper.place import Place
from scraper.review import Precision, Rating, Reply, Review
from scraper.told import Told, told
from sentiment.reading import Channel, Departure, Evidence, Moment, Reading, Reason, Sentiment
from site_templates.snapshot import Opinion, Trouble

PLACE = Place(brand="Fibrelune", source="feed", address="https://forum.example/a.rss")
DAY = datetime(2026, 3, 2, 12, tzinfo=UTC)

# SQLite keeps any text but lone surrogates, which admission takes out.
texts = st.text(st.characters(exclude_categories=["Cs"]))
times = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 — the zone is given beside
tones = st.floats(-1, 1)
weights = st.floats(-9, 9)
reviews = st.builds(
    Review,
    source=st.sampled_from(["feed", "schemaorg"]),
    key=st.text("abc123", min_size=1, max_size=4),
    brand=st.just("Fibrelune"),
    text=texts,
    title=texts,
    fetched=times,
    url=st.none() | texts,
    published=st.none() | times,
    precision=st.none() | st.sampled_from(Precision),
    rating=st.none() | st.builds(Rating, value=st.floats(1, 5), raw=texts),
    language=st.none() | st.just("fr"),
    author=st.none() | texts,
    reply=st.none() | st.builds(Reply, text=texts, published=st.none() | times),
    verified=st.none() | st.booleans(),
)
readings = st.builds(
    Reading,
    language=st.none() | st.just("fr"),
    departure=st.none() | st.sampled_from(Departure),
    departure_probability=st.floats(0, 1),
    moment=st.sampled_from(Moment),
    leaning=st.none() | st.sampled_from([Moment.FIRST, Moment.LAST]),
    moment_probability=st.floats(0, 1),
    tone=st.none() | tones,
    sentiment=st.none() | st.sampled_from(Sentiment),
    sentiment_probability=st.none() | st.floats(0, 1),
    first=st.none() | tones,
    last=st.none() | tones,
    peak=st.none() | tones,
    end=st.none() | tones,
    reasons=st.lists(st.sampled_from(Reason), unique=True).map(tuple),
    channels=st.lists(st.sampled_from(Channel), unique=True).map(tuple),
    would_return=st.none() | st.booleans(),
    would_recommend=st.none() | st.booleans(),
    evidence=st.lists(
        st.builds(
            Evidence,
            start=st.integers(0, 99),
            end=st.integers(0, 99),
            judgement=texts,
            cue=texts,
            weight=weights,
        )
    ).map(tuple),
    version=st.just("v1"),
)
sentences = st.recursive(
    st.builds(lambda value: Told(message="100 %% of %(one)s", values=(("one", value),)), texts),
    lambda within: st.builds(
        lambda one, other: Told(message="%(one)s; %(other)s", values=(("one", one), ("other", other))),
        within,
        within | texts,
    ),
    max_leaves=6,
)
troubles = st.builds(Trouble, address=texts, outcome=st.sampled_from(Outcome), reason=st.none() | sentences)


def page(*reviews: Review, address: str = PLACE.address, known: KnownPage | None = None) -> PageRead:
    return PageRead(
        address=address, outcome=Outcome.REVIEWS, reviews=reviews, found=len(reviews), known=known
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.sqlite") as store:
        yield store


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(review=reviews, reading=readings)
def test_what_goes_in_comes_out(tmp_path: Path, review: Review, reading: Reading) -> None:
    path = tmp_path / "round.sqlite"
    path.unlink(missing_ok=True)
    with Store(path) as store:
        store.save_page(PLACE, page(review), "1")
        store.save_readings([(review, reading)])
        assert list(store.opinions()) == [Opinion(review=review, reading=reading, seen=review.fetched)]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None)
@given(
    reason=st.none() | sentences,
    troubles=st.lists(troubles, max_size=3).map(tuple),
    notes=st.lists(sentences, max_size=3).map(tuple),
)
def test_what_a_visit_tells_can_still_be_translated(
    tmp_path: Path, reason: Told | None, troubles: tuple[Trouble, ...], notes: tuple[Told, ...]
) -> None:
    path = tmp_path / "visits.sqlite"
    path.unlink(missing_ok=True)
    with Store(path) as store:
        visit = _visit(DAY, Outcome.FAILED, reason=reason, troubles=troubles, notes=notes)
        store.save_visit(store.begin_run(DAY, "1"), visit)
        (health,) = store.health()
    assert (health.reason, health.troubles, health.notes) == (reason, troubles, notes)


def test_a_review_seen_again_is_not_doubled(store: Store, make_review: Callable[..., Review]) -> None:
    review = make_review()
    assert store.save_page(PLACE, page(review), "1").new == 1
    again = store.save_page(PLACE, page(review), "1")
    assert (again.new, again.updated) == (0, 0)
    assert len(store.unread("v")) == 1


def test_an_edited_review_is_updated_and_read_again(
    store: Store, make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> None:
    review = make_review(text="Parfait.")
    store.save_page(PLACE, page(review), "1")
    store.save_readings([(review, make_reading(version="v"))])
    assert store.unread("v") == []
    edited = make_review(text="Finalement non.", fetched=DAY + timedelta(days=1))
    assert store.save_page(PLACE, page(edited), "1").updated == 1
    assert store.unread("v") == [edited]


def test_a_new_reply_updates_a_review_without_reading_it_again(
    store: Store, make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> None:
    review = make_review()
    store.save_page(PLACE, page(review), "1")
    store.save_readings([(review, make_reading(version="v"))])
    assert store.save_page(PLACE, page(make_review(reply=Reply(text="Merci."))), "1").updated == 1
    assert store.unread("v") == []


def test_other_words_read_everything_again(
    store: Store, make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> None:
    review = make_review()
    store.save_page(PLACE, page(review), "1")
    store.save_readings([(review, make_reading(version="old"))])
    assert store.unread("new") == [review]


def test_a_page_is_kept_whole_or_not_at_all(store: Store, make_review: Callable[..., Review]) -> None:
    bad = make_review(key="2", text="\ud800")
    with pytest.raises((StoreError, UnicodeEncodeError)):
        store.save_page(PLACE, page(make_review(key="1"), bad), "1")
    assert store.unread("v") == []


def test_a_page_is_remembered_for_the_same_version_only(store: Store) -> None:
    known = KnownPage(validators=Validators(etag='"a"'), next="https://forum.example/b", found=3, announced=9)
    store.save_page(PLACE, page(known=known), "1")
    assert store.known_page(PLACE, PLACE.address, "1") == known
    assert store.known_page(PLACE, PLACE.address, "2") is None


def test_reviews_older_than_kept_are_deleted_with_their_readings(
    store: Store, make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> None:
    old = make_review(key="old", published=DAY - timedelta(days=900))
    undated = make_review(key="undated")
    store.save_page(PLACE, page(old, undated), "1")
    store.save_readings([(old, make_reading()), (undated, make_reading())])
    assert store.forget_before(DAY - timedelta(days=365)) == 1
    assert [opinion.review.key for opinion in store.opinions()] == ["undated"]


def test_health_tells_the_last_visit_and_the_last_success(store: Store) -> None:
    run = store.begin_run(DAY, "1")
    good = _visit(DAY, Outcome.REVIEWS)
    failed = told("the server answered with an error (%(status)s)", status=500)
    trouble = Trouble(address="https://forum.example/2", outcome=Outcome.FAILED, reason=failed)
    bad = _visit(DAY + timedelta(days=1), Outcome.BLOCKED, troubles=(trouble,))
    store.save_visit(run, good)
    store.save_visit(run, bad)
    (health,) = store.health()
    assert health.outcome is Outcome.BLOCKED
    assert health.succeeded == DAY
    assert health.troubles == (trouble,)


def test_a_place_that_stops_giving_is_silent_until_it_gives_again(store: Store) -> None:
    run = store.begin_run(DAY, "1")
    ends = [Outcome.EMPTY, Outcome.REVIEWS, Outcome.CHANGED, Outcome.UNCHANGED, Outcome.BLOCKED]
    told = []
    for outcome in ends:
        store.save_visit(run, _visit(DAY, outcome))
        told.append(store.health()[0].silent)
    assert told == [False, False, True, True, False]
    assert store.has_given(PLACE)
    assert not store.has_given(replace(PLACE, brand="Lanterne"))


def test_a_place_is_known_to_the_end_when_all_was_read(store: Store) -> None:
    assert not store.is_known_to_the_end(PLACE)
    run = store.begin_run(DAY, "1")
    store.save_visit(run, _visit(DAY, Outcome.UNCHANGED))
    assert store.is_known_to_the_end(PLACE)
    store.save_visit(run, replace(_visit(DAY, Outcome.REVIEWS), since=DAY))
    assert not store.is_known_to_the_end(PLACE)
    store.save_visit(run, _visit(DAY, Outcome.REVIEWS))
    assert store.is_known_to_the_end(PLACE)
    trouble = Trouble(address="https://forum.example/2", outcome=Outcome.FAILED, reason=None)
    store.save_visit(run, _visit(DAY, Outcome.REVIEWS, troubles=(trouble,)))
    assert not store.is_known_to_the_end(PLACE)


def test_what_a_place_announced_is_kept_when_it_says_nothing_more(store: Store) -> None:
    run = store.begin_run(DAY, "1")
    store.save_visit(run, replace(_visit(DAY, Outcome.REVIEWS), announced=40))
    store.save_visit(run, _visit(DAY, Outcome.FAILED))
    assert store.health()[0].announced == 40


def test_a_route_without_words_leaves_those_of_another(
    store: Store, make_review: Callable[..., Review]
) -> None:
    store.save_page(PLACE, page(make_review(key="1", text="Merci.", language="fr")), "1")
    assert store.save_page(PLACE, page(make_review(key="1", text="")), "1").updated == 0
    found = store.find("feed", "1")
    assert found is not None
    assert (found[0].text, found[0].language) == ("Merci.", "fr")


def test_a_review_whose_words_are_not_kept_is_read_once(
    store: Store, make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> None:
    wordless = make_review(key="1", text="")
    store.save_page(PLACE, page(wordless), "1")
    assert store.unread("test") == [wordless]
    store.save_readings([(wordless, make_reading(departure=Departure.CANCEL))])
    assert store.unread("later words") == []


def _visit(
    visited: datetime,
    outcome: Outcome,
    *,
    reason: Told | None = None,
    troubles: tuple[Trouble, ...] = (),
    notes: tuple[Told, ...] = (),
) -> Visit:
    return Visit(
        place=PLACE,
        visited=visited,
        outcome=outcome,
        reason=reason,
        pages=1,
        found=0,
        new=0,
        updated=0,
        announced=None,
        requests=1,
        size=10,
        seconds=0.1,
        troubles=troubles,
        notes=notes,
    )


def test_as_of_is_the_end_of_the_newest_run_or_the_start_of_one_cut_short(store: Store) -> None:
    assert store.as_of() is None
    run = store.begin_run(DAY, "1")
    assert store.as_of() == DAY
    store.end_run(run, DAY + timedelta(minutes=3))
    assert store.as_of() == DAY + timedelta(minutes=3)


def test_a_store_keeps_its_identity_key(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        key = store.identity_key
    with Store(tmp_path / "s.sqlite", identity_key=b"another") as store:
        assert store.identity_key == key
    assert len(key) == 32


def test_a_store_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 999")
    database.close()
    with pytest.raises(StoreError, match="update the program"):
        Store(path)


@pytest.mark.parametrize("name", ["absent/s.sqlite", "."])
def test_a_store_that_cannot_be_opened_says_so(tmp_path: Path, name: str) -> None:
    with pytest.raises(StoreError, match="folder there and writable"):
        Store(tmp_path / name)


def test_a_file_that_is_no_store_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    path.write_text("a letter to grandmother " * 100, encoding="utf-8")
    with pytest.raises(StoreError, match="not a database"):
        Store(path)
    assert path.read_text(encoding="utf-8").startswith("a letter")


def test_a_date_told_less_exactly_does_not_blur_the_known_one(
    store: Store, make_review: Callable[..., Review]
) -> None:
    exact = make_review(published=DAY, precision=Precision.EXACT)
    vague = replace(exact, published=DAY - timedelta(days=20), precision=Precision.MONTH)
    for review in (vague, exact, vague):
        store.save_page(
            PLACE, PageRead(address=PLACE.address, outcome=Outcome.REVIEWS, reviews=(review,), found=1), "1"
        )
    kept = store.find(exact.source, exact.key)
    assert kept is not None
    assert (kept[0].published, kept[0].precision) == (DAY, Precision.EXACT)


def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    before = path.read_bytes()
    for opened in (Store, looked_through):
        with pytest.raises(StoreError, match=r'another program.*"recipes".*give another file'):
            opened(path)
    assert path.read_bytes() == before


def test_a_full_disk_is_told_as_what_it_is(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "s.sqlite")) as database:
        database.change(f"PRAGMA max_page_count = {database.one('PRAGMA page_count')['page_count']}")
        with pytest.raises(StoreError, match="disk is full"):
            _fill(database)


def _fill(database: Database) -> None:
    with database.transaction():
        for number in range(1000):
            database.put("INSERT", "meta", {"name": f"{number}", "value": "x" * 2000})
