"""Reviews leave for other programs: chosen by conditions, true to their schema, harmless to spreadsheets."""

import csv
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from importlib.resources import files
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from aurevoir.cli import main
from aurevoir.export import COLUMNS, MARK, between, newest_first, record, table
from aurevoir.store import Store
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.review import Precision, Rating, Reply, Review
from sentiment.reading import Channel, Departure, Evidence, Moment, Reading, Reason, Sentiment
from site_templates.snapshot import Opinion

SCHEMA = json.loads(files("aurevoir").joinpath("export.schema.json").read_text("utf-8"))
MARCH = datetime(2026, 3, 2, 12, tzinfo=UTC)
LEFT = "J'ai résilié par lettre recommandée, personne ne répond, on me prélève encore."
CAME = "Accueil très chaleureux, conseiller au top."
WATCH = '[[brands]]\nname = "Fibrelune"\nown = true\naliases = ["FL"]\n[[brands]]\nname = "Zéphyrtel"\n'


@pytest.fixture(autouse=True)
def _watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("aurevoir.toml").write_text(WATCH, encoding="utf-8")


@pytest.fixture
def kept(make_review: Callable[..., Review], make_reading: Callable[..., Reading]) -> None:
    left = make_reading(
        departure=Departure.CANCEL,
        moment=Moment.LAST,
        leaning=Moment.LAST,
        sentiment=Sentiment.NEG,
        reasons=(Reason.BILLED_AFTER,),
    )
    came = make_reading(moment=Moment.FIRST, sentiment=Sentiment.POS)
    third, fourth = datetime(2026, 2, 3, tzinfo=UTC), datetime(2026, 2, 4, 23, 30, tzinfo=UTC)
    keep(
        (make_review(key="a", text=LEFT, published=third, precision=Precision.DAY), left),
        (make_review(key="b", text=CAME, published=fourth), came),
        (make_review(key="c", text=LEFT, brand="Zéphyrtel"), left),
    )


def keep(*read: tuple[Review, Reading]) -> None:
    with Store(Path("aurevoir.sqlite")) as store:
        for review, _ in read:
            place = Place(brand=review.brand, source=review.source, address="https://avis.example/")
            store.save_page(
                place, PageRead(address=place.address, outcome=Outcome.REVIEWS, reviews=(review,)), "test"
            )
        store.save_readings(read)


def export(*words: str) -> Result:
    return CliRunner().invoke(main, ["export", *words])


def keys(*words: str) -> list[str]:
    result = export("--format", "jsonl", *words)
    assert result.exit_code == 0, result.output
    return [json.loads(line)["key"] for line in result.stdout.splitlines()]


@pytest.mark.usefixtures("kept")
def test_all_come_out_newest_first_and_undated_ones_last() -> None:
    assert keys() == ["b", "a", "c"]


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (["--where", "moment=last"], ["a", "c"]),
        (["--where", "moment=last", "--where", "moment=first"], ["b", "a", "c"]),
        (["--where", "moment=last", "--where", "brand=zéphyrtel"], ["c"]),
        (["--where", "brand=FL"], ["b", "a"]),
        (["--where", "kind=any"], ["a", "c"]),
        (["--where", "kind=none"], ["b"]),
        (["--where", "kind=cancel", "--where", "source=feed"], ["a", "c"]),
        (["--where", "source=schemaorg"], []),
        (["--where", "reason=billed_after"], ["a", "c"]),
        (["--where", "sentiment=pos"], ["b"]),
        (["--where", "language=fr"], ["b", "a", "c"]),
        (["--since", "2026-02-04"], ["b"]),
        (["--until", "2026-02-03"], ["a"]),
        (["--since", "2026-02-03", "--until", "2026-02-04"], ["b", "a"]),
    ],
)
def test_conditions_choose(conditions: list[str], expected: list[str]) -> None:
    assert keys(*conditions) == expected


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("momnt=last", 'did you mean "moment"?'),
        ("moment=lats", 'did you mean "last"?'),
        ("brand=Fibrelne", 'did you mean "Fibrelune"?'),
        ("kind", "expected FIELD=VALUE"),
        ("reason=exit_fee", 'did you mean "exit_fees"?'),
    ],
)
def test_a_condition_that_is_none_is_told_with_the_nearest(condition: str, said: str) -> None:
    result = export("--where", condition)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.usefixtures("kept")
def test_every_record_keeps_what_the_schema_promises() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    check = Draft202012Validator(SCHEMA)
    lines = export("--format", "jsonl").stdout.splitlines()
    assert [list(check.iter_errors(json.loads(line))) for line in lines] == [[], [], []]
    assert json.loads(export("--schema").stdout) == SCHEMA


def test_schema_and_record_name_the_same_fields(
    make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> None:
    full = full_opinion(make_review, make_reading)
    told = record(full)
    assert set(told) == set(SCHEMA["properties"]) == {*COLUMNS, "evidence"}
    assert list(Draft202012Validator(SCHEMA).iter_errors(json.loads(json.dumps(told)))) == []
    assert "author" not in told


def full_opinion(make_review: Callable[..., Review], make_reading: Callable[..., Reading]) -> Opinion:
    review = make_review(
        url="https://avis.example/1",
        published=MARCH,
        precision=Precision.EXACT,
        rating=Rating(value=1.0, raw="1"),
        author="a1b2",
        verified=True,
        reply=Reply(text="Merci.", published=MARCH),
        title="Adieu",
    )
    reading = make_reading(
        departure=Departure.CANCEL,
        moment=Moment.LAST,
        leaning=Moment.LAST,
        tone=-0.5,
        sentiment=Sentiment.NEG,
        reasons=(Reason.EXIT_FEES, Reason.NO_ANSWER),
        channels=(Channel.PHONE,),
        would_return=False,
        evidence=(Evidence(start=0, end=5, judgement="moment:last", cue="adieu", weight=2.0),),
    )
    return Opinion(review=review, reading=reading, person=True, seen=MARCH)


def test_a_table_reads_as_it_was_written(
    make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> None:
    text = "".join(table([full_opinion(make_review, make_reading)]))
    assert text.startswith(MARK)
    (row,) = csv.DictReader(StringIO(text.removeprefix(MARK)))
    assert (row["title"], row["reasons"], row["would_return"], row["would_recommend"]) == (
        "Adieu",
        "exit_fees no_answer",
        "no",
        "",
    )
    assert (row["published"], row["rating"], row["certain"]) == ("2026-03-02T12:00:00Z", "1", "person")


@pytest.mark.parametrize(
    "text", ["=1+1", " =1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\u200b=1", '=HYPERLINK("http://e.example")']
)
def test_no_spreadsheet_runs_a_text(
    text: str, make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> None:
    written = "".join(table([Opinion(review=make_review(text=text), reading=make_reading())]))
    (row,) = csv.DictReader(StringIO(written.removeprefix(MARK)))
    assert row["text"].startswith("'")


@pytest.mark.parametrize(
    ("since", "until", "within"),
    [
        (None, None, True),
        (date(2026, 3, 2), None, True),
        (date(2026, 3, 3), None, False),
        (None, date(2026, 3, 1), False),
        (date(2026, 3, 2), date(2026, 3, 2), True),
    ],
)
def test_days_are_included_at_both_ends(
    since: date | None,
    until: date | None,
    within: Any,
    make_review: Callable[..., Review],
    make_reading: Callable[..., Reading],
) -> None:
    opinion = Opinion(review=make_review(published=MARCH), reading=make_reading())
    assert between(opinion, since, until) is within


def test_reviews_of_one_day_come_in_one_order(
    make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> None:
    one = Opinion(review=make_review(key="x"), reading=make_reading())
    two = replace(one, review=make_review(key="y"))
    assert newest_first([one, two]) == newest_first([two, one])


@pytest.mark.usefixtures("kept")
def test_a_file_is_written_whole_in_the_format_of_its_name() -> None:
    Path("avis.jsonl").write_text("old", encoding="utf-8")
    assert export("-o", "avis.jsonl").output == ""
    assert len(Path("avis.jsonl").read_text(encoding="utf-8").splitlines()) == 3
    assert sorted(path.name for path in Path().glob("*avis*")) == ["avis.jsonl"]


@pytest.mark.usefixtures("kept")
def test_what_is_no_file_is_written_into_and_stays_what_it_is() -> None:
    os.mkfifo("pipe")
    reading = os.open("pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert export("--format", "jsonl", "-o", "pipe").exit_code == 0
    assert len(os.read(reading, 65536).splitlines()) == 3
    os.close(reading)
    assert Path("pipe").is_fifo()


@pytest.mark.usefixtures("kept")
def test_a_link_still_leads_to_the_file() -> None:
    Path("kept").mkdir()
    Path("avis.csv").symlink_to("kept/avis.csv")
    assert export("-o", "avis.csv").exit_code == 0
    assert Path("avis.csv").is_symlink()
    assert Path("kept/avis.csv").read_text("utf-8").startswith(MARK)


@pytest.mark.usefixtures("kept")
def test_a_file_that_cannot_be_written_is_told() -> None:
    result = export("-o", "nowhere/avis.csv")
    assert result.exit_code == 2
    assert "nowhere/avis.csv: No such file or directory; give" in result.stderr


@pytest.mark.usefixtures("kept")
def test_what_chooses_nothing_says_so() -> None:
    result = export("--where", "source=schemaorg")
    assert result.exit_code == 0
    assert "none of 3 reviews meets the conditions" in result.stderr
    assert result.stdout.count("\n") == 1


def test_an_empty_store_says_what_fills_it() -> None:
    assert "no review yet; `aurevoir run`" in export().stderr


def test_reviews_that_wait_to_be_read_are_counted(make_review: Callable[..., Review]) -> None:
    with Store(Path("aurevoir.sqlite")) as store:
        place = Place(brand="Fibrelune", source="feed", address="https://avis.example/")
        page = PageRead(address=place.address, outcome=Outcome.REVIEWS, reviews=(make_review(),))
        store.save_page(place, page, "test")
    assert "1 reviews are not read yet" in export().stderr
