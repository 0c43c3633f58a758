"""The door to the network, against a real server on this machine that behaves as badly as it can."""

import gzip
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from scraper.access import Access
from scraper.fetch import Fetcher
from scraper.manners import Manners
from scraper.outcome import Outcome, Page, Unchanged, Unread, Validators

HELLO = b"<!doctype html><html><body>Bonjour</body></html>"
Play = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """Play what the test put on the stage, path by path, and remember who asked for what."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        assert isinstance(self.server, Theatre)
        stage = self.server.stage
        stage.asked.append((self.headers["Host"], self.path))
        stage.headers.append(dict(self.headers))
        plays = stage.plays.get(self.path, [])
        play = plays.pop(0) if len(plays) > 1 else (plays[0] if plays else say(404, b"nothing here"))
        with suppress(OSError):  # the client may have hung up
            play(self)

    def log_message(self, *_: object) -> None:
        pass


class Theatre(ThreadingHTTPServer):
    """A server whose clients may hang up without a word."""

    daemon_threads = True
    block_on_close = False
    stage: "Stage"

    def handle_error(self, *_: object) -> None:
        pass


class Stage:
    """A server, and a fetcher whose waits are noted instead of waited."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.plays: dict[str, list[Play]] = {}
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.slept: list[float] = []
        self.now = 0.0

    def on(self, path: str, *plays: Play) -> None:
        self.plays[path] = list(plays)

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def fetcher(self, **options: Any) -> Fetcher:
        limits = {"contact": "owner@exemple.example", "version": "9.9"} | options.pop("manners", {})
        return Fetcher(Manners(**limits), **{"clock": lambda: self.now, "sleep": self.sleep} | options)

    def fetch(self, path: str, **manners: Any) -> Page | Unchanged | Unread:
        with self.fetcher(manners=manners) as fetcher:
            return fetcher.fetch(self.address(path))

    @property
    def paths(self) -> list[str]:
        return [path for _, path in self.asked if path != "/robots.txt"]


def say(status: int, body: bytes = b"", **headers: str) -> Play:
    def play(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return play


def raw(*pieces: bytes, pause: float = 0.0) -> Play:
    def play(handler: Handler) -> None:
        handler.close_connection = True
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()
            time.sleep(pause)

    return play


@pytest.fixture
def stage() -> Iterator[Stage]:
    with Theatre(("127.0.0.1", 0), Handler) as server:
        stage = server.stage = Stage(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.005}, daemon=True)
        thread.start()
        yield stage
        server.shutdown()
        thread.join()


def permitted(home: str) -> Access:
    return Access(home=home, permission="by letter of 3 May 2026")


def unread(came: Page | Unchanged | Unread) -> Unread:
    assert isinstance(came, Unread)
    return came


def page(came: Page | Unchanged | Unread) -> Page:
    assert isinstance(came, Page), came
    return came


def test_a_page_comes_with_its_validators_and_its_cost(stage: Stage) -> None:
    stage.on("/a", say(200, HELLO, ETag='"1"', Last_Modified="yesterday", Content_Type="text/html"))
    came = page(stage.fetch("/a"))
    assert came.content == HELLO
    assert came.content_type == "text/html"
    assert came.validators == Validators(etag='"1"', modified="yesterday")
    assert came.spent.requests == 2  # robots.txt counts
    assert came.spent.size == len(HELLO) + len(b"nothing here")
    assert came.spent.seconds == pytest.approx(2.0)  # the pause between the two


def test_we_say_who_we_are_and_where_to_write(stage: Stage) -> None:
    stage.on("/a", say(200, HELLO))
    stage.fetch("/a")
    assert {sent["User-Agent"] for sent in stage.headers} == {"Aurevoir/9.9 (+owner@exemple.example)"}


def test_no_cookie_is_sent_back(stage: Stage) -> None:
    stage.on("/a", say(200, HELLO, Set_Cookie="who=you; Path=/"))
    with stage.fetcher() as fetcher:
        fetcher.fetch(stage.address("/a"))
        fetcher.fetch(stage.address("/a"))
    assert all("Cookie" not in sent for sent in stage.headers)


def test_an_unchanged_page_is_not_sent_again(stage: Stage) -> None:
    stage.on("/a", say(304))
    known = Validators(etag='"1"', modified="yesterday")
    with stage.fetcher() as fetcher:
        came = fetcher.fetch(stage.address("/a"), known)
    assert isinstance(came, Unchanged)
    assert came.validators == known
    assert stage.headers[-1]["If-None-Match"] == '"1"'
    assert stage.headers[-1]["If-Modified-Since"] == "yesterday"


def test_unchanged_without_having_asked_is_a_fault(stage: Stage) -> None:
    stage.on("/a", say(304))
    assert unread(stage.fetch("/a")).outcome is Outcome.FAILED


def test_an_invented_host_is_played_by_this_machine(stage: Stage) -> None:
    stage.on("/a?b=1", say(200, HELLO))
    with stage.fetcher(routes={"avis.example": ("127.0.0.1", stage.port)}) as fetcher:
        came = page(fetcher.fetch("https://avis.example/a?b=1"))
    assert came.address == "https://avis.example/a?b=1"
    assert stage.asked == [("avis.example", "/robots.txt"), ("avis.example", "/a?b=1")]


# -- robots ------------------------------------------------------------------------------------------------

CLOSED = b"User-agent: *\nDisallow: /"


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (200, b"", None),
        (200, b"User-agent: *\nDisallow: /b", None),
        (200, CLOSED, Outcome.REFUSED),
        (200, b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a", Outcome.REFUSED),
        (200, b"User-agent: *\nDisallow: /*/rss/*\nDisallow: /a$", Outcome.REFUSED),
        (200, b"User-agent: *\nDisallow: /b\n\nUser-agent: *\nDisallow: /a", Outcome.REFUSED),
        (200, b"User-agent: *\nDisallow: /\nAllow: /a", None),
        (200, b"User-agent: aurevoir\nDisallow: /a\n\nUser-agent: *\nAllow: /", Outcome.REFUSED),
        (200, b"User-agent: Aurevoir\nAllow: /\n\nUser-agent: *\nDisallow: /", None),
        (200, b"User-agent: other\nDisallow: /", None),
        (200, b"<html>not found, with status 200</html>", None),
        (200, b"\0\xff\xfe garbage \0" * 50, None),
        (404, CLOSED, None),
        (410, CLOSED, None),
        (400, CLOSED, None),
        (401, b"", Outcome.REFUSED),
        (403, b"", Outcome.REFUSED),
        (429, b"", Outcome.FAILED),
        (500, b"", Outcome.FAILED),
        (503, b"", Outcome.FAILED),
        (501, b"", Outcome.FAILED),
        (200, b"<html><title>Just a moment...</title></html>", Outcome.BLOCKED),
    ],
)
def test_robots_txt_opens_or_closes(stage: Stage, status: int, body: bytes, outcome: Outcome | None) -> None:
    stage.on("/robots.txt", say(status, body))
    stage.on("/a", say(200, HELLO))
    came = stage.fetch("/a")
    assert (came.outcome if isinstance(came, Unread) else None) is outcome
    assert stage.paths == ([] if outcome else ["/a"])


def test_robots_txt_is_read_once_for_a_host(stage: Stage) -> None:
    with stage.fetcher() as fetcher:
        fetcher.fetch(stage.address("/a"))
        fetcher.fetch(stage.address("/b"))
    assert [path for _, path in stage.asked].count("/robots.txt") == 1


def test_robots_txt_that_breaks_off_leaves_the_host_alone(stage: Stage) -> None:
    stage.on("/robots.txt", raw(b"garbage that is not HTTP\r\n\r\n"))
    came = unread(stage.fetch("/a", tries=1))
    assert came.outcome is Outcome.FAILED
    assert "robots.txt could not be read" in str(came.reason)
    assert stage.paths == []


def test_robots_txt_is_followed_where_it_redirects(stage: Stage) -> None:
    stage.on("/robots.txt", say(301, Location="/rules.txt"))
    stage.on("/rules.txt", say(200, CLOSED))
    assert unread(stage.fetch("/a")).outcome is Outcome.REFUSED


def test_an_endless_robots_txt_is_read_up_to_its_cap(stage: Stage) -> None:
    stage.on("/robots.txt", say(200, CLOSED + b"\n# padding" * 200_000))
    assert unread(stage.fetch("/a")).outcome is Outcome.REFUSED


def test_a_recorded_permission_opens_what_robots_txt_closes(stage: Stage) -> None:
    stage.on("/robots.txt", say(200, CLOSED))
    stage.on("/a", say(200, HELLO))
    with stage.fetcher() as fetcher:
        assert isinstance(fetcher.fetch(stage.address("/a"), access=permitted(stage.address("/"))), Page)
        assert isinstance(fetcher.fetch(stage.address("/a")), Unread)


def test_a_permission_ends_at_the_sites_border(stage: Stage) -> None:
    stage.on("/robots.txt", say(200, CLOSED))
    stage.on("/a", say(302, Location="http://autre.example/b"))
    routes = dict.fromkeys(("avis.example", "autre.example"), ("127.0.0.1", stage.port))
    with stage.fetcher(routes=routes) as fetcher:
        came = unread(fetcher.fetch("http://avis.example/a", access=permitted("http://avis.example/")))
    assert came.outcome is Outcome.REFUSED
    assert stage.paths == ["/a"]


# -- pace and patience -------------------------------------------------------------------------------------


def test_two_requests_to_a_host_are_two_seconds_apart(stage: Stage) -> None:
    with stage.fetcher() as fetcher:
        fetcher.fetch(stage.address("/a"))
        fetcher.fetch(stage.address("/b"))
    assert stage.slept == [2.0, 2.0]


def test_our_own_hosts_are_not_waited_for(stage: Stage) -> None:
    stage.on("/a", say(503), say(200, HELLO))
    with stage.fetcher(paceless_hosts=frozenset({"127.0.0.1"})) as fetcher:
        page(fetcher.fetch(stage.address("/a")))
    assert stage.slept == []


def test_a_longer_delay_asked_by_robots_txt_is_kept(stage: Stage) -> None:
    stage.on("/robots.txt", say(200, b"User-agent: *\nCrawl-delay: 7"))
    with stage.fetcher() as fetcher:
        fetcher.fetch(stage.address("/a"))
    assert stage.slept == [7.0]


def test_a_delay_nobody_can_wait_for_is_told(stage: Stage) -> None:
    stage.on("/robots.txt", say(200, b"User-agent: *\nCrawl-delay: 86400"))
    came = unread(stage.fetch("/a"))
    assert came.outcome is Outcome.REFUSED
    assert "86400 s" in str(came.reason)
    assert stage.paths == []


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_page_that_fails_once_is_asked_for_again(stage: Stage, status: int) -> None:
    stage.on("/a", say(status), say(200, HELLO))
    assert page(stage.fetch("/a")).content == HELLO
    assert stage.paths == ["/a", "/a"]


def test_a_page_that_always_fails_is_given_up(stage: Stage) -> None:
    stage.on("/a", say(503))
    came = unread(stage.fetch("/a"))
    assert (came.outcome, came.status) == (Outcome.FAILED, 503)
    assert "tried 4 times" in str(came.reason)
    assert stage.slept == [2.0, 2.0, 2.0, 4.0]  # the pace, then what doubles


def test_the_wait_a_server_asks_for_is_waited(stage: Stage) -> None:
    stage.on("/a", say(429, Retry_After="30"), say(200, HELLO))
    page(stage.fetch("/a"))
    assert stage.slept == [2.0, 30.0]


def test_the_wait_may_be_a_date(stage: Stage) -> None:
    def busy(handler: Handler) -> None:
        handler.send_response_only(503)
        handler.send_header("Date", "Mon, 02 Mar 2026 12:00:00 GMT")
        handler.send_header("Retry-After", "Mon, 02 Mar 2026 12:00:45 GMT")
        handler.send_header("Content-Length", "0")
        handler.end_headers()

    stage.on("/a", busy, say(200, HELLO))
    page(stage.fetch("/a"))
    assert stage.slept == [2.0, 45.0]


def test_a_wait_too_long_is_told_and_not_waited(stage: Stage) -> None:
    stage.on("/a", say(429, Retry_After="3600"))
    came = unread(stage.fetch("/a"))
    assert "come back in 3600 s" in str(came.reason)
    assert stage.slept == [2.0]


@pytest.mark.parametrize("nonsense", ["soon", "-5", "²", "Mon, 02 Mar 2026", "9" * 400])
def test_a_wait_that_is_none_breaks_nothing(stage: Stage, nonsense: str) -> None:
    stage.on("/a", say(503, Retry_After=nonsense.encode().decode("latin-1")), say(200, HELLO))
    stage.fetch("/a")
    assert len(stage.paths) in {1, 2}


@pytest.mark.parametrize(
    ("status", "words"), [(404, "moved"), (410, "moved"), (401, "login"), (403, "refuses"), (418, "418")]
)
def test_an_error_is_said_in_words_and_not_repeated(stage: Stage, status: int, words: str) -> None:
    stage.on("/a", say(status))
    came = unread(stage.fetch("/a"))
    assert (came.outcome, came.status) == (Outcome.FAILED, status)
    assert words in str(came.reason)
    assert stage.paths == ["/a"]


def test_a_connection_that_breaks_is_tried_again(stage: Stage) -> None:
    stage.on("/a", raw(b""), say(200, HELLO))
    assert page(stage.fetch("/a")).content == HELLO


def test_nobody_listening_is_a_failure(stage: Stage) -> None:
    with stage.fetcher(manners={"tries": 2}) as fetcher:
        came = unread(fetcher.fetch("http://127.0.0.1:1/"))
    assert came.outcome is Outcome.FAILED
    assert came.spent.requests == 2


# -- redirects ---------------------------------------------------------------------------------------------


def test_a_redirect_is_followed_to_its_end(stage: Stage) -> None:
    stage.on("/a", say(301, Location="/b"))
    stage.on("/b", say(307, Location="c"))
    stage.on("/c", say(200, HELLO))
    assert page(stage.fetch("/a")).address == stage.address("/c")


def test_a_circle_of_redirects_ends(stage: Stage) -> None:
    stage.on("/a", say(302, Location="/b"))
    stage.on("/b", say(302, Location="/a"))
    came = unread(stage.fetch("/a"))
    assert "more than 5 redirects" in str(came.reason)
    assert len(stage.paths) == 6


def test_the_rules_of_the_host_a_redirect_leads_to_are_kept(stage: Stage) -> None:
    stage.on("/robots.txt", say(404), say(200, CLOSED))
    stage.on("/a", say(302, Location="http://autre.example/b"))
    routes = dict.fromkeys(("avis.example", "autre.example"), ("127.0.0.1", stage.port))
    with stage.fetcher(routes=routes) as fetcher:
        came = unread(fetcher.fetch("http://avis.example/a"))
    assert came.outcome is Outcome.REFUSED
    assert stage.paths == ["/a"]


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.0.0.8/",
        "http://192.168.1.1/admin",
        "http://169.254.169.254/latest/meta-data",
        "http://2130706433/",
        "http://127.1/",
        "http://[::1]/",
        "http://box.local/",
        "ftp://avis.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://[",
    ],
)
def test_a_redirect_into_an_inner_network_or_nowhere_is_not_followed(stage: Stage, location: str) -> None:
    stage.on("/a", say(302, Location=location))
    with stage.fetcher(routes={"avis.example": ("127.0.0.1", stage.port)}) as fetcher:
        came = unread(fetcher.fetch("http://avis.example/a"))
    assert came.outcome is Outcome.FAILED
    assert stage.paths == ["/a"]


def test_a_redirect_from_https_down_to_http_is_not_followed(stage: Stage) -> None:
    stage.on("/a", say(302, Location="http://avis.example/b"))
    with stage.fetcher(routes={"avis.example": ("127.0.0.1", stage.port)}) as fetcher:
        assert "https down to http" in str(unread(fetcher.fetch("https://avis.example/a")).reason)


def test_a_redirect_to_a_login_form_is_a_block(stage: Stage) -> None:
    stage.on("/a", say(302, Location="/users/connect?redirect=%2Fa"))
    stage.on("/users/connect?redirect=%2Fa", say(200, HELLO))
    assert unread(stage.fetch("/a")).outcome is Outcome.BLOCKED


# -- hostile servers ---------------------------------------------------------------------------------------

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.mark.parametrize(
    "drip",
    [
        pytest.param((HEAD + b"Content-Length: 9999\r\n\r\n", *[b"a"] * 400), id="body"),
        pytest.param((HEAD, *[b"X", *[b"-"] * 400]), id="headers"),
        pytest.param((b"H", *[b"T"] * 400), id="status line"),
        pytest.param((HEAD + b"Transfer-Encoding: chunked\r\n\r\n", *[b"0"] * 400), id="chunk size"),
        pytest.param((HEAD + b"Content-Encoding: gzip\r\nContent-Length: 9999\r\n\r\n", gzip.compress(b"a")[:10], *[b"\0"] * 400), id="gzip"),
    ],
)  # fmt: skip
def test_a_server_that_drips_does_not_hold_us(stage: Stage, drip: tuple[bytes, ...]) -> None:
    stage.on("/a", raw(*drip, pause=0.004))
    with stage.fetcher(manners={"total": 0.1, "tries": 3}) as fetcher:
        came = unread(fetcher.fetch(stage.address("/a")))
    assert came.outcome is Outcome.FAILED
    assert stage.paths == ["/a"]


def test_a_host_that_still_hangs_is_not_asked_again(stage: Stage) -> None:
    stage.on("/a", raw(HEAD, *[b"X"] * 300, pause=0.01))
    with stage.fetcher(manners={"total": 0.05}) as fetcher:
        assert "no whole answer" in str(unread(fetcher.fetch(stage.address("/a"))).reason)
        assert "still hangs" in str(unread(fetcher.fetch(stage.address("/b"))).reason)
    assert stage.paths == ["/a"]


def test_silence_is_a_failure(stage: Stage) -> None:
    stage.on("/a", raw(b"", pause=0.2))
    assert "silent" in str(unread(stage.fetch("/a", read=0.05, tries=1)).reason)


def test_the_cap_counts_what_a_bomb_unpacks_to(stage: Stage) -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    stage.on("/a", say(200, bomb, Content_Encoding="gzip"))
    came = unread(stage.fetch("/a", max_bytes=1_000_000))
    assert "larger than 1000000 bytes" in str(came.reason)
    assert came.spent.size < 3_000_000


def test_a_page_may_be_as_large_as_the_cap(stage: Stage) -> None:
    stage.on("/a", say(200, b"a" * 1000), say(200, b"a" * 1001))
    assert len(page(stage.fetch("/a", max_bytes=1000)).content) == 1000
    assert "larger" in str(unread(stage.fetch("/a", max_bytes=1000)).reason)


@pytest.mark.parametrize(
    ("coding", "body"),
    [("gzip", gzip.compress(HELLO)), ("deflate", zlib.compress(HELLO)), ("identity", HELLO)],
)
def test_packed_pages_are_unpacked(stage: Stage, coding: str, body: bytes) -> None:
    stage.on("/a", say(200, body, Content_Encoding=coding))
    assert page(stage.fetch("/a")).content == HELLO


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "gzip, " * 40 + "gzip", "nonsense"])
def test_a_page_packed_wrongly_is_a_failure(stage: Stage, coding: str) -> None:
    stage.on("/a", say(200, b"\xff\xfenot packed at all", Content_Encoding=coding))
    assert unread(stage.fetch("/a", tries=1)).outcome is Outcome.FAILED


def test_a_page_shorter_than_announced_is_a_failure(stage: Stage) -> None:
    stage.on("/a", raw(HEAD + b"Content-Length: 5000\r\n\r\n<html>only this"))
    assert unread(stage.fetch("/a", tries=1)).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/9.9 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 100_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nfoo",
        b"\x16\x03\x01\x02\x00\x01\x00",
    ],
)
def test_what_is_not_http_is_a_failure(stage: Stage, answer: bytes) -> None:
    stage.on("/a", raw(answer))
    assert unread(stage.fetch("/a", tries=1)).outcome is Outcome.FAILED


def test_a_body_without_length_ends_with_the_connection(stage: Stage) -> None:
    stage.on("/a", raw(HEAD + b"Connection: close\r\n\r\n" + HELLO))
    assert page(stage.fetch("/a")).content == HELLO


def test_a_challenge_is_a_block_whatever_its_status(stage: Stage) -> None:
    wall = b"<html><head><title>Just a moment...</title></head></html>"
    for status in (200, 403, 429, 503):
        stage.on("/a", say(status, wall))
        assert unread(stage.fetch("/a")).outcome is Outcome.BLOCKED
    assert stage.paths == ["/a"] * 4  # a challenge is not tried again


# -- addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "http"),
        ("avis.example/a", "http"),
        ("ftp://avis.example/a", "http"),
        ("file:///etc/passwd", "http"),
        ("http://", "no host"),
        ("http:///a", "no host"),
        ("http://avis.example:0/", "port 0"),
        ("http://avis.example:99999/", "not an address"),
        ("http://avis.example:x/", "not an address"),
        ("http://[::1/", "not an address"),
        ("http://avis example/", "space"),
        ("http://avis.example/a b", "%20"),
        ("http://avis.example/a\nHost: x", "control"),
        ("http://résilié.example/", "xn--"),
        ("http://avis..example/", "cannot be"),
        ("http://-avis.example/", "cannot be"),
        ("http://" + "a" * 70 + ".example/", "cannot be"),
        ("http://me:secret@avis.example/", "user name"),
        ("http://avis.example/" + "a" * 5000, "longer"),
    ],
)
def test_a_bad_address_is_told_and_never_asked(stage: Stage, address: str, words: str) -> None:
    with stage.fetcher() as fetcher:
        came = unread(fetcher.fetch(address))
    assert came.outcome is Outcome.FAILED
    assert words in str(came.reason)
    assert came.spent.requests == 0


def test_accents_in_a_path_are_quoted_once(stage: Stage) -> None:
    stage.on("/r%C3%A9sili%C3%A9%20?q=%C3%A9", say(200, HELLO))
    assert page(stage.fetch("/résilié%20?q=é#bas")).content == HELLO
