"""The open services: where a pasted address leads, how their listings go on, and answers of odd shapes."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from scraper.access import Access
from scraper.admit import Door
from scraper.collect import collect
from scraper.dates import read_date
from scraper.outcome import Outcome, Page, Parsed, Unread, Validators
from scraper.patience import Turns
from scraper.place import Place
from scraper.sources import SOURCES, source_named
from scraper.told import told

PAGES = Path(__file__).parent / "pages"
CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures"
SERVICES = (
    "avisgarantis", "bluesky", "discourse", "hackernews", "mastodon", "reddit", "stackexchange", "steam",
)  # fmt: skip
TWINS = [
    (service, page)
    for service in SERVICES
    for page in sorted((PAGES / service).iterdir())
    if not page.name.endswith(".expected.json")
]
NOTHING = Validators()
NOBODY = Access()
NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


def twin_of(page: Path) -> dict[str, Any]:
    twin: dict[str, Any] = json.loads(page.with_suffix(".expected.json").read_text(encoding="utf-8"))
    return twin


# -- where a pasted address leads --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("service", "pasted", "asked"),
    [
        ("steam", "https://store.steampowered.com/app/4242/Le_Phare/", "https://store.steampowered.com/appreviews/4242?json=1&filter=recent&language=all&purchase_type=all&num_per_page=100&cursor=%2A"),
        ("steam", "https://steamcommunity.com/app/4242/reviews/?p=1", "https://store.steampowered.com/appreviews/4242?json=1&filter=recent&language=all&purchase_type=all&num_per_page=100&cursor=%2A"),
        ("mastodon", "https://pouet.example/tags/telvia", "https://pouet.example/api/v1/timelines/tag/telvia?limit=40"),
        ("mastodon", "https://pouet.example/api/v1/timelines/tag/telvia", "https://pouet.example/api/v1/timelines/tag/telvia"),
        ("hackernews", "https://hn.algolia.com/?q=telvia+box&dateRange=all", "https://hn.algolia.com/api/v1/search_by_date?query=telvia+box&tags=%28story%2Ccomment%29&hitsPerPage=100&typoTolerance=false"),
        ("hackernews", "https://hn.algolia.com/api/v1/search?query=telvia&tags=comment", "https://hn.algolia.com/api/v1/search_by_date?query=telvia&tags=comment&hitsPerPage=100&typoTolerance=false"),
        ("hackernews", "https://news.ycombinator.com/item?id=90", "https://hn.algolia.com/api/v1/items/90"),
        ("discourse", "https://forum.example", "https://forum.example/posts.json"),
        ("discourse", "https://forum.example/communaute/", "https://forum.example/communaute/posts.json"),
        ("discourse", "https://forum.example/latest", "https://forum.example/posts.json"),
        ("discourse", "https://forum.example/t/adieu-telvia/57", "https://forum.example/t/57.json"),
        ("discourse", "https://forum.example/communaute/t/adieu-telvia/57/12?u=lea", "https://forum.example/communaute/t/57.json"),
        ("discourse", "https://forum.example/t/57", "https://forum.example/t/57.json"),
        ("discourse", "https://forum.example/t/2026-bilan/57/3", "https://forum.example/t/57.json"),
        ("discourse", "https://forum.example/search?q=telvia%20order%3Alatest", "https://forum.example/search.json?q=telvia%20order%3Alatest"),
        ("discourse", "https://forum.example/c/aide/5", "https://forum.example/c/aide/5.json"),
        ("discourse", "https://forum.example/t/57.json", "https://forum.example/t/57.json"),
        ("stackexchange", "https://superuser.com/search?q=telvia+box", "https://api.stackexchange.com/2.3/search/advanced?q=telvia+box&site=superuser.com&order=desc&sort=creation&pagesize=100&page=1&filter=withbody"),
        ("stackexchange", "https://stackoverflow.com/questions/tagged/telvia", "https://api.stackexchange.com/2.3/search/advanced?tagged=telvia&site=stackoverflow.com&order=desc&sort=creation&pagesize=100&page=1&filter=withbody"),
        ("stackexchange", "https://api.stackexchange.com/2.3/answers?site=superuser", "https://api.stackexchange.com/2.3/answers?site=superuser"),
        ("avisgarantis", "https://api.guaranteed-reviews.com/public/v3/reviews/0123abcd", "https://api.guaranteed-reviews.com/public/v3/reviews/0123abcd/site"),
        ("avisgarantis", "https://api.guaranteed-reviews.com/public/v3/reviews/0123abcd/778", "https://api.guaranteed-reviews.com/public/v3/reviews/0123abcd/778"),
        ("reddit", "https://www.reddit.com/r/telvia/", "https://www.reddit.com/r/telvia.json?limit=100&raw_json=1"),
        ("reddit", "https://www.reddit.com/r/telvia/new", "https://www.reddit.com/r/telvia/new.json?limit=100&raw_json=1"),
        ("reddit", "https://www.reddit.com/r/telvia/.rss", "https://www.reddit.com/r/telvia/.rss"),
        ("bluesky", "reponses.json", "reponses.json"),
    ],
)  # fmt: skip
def test_a_pasted_address_leads_to_the_first_answer(service: str, pasted: str, asked: str) -> None:
    assert source_named(service).first(Place(brand="Telvia", source=service, address=pasted)) == asked


def test_steam_is_asked_in_the_language_of_the_place() -> None:
    place = Place(
        brand="Phare", source="steam", address="https://store.steampowered.com/app/42/", language="fr"
    )
    assert "language=french" in source_named("steam").first(place)


# -- how listings go on ------------------------------------------------------------------------------------


class Plays:
    """A server's answers by address, in the order they were asked for, and the pauses it was given."""

    def __init__(self, **answers: object) -> None:
        self.answers = {address.replace(" ", ""): answer for address, answer in answers.items()}
        self.asked: list[str] = []
        self.given: list[tuple[Validators, Access]] = []
        self.rested: list[tuple[str, float]] = []

    def fetch(self, address: str, validators: Validators = NOTHING, access: Access = NOBODY) -> Page | Unread:
        self.asked.append(address)
        self.given.append((validators, access))
        for sign, answer in self.answers.items():
            if sign in address:
                return Page(address=address, content=json.dumps(answer).encode())
        return Unread(address=address, outcome=Outcome.FAILED, reason=told("because"), status=404)

    def rest(self, address: str, seconds: float) -> None:
        self.rested.append((address, seconds))


def collected(plays: Plays, service: str, address: str) -> list[str]:
    place = Place(brand="Telvia", source=service, address=address)
    reads = collect(place, fetcher=plays, door=Door(b"key", None), remembered=lambda _: None, fetched=NOON)
    return [review.text for read in reads for review in read.reviews]


def steam_answer(cursor: str, *texts: str) -> dict[str, Any]:
    reviews = [{"recommendationid": text, "review": text, "voted_up": True} for text in texts]
    return {"success": 1, "query_summary": {"num_reviews": len(texts)}, "reviews": reviews, "cursor": cursor}


def test_steam_follows_its_cursor_until_it_is_repeated() -> None:
    plays = Plays(**{"cursor=%2A": steam_answer("b+/=", "un"), "cursor=b%2B%2F%3D": steam_answer("b+/=", "deux")})  # fmt: skip
    assert collected(plays, "steam", "https://store.steampowered.com/app/4/") == ["un", "deux"]
    assert len(plays.asked) == 2


def test_mastodon_goes_below_the_last_post_until_nothing_is_left() -> None:
    def post(key: str) -> dict[str, Any]:
        return {"id": key, "content": key, "account": {"acct": "lea"}}

    plays = Plays(**{"max_id=8": [post("7")], "max_id=7": [], "tag/telvia": [post("9"), post("8")]})
    assert collected(plays, "mastodon", "https://pouet.example/tags/telvia") == ["9", "8", "7"]
    assert len(plays.asked) == 3


def test_hacker_news_asks_for_what_is_older_than_a_full_page() -> None:
    def hits(*times: int) -> dict[str, Any]:
        found = [
            {"objectID": str(time), "created_at_i": time, "comment_text": f"telvia {time}"} for time in times
        ]
        return {"hits": found, "nbHits": 9, "hitsPerPage": 2}

    plays = Plays(**{"%3C%3D1700000008": hits(1700000008, 1700000007), "%3C%3D1700000007": hits(1700000007), "query": hits(1700000009, 1700000008)})  # fmt: skip
    texts = collected(plays, "hackernews", "https://hn.algolia.com/?q=telvia")
    assert texts == ["telvia 1700000009", "telvia 1700000008", "telvia 1700000008", "telvia 1700000007"]
    assert len(plays.asked) == 3


def test_a_discourse_topic_is_read_to_its_end() -> None:
    def topic(*posts: int) -> dict[str, Any]:
        stream = {"posts": [{"id": one, "cooked": f"n° {one}"} for one in posts], "stream": [1, 2, 3]}
        return {"post_stream": stream, "id": 5, "title": "Adieu"}

    plays = Plays(**{"page=2": topic(3), "t/5.json": topic(1, 2)})
    assert collected(plays, "discourse", "https://forum.example/t/adieu/5") == ["n° 1", "n° 2", "n° 3"]
    assert len(plays.asked) == 2


def questions(key: int, **more: object) -> dict[str, Any]:
    return {"items": [{"question_id": key, "body": f"n° {key}"}], "quota_remaining": 9, **more}


def test_stack_exchange_waits_as_long_as_it_is_asked_to() -> None:
    plays = Plays(**{"page=1&": questions(1, has_more=True, backoff=17), "page=2": questions(2, has_more=False)})  # fmt: skip
    assert collected(plays, "stackexchange", "https://superuser.com/search?q=telvia") == ["n° 1", "n° 2"]
    assert plays.rested == [(plays.asked[0], 17.0)]


def test_stack_exchange_leaves_the_rest_when_asked_to_wait_too_long() -> None:
    content = json.dumps(questions(1, has_more=True, backoff=86400)).encode()
    parsed = source_named("stackexchange").parse(Page(address="https://api.stackexchange.com/2.3/search?page=1", content=content))  # fmt: skip
    assert (parsed.next, parsed.pause) == (None, 120.0)
    assert "come back in 86400 s" in str(parsed.notes[0])


def test_a_rest_is_taken_once() -> None:
    slept: list[float] = []
    turns = Turns(2.0, frozenset(), lambda: 0.0, slept.append)
    turns.end("api.example")
    turns.rest("api.example", 17.0)
    turns.wait("api.example")
    turns.wait("api.example")
    assert slept == [17.0, 2.0]


@pytest.mark.parametrize(
    ("query", "text", "holds"),
    [
        ("notion", "a nation of shops", False),
        ("notion", "Notion's export", True),
        ("notion", "notional value", False),
        ("télé box", "my TELE <i>box</i> is gone", True),
        ('"tele box"', "tele <b>box</b>", True),
        ('"tele box"', "box of tele", False),
        ("telvia -gratuit", "telvia, pas payant", True),
    ],
)
def test_a_hit_holds_every_word_asked_for(query: str, text: str, holds: bool) -> None:
    address = f"https://hn.algolia.com/api/v1/search_by_date?query={query.replace(' ', '+')}"
    hit = {"objectID": "1", "created_at_i": 1, "comment_text": text}
    answer = {"hits": [hit], "nbHits": 1, "hitsPerPage": 100}
    parsed = source_named("hackernews").parse(Page(address=address, content=json.dumps(answer).encode()))
    assert bool(parsed.reviews) is holds


# -- what is whose -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("service", "page"), TWINS, ids=lambda value: getattr(value, "stem", value))
def test_no_other_source_claims_a_service_s_answer(service: str, page: Path) -> None:
    came = Page(address=page.name, content=page.read_bytes())
    claim = [source.name for source in SOURCES if source.recognises(came)]
    assert set(claim) <= {service, "feed", "schemaorg"}
    if twin_of(page)["reviews"] and page.stem not in {"odd_values", "excerpts"}:
        assert claim[0] == service


# -- odd shapes --------------------------------------------------------------------------------------------

ODD: list[object] = [None, True, -7, 1e400, "x", "", [], {}, [None], {"data": 1}, ["x", 3], 10**300]


def with_one_odd(value: Any, odd: object) -> Iterator[Any]:
    """Yield the value with each of its parts in turn replaced by something odd."""
    yield odd
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, part in parts:
        for changed in with_one_odd(part, odd):
            copy: Any = dict(value) if isinstance(value, dict) else list(value)
            copy[key] = changed
            yield copy


@pytest.mark.parametrize("service", SERVICES)
def test_one_odd_value_anywhere_breaks_nothing(service: str) -> None:
    source = source_named(service)
    for page in (page for name, page in TWINS if name == service and page.suffix == ".json"):
        twin = twin_of(page)
        if not twin["reviews"]:
            continue
        for odd in ODD:
            for changed in with_one_odd(json.loads(page.read_bytes()), odd):
                came = Page(address=twin.get("address", "x.json"), content=json.dumps(changed).encode())
                assert isinstance(source.recognises(came), bool)
                parsed = source.parse(came)
                assert isinstance(parsed, Parsed)
                assert bool(parsed.reason) is (parsed.outcome is not Outcome.REVIEWS)


# -- real answers ------------------------------------------------------------------------------------------


def captured() -> list[tuple[str, dict[str, Any]]]:
    listed = CAPTURES / "expected.json"
    if not listed.exists():
        return []
    known: dict[str, dict[str, Any]] = json.loads(listed.read_text(encoding="utf-8"))
    return [(name, told) for name, told in known.items() if name.partition("/")[0] in SERVICES]


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.skipif(not captured(), reason="../shared/captures is not here")
@pytest.mark.parametrize(("name", "told"), captured())
def test_a_real_answer_reads_as_it_was_read_by_hand(name: str, told: dict[str, Any]) -> None:
    page = Page(address=Path(name).name, content=(CAPTURES / name).read_bytes())
    source = next(source for source in SOURCES if source.recognises(page))
    assert source.name == name.partition("/")[0]
    parsed, first = source.parse(page), told["first"]
    assert len(parsed.reviews) == told["reviews"]
    read = parsed.reviews[0]
    assert read.key == str(first["id"])
    assert read.author == first.get("author", read.author)
    assert read_date(read.published or "") == read_date(str(first["date"]))
    assert squeezed(read.text).startswith(squeezed(first.get("text", "")))
    assert read.title.startswith(first.get("title", ""))
    assert read.rating is None
