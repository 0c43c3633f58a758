"""Numbers, dates and addresses are written as each language and every file system want them."""

from datetime import UTC, datetime

import pytest

from scraper.review import Review
from site_templates import formats
from site_templates.address import anchor, outside, relative, slug, slugs

THIN, WIDE = "\N{NARROW NO-BREAK SPACE}", "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("number", "french", "english"), [(34.4, "+34", "+34"), (-41.0, "−41", "−41"), (-0.4, "0", "0")]
)
def test_points_carry_their_sign(number: float, french: str, english: str) -> None:
    assert formats.points(number, "fr") == french
    assert formats.points(number, "en") == english


def test_shares_counts_and_amounts_follow_the_language() -> None:
    assert formats.share(0.4712, "fr") == f"47{WIDE}%"
    assert formats.share(0.4712, "en") == "47%"
    assert formats.count(12345, "fr") == f"12{THIN}345"
    assert formats.count(12345, "en") == "12,345"
    assert formats.money(19840, "EUR", "fr") == f"19{THIN}840{WIDE}€"
    assert formats.money(19840, "EUR", "en") == "€19,840"
    assert formats.decimal(2.5, "fr") == "2,5"
    assert formats.fine(0.0123, "en") == "0.012"
    assert formats.fine(0.00001, "fr") == "0,001"


def test_a_language_is_named_in_the_language_of_the_page() -> None:
    assert formats.language("en", "fr") == "anglais"
    assert formats.language("fr", "en") == "French"
    assert (formats.language("xx-unknown", "fr"), formats.language("", "fr")) == ("xx-unknown", "?")


def test_dates_are_written_in_words() -> None:
    moment = datetime(2026, 3, 9, 6, 5, tzinfo=UTC)
    assert formats.day(moment, "fr") == "9 mars 2026"
    assert formats.day(moment, "en") == "March 9, 2026"
    assert formats.day(moment.replace(day=1), "fr") == "1er mars 2026"
    assert formats.day(moment.replace(day=11), "fr") == "11 mars 2026"
    assert formats.instant(moment.replace(day=1, hour=6, minute=5), "fr") == "1er mars 2026, 06:05 UTC"
    assert formats.month(moment, "fr") == "mars 2026"
    assert formats.instant(moment, "en") == "March 9, 2026, 06:05 UTC"


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Été & Fils", "ete-fils"),
        ("../../x", "x"),
        ("<b>", "b"),
        ("日本", "brand"),
        ("", "brand"),
        ("Œuvre", "oeuvre"),
    ],
)
def test_names_fold_to_safe_slugs(name: str, safe: str) -> None:
    assert slug(name) == safe


def test_colliding_slugs_are_numbered_in_order() -> None:
    assert slugs(["Été", "ete", "ete-2", "ÉTÉ"]) == {
        "Été": "ete",
        "ete": "ete-2",
        "ete-2": "ete-2-2",
        "ÉTÉ": "ete-3",
    }


def test_links_find_their_way_between_folders() -> None:
    assert relative("index.html", "fr/index.html") == "fr/index.html"
    assert relative("fr/brands/x.html", "fr/reviews/2.html#r-1") == "../reviews/2.html#r-1"
    assert relative("fr/quotes/x/gap.html", "en/quotes/x/gap.html") == "../../../en/quotes/x/gap.html"


def test_anchors_stay_the_same_and_differ_between_sources() -> None:
    def review(source: str, key: str) -> Review:
        return Review(source=source, key=key, brand="b", text="t", fetched=datetime(2026, 1, 1, tzinfo=UTC))

    assert anchor(review("feed", "1")) == "r-dd259ba02ad8"
    assert len({anchor(review("feed", "11")), anchor(review("feed1", "1")), anchor(review("feed", "1"))}) == 3


def test_only_http_addresses_lead_outside() -> None:
    assert outside("HTTPS://avis.example/1") == "HTTPS://avis.example/1"
    assert outside(" https://avis.example") is None
    assert outside("javascript://x") is None
