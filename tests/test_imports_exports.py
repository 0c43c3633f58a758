"""Exports as tools write them: tickets, surveys, consoles, archives; objects inside objects, verdicts that are no stars."""

import json
from pathlib import Path
from typing import Any

import pytest

from scraper.imports import MOST_BYTES, read_file
from scraper.imports.found import FileRead
from scraper.outcome import Outcome
from scraper.review import RawReview

CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures"


@pytest.fixture
def load(tmp_path: Path) -> Any:
    def load(content: object, **options: Any) -> FileRead:
        path = tmp_path / "export"
        path.write_bytes(content if isinstance(content, bytes) else written(content).encode())
        return read_file(path, **options)

    return load


def written(content: object) -> str:
    return content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)


def first(found: FileRead) -> RawReview:
    return found.parsed.reviews[0]


CONSOLE = (
    "Package Name,App Version Code,App Version Name,Reviewer Language,Device,Review Submit Date and Time,Review Submit Millis Since Epoch,"
    "Review Last Update Date and Time,Review Last Update Millis Since Epoch,Star Rating,Review Title,Review Text,"
    "Developer Reply Date and Time,Developer Reply Millis Since Epoch,Developer Reply Text,Review Link\n"
    "com.lanterne.app,12,1.2,fr,pixel,2025-03-01T08:00:00Z,1740816000000,2025-03-02T08:00:00Z,1740902400000,1,,Résiliation sans fin,"
    "2025-03-03T08:00:00Z,1740988800000,Nous sommes désolés,https://play.google.com/console/u/0/app/user-feedback/review-details?reviewId=gp%3AAO-x1&corpus=PUBLIC\n"
    "com.lanterne.app,12,1.2,en,pixel,2025-03-01T09:00:00Z,1740819600000,2025-03-01T09:00:00Z,1740819600000,4,,,,,,\n"
)


def test_a_play_console_export_is_known_and_every_row_has_its_identity(load: Any) -> None:
    found = load(CONSOLE.encode("utf-16"))
    assert (found.kind, found.kept_as, found.global_ids) == ("googleplay", "googleplay", True)
    worded, rated = found.parsed.reviews
    assert (worded.key, worded.rating, worded.language) == ("gp:AO-x1", "1", "fr")
    assert (worded.text, worded.reply) == ("Résiliation sans fin", "Nous sommes désolés")
    assert (worded.published, worded.reply_published) == ("2025-03-01T08:00:00Z", "2025-03-03T08:00:00Z")
    assert (rated.key, rated.rating, rated.text) == ("com.lanterne.app:1740819600000:pixel:4", "4", "")


TICKET = {
    "id": 77, "url": "https://aide.example/tickets/77", "subject": "Résiliation", "description": "Je veux partir.",
    "created_at": "2025-03-01T08:00:00Z", "requester": {"name": "Lou", "id": 5}, "comments": [], "tags": ["x"],
    "satisfaction_rating": {"score": "good", "comment": "Merci"},
}  # fmt: skip


@pytest.mark.parametrize("lines", [True, False])
def test_tickets_are_read_and_a_verdict_is_no_star(load: Any, lines: bool) -> None:
    tickets = [TICKET, TICKET | {"id": 78, "satisfaction_rating": {"score": "offered"}}]
    found = load("\n".join(map(written, tickets)) if lines else {"tickets": tickets, "end_of_stream": True})
    review = first(found)
    assert found.kind == ("jsonl" if lines else "json")
    assert (review.key, review.title, review.text, review.author) == (
        "77", "Résiliation", "Je veux partir.", "Lou",
    )  # fmt: skip
    assert [one.rating for one in found.parsed.reviews] == [None, None]
    assert "'good': a verdict" in str(found.parsed.notes[0])


def test_a_path_names_what_stands_inside_an_object(load: Any) -> None:
    found = load([TICKET], columns={"text": "satisfaction_rating.comment", "author": "requester.id"})
    assert (first(found).text, first(found).author) == ("Merci", "5")
    assert found.fields["text"] == "satisfaction_rating.comment"


def test_conversations_hold_html_and_a_rating_of_their_own(load: Any) -> None:
    conversation = {
        "type": "conversation", "id": "c1", "created_at": 1740816000,
        "source": {"type": "email", "subject": "", "body": "<p>Je pars&nbsp;: trop cher.</p>", "author": {"type": "user", "name": "Al"}},
        "conversation_rating": {"rating": 2, "remark": "Bof"},
    }  # fmt: skip
    review = first(load({"type": "conversation.list", "conversations": [conversation]}))
    assert (review.key, review.published, review.rating) == ("c1", "1740816000", "2")
    assert review.text.replace("\u00a0", " ") == "Je pars : trop cher."


def test_reviews_of_an_archive_are_unwrapped(load: Any) -> None:
    feature = {
        "type": "Feature", "geometry": {"coordinates": [1.0, 2.0], "type": "Point"},
        "properties": {
            "Google Maps URL": "https://maps.example/?cid=1", "Location": {"Business Name": "Chez Lou", "Address": "1 rue Basse"},
            "Published": "2025-03-01T08:00:00.123456Z", "Star Rating": 2, "Review Comment": "Adieu.",
        },
    }  # fmt: skip
    bare = {"type": "Feature", "properties": {"Published": "2025-03-02T08:00:00Z", "Star Rating": 4}}
    found = load({"type": "FeatureCollection", "features": [feature, bare]})
    review = first(found)
    assert (review.text, review.rating, review.brand) == ("Adieu.", "2", "Chez Lou")
    assert (review.url, review.published) == ("https://maps.example/?cid=1", "2025-03-01T08:00:00.123456Z")
    assert [one.rating for one in found.parsed.reviews] == ["2", "4"]


def test_answers_of_an_api_are_unwrapped(load: Any) -> None:
    item = {"type": "customerReviews", "id": "a1", "attributes": {"rating": 1, "title": "Fin", "body": "Adieu", "reviewerNickname": "Lou", "createdDate": "2025-03-01T08:00:00-07:00"}}  # fmt: skip
    review = first(load({"data": [item], "links": {"self": "x"}}))
    assert (review.key, review.title, review.text, review.rating, review.author) == (
        "a1", "Fin", "Adieu", "1", "Lou",
    )  # fmt: skip


def test_the_words_of_the_company_are_never_a_customers(load: Any) -> None:
    found = load(
        [{"reply": {"text": "Merci", "date": "2025-03-02"}, "review": {"text": "Adieu", "stars": 2}}]
    )
    review = first(found)
    assert (review.text, review.reply, review.reply_published, review.rating) == ("Adieu", "Merci", "2025-03-02", "2")  # fmt: skip
    only_owner = load([{"id": 1, "reply": {"text": "Merci"}, "developer.comment": "Non"}])
    assert only_owner.parsed.outcome is Outcome.CHANGED


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        (
            "#,Pourquoi partez-vous ? (commentaire),Recommanderiez-vous ? note de 0 à 10,Start Date (UTC),Submit Date (UTC)\nx1,Trop cher,9,2025-03-01,2025-03-02\n",
            {"key": "#", "text": "Pourquoi partez-vous ? (commentaire)", "published": "Submit Date (UTC)"},
        ),
        (
            "Horodateur;Votre note;Votre commentaire\n01/03/2025 09:12:00;4;Trop cher\n",
            {"published": "Horodateur", "rating": "Votre note", "text": "Votre commentaire"},
        ),
        ("Date,Link,Message\n2025-03-01,https://l.example/1,Trop cher\n", {"published": "Date", "url": "Link", "text": "Message"}),
        (
            "reviewer,recommendation_type,review_text,created_time\nLou,negative,Trop cher,2025-03-01\n",
            {"author": "reviewer", "text": "review_text", "published": "created_time"},
        ),
        (
            "reviewId,userName,content,score,at,replyContent,repliedAt\nx1,Lou,Trop cher,4,2025-03-01,Merci,2025-03-02\n",
            {"key": "reviewId", "author": "userName", "text": "content", "rating": "score", "published": "at", "reply": "replyContent", "reply_published": "repliedAt"},
        ),
    ],
)  # fmt: skip
def test_surveys_and_networks_are_read_by_their_headings(
    load: Any, table: str, fields: dict[str, str]
) -> None:
    found = load(table)
    assert found.fields == fields
    assert first(found).text == "Trop cher"


def test_a_preamble_above_the_headings_is_passed_over(load: Any) -> None:
    found = load("Export du 12/03/2025\nNotes:,\n\nDate,Message\n2025-03-01,Adieu\n")
    assert [(one.published, one.text) for one in found.parsed.reviews] == [("2025-03-01", "Adieu")]


PLACE = {
    "title": "Chez Lou",
    "placeId": "ChIJAAAAAAAAAAARAAAAAAAAAAA",
    "totalScore": 4.4,
    "reviewsCount": 231,
}
FLAT = {
    "name": "Ana", "text": "Adieu", "publishAt": "2 months ago", "publishedAtDate": "2025-03-01T08:00:00Z", "stars": 1, "rating": None,
    "reviewId": "ChZ1", "reviewUrl": "https://maps.example/r/1", "responseFromOwnerText": "Dommage", "reviewerPhotoUrl": "https://lh3.googleusercontent.com/a",
}  # fmt: skip
OTHER = {
    "review_id": "ChZ1", "author_title": "Ana", "author_image": "https://lh3.googleusercontent.com/a", "review_text": "Adieu", "owner_answer": "Dommage",
    "review_link": "https://maps.example/r/1", "review_rating": 1, "review_timestamp": 1740816000, "review_datetime_utc": "03/01/2025 08:00:00",
}  # fmt: skip
OWN = {"place_id": PLACE["placeId"], "name": "Chez Lou", "rating": 4.4, "reviews": 231}
THIRD = {
    "rating": 1, "iso_date": "2025-03-01T08:00:00Z", "date": "il y a 1 an", "review_id": "ChZ1", "link": "https://maps.example/r/1",
    "user": {"name": "Ana"}, "snippet": "Adieu", "response": {"snippet": "Dommage", "date": "il y a 1 an"},
}  # fmt: skip


@pytest.mark.parametrize(
    "export",
    [
        [PLACE | FLAT],
        [PLACE | {"reviews": [FLAT]}, PLACE | {"reviews": []}],
        {"status": "Success", "data": [OWN | {"reviews_data": [OTHER]}]},
        [OWN | OTHER],
        {
            "topics": [{"keyword": "prix", "mentions": 2}, {"keyword": "wifi", "mentions": 1}],
            "reviews": [THIRD],
        },
    ],
)
def test_exports_of_places_give_their_reviews(load: Any, export: object) -> None:
    review = first(load(export))
    assert (review.text, review.rating, review.author, review.reply) == ("Adieu", "1", "Ana", "Dommage")
    assert (review.key, review.url) == ("ChZ1", "https://maps.example/r/1")
    assert review.published in {"2025-03-01T08:00:00Z", "1740816000"}


@pytest.mark.parametrize(
    "answer",
    [
        {"status": "FAILED", "error_message": "Unknown key", "results": []},
        {"id": "7", "displayName": "Fibrenet", "numberOfReviews": 12, "trustScore": 4.7},
        [{"title": "Chez Lou", "reviewsCount": 231, "commentId": "c1"}],
        [{"data": {"places": [{"id": 2}]}}],
        {"id": "7", "links": {"content": "/rest/content/7"}, "user": {"comments": "never"}},
    ],
)
def test_counts_ids_and_errors_are_no_texts(load: Any, answer: object) -> None:
    assert load(answer).parsed.outcome is Outcome.CHANGED


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"message": "Forbidden", "error": 403}, Outcome.BLOCKED),
        ({"errors": ["You need to log in first."], "error_type": "not_logged_in"}, Outcome.BLOCKED),
        ({"id": "no.rights", "message": "You have no permission", "status_code": 403}, Outcome.CHANGED),
        ({"error_code": "BadQuery", "message": "the query is malformed"}, Outcome.CHANGED),
    ],
)
def test_an_error_saved_as_a_file_is_no_review(load: Any, answer: object, outcome: Outcome) -> None:
    parsed = load(answer).parsed
    assert (parsed.outcome, parsed.reviews) == (outcome, ())
    assert "error" in str(parsed.reason)


@pytest.mark.parametrize(
    "heading", ["Pourquoi nous quittez-vous ?", "What is the main reason for your score?"]
)
def test_a_question_that_asks_for_reasons_holds_the_text(load: Any, heading: str) -> None:
    assert first(load(f'#,Recommend us?,"{heading}"\nx1,3,Trop cher\n')).text == "Trop cher"


def test_structured_data_saved_alone_keep_their_ratings(load: Any) -> None:
    written = {"@type": "Review", "author": {"@type": "Person", "name": "Lou"}, "reviewBody": "Adieu", "reviewRating": {"@type": "Rating", "ratingValue": "2"}}  # fmt: skip
    review = first(load({"@type": "Product", "name": "P", "review": [written]}))
    assert (review.text, review.rating, review.author) == ("Adieu", "2", "Lou")


def test_the_remark_of_a_conversation_is_its_text(load: Any) -> None:
    table = '"Conversation ID","Conversation rating","Conversation rating remark","Customer name"\n1,1,"Adieu",Lou\n'
    review = first(load(table))
    assert (review.text, review.rating, review.author) == ("Adieu", "1", "Lou")


def test_votes_are_no_rating(load: Any) -> None:
    assert first(load([{"id": "c1", "body": "Adieu", "score": 3, "parent_id": "p1"}])).rating is None


def test_one_object_on_many_lines_is_one_review(load: Any) -> None:
    pretty = json.dumps({"id": 1, "avis": "Adieu", "tags": [{"x": 1}], "stars": 2}, indent=2)
    assert first(load(pretty)).text == "Adieu"


@pytest.mark.parametrize("answer", [[], {"tickets": [], "count": 0}, {"data": {"reviews": []}}])
def test_an_empty_answer_is_empty(load: Any, answer: object) -> None:
    assert load(answer).parsed.outcome is Outcome.EMPTY


def test_one_object_is_one_review_whatever_lists_it_holds(load: Any) -> None:
    for tags in ([], [{"x": 1}], ["x"]):
        assert first(load({"avis": "Adieu", "tags": tags})).text == "Adieu"


def test_objects_inside_objects_without_end_are_cut_short(load: Any) -> None:
    deep = '{"avis": "Bon", "a": ' + '{"a": ' * 500 + "1" + "}" * 501
    assert first(load(f"[{deep}]")).text == "Bon"
    wide = {"avis": "Bon"} | {f"x{number}": number for number in range(5_000)}
    assert len(load([wide]).fields) == 1


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "enorme.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    parsed = read_file(path).parsed
    assert parsed.outcome is Outcome.FAILED
    assert "too large (more than 150 MB)" in str(parsed.reason)


@pytest.mark.skipif(not CAPTURES.exists(), reason="../shared/captures is not here")
def test_a_real_console_export_keeps_its_bare_ratings() -> None:
    found = read_file(CAPTURES / "googleplay" / "console_export_kiwix_201610.csv")
    reviews = found.parsed.reviews
    assert (found.kind, len(reviews), sum(bool(one.text) for one in reviews)) == ("googleplay", 458, 190)
    assert (reviews[0].rating, reviews[0].published) == ("5", "2016-10-01T00:40:57Z")
    assert all(one.key for one in reviews)
