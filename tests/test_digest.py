"""The week in words: only what is more than chance moves, each review is one week's news, hostile words stay words."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aurevoir.digest import digest
from aurevoir.digest_lines import front_page
from aurevoir.digest_news import news
from aurevoir.digest_print import in_slack, printed
from aurevoir.digest_record import Digest, Saying, Section
from scraper.outcome import Outcome
from scraper.review import Precision, Review
from scraper.told import told
from sentiment.reading import Departure, Moment, Reading
from site_templates.figures.periods import Window, weeks_before
from site_templates.findings import gather
from site_templates.snapshot import Brand, Opinion, PlaceHealth, Snapshot, Trouble

MONDAY = datetime(2026, 3, 2, 6, tzinfo=UTC)  # the night's run ends here
WEEK = timedelta(weeks=1)
Said = Callable[..., Opinion]
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


@pytest.fixture
def said(make_review: Callable[..., Review], make_reading: Callable[..., Reading]) -> Said:
    """Say that somebody left and how the last moment was, ``days`` before the run."""

    def say(key: int, days: float, last: float | None, **more: Any) -> Opinion:
        published = MONDAY - timedelta(days=days)
        distinct = " ".join(
            WORDS[(key // 11**power + power) % 11] + str(key * 7 + power) for power in range(8)
        )
        sure = more.pop("sure", True)
        review = {
            "key": str(key),
            "text": f"Résilié {distinct}.",
            "published": published,
            "url": f"https://avis.example/{key}",
        }
        reading = make_reading(
            departure=Departure.CANCEL,
            departure_probability=0.99 if sure else 0.5,
            moment=Moment.LAST,
            leaning=Moment.LAST,
            moment_probability=0.99 if sure else 0.5,
            tone=last,
            last=last,
        )
        review |= {name: more.pop(name) for name in list(more) if name in Review.__dataclass_fields__}
        return Opinion(
            review=make_review(**review | {"fetched": MONDAY}),
            reading=reading,
            seen=published + timedelta(hours=1),
            **more,
        )

    return say


def place(**fields: Any) -> PlaceHealth:
    usual: dict[str, Any] = {
        "brand": "Fibrelune",
        "source": "feed",
        "address": "https://avis.example/rss",
        "outcome": Outcome.REVIEWS,
        "visited": MONDAY,
        "succeeded": MONDAY,
    }
    return PlaceHealth(**usual | fields)


def week(
    *opinions: Opinion, language: str = "en", now: datetime = MONDAY, weeks: int = 1, **fields: Any
) -> str:
    snapshot = Snapshot(
        title="Au revoir", languages=("en",), as_of=MONDAY, brands=(Brand(name="Fibrelune", own=True),),
        opinions=opinions, **{"places": (place(),)} | fields,
    )  # fmt: skip
    here = front_page(snapshot, gather(snapshot), language)
    return printed(digest(here, now, weeks=weeks, languages=("en",)), "text").replace(
        "\N{NO-BREAK SPACE}", " "
    )


def several(said: Said, first: int, count: int, days: float, tone: float) -> list[Opinion]:
    return [said(first + each, days, tone + (each % 3 - 1) / 20) for each in range(count)]


def test_a_figure_that_moved_is_told_with_its_interval_and_its_reviews(said: Said) -> None:
    text = week(*several(said, 0, 12, 30, 0.7), *several(said, 100, 9, 3, -0.7))
    assert "Figures that moved by more than chance: 1." in text
    (line,) = [line for line in text.splitlines() if "against" in line]
    assert (
        "Fibrelune, Last impression: −70 (95%: −73 to −67, 9 reviews), against +70 (95%: +67 to +73, 12 reviews)"
        in line
    )
    assert "More than chance (q = 0.001)" in line


def test_what_may_be_chance_is_not_told_as_a_movement(said: Said) -> None:
    text = week(*several(said, 0, 12, 30, -0.5), *several(said, 100, 9, 3, -0.5))
    assert "Nothing moved by more than chance (" in text
    assert ", against " not in text


def test_too_few_reviews_say_nothing(said: Said) -> None:
    text = week(*several(said, 0, 12, 30, 0.7), *several(said, 100, 4, 3, -0.7))
    assert "Too few reviews to say: a figure needs 5 of these weeks and 5 of the twelve before." in text
    assert "last impression too few reviews (n = 4)" in text


def test_surely_read_reviews_are_quoted_first_with_their_links(said: Said) -> None:
    text = week(
        said(1, 2, -0.5, text="Peut-être parti, qui sait.", sure=False),
        said(2, 4, -0.5, text="Parti sans un merci."),
    )
    assert text.index("Parti sans un merci.") < text.index("Peut-être parti")
    assert "https://avis.example/2" in text
    assert text.count("uncertain reading") == 1


def test_a_review_is_quoted_in_its_week_only(said: Said) -> None:
    text = week(said(1, 2, -0.5, text="De cette semaine."), said(2, 9, -0.5, text="De la semaine passée."))
    assert "De cette semaine." in text
    assert "De la semaine passée." not in text
    assert "De la semaine passée." in week(said(2, 9, -0.5, text="De la semaine passée."), weeks=2)


def test_places_in_trouble_are_told_with_why(said: Said) -> None:
    text = week(
        said(1, 2, -0.5),
        places=(
            place(
                outcome=Outcome.BLOCKED,
                reason=told("a challenge of %(keeper)s came instead of the page", keeper="X"),
                succeeded=None,
            ),
            place(silent=True, outcome=Outcome.EMPTY),
            place(troubles=(Trouble(address="https://avis.example/2", outcome=Outcome.FAILED, reason=None),)),
        ),
    )
    assert "Blocked by the site – a challenge of X came instead of the page. Last read: never." in text
    assert "it gave reviews before and gives none now" in text
    assert "https://avis.example/2: No usable answer" in text


def test_an_empty_week_says_what_to_do() -> None:
    assert "no place is watched: add [[brands.places]]" in week(places=())
    assert "mend those below first" in week(places=(place(outcome=Outcome.FAILED),))
    assert "a quiet week" in week()


def test_old_data_is_told(said: Said) -> None:
    assert "Careful" not in week(said(1, 2, 0.5), now=MONDAY + timedelta(days=2))
    assert "the data stops on March 2, 2026" in week(said(1, 2, 0.5), now=MONDAY + timedelta(days=3))


def test_it_speaks_french(said: Said) -> None:
    text = week(said(1, 2, -0.5, text="Parti sans un merci."), language="fr")
    assert "du 23 février 2026 au 1er mars 2026" in text
    assert "Nouveaux avis qui parlent d’un départ : 1." in text
    assert "« Parti sans un merci. »" in text


def test_the_site_is_linked_where_it_has_an_address_and_the_language() -> None:
    linked = week(address="https://tableau.example/a/")
    assert linked.endswith("https://tableau.example/a/en/index.html\n")
    assert "tableau.example" not in week(address="https://tableau.example/a/", language="fr")


@given(
    hours=st.integers(0, 24 * 60),
    later=st.integers(0, 24 * 40),
    precision=st.sampled_from(list(Precision)),
    dated=st.booleans(),
)
def test_each_review_is_the_news_of_exactly_one_week(
    hours: int, later: int, precision: Precision, dated: bool
) -> None:
    written = MONDAY - timedelta(days=70) + timedelta(hours=hours)
    review = Review(
        source="feed", key="1", brand="A", text="x", published=written if dated else None,
        precision=precision if dated else None, fetched=MONDAY + 9 * WEEK,
    )  # fmt: skip
    seen = written + timedelta(hours=later)
    one = Opinion(review=review, reading=None, seen=seen)  # type: ignore[arg-type]  # the news looks at dates only
    weeks = weeks_before(MONDAY + 9 * WEEK, 30)
    assert sum(bool(news([one], window)) for window in weeks) == 1


def test_the_night_after_a_week_still_brings_its_news(said: Said) -> None:
    (window,) = weeks_before(MONDAY, 1)
    late = Opinion(review=said(1, 1, 0.1).review, reading=said(1, 1, 0.1).reading, seen=MONDAY)
    assert news([late], window) == (late,)


HOSTILE = "<!channel> [clic](https://piege.example) **gras** <b>x</b> www.piege.example | `code` \u202eesrever\u202c # a"


def shown_as(form: Any) -> str:
    saying = Saying(text=HOSTILE, origin="Marque * (x)", link="https://avis.example/a b(c)|d>e")
    section = Section(title="T_", lines=("une_ligne",), quotes=(saying,))
    window = Window(start=MONDAY, end=MONDAY + WEEK)
    return printed(Digest(window=window, title="# A", lead=(), sections=(section,), site=None), form)


def test_hostile_words_are_words_in_markdown() -> None:
    text = shown_as("markdown")
    assert r"\<\!channel\> \[clic\](https\://piege.example) \*\*gras\*\*" in text
    assert r"www\.piege.example \| \`code\`" in text
    assert r"[Marque \* (x)](https://avis.example/a%20b%28c%29%7Cd%3Ee)" in text
    assert "\u202e" not in text


def test_hostile_words_are_words_in_slack() -> None:
    text = shown_as("slack")
    assert "> &lt;!channel&gt; [clic]" in text
    assert "<https://avis.example/a%20b%28c%29%7Cd%3Ee|Marque * (x)>" in text
    assert "\u202e" not in text
    assert in_slack("a & <@U1>") == "a &amp; &lt;@U1&gt;"


def test_hostile_words_turn_nothing_on_a_terminal() -> None:
    assert "\u202e" not in shown_as("text")
