"""App stores and review platforms: real captures, addresses to ask for, whose file is whose, hostile values."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.dates import read_date
from scraper.outcome import Outcome, Page, Parsed
from scraper.place import Place
from scraper.ratings import read_rating
from scraper.sources import source_named
from scraper.sources.source import Standing

PAGES = Path(__file__).parent / "pages"
CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures"
PLATFORMS = ("appstore", "googleplay", "trustpilot", "trustpilot_api", "tripadvisor", "tripadvisor_api")
FOREIGN = (b"__NEXT_DATA__", b"AF_initDataCallback", b'"im:rating"')


def page(content: bytes | str | object, address: str = "saved") -> Page:
    if not isinstance(content, bytes | str):
        content = json.dumps(content)
    return Page(address=address, content=content.encode() if isinstance(content, str) else content)


def parse(source: str, content: bytes | str | object, address: str = "saved") -> Parsed:
    return source_named(source).parse(page(content, address))


def first(source: str, address: str, language: str | None = None) -> str:
    place = Place(brand="Fibrenet", source=source, address=address, language=language)
    return source_named(source).first(place)


# -- real pages --------------------------------------------------------------------------------------------


def captured() -> list[tuple[str, str, dict[str, Any]]]:
    listed = CAPTURES / "expected.json"
    if not listed.exists():
        return []
    known: dict[str, dict[str, Any]] = json.loads(listed.read_text(encoding="utf-8"))
    ours = ((name.split("/")[0], name, told) for name, told in known.items() if not name.endswith(".csv"))
    return [one for one in ours if one[0] in PLATFORMS]


@pytest.mark.skipif(not captured(), reason="../shared/captures is not here")
@pytest.mark.parametrize(("source", "name", "told"), captured())
def test_a_real_page_reads_as_it_was_read_by_hand(source: str, name: str, told: dict[str, Any]) -> None:
    parsed = parse(source, (CAPTURES / name).read_bytes())
    assert len(parsed.reviews) == told["reviews"]
    if not parsed.reviews:
        assert parsed.outcome in {Outcome.EMPTY, Outcome.CHANGED}
        return
    first, read = told["first"], parsed.reviews[0]
    assert read.author == first.get("author", read.author)
    assert read.title == first.get("title", read.title)
    assert read.key == first.get("id", read.key)
    assert read.text.startswith(first["text"].strip() if "id" in first else "")
    assert read_date(read.published or "") == read_date(str(first.get("date", read.published) or ""))
    rating, by_hand = read_rating(read.rating or ""), read_rating(str(first.get("rating", read.rating)))
    assert (rating and rating.value) == (by_hand and by_hand.value)


@pytest.mark.skipif(not captured(), reason="../shared/captures is not here")
@pytest.mark.parametrize(("source", "name"), [one[:2] for one in captured()])
def test_a_real_page_is_recognised_by_its_source_alone(source: str, name: str) -> None:
    saved = page((CAPTURES / name).read_bytes())
    assert [one for one in PLATFORMS if source_named(one).recognises(saved)] == [source]


@pytest.mark.skipif(not captured(), reason="../shared/captures is not here")
@pytest.mark.parametrize("name", sorted(path.name for path in (CAPTURES / "blocked").glob("*.html")))
def test_a_real_challenge_is_a_block_for_every_platform(name: str) -> None:
    for source in PLATFORMS:
        assert parse(source, (CAPTURES / "blocked" / name).read_bytes()).outcome is Outcome.BLOCKED


@pytest.mark.skipif(not captured(), reason="../shared/captures is not here")
def test_an_owners_words_are_never_a_customers() -> None:
    parsed = parse("tripadvisor", (CAPTURES / "tripadvisor/2015_expanded_user_review.html").read_bytes())
    replies = {review.reply for review in parsed.reviews}
    assert not [review for review in parsed.reviews if review.text in replies]
    assert sum(bool(review.text) for review in parsed.reviews) == 10


# -- whose file is whose -----------------------------------------------------------------------------------


def twins() -> list[tuple[str, Path]]:
    return [
        (source, path)
        for source in PLATFORMS
        for path in sorted((PAGES / source).iterdir())
        if not path.name.endswith(".expected.json")
        and json.loads(path.with_suffix(".expected.json").read_text(encoding="utf-8"))["reviews"]
    ]


@pytest.mark.parametrize(("source", "path"), twins(), ids=lambda value: getattr(value, "name", value))
def test_a_file_with_reviews_is_recognised_by_its_source_alone(source: str, path: Path) -> None:
    saved = page(path.read_bytes())
    assert [one for one in PLATFORMS if source_named(one).recognises(saved)] == [source]


@pytest.mark.parametrize(
    "content",
    [
        {"reviews": []},
        {"data": []},
        {"feed": {"entry": []}},
        [{"text": "Bon", "rating": 5}],
        {"reviews": [{"text": "Bon", "rating": 5, "createdAt": "2026-01-01"}]},
        "<html><head><title>Nos avis Tripadvisor et Trustpilot</title></head></html>",
        '<script id="__NEXT_DATA__">{"props": {"pageProps": {"reviews": []}}}</script>',
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>a</title></entry></feed>',
        '<a href="https://www.tripadvisor.fr/Hotel_Review-g1-d42-Reviews-X.html">avis</a>',
        "text,rating\nBon,5\n",
    ],
)  # fmt: skip
def test_other_peoples_files_are_left_to_others(content: object) -> None:
    assert [one for one in PLATFORMS if source_named(one).recognises(page(content))] == []


# -- addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "address", "asked"),
    [
        ("appstore", "https://apps.apple.com/fr/app/fibrenet/id123?l=fr", "https://itunes.apple.com/fr/rss/customerreviews/page=1/id=123/sortby=mostrecent/json"),
        ("appstore", "https://apps.apple.com/app/id123", "https://itunes.apple.com/us/rss/customerreviews/page=1/id=123/sortby=mostrecent/json"),
        ("appstore", "https://itunes.apple.com/be/rss/customerreviews/id=123/xml", "https://itunes.apple.com/be/rss/customerreviews/id=123/xml"),
        ("appstore", "https://apps.apple.com/fr/developer", "https://apps.apple.com/fr/developer"),
        ("googleplay", "https://play.google.com/store/apps/details?id=a.b&hl=en&pcampaignid=x", "https://play.google.com/store/apps/details?id=a.b&hl=en"),
        ("googleplay", "https://play.google.com/store/apps/details?id=a.b", "https://play.google.com/store/apps/details?id=a.b&hl=fr"),
        ("googleplay", "https://play.google.com/store/apps", "https://play.google.com/store/apps"),
        ("trustpilot", "https://fr.trustpilot.com/review/fibrenet.example", "https://fr.trustpilot.com/review/fibrenet.example?languages=all&sort=recency"),
        ("trustpilot", "https://www.trustpilot.com/categories/isp", "https://www.trustpilot.com/categories/isp"),
        ("trustpilot_api", "https://fr.trustpilot.com/review/fibrenet.example", "https://api.trustpilot.com/v1/business-units/find?name=fibrenet.example"),
        ("trustpilot_api", f"https://api.trustpilot.com/v1/business-units/{'5f' * 12}", f"https://api.trustpilot.com/v1/business-units/{'5f' * 12}/reviews?perPage=100&page=1&orderBy=createdat.desc"),
        ("trustpilot_api", "https://avis.example/fibrenet", "https://avis.example/fibrenet"),
        ("tripadvisor", "https://www.tripadvisor.fr/Hotel_Review-g1-d42-Reviews-X.html", "https://www.tripadvisor.fr/Hotel_Review-g1-d42-Reviews-X.html"),
        ("tripadvisor_api", "https://www.tripadvisor.fr/Hotel_Review-g1-d42-Reviews-X.html", "https://terra.tripadvisor.com/api/locations/42/reviews?size=20&locale=fr"),
        ("tripadvisor_api", "https://terra.tripadvisor.com/api/locations/42", "https://terra.tripadvisor.com/api/locations/42/reviews?size=20&locale=fr"),
        ("tripadvisor_api", "https://www.tripadvisor.fr/", "https://www.tripadvisor.fr/"),
    ],
)  # fmt: skip
def test_the_address_people_paste_becomes_the_one_to_ask_for(source: str, address: str, asked: str) -> None:
    assert first(source, address, language="fr") == asked


def test_a_language_is_asked_for_only_where_the_watch_list_names_one() -> None:
    assert first("googleplay", "https://play.google.com/store/apps/details?id=a.b").endswith("?id=a.b")
    assert first("tripadvisor_api", "https://terra.tripadvisor.com/api/locations/42").endswith("?size=20")


def test_the_store_is_never_asked_for_an_eleventh_page() -> None:
    entry = {"id": {"label": "1"}, "im:rating": {"label": "5"}}
    feed = "https://itunes.apple.com/fr/rss/customerreviews/page={}/id=1/sortby=mostrecent/json"
    assert parse("appstore", {"feed": {"entry": entry}}, feed.format(9)).next == feed.format(10)
    assert parse("appstore", {"feed": {"entry": entry}}, feed.format(10)).next is None
    assert parse("appstore", {"feed": {"entry": entry}}, "page=1.json").next is None


# -- one review on several routes --------------------------------------------------------------------------


@pytest.mark.parametrize("platform", ["trustpilot", "tripadvisor"])
def test_a_review_of_a_page_and_of_the_api_is_one(platform: str) -> None:
    pages, api = source_named(platform).about, source_named(f"{platform}_api").about
    assert (pages.standing, api.standing) == (Standing.PERMISSION, Standing.KEY)
    assert api.kept_as == platform
    assert pages.global_ids
    assert api.global_ids


def test_a_closed_source_names_the_import_that_does_the_job() -> None:
    closed = [source_named(name).about for name in PLATFORMS]
    assert all(about.instead for about in closed if about.standing is Standing.PERMISSION)
    assert all(
        about.key and "{key}" in str(about.headers) for about in closed if about.standing is Standing.KEY
    )


# -- hostile values ----------------------------------------------------------------------------------------

odd: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["feed", "entry", "link", "label", "im:rating", "reviews", "props", "pageProps", "filters", "pagination",
                 "currentPage", "totalPages", "dates", "consumer", "labels", "reply", "stars", "createdAt", "links", "data",
                 "rating", "text", "title", "user", "owner_response", "id", "avis", "review", "businessUnit", "displayName"]
            ), inner, max_size=5)
    ),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None)
@given(odd)
def test_no_values_make_a_platform_fail(value: object) -> None:
    frame = ")]}'\n" + json.dumps([["wrb.fr", "UsvDTd", json.dumps([[value], value])], value])
    block = f"<script>AF_initDataCallback({{data:{json.dumps([[value]])}, sideChannel: {{}}}});</script>"
    for source in PLATFORMS:
        for content in (value, [value], frame, block):
            saved = page(content, "https://www.trustpilot.com/review/a?page=1")
            assert isinstance(source_named(source).parse(saved), Parsed)
            source_named(source).recognises(saved)


def spoilt(review: dict[str, Any]) -> list[object]:
    wrong: tuple[object, ...] = (None, [], "x", 7)
    return [*wrong, {}, *({**review, name: value} for name in review for value in wrong)]


def test_a_bad_item_never_loses_a_good_one() -> None:
    for source, name, path in (
        ("appstore", "feed.json", ("feed", "entry")),
        ("trustpilot", "reviews_saved_alone.json", ()),
        ("trustpilot_api", "reviews.json", ("reviews",)),
        ("tripadvisor_api", "terra.json", ("data",)),
        ("tripadvisor", "saved_list.json", ("avis",)),
    ):
        held = json.loads((PAGES / source / name).read_text(encoding="utf-8"))
        items = held
        for key in path:
            items = items[key]
        good = parse(source, held).reviews[0]
        items[:] = [*spoilt(items[0]), items[0]]
        assert parse(source, held).reviews[-1] == good


@pytest.mark.parametrize("source", PLATFORMS)
@pytest.mark.parametrize(
    "mark", [*FOREIGN, b'data-automation="reviewCard"', b"<feed customerreviews", b")]}'"]
)
def test_a_mark_alone_is_no_page(source: str, mark: bytes) -> None:
    assert parse(source, b"<html>" + mark * 2_000).outcome is Outcome.CHANGED


@pytest.mark.parametrize(
    ("source", "card"),
    [
        ("tripadvisor", '<div class="reviewSelector"><p class="partial_entry">Nid '),
        ("trustpilot", '<div data-reviewmid="x"><p class="review-body">Nid '),
        ("appstore", "<feed customerreviews><entry><im:rating>1</im:rating><content>Nid "),
    ],
)
def test_cards_nested_beyond_reason_are_one_card(source: str, card: str) -> None:
    assert len(parse(source, card * 300).reviews) == 1
