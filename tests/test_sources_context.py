"""Reports about a sector: read in every spelling, counted by week, drawn as context, and never taken for reviews."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from aurevoir.cli import main
from aurevoir.sector import keep_reports, weekly
from aurevoir.store import Store
from scraper.admit import Door
from scraper.collect import collect
from scraper.outcome import Outcome, Page, PageRead, Parsed
from scraper.place import Place
from scraper.report import Report
from scraper.sources import SOURCES, source_named
from scraper.sources.signalconso_rows import plain
from site_templates.site import render
from site_templates.snapshot import Brand, SectorWeek, Snapshot

PAGES = Path(__file__).parent / "pages" / "signalconso"
CAPTURES = Path(__file__).parents[1] / ".." / "shared" / "captures" / "signalconso"
DATA = "https://data.economie.gouv.fr/api/explore/v2.1/catalog/datasets/signalconso"
PLACE = Place(
    brand="Telvia", source="signalconso", address="https://signal.conso.gouv.fr/#TelephonieFaiMedias"
)
TWINS = [page for page in sorted(PAGES.iterdir()) if not page.name.endswith(".expected.json")]
MONDAY = date(2026, 9, 7)


def parse(content: bytes, address: str = "saved") -> Parsed:
    return source_named("signalconso").parse(Page(address=address, content=content))


def report(day: date, *, count: int = 1, leaving: bool = True) -> Report:
    return Report(day=day, category="Telephonie", count=count, leaving=leaving)


def page(*reports: Report, outcome: Outcome = Outcome.CONTEXT) -> PageRead:
    return PageRead(address="x", outcome=outcome, context=reports)


# -- rows --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("twin", TWINS, ids=lambda path: path.name)
def test_reports_are_read_as_their_twin_says(twin: Path) -> None:
    told: dict[str, Any] = json.loads(twin.with_suffix(".expected.json").read_text(encoding="utf-8"))
    read = parse(twin.read_bytes(), told.get("address", "saved")).context
    assert [
        {"day": str(one.day), "category": one.category, "labels": one.labels, "leaving": one.leaving, "key": one.key, "count": one.count}
        for one in read
    ] == told.get("context", [])  # fmt: skip


@pytest.mark.parametrize("twin", TWINS, ids=lambda path: path.name)
def test_no_other_source_claims_reports(twin: Path) -> None:
    claims = [one.name for one in SOURCES if one.recognises(Page(address="x", content=twin.read_bytes()))]
    has_rows = twin.stem not in {"none", "changed", "challenge", "error"}
    assert claims == (["signalconso"] if has_rows else claims)
    assert set(claims) <= {"signalconso", "schemaorg"}


@pytest.mark.parametrize(
    "content",
    [
        b"category;text\nBon;Merci\n",
        b'[{"category": "X", "text": "Bon"}]',
        b'{"results": []}',
        b"subcategories",
    ],
)
def test_what_is_no_report_is_not_claimed(content: bytes) -> None:
    assert not source_named("signalconso").recognises(Page(address="x", content=content))


def test_labels_are_told_in_both_encodings() -> None:
    assert plain("Résiliation") == plain("Resiliation")
    assert plain("Le_site_internet") == "le site internet"


@pytest.mark.parametrize("odd", [None, True, -3, "x", [], {}, [None], 10**400, {"a": []}])
def test_an_odd_value_loses_its_row_only(odd: object) -> None:
    good = {"id": "1", "category": "C", "subcategories": ["Autre"], "creationdate": "2026-01-05"}
    for field in good:
        parsed = parse(json.dumps([good, {**good, field: odd}, odd]).encode())
        assert parsed.outcome is Outcome.CONTEXT
        assert parsed.context[0].key == "1"


def test_a_sector_is_asked_for_by_its_name() -> None:
    asked = source_named("signalconso").first(PLACE)
    assert asked.startswith(f"{DATA}/exports/json?select=id%2Ccreationdate")
    assert "category%3D%22TelephonieFaiMedias%22" in asked
    own = f"{DATA}/records?where=category%3D%22AchatMagasin%22"
    assert source_named("signalconso").first(Place(brand="B", source="signalconso", address=own)) == own


@pytest.mark.skipif(not CAPTURES.exists(), reason="../shared/captures is not here")
def test_a_real_export_gives_its_whole_rows() -> None:
    parsed = parse((CAPTURES / "2024_export_extract.csv").read_bytes())
    assert (parsed.outcome, len(parsed.context), len(parsed.notes)) == (Outcome.CONTEXT, 1245, 1)
    assert (parsed.context[0].day, parsed.context[0].category) == (date(2023, 8, 24), "Internet")


# -- weeks -------------------------------------------------------------------------------------------------


def test_only_reports_about_leaving_are_counted_and_weeks_without_any_are_zero() -> None:
    days = [report(MONDAY), report(MONDAY + timedelta(6), count=4), report(MONDAY + timedelta(20)), report(MONDAY + timedelta(28), leaving=False)]  # fmt: skip
    counts = weekly(days)
    assert list(counts.values()) == [5, 0, 1, 0, 0]
    assert next(iter(counts)) == MONDAY
    assert weekly([]) == {}


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with Store(tmp_path / "s.sqlite") as opened:
        yield opened


def kept(store: Store) -> list[int]:
    return [week.count for _, week in sorted(store.sector_weeks(), key=lambda told: told[1].week)]


def test_weeks_are_replaced_when_read_again_and_older_ones_stay(store: Store) -> None:
    weeks = [MONDAY + timedelta(weeks=number) for number in range(4)]
    keep_reports(store, PLACE, [page(*(report(week, count=9) for week in weeks[:3]))])
    keep_reports(
        store, PLACE, [page(report(weeks[1], count=2), report(weeks[2], count=3)), page(report(weeks[3]))]
    )
    assert kept(store) == [9, 9, 3, 1]  # the first week of a reading may be a part of it


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.CHANGED, Outcome.UNCHANGED])
def test_a_reading_with_a_hole_changes_no_count(store: Store, outcome: Outcome) -> None:
    keep_reports(store, PLACE, [page(report(MONDAY)), page(outcome=outcome)])
    assert kept(store) == []


def test_pages_of_reports_are_followed_and_not_remembered(store: Store) -> None:
    class Serving:
        def fetch(self, address: str, *_: object, **__: object) -> Page:
            start = 100 if "offset" in address else 0
            rows = [{"id": str(start + n), "category": "C", "subcategories": ["Résiliation"], "creationdate": "2026-09-08"} for n in range(100 - start // 2)]  # fmt: skip
            return Page(address=address, content=json.dumps({"total_count": 150, "results": rows}).encode())

        def rest(self, *_: object) -> None: ...

    place = Place(brand="Telvia", source="signalconso", address=f"{DATA}/records?limit=100")
    now = datetime(2026, 9, 20, tzinfo=UTC)
    reads = list(
        collect(place, fetcher=Serving(), door=Door(b"k", None), remembered=lambda _: None, fetched=now)
    )
    assert [(read.outcome, len(read.context), read.known) for read in reads] == [
        (Outcome.CONTEXT, 100, None),
        (Outcome.CONTEXT, 50, None),
    ]
    keep_reports(store, place, reads)
    assert kept(store) == [150]


# -- from a file to the page -------------------------------------------------------------------------------


def test_an_export_is_brought_in_for_a_brand_and_makes_no_review(tmp_path: Path) -> None:
    (tmp_path / "aurevoir.toml").write_text('[[brands]]\nname = "Telvia"\n', encoding="utf-8")
    words = ["import", str(PAGES / "export_2024.csv"), "--watch", str(tmp_path / "aurevoir.toml")]
    refused = CliRunner().invoke(main, words)
    assert "give --brand" in refused.output
    taken = CliRunner().invoke(main, [*words, "--brand", "Telvia"])
    assert (taken.exit_code, "3 reports of the sector" in taken.output) == (0, True)
    with Store(tmp_path / "aurevoir.sqlite") as store:
        assert (store.identities(), sorted(kept(store))) == ([], [1, 1])


def shown(language: str, weeks: int) -> str:
    sectors = tuple(
        SectorWeek(brand="Telvia", category="TelephonieFaiMedias", week=MONDAY + timedelta(weeks=number), count=70 + number)
        for number in range(weeks)
    )  # fmt: skip
    snapshot = Snapshot(
        title="T",
        languages=("fr", "en"),
        as_of=datetime(2026, 11, 20, tzinfo=UTC),
        brands=(Brand(name="Telvia"),),
        opinions=(),
        places=(),
        sectors=sectors,
    )
    return render(snapshot)[f"{language}/brands/telvia.html"].decode()


def test_the_sector_is_drawn_on_the_brand_s_page_as_what_it_is() -> None:
    french, english = shown("fr", 11), shown("en", 11)
    assert "ce ne sont pas des avis sur la marque" in french
    assert "Licence Ouverte 2.0" in french
    assert "not reviews of the brand" in english
    assert "Telephonie Fai Medias" in english
    assert "<td>71</td>" in english
    assert "<td>70</td>" not in english  # a first week may be a part of one
    assert "<td>80</td>" not in english  # this one still runs


def test_too_few_weeks_make_no_line() -> None:
    assert "Licence Ouverte" not in shown("en", 3)
