"""A webhook is told each thing once, again when it ends and returns; it fails no run, and its address is in no message."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from aurevoir.cli import main
from aurevoir.notify import MOST, after_run, deliver, pending
from aurevoir.store import Store
from aurevoir.visit import tally
from aurevoir.watchlist import WatchList, load
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.review import Review
from scraper.told import told
from sentiment.reading import Departure, Moment, Reading

MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
HIDDEN = "T0/B0/s3cr3t"
WORDS = (
    "lundi",
    "courrier",
    "appel",
    "boutique",
    "facture",
    "panne",
    "contrat",
    "voisin",
    "colis",
    "dossier",
    "matin",
)


class Handler(BaseHTTPRequestHandler):
    """Keep what comes, answer with the status of the hour."""

    def do_POST(self) -> None:
        hook = self.server
        assert isinstance(hook, Hook)
        hook.came.append(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"])
        self.send_response(hook.status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


class Hook(ThreadingHTTPServer):
    """A webhook on this machine."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 200
        self.came: list[str] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/{HIDDEN}"


@pytest.fixture
def hook() -> Iterator[Hook]:
    hook = Hook()
    threading.Thread(target=hook.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    yield hook
    hook.shutdown()
    hook.server_close()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "aurevoir.sqlite") as store:
        yield store


def watching(folder: Path, *events: str, places: int = 1) -> WatchList:
    named = "".join(
        f'[[brands.places]]\nsource = "feed"\naddress = "https://avis.example/{number}"\n'
        for number in range(places)
    )
    path = folder / "aurevoir.toml"
    path.write_text(
        f'[site]\nlanguages = ["en"]\n[fetch]\ncontact = "a@b.example"\n'
        f'[notify]\nurl_env = "HOOK"\nevents = {json.dumps(events)}\n[[brands]]\nname = "Fibrelune"\n{named}',
        encoding="utf-8",
    )  # fmt: skip
    return load(path)


def night(watch: WatchList, store: Store, number: int, outcome: Outcome) -> datetime:
    """Visit the watch list's places: reviews come, or the outcome and its reason."""
    started = MONDAY + timedelta(days=number)
    run = store.begin_run(started, "1")
    for place in watch.places:
        reason = None if outcome is Outcome.REVIEWS else told("so it is")
        page = PageRead(
            address=place.address, outcome=outcome, reason=reason, found=outcome is Outcome.REVIEWS
        )
        store.save_visit(run, tally(place, started, [(page, store.save_page(place, page, "1"))]))
    store.end_run(run, started)
    return started


class Chat:
    """A webhook that is not there: takes what it is given, or says why not."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.problem: str | None = None

    def post(self, body: bytes) -> str | None:
        if self.problem is None:
            self.texts.append(json.loads(body)["text"])
        return self.problem


def test_a_blocked_place_is_told_once_until_it_ends_and_returns(tmp_path: Path, store: Store) -> None:
    watch, chat, told_by_night = watching(tmp_path, "blocked"), Chat(), []
    for number, outcome in enumerate(
        (Outcome.REVIEWS, Outcome.BLOCKED, Outcome.BLOCKED, Outcome.REVIEWS, Outcome.BLOCKED)
    ):
        deliver(watch, store, chat.post, night(watch, store, number, outcome))
        told_by_night.append(len(chat.texts))
    assert told_by_night == [0, 1, 1, 1, 2]
    assert "Fibrelune · feed · https://avis.example/0: Blocked by the site – so it is." in chat.texts[0]


def test_what_was_not_taken_is_told_again_the_next_night(tmp_path: Path, store: Store) -> None:
    watch, chat = watching(tmp_path, "failed"), Chat()
    chat.problem = "the webhook answered with an error (500)"
    problems = deliver(watch, store, chat.post, night(watch, store, 0, Outcome.FAILED))
    assert problems == ("notify: the webhook answered with an error (500); told again at the next run",)
    chat.problem = None
    assert deliver(watch, store, chat.post, night(watch, store, 1, Outcome.FAILED)) == ()
    assert len(chat.texts) == 1


@pytest.mark.parametrize(
    ("outcome", "event"),
    [
        (Outcome.BLOCKED, "blocked"),
        (Outcome.REFUSED, "blocked"),
        (Outcome.FAILED, "failed"),
        (Outcome.CHANGED, "changed"),
    ],
)
def test_only_the_events_that_are_wanted_are_told(
    tmp_path: Path, store: Store, outcome: Outcome, event: str
) -> None:
    now = night(watching(tmp_path, event), store, 0, outcome)
    assert len(pending(watching(tmp_path, event), store, now).messages) == 1
    others = {"blocked", "failed", "changed", "silent", "alert"} - {event}
    assert pending(watching(tmp_path, *others), store, now).messages == ()


def test_a_place_that_gave_reviews_and_gives_none_is_silent(tmp_path: Path, store: Store) -> None:
    watch = watching(tmp_path, "silent")
    night(watch, store, 0, Outcome.REVIEWS)
    (message,) = pending(watch, store, night(watch, store, 1, Outcome.EMPTY)).messages
    assert "it gave reviews before and gives none now" in message.text


def test_the_digest_is_told_once_a_week(tmp_path: Path, store: Store) -> None:
    watch, chat = watching(tmp_path, "digest"), Chat()
    for number in range(15):  # Monday to the Monday two weeks later
        deliver(watch, store, chat.post, night(watch, store, number, Outcome.REVIEWS))
    assert [text.splitlines()[0] for text in chat.texts] == [
        "*Au revoir – from February 23, 2026 to March 1, 2026*",
        "*Au revoir – from March 2, 2026 to March 8, 2026*",
        "*Au revoir – from March 9, 2026 to March 15, 2026*",
    ]


def test_many_things_make_one_message_that_can_be_read(tmp_path: Path, store: Store) -> None:
    watch = watching(tmp_path, "failed", places=MOST + 3)
    (message,) = pending(watch, store, night(watch, store, 0, Outcome.FAILED)).messages
    assert message.text.count("•") == MOST + 1
    assert message.text.endswith("and 3 more")
    assert len(message.names) == MOST + 3


def test_an_alert_is_told_once_and_again_when_it_turns_round(
    tmp_path: Path, store: Store, make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> None:
    place = Place(brand="Fibrelune", source="feed", address="https://avis.example/0")

    def reviews(first: int, days: int, tone: float) -> None:
        for key in range(first, first + 12):
            text = " ".join(
                WORDS[(key // 11**power + power) % 11] + str(key * 7 + power) for power in range(8)
            )
            review = make_review(
                key=str(key), text=text, published=MONDAY - timedelta(days=days), fetched=MONDAY
            )
            last = tone + (key % 3 - 1) / 20
            reading = make_reading(departure=Departure.CANCEL, moment=Moment.LAST, last=last, tone=last)
            store.save_page(
                place,
                PageRead(address=place.address, outcome=Outcome.REVIEWS, reviews=(review,), found=1),
                "1",
            )
            store.save_readings([(review, reading)])

    watch, chat = watching(tmp_path, "alert"), Chat()
    reviews(0, 40, 0.6)
    reviews(100, 3, -0.6)
    for number in range(3):
        deliver(watch, store, chat.post, night(watch, store, number, Outcome.REVIEWS))
    assert len(chat.texts) == 1
    assert (
        "Fibrelune, Last impression: −60 (95%: −63 to −57, 12 reviews) over the last four weeks"
        in chat.texts[0]
    )
    reviews(200, -40, 0.9)
    deliver(watch, store, chat.post, night(watch, store, 45, Outcome.REVIEWS))
    assert len(chat.texts) == 2
    assert "+90" in chat.texts[1]


def test_what_a_name_holds_is_no_mention(tmp_path: Path, store: Store) -> None:
    watch = watching(tmp_path, "failed")
    hostile = watch.model_copy(
        update={"brands": [watch.brands[0].model_copy(update={"name": "<!channel> & co"})]}
    )
    (message,) = pending(hostile, store, night(hostile, store, 0, Outcome.FAILED)).messages
    assert "&lt;!channel&gt; &amp; co" in message.text
    assert "<!channel>" not in message.text


def test_a_run_tells_over_the_network_and_no_problem_names_the_address(
    tmp_path: Path, store: Store, hook: Hook
) -> None:
    watch = watching(tmp_path, "failed")
    now = night(watch, store, 0, Outcome.FAILED)
    hook.status = 404
    (problem,) = after_run(watch, store, {"HOOK": hook.address}.get, now)
    assert "there is no webhook at this address (404)" in problem
    assert "s3cr3t" not in problem
    hook.status = 200
    assert after_run(watch, store, {"HOOK": hook.address}.get, now) == ()
    assert after_run(watch, store, {"HOOK": hook.address}.get, now) == ()
    assert len(hook.came) == 2


@pytest.mark.parametrize("address", [None, "http://hooks.example/s3cr3t", "s3cr3t"])
def test_an_address_that_is_not_there_is_a_problem_of_the_run_and_no_more(
    tmp_path: Path, store: Store, address: str | None
) -> None:
    watch = watching(tmp_path, "failed")
    (problem,) = after_run(watch, store, lambda _: address, night(watch, store, 0, Outcome.FAILED))
    assert problem.startswith("notify.url_env: ")
    assert "s3cr3t" not in problem


def test_without_a_webhook_nothing_is_told(tmp_path: Path, store: Store) -> None:
    watch = watching(tmp_path, "failed")
    silent = watch.model_copy(update={"notify": type(watch.notify)()})
    assert after_run(silent, store, lambda _: None, night(watch, store, 0, Outcome.FAILED)) == ()


def aurevoir(folder: Path, hook: Hook, *arguments: str) -> tuple[int, str]:
    done = CliRunner().invoke(
        main, ["notify", "-w", str(folder / "aurevoir.toml"), *arguments], env={"HOOK": hook.address}
    )
    return done.exit_code, done.output


def test_the_command_tries_shows_and_tells(tmp_path: Path, store: Store, hook: Hook) -> None:
    watch = watching(tmp_path, "failed")
    night(watch, store, 0, Outcome.FAILED)
    assert aurevoir(tmp_path, hook, "--test")[0] == 0
    assert hook.came == ["Au revoir will speak to you here: alerts, sources in trouble, the week in words."]
    code, text = aurevoir(tmp_path, hook, "--dry-run")
    assert (code, len(hook.came)) == (0, 1)
    assert "No usable answer – so it is" in text
    assert aurevoir(tmp_path, hook) == (0, "")
    assert len(hook.came) == 2
    assert aurevoir(tmp_path, hook, "--dry-run") == (0, "nothing new to tell\n")


def test_the_command_fails_where_the_webhook_does(tmp_path: Path, store: Store, hook: Hook) -> None:
    night(watching(tmp_path, "failed"), store, 0, Outcome.FAILED)
    hook.status = 410
    for arguments in (["--test"], []):
        code, text = aurevoir(tmp_path, hook, *arguments)
        assert code == 2
        assert "the webhook is gone (410)" in text
        assert "s3cr3t" not in text


def test_a_webhook_that_fails_is_a_line_of_the_run_and_no_exit_code(tmp_path: Path, hook: Hook) -> None:
    watching(tmp_path, "digest", places=0)
    hook.status = 404
    arguments = ["run", "-q", "-w", str(tmp_path / "aurevoir.toml")]
    done = CliRunner().invoke(main, arguments, env={"HOOK": hook.address})
    assert done.exit_code == 0
    assert done.stderr.startswith("notify: there is no webhook at this address (404)")
    assert (tmp_path / "output" / "index.html").exists()
    hook.status = 200
    assert CliRunner().invoke(main, arguments, env={"HOOK": hook.address}).output == ""
    assert len(hook.came) == 2
