"""The door: dates, ratings, redaction, pseudonyms, identity."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scraper.admit import Door
from scraper.dates import read_date
from scraper.privacy import redact
from scraper.ratings import read_rating
from scraper.review import Precision, RawReview, Review

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
DOOR = Door(b"identity", b"author")


def admit(
    door: Door = DOOR, *, host: str | None = "avis.example", language: str | None = None, **told: Any
) -> Review:
    review, _ = door.admit(
        RawReview(**{"text": "Bonjour."} | told), source="schemaorg", brand="Lanterne", fetched=NOON, host=host, language=language
    )  # fmt: skip
    assert review is not None
    return review


def notes(**told: Any) -> str:
    raw = RawReview(**{"text": "Bonjour."} | told)
    return " ".join(map(str, DOOR.admit(raw, source="feed", brand="Lanterne", fetched=NOON)[1]))


# -- dates -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "when", "precision"),
    [
        ("2026-02-14T09:30:00Z", "2026-02-14T09:30:00", "exact"),
        ("2026-02-14T09:30:00+01:00", "2026-02-14T08:30:00", "exact"),
        ("2026-02-14T09:30:00.097777843Z", "2026-02-14T09:30:00.097777", "exact"),
        ("2026-02-14T09:30:00", "2026-02-14T09:30:00", "exact"),
        ("2026-02-14 09:30:10 UTC", "2026-02-14T09:30:10", "exact"),
        ("2026-02-14 09:30", "2026-02-14T09:30:00", "exact"),
        ("2026-02-14", "2026-02-14T00:00:00", "day"),
        (" 2026/02/14 ", "2026-02-14T00:00:00", "day"),
        ("20260214", "2026-02-14T00:00:00", "day"),
        ("2026-02", "2026-02-01T00:00:00", "month"),
        ("Mon, 02 Mar 2026 08:15:00 +0100", "2026-03-02T07:15:00", "exact"),
        ("02 Mar 2026 08:15:00 GMT", "2026-03-02T08:15:00", "exact"),
        ("05/06/2025", "2025-06-05T00:00:00", "day"),
        ("05.06.2025", "2025-06-05T00:00:00", "day"),
        ("05/06/2025 14:30", "2025-06-05T14:30:00", "exact"),
        ("05/06/2025 à 14h30", "2025-06-05T14:30:00", "exact"),
        ("5/6/2025 3:05:00 PM", "2025-06-05T15:05:00", "exact"),
        ("5/6/2025 12:05 am", "2025-06-05T00:05:00", "exact"),
        ("18 janvier 2025", "2025-01-18T00:00:00", "day"),
        ("Rédigé le 18 janvier 2025", "2025-01-18T00:00:00", "day"),
        ("1er mai 2024", "2024-05-01T00:00:00", "day"),
        ("2 août 2024 à 14h30", "2024-08-02T14:30:00", "exact"),
        ("janv. 2025", "2025-01-01T00:00:00", "month"),
        ("décembre 2023", "2023-12-01T00:00:00", "month"),
        ("February 22, 2017", "2017-02-22T00:00:00", "day"),
        ("Feb 2017", "2017-02-01T00:00:00", "month"),
        ("avr. 2025 • couples", "2025-04-01T00:00:00", "month"),
        ("Publié le 12/05/2024", "2024-05-12T00:00:00", "day"),
        ("12/05/24", "2024-05-12T00:00:00", "day"),
        ("2025/05/03 10:11:12", "2025-05-03T10:11:12", "exact"),
        ("May 5, 2025 3:04 PM", "2025-05-05T15:04:00", "exact"),
        ("2025-05-05T03:04:05.097777843Z", "2025-05-05T03:04:05.097777", "exact"),
        ("1448928000", "2015-12-01T00:00:00", "exact"),
        ("1448928000000", "2015-12-01T00:00:00", "exact"),
    ],
)
def test_a_date_is_read_with_its_precision(raw: str, when: str, precision: str) -> None:
    assert read_date(raw) == (datetime.fromisoformat(when).replace(tzinfo=UTC), Precision(precision))


@pytest.mark.parametrize(
    ("raw", "when", "precision"),
    [
        ("il y a 3 jours", "2026-02-27", "day"),
        ("Avis publié il y a un jour", "2026-03-01", "day"),
        ("hier", "2026-03-01", "day"),
        ("aujourd’hui", "2026-03-02", "day"),
        ("3 hours ago", "2026-03-02", "day"),
        ("Edited 5 weeks ago", "2026-01-01", "month"),
        ("a month ago", "2026-02-01", "month"),
        ("il y a 14 mois", "2025-01-01", "month"),
    ],
)
def test_a_date_counted_back_from_the_visit_is_as_exact_as_its_unit(
    raw: str, when: str, precision: str
) -> None:
    visit = datetime(2026, 3, 2, 21, 30, tzinfo=UTC)
    assert read_date(raw, fetched=visit) == (
        datetime.fromisoformat(when).replace(tzinfo=UTC),
        Precision(precision),
    )
    assert read_date(raw) is None


def test_a_review_dated_from_the_visit_stays_the_same_review_the_next_day() -> None:
    assert admit(published="hier").key == admit(published="il y a 2 jours").key
    assert admit(published="hier").key != admit(published="2026-03-01").key


def test_an_american_date_is_read_when_it_is_said_to_be_one() -> None:
    assert read_date("05/06/2025", day_first=False) == (datetime(2025, 5, 6, tzinfo=UTC), Precision.DAY)
    assert read_date("12/25/2025") is None  # the order is not guessed date by date
    assert admit(published="05/06/2025", day_first=False).published == datetime(2025, 5, 6, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "", "n/a", "mai", "2025", "il y a 2 ans", "a year ago", "un mois", "il y a 3 lunes", "31/02/2024", "2025-13-45", "2024-01-01 25:00",
        "0001-01-01", "9999-12-31", "10000-01-01", "1994-12-31", "1/1/1", "99999999999999", "0" * 70, "x" * 5000,
        "2024-01-01T00:00:00+99:00", "30 février 2024", "\0", "²⁰²⁵", "Mon, 99 Mar 2026 99:00:00 GMT", "--", "a 2024", "😀 2024",
    ],
)  # fmt: skip
def test_what_is_no_date_is_noted_and_the_review_stays(raw: str) -> None:
    assert read_date(raw) is None
    assert admit(published=raw).published is None
    assert ("no date" in notes(published=raw)) is bool(raw.strip())


def test_a_date_in_the_future_is_noted() -> None:
    assert "future" in notes(published="2026-03-09")
    assert admit(published="2026-03-03").published == datetime(2026, 3, 3, tzinfo=UTC)


@given(st.text(max_size=90))
def test_no_string_makes_dates_fail(text: str) -> None:
    dated = read_date(text)
    assert dated is None or dated[0].utcoffset() == timedelta(0)


@given(st.integers(10**9, 4 * 10**9))
def test_an_iso_date_is_read_back(seconds: int) -> None:
    when = datetime.fromtimestamp(seconds, UTC)
    assert read_date(when.isoformat()) == (when, Precision.EXACT)


# -- ratings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "worst", "best", "value"),
    [
        ("4", None, None, 4.0),
        ("4.0", None, None, 4.0),
        ("4,5", None, None, 4.5),
        ("4,5 / 5", None, None, 4.5),
        ("4.0 of 5 bubbles", None, None, 4.0),
        ("4,0 sur 5\u00a0bulles", None, None, 4.0),
        ("3 étoiles", None, None, 3.0),
        ("1 star", None, None, 1.0),
        ("4.0 star rating", None, None, 4.0),
        ("★★★★☆", None, None, 4.0),
        ("⭐⭐⭐", None, None, 3.0),
        ("★ 4,5", None, None, 4.5),
        ("FIVE", None, None, 5.0),
        ("three stars", None, None, 3.0),
        ("Noté 2 sur 5", None, None, 2.0),
        ("4 étoiles sur 5", None, None, 4.0),
        ("positive", None, None, None),
        ("⭐️⭐️", None, None, 2.0),
        ("10 of 10", None, None, 5.0),
        ("1 of 10", None, None, 1.0),
        ("0/10", None, None, 1.0),
        ("5", "0", "10", 3.0),
        ("0", "0", "5", 1.0),
        ("2.5", "0", "5", 2.5),
        ("4", "0", "5", 4.0),
        ("0.5", "0", "5", 1.0),
        ("1", "0.5", "5", 1.4444),
        ("80 %", None, None, 4.2),
        ("1", "5", "1", None),
        ("0", None, None, None),
        ("6", None, None, None),
        ("-1", None, None, None),
        ("11/10", None, None, None),
        ("4", "4", "4", None),
        ("4", "?", "?", 4.0),
        ("NaN", None, None, None),
        ("inf", None, None, None),
        ("", None, None, None),
        ("bien", None, None, None),
        ("4 ou 5", None, None, None),
        ("4" * 5000, None, None, None),
        ("²", None, None, None),
    ],
)
def test_a_rating_is_brought_to_five(
    raw: str, worst: str | None, best: str | None, value: float | None
) -> None:
    rating = read_rating(raw, worst, best)
    assert (rating and rating.value) == value


def test_a_rating_keeps_what_was_written() -> None:
    rating = admit(rating=" 8 of 10 ").rating
    assert rating is not None
    assert (rating.raw, rating.worst, rating.best) == ("8 of 10", 1.0, 10.0)
    assert "no rating from 1 to 5" in notes(rating="7")


@given(st.text(max_size=40), st.none() | st.text(max_size=6), st.none() | st.text(max_size=6))
def test_no_string_makes_ratings_fail(raw: str, worst: str | None, best: str | None) -> None:
    rating = read_rating(raw, worst, best)
    assert rating is None or 1 <= rating.value <= 5


# -- redaction ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("marie.dupuis+box@exemple.example", "[e-mail]"),
        ("MARIE@SOUS.EXEMPLE.EXAMPLE", "[e-mail]"),
        ("06 39 98 00 12", "[téléphone]"),
        ("06.39.98.00.12", "[téléphone]"),
        ("06-39-98-00-12", "[téléphone]"),
        ("06/39/98/00/12", "[téléphone]"),
        ("0639980012", "[téléphone]"),
        ("06\u00a039\u00a098\u00a000\u00a012", "[téléphone]"),
        ("+33 6 39 98 00 12", "[téléphone]"),
        ("+33 (0)6 39 98 00 12", "[téléphone]"),
        ("+33639980012", "[téléphone]"),
        ("0033 6 39 98 00 12", "[téléphone]"),
        ("+44 20 7946 0958", "[téléphone]"),
        ("+44 (0)20 7946 0958", "[téléphone]"),
        ("020 7946 0958", "[téléphone]"),
        ("07700 900123", "[téléphone]"),
        ("+1 202 555 0143", "[téléphone]"),
        ("(202) 555-0143", "[téléphone]"),
        ("1-800-555-0143", "[téléphone]"),
        ("0470 12 34 56", "[téléphone]"),
        ("FR76 3000 6000 0112 3456 7890 189", "[iban]"),
        ("fr7630006000011234567890189", "[iban]"),
        ("GB29 NWBK 6016 1331 9268 19", "[iban]"),
        ("BE68 5390 0754 7034", "[iban]"),
        ("4970 1000 0000 0000", "4970 1000 0000 0000"),
        ("4111 1111 1111 1111", "[carte]"),
        ("4111111111111111", "[carte]"),
        ("5555-5555-5555-4444", "[carte]"),
    ],
)
def test_what_identifies_a_person_is_replaced(text: str, mark: str) -> None:
    assert redact(f"Appelez ({text}), merci.") == f"Appelez ({mark}), merci."
    assert redact(f"{text}\n{text}") == f"{mark}\n{mark}"


@pytest.mark.parametrize(
    "text",
    [
        "Payé 1 234,56 € puis 19,99€ et 1.234.567,89 €",
        "+10 000 000 € de frais, +300 000 000 euros",
        "le 01/02/2023 04h30, le 2023-01-12 14:30:05 et le 10.01.2024 05.06",
        "01/02/2023 - 05/06/2024",
        "commande 2023-004512, dossier 20240117-8841, facture n° 123456789",
        "service au 3900 ou au 1014",
        "de 2019 à 2024, 12 mois, 24h/24 et 7j/7",
        "IP 192.168.1.12, version 10.0.19045.3803",
        "article R1234-56 du 31 mai 2023, décret 2023-417",
        "suivi 6A12345678901",
        "@lanterne_fr aidez-moi @ tous",
        "10 000 avis, 100 000 000 d'abonnés",
        "code postal 69003, 75 011",
        "3614159265358979",
        "FRANCE 2024 OUI",
    ],
)
def test_prices_dates_and_orders_stay(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "piece", ["a", "a.", "a@", "a@a.", "0", "06 ", "06.39", "+33", "FR76 3", "4111 ", "(0)", "1-", "@"]
)
def test_redaction_ends_on_a_megabyte_of_anything(piece: str) -> None:
    assert redact(piece * (1_000_000 // len(piece))) is not None


def test_title_text_and_reply_are_redacted() -> None:
    review = admit(
        title="a@b.example",
        text="Voir a@b.example",
        reply="Écrivez à c@d.example",
        reply_published="2026-03-01",
    )
    assert (review.title, review.text) == ("[e-mail]", "Voir [e-mail]")
    assert review.reply is not None
    assert review.reply.text == "Écrivez à [e-mail]"
    assert review.reply.published == datetime(2026, 3, 1, tzinfo=UTC)
    assert "b.example" not in notes(text="a@b.example", rating="99")


# -- authors and identity ----------------------------------------------------------------------------------


def test_an_author_becomes_a_pseudonym_that_only_the_key_makes() -> None:
    one = admit(author="Odile V.").author
    assert one
    assert "odile" not in one.lower()
    assert admit(author="  odile v. ").author == one
    assert admit(Door(b"identity", b"other"), author="Odile V.").author != one
    assert admit(Door(b"identity", None), author="Odile V.").author is None
    assert admit(author="Anonyme").author is None


def test_a_native_id_is_unique_within_its_site() -> None:
    assert admit(key="70411").key == "avis.example:70411"
    assert admit(key="70411", host=None).key == "70411"
    assert admit(key="https://avis.example/70411").key == "https://avis.example/70411"
    assert admit(key="tag:forum.example,2026:9").key == "tag:forum.example,2026:9"


def test_without_an_id_the_same_words_are_the_same_review() -> None:
    key = admit(author="Odile", published="2026-02-14T09:30:00Z", text="Partie  sans\nregret").key
    assert admit(author="Odile", published="14/02/2026", text="Partie sans regret").key == key
    others = [
        admit(author="Ugo", published="2026-02-14", text="Partie sans regret").key,
        admit(author="Odile", published="2026-02-15", text="Partie sans regret").key,
        admit(author="Odile", published="2026-02-14", text="Partie avec regret").key,
        admit(author="Odile", published="2026-02-14", text="Partie sans regret", host="autre.example").key,
        admit(Door(b"other", None), author="Odile", published="2026-02-14", text="Partie sans regret").key,
    ]
    assert len({key, *others}) == 6


def test_identity_is_taken_before_redaction() -> None:
    assert admit(text="Voir a@b.example").key != admit(text="Voir c@d.example").key


# -- what is kept ------------------------------------------------------------------------------------------


def test_a_rating_alone_is_kept_and_silence_is_not() -> None:
    assert admit(text="", rating="4").text == ""
    assert admit(text="", title="Merci").title == "Merci"
    raw = RawReview(text=" \0\n ", rating="bien")
    review, told = DOOR.admit(raw, source="feed", brand="Lanterne", fetched=NOON)
    assert review is None
    assert "not kept" in str(told[-1])


def test_a_text_is_made_safe_to_store_and_to_show() -> None:
    assert admit(text=" a\r\nb\rc\u2028d\0\x1b[31m\ud800\u202ee\ufeff ").text == "a\nb\nc\nd[31me"
    assert admit(title="deux\nlignes").title == "deux lignes"
    assert admit(text="😀👩‍👩‍👧🇫🇷").text == "😀👩‍👩‍👧🇫🇷"


def test_a_text_without_end_is_cut_and_told() -> None:
    assert len(admit(text="é" * 1_000_000).text) == 200_000
    assert "200000" in notes(text="é" * 1_000_000)


@pytest.mark.parametrize(
    ("told", "assumed", "language"),
    [
        ("fr-FR", None, "fr"),
        ("en_US", "fr", "en"),
        ("Français", None, "fr"),
        ("FR", None, "fr"),
        (None, "fr", "fr"),
        ("?", None, None),
    ],
)
def test_a_language_is_two_letters(told: str | None, assumed: str | None, language: str | None) -> None:
    raw = RawReview(text="Bonjour.", language=told)
    review, _ = DOOR.admit(raw, source="feed", brand="Lanterne", fetched=NOON, language=assumed)
    assert review is not None
    assert review.language == language


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://a.example", "/avis", "data:text/html,x", ""])
def test_only_web_addresses_are_kept_as_links(url: str) -> None:
    assert admit(url=url).url is None


@given(
    st.builds(
        RawReview, text=st.text(), title=st.text(), author=st.none() | st.text(), key=st.none() | st.text()
    )
)
def test_no_review_makes_the_door_fail(raw: RawReview) -> None:
    review, told = DOOR.admit(raw, source="feed", brand="Lanterne", fetched=NOON)
    assert review is not None or told
