"""Every saved page reads as its twin says; hostile pages get a clear outcome, and quickly."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.dates import read_date
from scraper.outcome import Outcome, Page, Parsed
from scraper.ratings import read_rating
from scraper.review import RawReview
from scraper.select import Select
from scraper.sources import SOURCES, UnknownSourceError, source_named

PAGES = Path(__file__).parent / "pages"
CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures"
ADDRESS = "https://avis.example/operateurs/p"
TWINS = [
    (source.name, page)
    for source in SOURCES
    for page in sorted((PAGES / source.name).iterdir())
    if not page.name.endswith(".expected.json")
]


def parse(source: str, content: bytes | str, content_type: str = "", address: str = ADDRESS) -> Parsed:
    content = content.encode() if isinstance(content, str) else content
    return source_named(source).parse(Page(address=address, content=content, content_type=content_type))


def ld(*blocks: object) -> str:
    written = (block if isinstance(block, str) else json.dumps(block) for block in blocks)
    return "".join(f'<script type="application/ld+json">{block}</script>' for block in written)


def review(text: str, **more: object) -> dict[str, object]:
    return {"@type": "Review", "reviewBody": text, **more}


def texts(parsed: Parsed) -> list[str]:
    return [review.text for review in parsed.reviews]


@pytest.mark.parametrize(("source", "page"), TWINS, ids=lambda value: getattr(value, "stem", value))
def test_a_saved_page_reads_as_its_twin(source: str, page: Path) -> None:
    twin: dict[str, Any] = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    select = Select(**twin["select"]) if "select" in twin else None
    came = Page(address=twin.get("address", ADDRESS), content=page.read_bytes(), select=select)
    parsed = source_named(source).parse(came)
    given = {field.name: field.default for field in fields(RawReview)}
    for was, expected in zip(parsed.reviews, twin["reviews"], strict=True):
        told = {name: getattr(was, name) for name in given if name != "url" or "url" in expected}
        assert told == {name: given[name] for name in told} | expected
    assert parsed.outcome == twin["outcome"]
    assert (parsed.announced, parsed.next) == (twin["announced"], twin["next"])
    assert len(parsed.notes) == twin.get("notes", 0)
    assert twin.get("reason", "") in str(parsed.reason)
    assert bool(parsed.reason) is (parsed.outcome is not Outcome.REVIEWS)


def test_every_source_has_twins() -> None:
    assert {name for name, _ in TWINS} == {source.name for source in SOURCES}


def test_an_unknown_source_names_the_nearest() -> None:
    with pytest.raises(UnknownSourceError, match=r"'schema.org'.*did you mean 'schemaorg'.*feed, schemaorg"):
        source_named("schema.org")


# -- real pages --------------------------------------------------------------------------------------------


def captured() -> list[tuple[str, dict[str, Any]]]:
    listed = CAPTURES / "expected.json"
    if not listed.exists():
        return []
    known: dict[str, dict[str, Any]] = json.loads(listed.read_text(encoding="utf-8"))
    rooms = ("schemaorg/", "feeds/")
    return [(name, told) for name, told in known.items() if name.startswith(rooms) and "widget" not in name]


@pytest.mark.skipif(not captured(), reason="../shared/captures is not here")
@pytest.mark.parametrize(("name", "told"), captured())
def test_a_real_page_reads_as_it_was_read_by_hand(name: str, told: dict[str, Any]) -> None:
    parsed = parse("feed" if name.startswith("feeds/") else "schemaorg", (CAPTURES / name).read_bytes())
    assert len(parsed.reviews) == told["reviews"]
    first = told["first"]
    if not parsed.reviews:
        assert parsed.outcome in {Outcome.EMPTY, Outcome.CHANGED}
        return
    read = parsed.reviews[0]
    assert read.author == first["author"]
    assert read.title.startswith(first.get("title", ""))
    assert read.text.startswith(first.get("text", "").strip())
    assert read_date(read.published or "") == read_date(first["date"] or "")
    rating = read_rating(read.rating or "", read.worst, read.best)
    assert (rating and rating.value) == (float(first["rating"]) if first.get("rating") else None)
    assert read.key == first.get("id", read.key)


# -- hostile pages -----------------------------------------------------------------------------------------

NOISE = [
    pytest.param(b"", id="nothing"),
    pytest.param(b"\0" * 50_000, id="NULs"),
    pytest.param(b"\xff\xfe\x00\xd8" * 5_000, id="broken UTF-16"),
    pytest.param(b"\x80\x81\xfe\xff" * 5_000, id="no encoding"),
    pytest.param(b"%PDF-1.7 \x00\x01", id="PDF"),
    pytest.param(b'{"reviews": []}', id="JSON"),
    pytest.param(b"<div>" * 10_000, id="10000 tags"),
    pytest.param(b"<a " * 50_000, id="tags never closed"),
    pytest.param(b"<!--" * 50_000, id="comments never closed"),
    pytest.param(b"<![CDATA[" * 20_000, id="CDATA never closed"),
    pytest.param(b"&#" * 50_000 + b"1;", id="references"),
    pytest.param(b"<p>&#" + b"1" * 5_000 + b";", id="a huge reference"),
    pytest.param(b"<p " + b"a=b " * 50_000 + b">", id="attributes"),
    pytest.param("😀👩‍👩‍👧🇫🇷".encode() * 5_000, id="emoji"),
]


@pytest.mark.parametrize("source", [source.name for source in SOURCES])
@pytest.mark.parametrize("content", NOISE)
def test_noise_is_never_reviews_nor_quiet(source: str, content: bytes) -> None:
    parsed = parse(source, content)
    assert (parsed.outcome, parsed.reviews) == (Outcome.CHANGED, ())
    assert parsed.reason


@pytest.mark.parametrize(
    "block",
    [
        "[" * 100_000 + "]" * 100_000,
        '{"review":' * 50_000 + "1" + "}" * 50_000,
        '{"a": "' + '\\"' * 100_000,
        "{" + "/*" * 100_000,
        "[" + "," * 100_000,
        ";" * 100_000 + "x",
        "[1]" + "-->;" * 50_000 + "x",
        '{"a":' + "1" * 5_000 + "}",
        "null",
        "NaN",
        "\ufeff",
    ],
)
def test_a_bad_block_never_loses_a_good_one(block: str) -> None:
    parsed = parse("schemaorg", ld(block, review("Bon avis")))
    assert texts(parsed) == ["Bon avis"]


def test_scopes_nested_beyond_reason_are_told() -> None:
    parsed = parse(
        "schemaorg", '<div itemscope itemtype="https://schema.org/Review"><p itemprop=reviewBody>a' * 2_000
    )
    assert any("nested beyond reason" in str(note) for note in parsed.notes)


def test_items_that_refer_in_a_circle_end() -> None:
    circle = {"@id": "a", "@type": "Review", "reviewBody": "Rond", "review": {"@id": "a"}}
    assert texts(parse("schemaorg", ld(circle))) == ["Rond"]
    looped = '<div id=a itemscope itemtype="https://schema.org/Review" itemref="b a"><i itemprop=reviewBody>Rond</i></div><div id=b itemprop=x itemscope itemref=a></div>'
    assert texts(parse("schemaorg", looped)) == ["Rond"]


def test_values_of_odd_kinds_break_nothing() -> None:
    odd = {
        "@type": [["Review", 1, None, {}]], "@id": 5, "reviewBody": [None, 1, {"@value": "x"}, True],
        "author": [[[{"name": ["Al"]}]]], "reviewRating": [3], "datePublished": {"a": []}, "comment": ["x", {}],
    }  # fmt: skip
    (read,) = parse("schemaorg", ld(odd)).reviews
    assert (read.author, read.rating, read.text) == ("Al", "3", "1")


def test_a_text_of_a_megabyte_comes_whole() -> None:
    assert texts(parse("schemaorg", ld(review("é a " * 250_000)))) == [("é a " * 250_000).strip()]


def test_broken_characters_are_told_and_the_rest_stays() -> None:
    page = "<p>déjà vu, été, noël</p>".encode() + b"\xff" + ld(review("Bon")).encode()
    parsed = parse("schemaorg", page)
    assert texts(parsed) == ["Bon"]
    assert [str(note) for note in parsed.notes] == ["some characters were broken"]


@pytest.mark.parametrize(
    "declared", ["", "text/html; charset=iso-8859-1", "text/html; charset=utf-8", "text/html; charset=?"]
)
def test_a_page_in_an_old_charset_is_read_whatever_it_declares(declared: str) -> None:
    page = '<div itemscope itemtype="http://schema.org/Review"><p itemprop="reviewBody">Résilié – enfin</p></div>'
    assert texts(parse("schemaorg", page.encode("cp1252"), content_type=declared)) == ["Résilié – enfin"]


BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a0 "lol">' + "".join(
    f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12)
)


def test_an_xml_bomb_does_not_go_off() -> None:
    parsed = parse(
        "feed", BOMB + "]><rss version='2.0'><channel><item><title>&a11;</title></item></channel></rss>"
    )
    assert sum(len(read.text) + len(read.title) for read in parsed.reviews) < 1000


def test_a_feed_reads_no_file_of_ours(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("mot de passe", encoding="utf-8")
    feed = f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]><rss version="2.0"><channel><item><title>a&x;</title></item></channel></rss>'
    assert "mot de passe" not in repr(parse("feed", feed))
    assert parse("feed", str(secret)).outcome is Outcome.CHANGED


def test_a_challenge_is_a_block_for_every_source() -> None:
    wall = "<html><head><title>Just a moment...</title></head></html>"
    for source in SOURCES:
        assert parse(source.name, wall).outcome is Outcome.BLOCKED


@pytest.mark.parametrize(
    "link",
    ["https://ailleurs.example/2", "javascript:void(0)", "#bas", ADDRESS, "http://[", "mailto:a@b.example"],
)
def test_a_next_page_is_another_page_of_the_same_site(link: str) -> None:
    assert parse("schemaorg", f'<link rel="next" href="{link}">' + ld(review("a"))).next is None


# -- what goes in comes out --------------------------------------------------------------------------------

words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), blacklist_characters="<&\ufeff"),
    min_size=1,
)
prose = st.lists(words, min_size=1, max_size=6).map(" ".join)


@settings(deadline=None)
@given(
    st.lists(st.tuples(prose, prose, st.integers(1, 5)), min_size=1, max_size=8, unique_by=lambda row: row[0])
)
def test_reviews_written_as_json_ld_are_read_back(rows: list[tuple[str, str, int]]) -> None:
    nodes = [
        review(text, author={"name": who}, reviewRating={"ratingValue": note}) for text, who, note in rows
    ]
    page = "<!doctype html>" + ld(json.dumps(nodes).replace("</", "<\\/"))
    read = [(one.text, one.author, one.rating) for one in parse("schemaorg", page).reviews]
    assert read == [(text, who, str(note)) for text, who, note in rows]


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_a_source_fail(content: bytes) -> None:
    for source in SOURCES:
        assert isinstance(parse(source.name, content), Parsed)
        assert isinstance(
            parse(source.name, b'<p itemprop="a" itemscope>' + content + b"<rss><item>"), Parsed
        )
