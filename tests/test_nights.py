"""A month of nights over invented sites on this machine: reviews come, change and go; sites die, block, fall silent."""

import hashlib
import json
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar

import pytest

from aurevoir import pipeline
from aurevoir.exit_codes import Exit
from aurevoir.night import Night, run
from aurevoir.pipeline import scrape
from aurevoir.rounds import round_of
from aurevoir.store import Store
from aurevoir.watchlist import WatchList, check
from scraper.admit import Door
from scraper.fetch import Fetcher
from scraper.manners import Manners
from scraper.outcome import Outcome

FIRST = datetime(2026, 3, 1, 23, 50, tzinfo=UTC)  # a Sunday, ten minutes before Monday
PER_PAGE = 5
MAIN, FORUM, FRAGILE = "avis.phare.example", "forum.phare.example", "avis.brise.example"
HOSTS = (MAIN, FORUM, FRAGILE)
TEXTS = (
    "Impossible de résilier : lettre recommandée, trois relances, personne ne répond.",
    "Accueil très chaleureux, conseillère patiente, contrat ouvert en dix minutes.",
    "J'ai résilié par téléphone en cinq minutes, remboursée le lendemain, merci.",
)


@dataclass
class Host:
    """A site of reviews, newest first; what is wrong with it is set by the test."""

    name: str
    reviews: dict[str, str] = field(default_factory=dict)  # id -> text
    days: dict[str, str] = field(default_factory=dict)
    wrong: str = ""
    links: ClassVar[bool] = True

    def put(self, key: str, text: str, day: datetime) -> None:
        self.reviews[key] = text
        self.days[key] = day.date().isoformat()

    def answer(self, path: str) -> tuple[int, bytes]:
        if path == "/robots.txt":
            return 404, b""
        if self.wrong == "dead":
            return 500, b""
        if self.wrong == "blocks":
            return 403, b"<html><head><title>Just a moment...</title></head><body></body></html>"
        if self.wrong == "another shape":
            return 200, b"<!doctype html><html><body><p>Nouvelle maquette</p></body></html>"
        page = int(path.rpartition("=")[2]) if "=" in path else 1
        newest = sorted(self.reviews, key=lambda key: (self.days[key], key), reverse=True)
        if self.wrong == "silent":
            newest = []
        shown = newest[(page - 1) * PER_PAGE : page * PER_PAGE]
        more = page * PER_PAGE < len(newest)
        return 200, (
            self.feed(newest[:PER_PAGE]) if self.name == FORUM else self.html(shown, page, more=more)
        )

    def html(self, shown: list[str], page: int, *, more: bool) -> bytes:
        described = {
            "@type": "Organization",
            "name": "Phare",
            "aggregateRating": {
                "@type": "AggregateRating",
                "ratingValue": 3,
                "reviewCount": 0 if self.wrong else len(self.reviews),
            },
            "review": [
                {
                    "@type": "Review",
                    "@id": key,
                    "datePublished": self.days[key],
                    "reviewBody": self.reviews[key],
                }
                for key in shown
            ],
        }
        link = f'<a rel="next" href="/avis?page={page + 1}">suite</a>' if more and self.links else ""
        script = f'<script type="application/ld+json">{json.dumps(described)}</script>'
        return f"<!doctype html><title>Avis</title>{script}{link}".encode()

    def feed(self, shown: list[str]) -> bytes:
        items = "".join(
            f"<item><guid>{key}</guid><description>{self.reviews[key]}</description>"
            f"<pubDate>{datetime.fromisoformat(self.days[key]):%a, %d %b %Y} 10:00:00 GMT</pubDate></item>"
            for key in shown
        )
        return (
            f'<?xml version="1.0"?><rss version="2.0"><channel><title>Forum</title>{items}</channel></rss>'
        ).encode()


class World:
    """The sites, what was asked of them, and the watch list that names them."""

    def __init__(self, folder: Path, port: int) -> None:
        self.hosts = {name: Host(name) for name in HOSTS}
        self.asked: list[tuple[str, bool, int]] = []  # address, conditional?, status
        self.routes = dict.fromkeys(HOSTS, ("127.0.0.1", port))
        self.now = FIRST
        self.slept = 0.0
        self.watch = watch_list(folder)

    def __getitem__(self, name: str) -> Host:
        return self.hosts[name]

    def sleep(self, seconds: float) -> None:
        self.slept += seconds

    def run(self, *, full: bool = False) -> Night:
        """Run as cron would, at the world's time; the run takes twenty minutes."""
        started = self.now
        times = iter([started, started])

        def clock() -> datetime:
            return next(times, started + timedelta(minutes=20))

        fetcher = Fetcher(
            Manners(contact="a@b.example", tries=2),
            routes=self.routes,
            clock=lambda: self.slept,
            sleep=self.sleep,
        )
        self.asked.clear()
        with Store(self.watch.store_path) as store, fetcher:
            going = round_of(self.watch, self.watch.places, full=full)
            door = Door(store.identity_key, None)
            return run(
                self.watch,
                store,
                lambda: scrape(going, store, fetcher, door, clock=clock, progress=Mute()),
                clock=clock,
                progress=Mute(),
            )

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.watch.store_path) as database:
            return list(database.execute(sql))

    def kept(self) -> str:
        """Return all that the store holds but the record of its runs, as text."""
        names = [row[0] for row in self.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = sorted(set(names) - {"runs", "visits", "figures", "notices"})
        return repr([self.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in kept])  # noqa: S608 — our own tables


class Mute:
    """Tell nothing."""

    def say(self, line: str) -> None:
        pass

    def each(self, items: Any, label: str) -> Iterator[Any]:
        del label
        yield from items


def watch_list(folder: Path) -> WatchList:
    places = {
        "Phare": [
            {"source": "schemaorg", "address": f"http://{MAIN}/avis", "lists_all": True},
            {"source": "feed", "address": f"http://{FORUM}/rss"},
        ],
        "Brise": [{"source": "schemaorg", "address": f"http://{FRAGILE}/avis"}],
    }
    brands = [{"name": name, "places": where} for name, where in places.items()]
    tables = {
        "site": {"languages": ["fr"], "output": str(folder / "output")},
        "fetch": {"contact": "a@b.example"},
        "store": {"path": str(folder / "s.sqlite")},
        "brands": brands,
    }
    return check(tables, folder / "aurevoir.toml")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers["Host"].partition(":")[0]
            status, body = place[host].answer(self.path)
            etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
            asked = self.headers.get("If-None-Match")
            if status == 200 and asked == etag:
                status, body = 304, b""
            if self.path != "/robots.txt":
                place.asked.append((host + self.path, asked is not None, status))
            self.send_response(status)
            if status in {200, 304}:
                self.send_header("ETag", etag)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        place = World(tmp_path, server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        yield place
        server.shutdown()
        thread.join()


@pytest.fixture
def _no_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the site out where only the store is looked at: a month of them takes a minute."""
    monkeypatch.setattr("aurevoir.night.refresh_site", pipeline.remember)


def fill(world: World, *, nights: int = 12) -> None:
    for number in range(nights):
        day = FIRST - timedelta(days=nights - number)
        for name in HOSTS:
            world[name].put(f"{name[:5]}-old-{number:02}", f"{TEXTS[number % 3]} ({number})", day)


WRONG: dict[int, tuple[str, str]] = {
    3: (FRAGILE, "dead"),
    4: (FRAGILE, "dead"),
    8: (FRAGILE, "another shape"),
    12: (FRAGILE, "blocks"),
    16: (FORUM, "silent"),
}
CODES = {3: Exit.SOME_FAILED, 4: Exit.SOME_FAILED, 8: Exit.CHANGED, 12: Exit.SOME_FAILED, 16: Exit.CHANGED, 20: Exit.ALL_FAILED}  # fmt: skip
FULL = {6, 13, 20, 21, 27}  # Sundays, but that of the night when all fail is made up for


@pytest.mark.usefixtures("_no_site")
def test_a_month_of_nights_loses_and_doubles_nothing(world: World) -> None:
    fill(world)
    listed: set[str] = set()
    for night in range(30):
        for host in world.hosts.values():
            host.wrong = "dead" if night == 20 else ""
            host.put(f"{host.name[:5]}-{night:02}", f"{TEXTS[night % 3]} (nuit {night})", world.now)
        if night in WRONG:
            name, wrong = WRONG[night]
            world[name].wrong = wrong
        if night == 5:
            world[MAIN].reviews["avis.-old-02"] = "J'ai changé d'avis : ils m'ont enfin remboursé."
        if night == 10:
            del world[MAIN].reviews["avis.-old-03"]
        listed |= {f"{host.name}:{key}" for host in world.hosts.values() for key in host.reviews}
        came = world.run(full=night in FULL)
        assert came.code() == CODES.get(night, Exit.WELL), (night, came.problems)
        expects_problems(night, came)
        second_run_of(world, night, full=night in FULL)
        world.now += timedelta(days=1)
    stored = [row[0] for row in world.rows("SELECT key FROM reviews")]
    assert len(stored) == len(set(stored))
    expected = {key for key in listed if not key.startswith(FORUM)}
    assert {key for key in stored if not key.startswith(FORUM)} == expected
    # the forum's feed holds the five newest: what was older at the first visit never was in it
    assert {key for key in listed if key.startswith(FORUM) and "old" not in key} <= set(stored)
    assert world.rows("SELECT key FROM reviews WHERE removed IS NOT NULL") == [(f"{MAIN}:avis.-old-03",)]
    assert world.rows("SELECT key, text FROM versions") == [(f"{MAIN}:avis.-old-02", f"{TEXTS[2]} (2)")]
    unread = "SELECT count(*) FROM reviews LEFT JOIN readings USING (source, key) WHERE version IS NULL"
    assert world.rows(unread) == [(0,)]


def expects_problems(night: int, came: Night) -> None:
    assert bool(came.problems) == (night in CODES)
    assert all("\n" not in line for line in came.problems)
    if night in WRONG:
        (line,) = came.problems
        assert WRONG[night][0] in line


def second_run_of(world: World, night: int, *, full: bool) -> None:
    """Run again the same night: nothing is kept but its own record, and only changes are asked for."""
    world.now += timedelta(hours=1)
    before = world.kept()
    again = world.run()
    assert world.kept() == before
    assert sum(visit.new + visit.updated for visit in again.visits) == 0
    assert again.read == 0
    world.now -= timedelta(hours=1)
    if night not in CODES:
        assert world.asked
        assert {(conditional, status) for _, conditional, status in world.asked} == {(True, 304)}, (
            full,
            world.asked,
        )


def test_known_reviews_stop_the_paging_of_what_lists_new_ones_first(world: World) -> None:
    fill(world)
    world.run()
    assert len([address for address, _, _ in world.asked if address.startswith(FORUM)]) == 1


def test_a_second_run_leaves_the_site_as_it_is_and_a_third_writes_what_changed(world: World) -> None:
    world.now += timedelta(hours=1)
    fill(world)
    first = world.run().built
    assert first is not None
    assert first.written > first.pages
    files = {path: path.stat().st_mtime_ns for path in world.watch.output.rglob("*") if path.is_file()}
    world.now += timedelta(minutes=30)
    second = world.run().built
    assert second is not None
    assert (second.pages, second.written) == (first.pages, 0)
    assert {path: path.stat().st_mtime_ns for path in files} == files
    world[MAIN].put("avis.-neu", TEXTS[0], FIRST)
    world.now += timedelta(minutes=30)
    third = world.run().built
    assert third is not None
    assert 0 < third.written < len(files)
    assert third.since is not None
    assert [news.read for news in third.since.news] == [1, 0]


def test_a_site_is_built_again_where_a_source_stands_otherwise_or_another_day_has_come(world: World) -> None:
    world.now += timedelta(hours=1)
    fill(world)
    world.run()
    world[FRAGILE].wrong = "dead"
    world.now += timedelta(minutes=30)
    turned = world.run().built
    assert turned is not None
    assert turned.written > 0
    world.now += timedelta(days=1)
    later = world.run().built
    assert later is not None
    assert later.written > 0


BEFORE = "Impossible de résilier, {}. Lettre recommandée exigée, {}, personne ne répond, {}."
AFTER = "J'ai résilié en deux clics, {}. Remboursement rapide, {}, merci, {}."
MORE = ("un mardi pluvieux", "depuis ma cuisine", "avec ma voisine", "pendant la grève", "au retour des vacances", "malgré le bruit", "sans lunettes", "sous la véranda", "devant le notaire", "avant le dîner", "après deux cafés")  # fmt: skip


def test_an_alert_has_its_code_where_it_is_asked_for(world: World) -> None:
    end = FIRST + timedelta(minutes=30)  # Monday: the last four whole weeks end here
    for number in range(33):
        late = number % 3 == 0
        words = (MORE[number % 11], MORE[(number * 3 + 1) % 11], MORE[(number * 7 + 5) % 11])
        day = end - (timedelta(days=1 + number // 2) if late else timedelta(days=30 + number * 2))
        world[MAIN].put(f"r{number}", (AFTER if late else BEFORE).format(*words), day)
    night = world.run()
    assert night.built is not None
    assert night.built.alerts
    assert night.code() is Exit.WELL
    assert night.code(fail_on_alert=True) is Exit.ALERT


def nights(world: World, *full: bool) -> list[Night]:
    came = []
    for one in full:
        came.append(world.run(full=one))
        world.now += timedelta(days=7)
    return came


@pytest.mark.usefixtures("_no_site")
class TestRemovals:
    def gone(self, world: World) -> list[tuple[Any, ...]]:
        return world.rows("SELECT key FROM reviews WHERE removed IS NOT NULL ORDER BY key")

    def test_what_two_full_crawls_miss_is_out_of_the_figures_and_kept(self, world: World) -> None:
        fill(world)
        nights(world, True)
        del world[MAIN].reviews["avis.-old-03"]
        nights(world, True)
        assert self.gone(world) == []
        (night,) = nights(world, True)
        assert self.gone(world) == [(f"{MAIN}:avis.-old-03",)]
        assert [visit.removed for visit in night.visits] == [1, 0, 0]
        with Store(world.watch.store_path) as store:
            assert store.find("schemaorg", f"{MAIN}:avis.-old-03") is not None
            assert f"{MAIN}:avis.-old-03" not in {one.review.key for one in store.opinions()}
        assert (0,) in world.rows(f"SELECT count(*) FROM opinions WHERE key = '{MAIN}:avis.-old-03'")  # noqa: S608 — our own key

    def test_two_full_crawls_of_one_day_are_one(self, world: World) -> None:
        fill(world)
        nights(world, True)
        del world[MAIN].reviews["avis.-old-03"]
        world.now = world.now.replace(hour=1)
        for _ in range(3):
            world.run(full=True)
            world.now += timedelta(hours=2)
        assert self.gone(world) == []

    def test_one_that_comes_back_counts_again(self, world: World) -> None:
        fill(world)
        nights(world, True)
        text = world[MAIN].reviews.pop("avis.-old-03")
        nights(world, True, True)
        world[MAIN].reviews["avis.-old-03"] = text
        (night,) = nights(world, True)
        assert self.gone(world) == []
        assert [visit.updated for visit in night.visits] == [1, 0, 0]

    def test_one_missed_once_and_met_again_begins_anew(self, world: World) -> None:
        fill(world)
        nights(world, True)
        text = world[MAIN].reviews.pop("avis.-old-03")
        nights(world, True)
        world[MAIN].reviews["avis.-old-03"] = text
        nights(world, True)
        del world[MAIN].reviews["avis.-old-03"]
        nights(world, True)
        assert self.gone(world) == []

    def test_a_listing_that_lost_most_of_its_reviews_is_not_believed(self, world: World) -> None:
        fill(world)
        nights(world, True)
        for number in range(9):
            del world[MAIN].reviews[f"avis.-old-{number:02}"]
        came = nights(world, True, True)
        assert self.gone(world) == []
        assert "too many at once" in str(came[-1].visits[0].notes)

    @pytest.mark.parametrize("wrong", ["dead", "silent", "another shape", "blocks"])
    def test_a_crawl_that_failed_misses_nothing(self, world: World, wrong: str) -> None:
        fill(world)
        nights(world, True)
        world[MAIN].wrong = wrong
        nights(world, True, True, True)
        assert self.gone(world) == []

    def test_a_place_that_lists_but_the_newest_removes_nothing(self, world: World) -> None:
        fill(world)
        nights(world, True)
        for host in (FORUM, FRAGILE):
            del world[host].reviews[f"{host[:5]}-old-11"]
        nights(world, True, True, True)
        assert self.gone(world) == []

    def test_incremental_runs_remove_nothing(self, world: World) -> None:
        fill(world)
        nights(world, True)
        del world[MAIN].reviews["avis.-old-03"]
        nights(world, False, False, False)
        assert self.gone(world) == []

    def test_a_listing_that_announces_more_than_it_shows_removes_nothing(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fill(world)
        nights(world, True)
        monkeypatch.setattr(Host, "links", False)
        nights(world, True, True)
        assert self.gone(world) == []


@pytest.mark.usefixtures("_no_site")
class TestFaultsOfOurs:
    def test_a_fault_on_one_place_stops_no_other_and_exits_1(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        fill(world)
        real = pipeline.keep_page

        def breaks(store: Store, place: Any, *rest: Any) -> Any:
            if place.brand == "Brise":
                raise RecursionError
            return real(store, place, *rest)

        monkeypatch.setattr(pipeline, "keep_page", breaks)
        night = world.run()
        assert night.code() is Exit.BUG
        assert [visit.outcome for visit in night.visits] == [Outcome.REVIEWS, Outcome.REVIEWS, Outcome.FAILED]
        (line,) = night.problems
        assert "RecursionError at test_nights.py:" in line
        assert "report it" in line


@pytest.mark.usefixtures("_no_site")
class TestTime:
    def test_a_run_across_midnight_is_one_run_and_the_next_night_finds_what_came_meanwhile(
        self, world: World
    ) -> None:
        fill(world)
        world.run()
        ((started, finished),) = world.rows("SELECT started, finished FROM runs")
        assert (started[:10], finished[:10]) == ("2026-03-01", "2026-03-02")
        world[MAIN].put("avis.-min", TEXTS[0], FIRST + timedelta(minutes=12))
        world.now += timedelta(days=1)
        assert [visit.new for visit in world.run().visits] == [1, 0, 0]

    def test_the_hour_that_summer_time_skips_or_repeats_is_two_runs_in_order(self, world: World) -> None:
        fill(world)
        for now in (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)):
            world.now = now  # 02:30 in Paris, twice
            world.run()
        rows = world.rows("SELECT started FROM runs ORDER BY id")
        assert rows == [("2026-10-25T00:30:00Z",), ("2026-10-25T01:30:00Z",)]

    def test_a_clock_that_slips_back_goes_on_from_the_newest_run(self, world: World) -> None:
        fill(world)
        world.run()
        world[MAIN].put("avis.-neu", TEXTS[0], FIRST)
        world.now -= timedelta(hours=3)
        night = world.run()
        runs = world.rows("SELECT started, finished FROM runs ORDER BY id")
        assert runs[0][1] < runs[1][0] <= runs[1][1]
        assert night.problems == ()
        with Store(world.watch.store_path) as store:
            earlier = store.history.earlier()
            assert earlier is not None
            assert [one.review.key for one in store.opinions() if one.seen and one.seen > earlier.ended] == [
                f"{MAIN}:avis.-neu"
            ]

    def test_a_clock_that_jumps_back_years_is_told_and_loses_no_date(self, world: World) -> None:
        fill(world)
        world.run()
        before = world.rows("SELECT key, published FROM reviews ORDER BY key")
        world.now = datetime(1970, 1, 1, tzinfo=UTC)
        night = world.run(full=True)
        assert "is the clock right?" in night.problems[0]
        assert world.rows("SELECT key, published FROM reviews ORDER BY key") == before
        world.now = FIRST + timedelta(days=1)
        world.run()
        with Store(world.watch.store_path) as store:
            newest = store.as_of()
        assert newest is not None
        assert newest.year == 2026

    def test_a_clock_that_runs_ahead_deletes_nothing_by_age_and_dates_no_later_site(
        self, world: World
    ) -> None:
        fill(world)
        privacy = world.watch.privacy.model_copy(update={"retention_months": 12})
        world.watch = world.watch.model_copy(update={"privacy": privacy})
        world.run()
        before = world.rows("SELECT count(*) FROM reviews")
        world.now = datetime(2099, 1, 1, tzinfo=UTC)
        assert "nothing was deleted by age" in world.run().problems[0]
        assert world.rows("SELECT count(*) FROM reviews") == before
        world.now = FIRST + timedelta(days=1)
        world.run()
        with Store(world.watch.store_path) as store:
            assert store.as_of() == world.now + timedelta(minutes=20)
