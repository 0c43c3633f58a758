"""What every test may use: a shut network, and records made from only what matters."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
import requests

from scraper.review import Review
from sentiment.reading import Moment, Reading

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


@pytest.fixture(autouse=True)
def _shut_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let requests go to this machine only."""
    send = requests.Session.send

    def guarded(
        self: requests.Session, request: requests.PreparedRequest, **options: Any
    ) -> requests.Response:
        host = urlsplit(request.url or "").hostname
        assert host in LOOPBACK, f"a test tried to reach {request.url!r}"
        return send(self, request, **options)

    monkeypatch.setattr(requests.Session, "send", guarded)


@pytest.fixture
def make_review() -> Callable[..., Review]:
    """Make a review from only what matters to a test."""

    usual: dict[str, Any] = {
        "source": "feed",
        "key": "1",
        "brand": "Fibrelune",
        "text": "Bonjour.",
        "fetched": NOON,
    }

    def make(**fields: Any) -> Review:
        return Review(**usual | fields)

    return make


@pytest.fixture
def make_reading() -> Callable[..., Reading]:
    """Make a reading from only what matters to a test."""
    silent: dict[str, Any] = {
        "language": "fr",
        "departure": None,
        "departure_probability": 0.1,
        "moment": Moment.UNCLEAR,
        "leaning": None,
        "moment_probability": 0.6,
        "tone": 0.0,
        "sentiment": "neu",
        "sentiment_probability": 0.5,
        "first": None,
        "last": None,
        "peak": 0.0,
        "end": 0.0,
        "reasons": (),
        "channels": (),
        "would_return": None,
        "would_recommend": None,
        "evidence": (),
        "version": "test",
    }

    def make(**fields: Any) -> Reading:
        return Reading(**silent | fields)

    return make
