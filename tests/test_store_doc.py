"""The file opens for whoever comes with plain SQLite, by the names and the questions that docs/store.md gives."""

import json
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from aurevoir.correction import Correction
from aurevoir.store import Store
from aurevoir.visit import Visit
from scraper.outcome import Outcome, PageRead
from scraper.place import Place
from scraper.review import Review
from sentiment.reading import Departure, Evidence, Moment, Reading, Reason, Sentiment
from site_templates.snapshot import ToldFigure

GUIDE = (Path(__file__).parent.parent / "docs" / "store.md").read_text(encoding="utf-8")
MARCH = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLACE = Place(brand="Fibrelune", source="feed", address="https://avis.example/rss")
STANDING_ALONE = {"places", "runs", "meta", "notices", "months"}


@pytest.fixture
def file(
    tmp_path: Path, make_review: Callable[..., Review], make_reading: Callable[..., Reading]
) -> Iterator[sqlite3.Connection]:
    path = tmp_path / "a.sqlite"
    left = make_reading(
        departure=Departure.CANCEL,
        moment=Moment.LAST,
        leaning=Moment.LAST,
        sentiment=Sentiment.NEG,
        reasons=(Reason.EXIT_FEES, Reason.NO_ANSWER),
        evidence=(Evidence(start=0, end=3, judgement="moment:last", cue="adieu", weight=2.0),),
    )
    read = [
        (make_review(key="left", published=MARCH), left),
        (make_review(key="stayed", published=MARCH), left),
        (make_review(key="came"), make_reading(moment=Moment.FIRST)),
    ]
    with Store(path) as store:
        reviews = tuple(review for review, _ in read)
        store.save_page(
            PLACE, PageRead(address=PLACE.address, outcome=Outcome.REVIEWS, reviews=reviews), "test"
        )
        store.save_readings(read)
        store.save_corrections([Correction(source="feed", key="stayed", kind="none", reasons=())], MARCH)
        run = store.begin_run(MARCH, "test")
        store.save_visit(run, visited())
        store.end_run(run, MARCH)
        store.history.keep(
            "words", [ToldFigure(brand="Fibrelune", name="gap", value=-20.0, low=-30.0, high=-10.0, n=12)]
        )
    with closing(sqlite3.connect(path)) as opened:
        yield opened


def visited() -> Visit:
    return Visit(
        place=PLACE,
        visited=MARCH,
        outcome=Outcome.REVIEWS,
        reason=None,
        pages=1,
        found=3,
        new=3,
        updated=0,
        announced=None,
        requests=1,
        size=1,
        seconds=1.0,
        troubles=(),
        notes=(),
    )


def names(file: sqlite3.Connection, kind: str) -> set[str]:
    rows = file.execute("SELECT name FROM sqlite_schema WHERE type = ? AND name NOT LIKE 'sqlite_%'", (kind,))
    return {row[0] for row in rows}


def listed(heading: str) -> set[str]:
    chapter = GUIDE.partition(f"## {heading}")[2].partition("\n## ")[0]
    return set(re.findall(r"^\| `(\w+)`", chapter, re.MULTILINE))


def test_every_table_and_view_is_documented_and_there(file: sqlite3.Connection) -> None:
    assert listed("Views") == names(file, "view")
    assert listed("Tables") == names(file, "table")


@pytest.mark.parametrize("query", re.findall(r"```sql\n(.*?)```", GUIDE, re.DOTALL))
def test_every_question_of_the_guide_is_answered(query: str, file: sqlite3.Connection) -> None:
    assert file.execute(query).fetchall()


def test_tables_lead_to_each_other_as_the_guide_says(file: sqlite3.Connection) -> None:
    for table in names(file, "table"):
        leads = {row[2] for row in file.execute(f"PRAGMA foreign_key_list({table})")}
        (told,) = re.findall(rf"^\| `{table}` \|[^|]*\|([^|]*)\|$", GUIDE, re.MULTILINE)
        assert set(re.findall(r"`(\w+)`", told)) == leads
        assert bool(leads) is (table not in STANDING_ALONE)
    assert file.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_person_wins_in_the_views(file: sqlite3.Connection) -> None:
    assert file.execute("SELECT key FROM departures").fetchall() == [("left",)]
    assert file.execute("SELECT key, reason FROM reasons ORDER BY reason").fetchall() == [
        ("left", "exit_fees"),
        ("left", "no_answer"),
    ]
    (row,) = file.execute("SELECT departure, person_kind FROM opinions WHERE key = 'stayed'").fetchall()
    assert row == ("cancel", "none")


def test_a_removed_review_is_in_no_view(file: sqlite3.Connection) -> None:
    file.execute("UPDATE reviews SET removed = '2026-03-09T12:00:00Z'")
    for view in ("opinions", "departures", "reasons"):
        assert file.execute(f"SELECT * FROM {view}").fetchall() == []  # noqa: S608 a name of ours
    assert file.execute("SELECT kept FROM place_health").fetchall() == [(0,)]


def test_the_settings_for_datasette_name_what_is_there(file: sqlite3.Connection) -> None:
    (settings,) = re.findall(r"```json\n(.*?)```", GUIDE, re.DOTALL)
    tables = json.loads(settings)["databases"]["aurevoir"]["tables"]
    assert set(tables) <= names(file, "table") | names(file, "view")
    assert tables["meta"] == {"allow": False}
    for name, table in tables.items():
        columns = {row[1] for row in file.execute(f"PRAGMA table_info({name})")}
        assert {*table.get("facets", ()), table.get("sort_desc", "brand")} <= columns | {"brand"}
