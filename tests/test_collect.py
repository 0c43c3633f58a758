"""Following a place's pages: where it goes on, where it stops, what it remembers."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from scraper.access import Access
from scraper.admit import Door
from scraper.collect import collect
from scraper.outcome import KnownPage, Outcome, Page, PageRead, Spent, Unchanged, Unread, Validators
from scraper.place import Place
from scraper.sources import UnknownSourceError
from scraper.told import told

HOME = "https://avis.example/p"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
Came = Page | Unchanged | Unread
NOTHING = Validators()
NOBODY = Access()
BECAUSE = told("because")


class Fetches:
    """A fetcher that plays pages and remembers what it was asked for."""

    def __init__(self, pages: dict[str, Came]) -> None:
        self.pages = pages
        self.asked: list[tuple[str, Validators, Access]] = []
        self.rested: list[tuple[str, float]] = []

    def fetch(self, address: str, validators: Validators = NOTHING, access: Access = NOBODY) -> Came:
        self.asked.append((address, validators, access))
        return self.pages.get(address) or unread(address, Outcome.FAILED, 404)

    def rest(self, address: str, seconds: float) -> None:
        self.rested.append((address, seconds))


def page(address: str, *texts: str, following: str | None = None, **more: Any) -> Page:
    link = f'<link rel="next" href="{following}">' if following else ""
    cards = "".join(
        f'<div itemscope itemtype="https://schema.org/Review"><p itemprop="reviewBody">{text}</p></div>'
        for text in texts
    )
    count = '<div itemscope itemtype="https://schema.org/AggregateRating"><meta itemprop="reviewCount" content="7"></div>'
    return Page(address=address, content=(link + cards + count).encode(), **more)


def unread(address: str, outcome: Outcome, status: int | None = None) -> Unread:
    return Unread(address=address, outcome=outcome, reason=BECAUSE, status=status, spent=Spent(requests=1))


def run(
    *pages: Came, remembered: Callable[[str], KnownPage | None] = lambda _: None, **place: Any
) -> tuple[list[PageRead], list[str]]:
    fetcher = Fetches({came.address: came for came in pages})
    where = Place(**{"brand": "Lanterne", "source": "schemaorg", "address": HOME} | place)
    reads = collect(where, fetcher=fetcher, door=Door(b"key", None), remembered=remembered, fetched=NOON)
    return list(reads), [address for address, _, _ in fetcher.asked]


def outcomes(reads: list[PageRead]) -> list[str]:
    return [str(read.outcome) for read in reads]


PATTERN = HOME + "?page={page}"


def at(number: int) -> str:
    return PATTERN.replace("{page}", str(number))


def test_pages_follow_their_next_links_to_the_last() -> None:
    reads, asked = run(page(HOME, "un", "deux", following="?page=2"), page(at(2), "trois"))
    assert asked == [HOME, at(2)]
    assert [[review.text for review in read.reviews] for read in reads] == [["un", "deux"], ["trois"]]
    assert [read.found for read in reads] == [2, 1]
    assert {read.announced for read in reads} == {7}


def test_a_page_tells_what_it_cost_and_what_to_remember() -> None:
    validators = Validators(etag='"1"')
    came = page(
        HOME, "un", following="?page=2", validators=validators, spent=Spent(requests=3, size=50, seconds=1.5)
    )
    (read, _), _ = run(came)
    assert (read.requests, read.size, read.seconds) == (3, 50, 1.5)
    assert read.known == KnownPage(validators=validators, next=at(2), found=1, announced=7)


def test_reviews_are_admitted_for_the_place() -> None:
    (read,), _ = run(page(HOME, "Écrivez à a@b.example"), language="fr")
    (review,) = read.reviews
    assert (review.brand, review.source, review.language, review.fetched) == (
        "Lanterne",
        "schemaorg",
        "fr",
        NOON,
    )
    assert review.text == "Écrivez à [e-mail]"


def test_pages_follow_the_pattern_where_there_is_one() -> None:
    _, asked = run(page(HOME, "un", following="/elsewhere"), page(at(2), "deux"), pages="?page={page}")
    assert asked == [HOME, at(2), at(3)]


def test_a_page_not_found_ends_a_pattern_quietly() -> None:
    reads, _ = run(page(HOME, "un"), pages=PATTERN)
    assert outcomes(reads) == ["reviews"]


def test_a_link_that_leads_nowhere_is_told() -> None:
    reads, _ = run(page(HOME, "un", following="?page=2"))
    assert outcomes(reads) == ["reviews", "failed"]


def test_a_listing_ends_at_its_cap() -> None:
    pages = [page(at(number), f"avis {number}") for number in range(2, 9)]
    _, asked = run(page(HOME, "un"), *pages, pages=PATTERN, max_pages=3)
    assert asked == [HOME, at(2), at(3)]


def test_a_listing_ends_at_a_page_seen_before() -> None:
    _, asked = run(page(HOME, "un", following="?page=2"), page(at(2), "deux", following="/p"))
    assert asked == [HOME, at(2)]


def test_a_listing_ends_where_a_redirect_leads_back() -> None:
    reads, _ = run(page(HOME, "un"), page(at(2), "deux"), pages=PATTERN)
    back = replace(page(HOME, "un"), address=HOME)
    fetcher = Fetches({HOME: back, at(2): back})
    place = Place(brand="Lanterne", source="schemaorg", address=HOME, pages=PATTERN)
    reads = list(
        collect(place, fetcher=fetcher, door=Door(b"key", None), remembered=lambda _: None, fetched=NOON)
    )
    assert outcomes(reads) == ["reviews"]


def test_a_listing_ends_at_a_page_that_brings_nothing_new() -> None:
    same = [page(at(number), "un") for number in range(2, 9)]
    reads, asked = run(page(HOME, "un"), *same, pages=PATTERN)
    assert asked == [HOME, at(2)]
    assert outcomes(reads) == ["reviews", "empty"]
    assert sum(read.found for read in reads) == 1


def test_a_listing_ends_at_an_empty_page() -> None:
    reads, asked = run(page(HOME, "un"), page(at(2)), page(at(3), "trois"), pages=PATTERN)
    assert asked == [HOME, at(2)]
    assert outcomes(reads) == ["reviews", "empty"]


def test_a_failed_page_does_not_hide_those_after_it() -> None:
    reads, _ = run(page(HOME, "un"), unread(at(2), Outcome.FAILED, 503), page(at(3), "trois"), pages=PATTERN)
    assert outcomes(reads) == ["reviews", "failed", "reviews"]


def test_a_closed_page_does_not_hide_those_after_it() -> None:
    reads, _ = run(page(HOME, "un"), unread(at(2), Outcome.REFUSED), page(at(3), "trois"), pages=PATTERN)
    assert outcomes(reads) == ["reviews", "refused", "reviews"]


def test_three_failures_in_a_row_are_enough() -> None:
    down = [unread(at(number), Outcome.FAILED, 503) for number in range(2, 30)]
    reads, _ = run(page(HOME, "un"), *down, pages=PATTERN)
    assert outcomes(reads) == ["reviews", "failed", "failed", "failed"]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [(Outcome.BLOCKED, 200), (Outcome.FAILED, 403), (Outcome.FAILED, 429), (Outcome.FAILED, 401)],
)
def test_where_we_are_not_wanted_we_do_not_go_on(outcome: Outcome, status: int) -> None:
    reads, asked = run(page(HOME, "un"), unread(at(2), outcome, status), page(at(3), "trois"), pages=PATTERN)
    assert asked == [HOME, at(2)]
    assert outcomes(reads) == ["reviews", str(outcome)]


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.REFUSED, Outcome.BLOCKED])
def test_a_first_page_that_is_not_read_is_the_only_one(outcome: Outcome) -> None:
    (read,), _ = run(unread(HOME, outcome))
    assert (read.outcome, read.reason, read.known, read.requests) == (outcome, BECAUSE, None, 1)


def test_a_page_in_another_shape_is_told_and_not_remembered() -> None:
    (read,), _ = run(Page(address=HOME, content=b"<p>Bonjour</p>"))
    assert (read.outcome, read.known) == (Outcome.CHANGED, None)


def test_an_unchanged_page_counts_as_it_is_remembered() -> None:
    known = KnownPage(validators=Validators(etag='"1"'), next=at(2), found=20, announced=40)
    memory = {HOME: known}
    reads, asked = run(Unchanged(address=HOME), page(at(2), "deux"), remembered=memory.get)
    assert outcomes(reads) == ["unchanged", "reviews"]
    assert (reads[0].found, reads[0].announced, reads[0].known) == (20, 40, known)
    assert asked == [HOME, at(2)]


def test_an_unchanged_empty_page_ends_a_pattern() -> None:
    memory = {at(2): KnownPage(validators=Validators(etag='"2"'))}
    _, asked = run(page(HOME, "un"), Unchanged(address=at(2)), remembered=memory.get, pages=PATTERN)
    assert asked == [HOME, at(2)]


def test_what_is_remembered_and_permitted_is_passed_on() -> None:
    known = KnownPage(validators=Validators(etag='"1"'))
    fetcher = Fetches({HOME: Unchanged(address=HOME)})
    place = Place(brand="Lanterne", source="schemaorg", address=HOME, permission="letter of 3 May 2026")
    list(collect(place, fetcher=fetcher, door=Door(b"key", None), remembered=lambda _: known, fetched=NOON))
    assert fetcher.asked == [(HOME, known.validators, Access(home=HOME, permission="letter of 3 May 2026"))]


def test_values_that_cannot_be_used_are_noted_and_the_rest_stays() -> None:
    card = '<div itemscope itemtype="https://schema.org/Review"><p itemprop="reviewBody">{}</p><i itemprop="datePublished">{}</i></div>'
    content = card.format("un", "un jour") + card.format("deux", "2026-02-01")
    (read,), _ = run(Page(address=HOME, content=content.encode()))
    assert [review.text for review in read.reviews] == ["un", "deux"]
    assert len(read.notes) == 1


def test_an_unknown_source_is_an_error() -> None:
    with pytest.raises(UnknownSourceError):
        run(page(HOME, "un"), source="schemaorgg")
