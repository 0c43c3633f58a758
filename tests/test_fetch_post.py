"""A message brought to a secret address, against a real server on this machine that behaves badly."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from scraper.address import Target
from scraper.fetch import Fetcher
from scraper.fetch_post import BadWebhookError, webhook_of
from scraper.manners import Manners

HIDDEN = "T0/B0/s3cr3t"


class Handler(BaseHTTPRequestHandler):
    """Answer each message with the next status of the list, and keep what came."""

    def do_POST(self) -> None:
        hook = self.server
        assert isinstance(hook, Hook)
        hook.came.append(
            (self.path, self.headers["Content-Type"], self.rfile.read(int(self.headers["Content-Length"])))
        )
        if hook.waits:
            hook.let_go.wait(hook.waits)
        with suppress(OSError):  # the client may have hung up
            self.send_response(hook.statuses.pop(0) if len(hook.statuses) > 1 else hook.statuses[0])
            self.send_header("Location", "/elsewhere/" + HIDDEN)
            self.send_header("Content-Length", "0")
            self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Hook(ThreadingHTTPServer):
    """A webhook on this machine."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.statuses = [200]
        self.waits = 0.0
        self.let_go = threading.Event()
        self.came: list[tuple[str, str, bytes]] = []

    @property
    def target(self) -> Target:
        return webhook_of(f"http://127.0.0.1:{self.server_port}/{HIDDEN}")

    def handle_error(self, *_: object) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    threading.Thread(target=hook.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield hook
    hook.let_go.set()
    hook.shutdown()
    hook.server_close()


def post(target: Target, slept: list[float] | None = None, total: float = 5.0) -> str | None:
    now = 0.0

    def sleep(seconds: float) -> None:
        (slept if slept is not None else []).append(seconds)

    manners = Manners(contact="a@b.example", version="1", total=total, read=total)
    with Fetcher(manners, clock=lambda: now, sleep=sleep) as fetcher:
        return fetcher.post(target, '{"text": "résilié"}'.encode())


def test_a_message_arrives_as_json(hook: Hook) -> None:
    assert post(hook.target) is None
    assert hook.came == [(f"/{HIDDEN}", "application/json; charset=utf-8", '{"text": "résilié"}'.encode())]


def test_an_error_that_may_pass_is_tried_again_after_a_pause(hook: Hook) -> None:
    hook.statuses = [500, 503, 200]
    slept: list[float] = []
    assert post(hook.target, slept) is None
    assert len(hook.came) == 3
    assert len(slept) == 2


def test_an_error_that_stays_is_told_after_the_tries(hook: Hook) -> None:
    hook.statuses = [500]
    assert post(hook.target) == "the server answered with an error (500); tried 4 times"


@pytest.mark.parametrize(
    ("status", "hint"), [(404, "make its address anew"), (400, "Slack's JSON"), (418, "(418)")]
)
def test_a_refusal_is_told_at_once_with_what_to_do(hook: Hook, status: int, hint: str) -> None:
    hook.statuses = [status]
    assert hint in (post(hook.target) or "")
    assert len(hook.came) == 1


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_and_not_repeated(hook: Hook, status: int) -> None:
    hook.statuses = [status, 200]
    reason = post(hook.target) or ""
    assert "leads elsewhere" in reason
    assert "s3cr3t" not in reason
    assert len(hook.came) == 1


def test_a_webhook_that_does_not_answer_costs_one_deadline(hook: Hook) -> None:
    hook.waits = 30.0
    began = time.monotonic()
    assert (post(hook.target, total=0.05) or "").startswith(
        ("no whole answer within", "the server fell silent")
    )
    assert time.monotonic() - began < 10


def test_a_closed_port_is_told_without_the_address() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    reason = post(webhook_of(f"http://127.0.0.1:{port}/{HIDDEN}")) or ""
    assert "could not be made" in reason
    assert "s3cr3t" not in reason


@pytest.mark.parametrize(
    "address",
    [
        "",
        "hooks.example/s3cr3t",
        "ftp://hooks.example/s3cr3t",
        "http://hooks.example/s3cr3t",
        "https://user:s3cr3t@hooks.example/",
    ],
)
def test_an_address_that_is_no_webhook_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(BadWebhookError) as caught:
        webhook_of(address)
    assert "s3cr3t" not in str(caught.value)
