"""A saved page is read by the source that knows it, and its reviews are those that a fetch would bring."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scraper.imports import read_file
from scraper.imports.found import FileRead
from scraper.imports.saved_page import address_of
from scraper.outcome import Outcome

CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures"
REVIEW = (
    '<script type="application/ld+json">{"@type": "Review", "@id": "#r1", "reviewBody": "Adieu."}</script>'
)


@pytest.fixture
def load(tmp_path: Path) -> Any:
    def load(content: bytes | str, **options: Any) -> FileRead:
        path = tmp_path / "page.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return read_file(path, **options)

    return load


def test_a_page_is_known_by_its_content_and_says_where_it_comes_from(load: Any) -> None:
    found = load(f'<html><link rel="canonical" href="https://avis.example/p?a=1&amp;b=2">{REVIEW}')
    assert (found.kind, found.kept_as, found.host) == ("schemaorg", "schemaorg", "avis.example")
    assert [one.text for one in found.parsed.reviews] == ["Adieu."]
    assert not found.global_ids


def test_a_platforms_ids_are_the_same_wherever_they_are_read(load: Any) -> None:
    review = {
        "recommendationid": "91", "author": {"steamid": "7"}, "language": "french", "review": "Adieu.",
        "timestamp_created": 1740816000, "voted_up": False,
    }  # fmt: skip
    found = load(
        json.dumps({"success": 1, "query_summary": {"num_reviews": 1}, "reviews": [review], "cursor": "x"})
    )
    assert (found.kind, found.kept_as, found.global_ids) == ("steam", "steam", True)
    assert [one.key for one in found.parsed.reviews] == ["91"]


FEED = '<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><item><title>Adieu</title></item></channel></rss>'


@pytest.mark.parametrize(("page", "kind"), [(f"<html>{REVIEW}</html>", "schemaorg"), (FEED, "feed")])
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_page_saved_in_wide_characters_is_known_too(load: Any, page: str, kind: str, encoding: str) -> None:
    found = load(page.encode(encoding))
    assert (found.kind, len(found.parsed.reviews)) == (kind, 1)


@pytest.mark.parametrize(
    ("head", "address"),
    [
        ("<!-- saved from url=(0027)https://avis.example/page/2 -->", "https://avis.example/page/2"),
        ("<link href='https://avis.example/a' rel='canonical'>", "https://avis.example/a"),
        ('<meta content="https://avis.example/b" property="og:url"/>', "https://avis.example/b"),
        ('<rss><channel><atom:link href="https://avis.example/feed" rel="self"/>', "https://avis.example/feed"),
        ('<link rel="canonical" href="/relative">', None),
        ('<link rel="stylesheet" href="https://style.example/x.css">', None),
        ("<html><p>https://avis.example/</p>", None),
    ],
)  # fmt: skip
def test_the_address_of_a_page_is_the_one_it_writes(head: str, address: str | None) -> None:
    assert address_of(head.encode()) == address


ARCHIVE = (
    "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://avis.example/p\r\nSubject: Avis\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="xx"\r\n\r\n--xx\r\nContent-Type: text/html\r\n'
    "Content-Transfer-Encoding: 8bit\r\nContent-Location: https://avis.example/p\r\n\r\n<html>" + REVIEW + "</html>\r\n--xx--\r\n"
)  # fmt: skip


def test_a_page_saved_in_one_file_is_opened(load: Any) -> None:
    found = load(ARCHIVE)
    assert (found.kind, found.host) == ("schemaorg", "avis.example")
    assert [one.text for one in found.parsed.reviews] == ["Adieu."]


def test_a_challenge_is_blocked(load: Any) -> None:
    found = load("<html><head><title>Just a moment...</title></head></html>")
    assert found.parsed.outcome is Outcome.BLOCKED


def test_a_declared_column_says_that_a_file_is_a_table(load: Any) -> None:
    table = "<rss>;motif\n1;Adieu.\n"
    assert load(table).kind == "feed"
    found = load(table, columns={"text": "motif"})
    assert (found.kind, [one.text for one in found.parsed.reviews]) == ("csv", ["Adieu."])


def test_a_tag_in_a_text_makes_no_page_of_a_table(load: Any) -> None:
    for tag in ("<rss", "<feed ", "<html>", "<div data-automation=reviewCard>"):
        assert load(f"avis;note\n{tag} Adieu;1\n").kind == "csv"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_make_a_saved_page_fail(load: Any, content: bytes) -> None:
    for start in (
        b"<html>",
        ARCHIVE[:150].encode(),
        ARCHIVE[:320].encode(),
        b'<link rel="canonical" href="http://[',
    ):
        assert isinstance(load(start + content), FileRead)


def captured() -> list[str]:
    return sorted(str(path.relative_to(CAPTURES)) for path in CAPTURES.glob("blocked/*"))


@pytest.mark.skipif(not captured(), reason="../shared/captures is not here")
@pytest.mark.parametrize("name", captured())
def test_a_real_challenge_is_blocked(name: str) -> None:
    assert read_file(CAPTURES / name).parsed.outcome is Outcome.BLOCKED
