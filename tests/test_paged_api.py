"""A place behind a paged API, played by this machine: cursors, errors, keys, tokens, and how far a run goes."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

import scraper.sources
from aurevoir.pipeline import scrape
from aurevoir.rounds import Round
from aurevoir.store import Store
from aurevoir.visit import Visit
from scraper.admit import Door
from scraper.fetch import Fetcher
from scraper.manners import Manners
from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.review import RawReview
from scraper.sources.source import About, Grant, Standing
from scraper.told import told

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
KEY = "invented-key"
PER_PAGE = 2
Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Api:
    """An API of reviews, newest first, two a page; what it does wrong is set by the test."""

    port: int
    dates: list[str] = field(default_factory=lambda: [f"2026-02-{day:02}" for day in range(28, 22, -1)])
    plays: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)
    now: float = 0.0

    @property
    def home(self) -> str:
        return f"http://127.0.0.1:{self.port}/reviews"

    @property
    def pages(self) -> list[str]:
        return [path for path in self.asked if path.startswith("/reviews")]

    def answer(self, path: str) -> Answer:
        plays = self.plays.get(path)
        if plays:
            return plays.pop(0)
        if path == "/robots.txt":
            return 404, {}, b""
        start = int(parse_qs(urlsplit(path).query).get("cursor", ["0"])[0])
        items = [
            {"id": f"r{date}", "text": f"Avis du {date}.", "date": date}
            for date in self.dates[start : start + PER_PAGE]
        ]
        following = start + PER_PAGE if start + PER_PAGE < len(self.dates) else None
        return 200, {}, body(items, following, len(self.dates))

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


def body(items: list[dict[str, str]], cursor: int | None, total: int) -> bytes:
    return json.dumps({"reviews": items, "cursor": cursor, "total": total}).encode()


class Handler(BaseHTTPRequestHandler):
    """Answer for the test's Api."""

    def do_GET(self) -> None:
        assert isinstance(self.server, Server)
        api = self.server.api
        api.asked.append(self.path)
        api.headers.append(dict(self.headers))
        status, headers, content = api.answer(self.path)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def do_POST(self) -> None:
        assert isinstance(self.server, Server)
        self.server.api.forms.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.do_GET()

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    """A server that knows its Api."""

    daemon_threads = True
    api: Api


@pytest.fixture
def api() -> Iterator[Api]:
    with Server(("127.0.0.1", 0), Handler) as server:
        server.api = Api(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        yield server.api
        server.shutdown()
        thread.join()


ABOUT = About(
    title="Phare",
    standing=Standing.OPEN,
    address="",
    terms=told("its terms"),
    limits=told("its limits"),
    newest_first=True,
)


def parse(page: Page) -> Parsed:
    held: Any = json.loads(page.content)
    if "reviews" not in held:
        return Parsed(outcome=Outcome.CHANGED, reason=told("its terms"))
    reviews = tuple(
        RawReview(key=one["id"], text=one["text"], published=one["date"]) for one in held["reviews"]
    )
    following = None if held["cursor"] is None else f"{page.address.split('?')[0]}?cursor={held['cursor']}"
    outcome = Outcome.REVIEWS if reviews or following else Outcome.EMPTY
    return Parsed(outcome=outcome, reviews=reviews, announced=held["total"], next=following)


Sourced = Callable[[About], None]


@pytest.fixture(autouse=True)
def phare(monkeypatch: pytest.MonkeyPatch) -> Sourced:
    """Add an invented source of that kind of API; a test may say otherwise what it is."""

    def sourced(about: About) -> None:
        source: Any = SimpleNamespace(
            name="phare", about=about, first=lambda place: place.address, parse=parse, recognises=bool
        )
        monkeypatch.setattr(scraper.sources, "SOURCES", (source,))

    sourced(ABOUT)
    return sourced


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.sqlite") as store:
        yield store


class Mute:
    """Tell nothing."""

    def say(self, line: str) -> None:
        pass

    def each(self, items: Any, label: str) -> Iterator[Any]:
        del label
        yield from items


def going(api: Api, store: Store, *, place: dict[str, Any] | None = None, **wishes: Any) -> Visit:
    where = Place(**{"brand": "Fibrelune", "source": "phare", "address": api.home} | (place or {}))
    manners = Manners(contact="a@b.example", tries=2)
    with Fetcher(manners, clock=lambda: api.now, sleep=api.sleep) as fetcher:
        (visit,) = scrape(
            Round(places=(where,), **wishes),
            store,
            fetcher,
            Door(store.identity_key, None),
            clock=lambda: NOON,
            progress=Mute(),
        )
    return visit


def kept(store: Store) -> list[str]:
    return sorted(key for _, key in store.identities())


def on_disk(store: Store) -> bytes:
    return b"".join(path.read_bytes() for path in store.path.parent.iterdir())


def test_a_first_run_follows_the_cursor_to_the_end(api: Api, store: Store) -> None:
    visit = going(api, store)
    assert api.pages == ["/reviews", "/reviews?cursor=2", "/reviews?cursor=4"]
    assert (visit.found, visit.new, visit.announced, visit.pages) == (6, 6, 6, 3)
    assert visit.went_well


def test_a_second_run_stops_at_what_is_known_and_coverage_stays(api: Api, store: Store) -> None:
    going(api, store)
    api.asked.clear()
    api.dates.insert(0, "2026-03-01")
    assert going(api, store).new == 1
    assert api.pages == ["/reviews", "/reviews?cursor=2"]
    (health,) = store.health()
    assert (health.stored, health.announced) == (7, 7)


def test_a_full_run_reads_on_and_asks_afresh(api: Api, store: Store) -> None:
    api.plays["/reviews"] = [(200, {"ETag": '"1"'}, api.answer("/reviews")[2])]
    going(api, store)
    api.asked.clear()
    api.headers.clear()
    assert going(api, store, full=True).new == 0
    assert len(api.pages) == 3
    assert not any("If-None-Match" in headers for headers in api.headers)


def test_after_a_run_that_was_cut_short_the_next_one_reads_on(api: Api, store: Store) -> None:
    api.plays["/reviews?cursor=2"] = [(429, {"Retry-After": "9999"}, b"")]
    first = going(api, store)
    assert [trouble.outcome for trouble in first.troubles] == [Outcome.FAILED]
    assert going(api, store).new == 4
    assert len(kept(store)) == 6


def test_an_api_that_fails_once_is_asked_again(api: Api, store: Store) -> None:
    api.plays["/reviews?cursor=2"] = [(500, {}, b"")]
    assert going(api, store).new == 6
    assert api.pages.count("/reviews?cursor=2") == 2


def test_an_api_that_asks_to_wait_is_waited_for(api: Api, store: Store) -> None:
    api.plays["/reviews?cursor=2"] = [(429, {"Retry-After": "7"}, b"")]
    assert going(api, store).went_well
    assert 7.0 in api.slept


def test_a_cursor_that_repeats_ends_the_listing(api: Api, store: Store) -> None:
    items = [{"id": "x", "text": "Bonjour.", "date": "2026-02-01"}]
    api.plays["/reviews?cursor=2"] = [(200, {}, body(items, 2, 6))] * 9
    assert going(api, store).new == 3
    assert len(api.pages) == 2


def test_an_unknown_shape_on_a_later_page_is_a_trouble_and_loses_nothing(api: Api, store: Store) -> None:
    api.plays["/reviews?cursor=2"] = [(200, {}, b'{"avis": []}')]
    visit = going(api, store)
    assert (visit.outcome, visit.new) == (Outcome.REVIEWS, 2)
    assert [trouble.outcome for trouble in visit.troubles] == [Outcome.CHANGED]


@pytest.mark.parametrize("nothing", [b'{"avis": []}', body([], None, 0)])
def test_an_api_that_gives_no_more_what_it_gave_is_silent(api: Api, store: Store, nothing: bytes) -> None:
    assert not going(api, store).silent
    api.plays["/reviews"] = [(200, {}, nothing)]
    visit = going(api, store)
    assert visit.silent
    assert not visit.went_well
    assert store.health()[0].silent


def test_a_run_since_a_day_looks_no_further_and_keeps_nothing_older(api: Api, store: Store) -> None:
    visit = going(api, store, since=datetime(2026, 2, 27, tzinfo=UTC))
    assert kept(store) == ["127.0.0.1:r2026-02-27", "127.0.0.1:r2026-02-28"]
    assert api.pages == ["/reviews", "/reviews?cursor=2"]
    assert visit.went_well


def test_what_a_run_since_a_day_left_out_comes_when_it_is_wanted(api: Api, store: Store) -> None:
    tagged: Answer = (200, {"ETag": '"1"'}, api.answer("/reviews")[2])
    api.plays["/reviews"] = [tagged, tagged]
    going(api, store, since=datetime(2026, 2, 27, tzinfo=UTC))
    assert going(api, store).new == 4
    assert not any("If-None-Match" in headers for headers in api.headers)


def test_what_was_kept_stays_when_a_later_run_looks_less_far(api: Api, store: Store) -> None:
    going(api, store)
    going(api, store, since=NOON + timedelta(days=1))
    assert len(kept(store)) == 6


def test_a_page_without_reviews_that_leads_to_them_ends_nothing(api: Api, store: Store) -> None:
    lead: Answer = (200, {}, body([], 0, 6))
    api.plays["/reviews"] = [lead]
    assert going(api, store).new == 6
    api.plays["/reviews"] = [lead]
    api.dates.insert(0, "2026-03-01")
    assert going(api, store).new == 1


def test_words_that_may_not_be_kept_are_read_and_let_go(api: Api, store: Store, phare: Sourced) -> None:
    phare(replace(ABOUT, keeps_text=False))
    api.dates = ["2026-02-28"]
    words = "J'ai résilié, personne ne répond, quelle honte."
    items = [{"id": "x", "text": words, "date": "2026-02-28"}]
    api.plays["/reviews"] = [(200, {}, body(items, None, 1))]
    going(api, store)
    (opinion,) = store.opinions()
    assert opinion.reading.departure is not None
    assert (opinion.review.text, opinion.reading.evidence) == ("", ())
    assert words.encode() not in on_disk(store)
    assert store.unread("other words") == []


# Official APIs

KEYED = replace(
    ABOUT, standing=Standing.KEY, key_host="127.0.0.1", headers={"X-Key": "{key}", "X-Fields": "reviews"}
)


def sent(api: Api, name: str) -> list[str | None]:
    shown = zip(api.asked, api.headers, strict=True)
    return [headers.get(name) for path, headers in shown if path.startswith("/reviews")]


def test_a_key_goes_to_its_api_whose_terms_stand_for_robots_txt(
    api: Api, store: Store, phare: Sourced
) -> None:
    phare(KEYED)
    api.plays["/robots.txt"] = [(200, {}, b"User-agent: *\nDisallow: /")]
    assert going(api, store, place={"key": KEY}).new == 6
    assert sent(api, "X-Key") == [KEY] * 3
    assert sent(api, "X-Fields") == ["reviews"] * 3
    assert "/robots.txt" not in api.asked
    assert KEY.encode() not in on_disk(store)


def test_a_key_does_not_follow_a_redirect_to_another_site(api: Api, store: Store, phare: Sourced) -> None:
    phare(KEYED)
    elsewhere = f"http://localhost:{api.port}/reviews"
    api.plays["/reviews"] = [(302, {"Location": elsewhere}, b"")]
    going(api, store, place={"key": KEY, "max_pages": 1})
    assert sent(api, "X-Key") == [KEY, None]
    assert sent(api, "X-Fields") == ["reviews", None]
    assert "/robots.txt" in api.asked  # the other site is no official API


def test_a_key_is_shown_to_no_host_but_its_own(api: Api, store: Store, phare: Sourced) -> None:
    phare(replace(KEYED, key_host="api.phare.example"))
    visit = going(api, store, place={"key": KEY})
    assert "the key is shown to api.phare.example only" in str(visit.reason)
    assert api.asked == []


def test_a_key_is_not_sent_in_the_clear(api: Api, store: Store, phare: Sourced) -> None:
    phare(replace(KEYED, key_host="phare.example"))
    visit = going(api, store, place={"key": KEY, "address": "http://phare.example/reviews"})
    assert "not sent over http://" in str(visit.reason)
    assert api.asked == []


GRANTED = {"client_id": "us", "client_secret": "hidden"}


def granted(api: Api) -> About:
    form = {"grant_type": "client_credentials", "id": "{client_id}", "secret": "{client_secret}"}
    grant = Grant(address=f"http://127.0.0.1:{api.port}/token", form=form)
    return replace(KEYED, headers={"Authorization": "Bearer {key}"}, grant=grant)


def test_a_token_is_asked_for_once_a_run(api: Api, store: Store, phare: Sourced) -> None:
    phare(granted(api))
    api.plays["/token"] = [(200, {}, b'{"access_token": "t1", "expires_in": 3600}')]
    assert going(api, store, place={"key": json.dumps(GRANTED)}).new == 6
    assert sent(api, "Authorization") == ["Bearer t1"] * 3
    assert api.forms == ["grant_type=client_credentials&id=us&secret=hidden"]


def test_a_token_that_ends_during_a_run_is_renewed(api: Api, store: Store, phare: Sourced) -> None:
    phare(granted(api))
    api.plays["/token"] = [
        (200, {}, f'{{"access_token": "t{number}", "expires_in": 31}}'.encode()) for number in (1, 2)
    ]
    api.plays["/reviews?cursor=2"] = [(503, {"Retry-After": "60"}, b"")]
    going(api, store, place={"key": json.dumps(GRANTED)})
    assert sent(api, "Authorization") == ["Bearer t1", "Bearer t1", "Bearer t1", "Bearer t2"]


@pytest.mark.parametrize(
    "refusal",
    [
        (400, {}, b'{"error": "invalid_grant", "error_description": "hidden"}'),
        (200, {}, b"<html>"),
        (200, {}, b'{"access_token": "two\\nlines"}'),
        (302, {"Location": "/reviews"}, b""),
    ],
)
def test_a_refused_token_says_what_to_do_and_shows_nothing(
    api: Api, store: Store, phare: Sourced, refusal: Answer
) -> None:
    phare(granted(api))
    api.plays["/token"] = [refusal]
    visit = going(api, store, place={"key": json.dumps(GRANTED)})
    assert visit.outcome is Outcome.FAILED
    assert "no token was given for the key" in str(visit.reason)
    assert "make a new one" in str(visit.reason)
    assert "hidden" not in str(visit.reason)
    assert api.pages == []


# What terms close


def test_a_source_that_wants_permission_is_refused_before_anything_is_asked(
    api: Api, store: Store, phare: Sourced
) -> None:
    phare(replace(ABOUT, standing=Standing.PERMISSION, instead=told("import a saved page")))
    visit = going(api, store)
    assert visit.outcome is Outcome.REFUSED
    assert "its terms" in str(visit.reason)
    assert "import a saved page" in str(visit.reason)
    assert api.asked == []


def test_a_recorded_permission_opens_it(api: Api, store: Store, phare: Sourced) -> None:
    phare(replace(ABOUT, standing=Standing.PERMISSION, instead=told("import a saved page")))
    api.plays["/robots.txt"] = [(200, {}, b"User-agent: *\nDisallow: /")]
    assert going(api, store, place={"permission": "Mme Untel, 12 mars 2026"}).new == 6


def test_a_source_of_files_is_never_asked_even_with_permission(
    api: Api, store: Store, phare: Sourced
) -> None:
    phare(replace(ABOUT, standing=Standing.IMPORT, instead=told("import a saved page")))
    visit = going(api, store, place={"permission": "Mme Untel, 12 mars 2026"})
    assert (visit.outcome, api.asked) == (Outcome.REFUSED, [])
