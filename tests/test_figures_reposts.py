"""One text that was posted several times is one review; several people are several."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from scraper.review import Review
from sentiment.reading import Departure, Reading
from site_templates.figures.population import counted_once
from site_templates.figures.reposts import reposts
from site_templates.site import render
from site_templates.snapshot import Brand, Opinion, Snapshot

LONG = "J'ai résilié en mars après trois ans, et depuis la facture arrive encore chaque mois malgré deux courriers."
Said = Callable[..., Opinion]


@pytest.fixture
def said(make_review: Callable[..., Review], make_reading: Callable[..., Reading]) -> Said:
    def opinion(key: str, text: str, month: int | None = 1, **fields: object) -> Opinion:
        published = None if month is None else datetime(2026, month, 1, tzinfo=UTC)
        review = make_review(key=key, text=text, title="", published=published, **fields)
        return Opinion(review=review, reading=make_reading(departure=Departure.CANCEL))

    return opinion


def keys(opinions: tuple[Opinion, ...]) -> list[str]:
    return [opinion.review.key for opinion in opinions]


@pytest.mark.parametrize(
    "again",
    [
        LONG.upper(),
        LONG.replace("é", "e").replace(",", " —").replace("'", "’") + " !!!",
        LONG.replace("malgré deux courriers", "malgré mes deux courriers"),
        LONG.replace("facture", "note"),
        "Une honte. " + LONG,
        LONG.removesuffix(" malgré deux courriers.") + "…",
    ],
)
def test_a_text_edited_a_little_is_the_same(said: Said, again: str) -> None:
    (group,) = reposts([said("later", again, 3), said("first", LONG)])
    assert keys(group) == ["first", "later"]


@pytest.mark.parametrize(
    "other",
    [
        "J'ai résilié en mars après trois ans, et tout a été réglé en deux jours par un conseiller charmant.",
        LONG.replace("trois ans", "3 ans") + " 54 euros.",
        "La facture arrive encore.",
    ],
)
def test_another_story_is_another_review(said: Said, other: str) -> None:
    first = said("first", LONG.replace("trois ans", "7 ans"))
    assert keys(counted_once([first, said("other", other, 2)])) == ["first", "other"]


def test_brief_texts_with_a_word_changed_are_two_people(said: Said) -> None:
    one, two = "Très bon accueil, je reviendrai sans doute.", "Très bon accueil, je reviendrai sans faute."
    assert len(reposts([said("a", one), said("b", two)])) == 2


def test_brands_do_not_share_their_reposts(said: Said) -> None:
    assert len(reposts([said("a", LONG), said("b", LONG, brand="Orlo")])) == 2


def test_an_edit_of_an_edit_is_held_against_the_first(said: Said) -> None:
    texts = [LONG, LONG.replace("facture", "note"), LONG.replace("courriers", "lettres")]
    (group,) = reposts([said(str(place), text, place + 1) for place, text in enumerate(texts)])
    assert keys(group) == ["0", "1", "2"]


def test_the_order_given_changes_nothing(said: Said) -> None:
    opinions = [said(str(place), LONG if place % 3 else f"{LONG} Fin.", 1 + place % 5) for place in range(12)]
    opinions += [said(f"u{place}", f"Sans date, une tout autre histoire de départ numéro {place}.", None) for place in range(3)]  # fmt: skip
    shuffled = list(opinions)
    random.Random(3).shuffle(shuffled)  # noqa: S311 - any order will do
    assert reposts(shuffled) == reposts(opinions)


def test_many_editions_are_one_and_many_stories_stay_many(said: Said) -> None:
    names = [f"mot{chr(97 + place // 26)}{chr(97 + place % 26)}" for place in range(500)]
    editions = [said(name, f"{LONG} {name}", 2) for name in names]
    stories = [
        said(f"s-{name}", " ".join(f"{name}{chr(97 + place)}" for place in range(20))) for name in names
    ]
    assert len(reposts([*editions, *stories])) == 501


def test_where_a_text_was_posted_again_is_shown_with_it(said: Said) -> None:
    first = said("first", LONG, url="https://avis.example/1")
    again = said("again", LONG, 3, source="google", url="https://ailleurs.example/2")
    snapshot = Snapshot(
        title="T",
        languages=("fr", "en"),
        as_of=datetime(2026, 6, 1, tzinfo=UTC),
        brands=(Brand(name=first.review.brand),),
        opinions=(again, first, replace(first, review=replace(first.review, key="first"))),
        places=(),
    )
    page = render(snapshot)["en/reviews/index.html"].decode()
    assert page.count("<article") == 1
    assert "The same text also at: " in page
    assert 'href="https://ailleurs.example/2"' in page
    assert "ailleurs.example, March 1, 2026" in page
    assert "Le même texte aussi sur" in render(snapshot)["fr/reviews/index.html"].decode()
