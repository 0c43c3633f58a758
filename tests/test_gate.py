"""The gate: a measure under its floor fails, and no floor sinks unseen."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sentiment.floors import Floor, Floors, FloorsError, Gold, Key, Regression, load, written
from sentiment.gate import Found, RegressionError, faults, main, measure, raised
from sentiment.measures import Measured

ROOT = Path(__file__).parent.parent
FLOORS = ROOT / "tests/gold/floors.toml"
LEXICONS = ROOT / "sentiment/lexicons"
WEIGHTS = sorted(path.relative_to(LEXICONS).as_posix() for path in LEXICONS.glob("*/*.tsv"))
DAY, LATER = date(2026, 3, 2), date(2026, 4, 6)
KEY = Key("own", "fr", "departure_f1")


def measured(value: float, n: int = 1000) -> Measured:
    return Measured(value=value, low=value, high=value, n=n)


def floors(floor: float | None = 0.8) -> Floors:
    golds = {"own": Gold(files=("fr.jsonl",), optional=False, fingerprint="one")}
    return Floors(golds=golds, floors={} if floor is None else {KEY: Floor(floor=floor, raised=DAY)})


def found(value: float, n: int = 1000, fingerprint: str = "one") -> Found:
    return Found(fingerprints={"own": fingerprint}, values={KEY: measured(value, n)})


@pytest.mark.parametrize("name", ["own", "silver"])
def test_the_reading_reaches_its_floors(name: str) -> None:
    every = load(FLOORS)
    here = measure(replace(every, golds={name: every.golds[name]}), FLOORS.parent)
    if name not in here.fingerprints:
        pytest.skip(f"the gold set {name!r} is not here")
    assert list(faults(every, here)) == []


def gate_over_a_copy(folder: Path, damaged: str, lines: int) -> subprocess.CompletedProcess[str]:
    """Run the gate where only the first lines of one file of words are left."""
    shutil.copytree(ROOT / "sentiment", folder / "sentiment")
    shutil.copytree(ROOT / "tests/gold", folder / "gold")
    file = folder / "sentiment/lexicons" / damaged
    kept = file.read_text(encoding="utf-8").splitlines(keepends=True)[:lines]
    file.write_text("".join(kept), encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-m", "sentiment.gate", "--floors", "gold/floors.toml"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    "damaged", ["fr/departures.toml", "en/departures.toml", "fr/moments.toml", "en/reasons.toml"]
)
def test_an_emptied_file_of_cues_does_not_pass(tmp_path: Path, damaged: str) -> None:
    done = gate_over_a_copy(tmp_path, damaged, lines=0)
    assert done.returncode == 1, done.stderr
    assert f"own {damaged[:2]} " in done.stdout
    assert "is under its floor" in done.stdout


@pytest.mark.parametrize("damaged", WEIGHTS)
def test_a_file_of_learned_weights_cut_short_does_not_pass(tmp_path: Path, damaged: str) -> None:
    done = gate_over_a_copy(tmp_path, damaged, lines=40)
    assert done.returncode == 1, done.stderr
    assert "the learned files changed since the floors were pinned" in done.stdout
    if (
        "tone" in damaged
    ):  # the short texts of our own lean on cues: they can tell this file only by their measures
        assert f"own {damaged[:2]} " in done.stdout
        assert "is under its floor" in done.stdout


def test_a_measure_at_its_floor_passes() -> None:
    assert list(faults(floors(0.8), found(0.8))) == []


def test_a_measure_under_its_floor_is_a_fault_with_both_figures() -> None:
    assert list(faults(floors(0.8), found(0.7999))) == [
        "own fr departure_f1: 0.7999 is under its floor 0.800 of 2026-03-02 (n=1000)"
    ]


def test_one_learned_weight_that_changed_is_a_fault_until_it_is_pinned_again() -> None:
    changed = replace(found(0.9), weights="another")
    assert "the learned files changed" in next(faults(floors(), changed))
    assert list(faults(raised(floors(), changed, LATER), changed)) == []


def test_gold_that_changed_is_a_fault_until_it_is_pinned_again() -> None:
    changed = found(0.9, fingerprint="two")
    assert "changed since the floors were pinned" in next(faults(floors(), changed))
    assert list(faults(raised(floors(), changed, LATER), changed)) == []


def test_a_measure_without_a_floor_is_a_fault() -> None:
    assert list(faults(floors(None), found(0.9))) == [
        "own fr departure_f1: 0.9000 has no floor; pin it with --raise"
    ]


def test_a_floor_whose_measure_is_gone_is_a_fault() -> None:
    gone = Found(fingerprints={"own": "one"}, values={})
    assert list(faults(floors(), gone)) == ["own fr departure_f1: has a floor but is no longer measured"]


@pytest.mark.parametrize(("n", "floor"), [(1000, 0.89), (20, 0.85)])
def test_raising_leaves_a_hundredth_or_one_judgement(n: int, floor: float) -> None:
    assert raised(floors(), found(0.9005, n), LATER).floors[KEY] == Floor(floor=floor, raised=LATER)


def test_raising_does_not_sink_a_floor_that_is_still_reached() -> None:
    assert raised(floors(0.8), found(0.805), LATER).floors[KEY] == Floor(floor=0.8, raised=DAY)


def test_lowering_without_a_reason_is_refused() -> None:
    with pytest.raises(RegressionError, match=r"own fr departure_f1: 0.8 would sink to 0.69"):
        raised(floors(0.8), found(0.7), LATER)


def test_lowering_keeps_its_reason() -> None:
    lowered = raised(floors(0.8), found(0.7), LATER, "cues for a sector were dropped")
    assert lowered.floors[KEY] == Floor(floor=0.69, raised=LATER)
    assert lowered.regressions == (
        Regression(key=KEY, was=0.8, now=0.69, day=LATER, reason="cues for a sector were dropped"),
    )


def test_a_set_that_is_not_here_keeps_its_floors() -> None:
    elsewhere = Found(fingerprints={}, values={})
    assert raised(floors(), elsewhere, LATER) == floors()


def test_floors_read_back_as_they_were_written(tmp_path: Path) -> None:
    kept = raised(floors(0.8), found(0.7), LATER, 'said "so", « ainsi »\nand more')
    (tmp_path / "floors.toml").write_text(written(kept), encoding="utf-8")
    assert load(tmp_path / "floors.toml") == kept


def test_a_floor_lowered_by_hand_breaks_the_seal(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text(written(floors(0.8)).replace("floor = 0.8", "floor = 0.5"), encoding="utf-8")
    with pytest.raises(FloorsError, match="changed by hand"):
        load(path)


def test_floors_that_are_no_toml_say_so(tmp_path: Path) -> None:
    path = tmp_path / "floors.toml"
    path.write_text("[golds", encoding="utf-8")
    with pytest.raises(FloorsError, match="not TOML"):
        load(path)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A file of floors over a gold set of three texts."""
    lines = (ROOT / "tests/gold/fr.jsonl").read_text(encoding="utf-8").splitlines()[:3]
    (tmp_path / "three.jsonl").write_text("\n".join(lines), encoding="utf-8")
    path = tmp_path / "floors.toml"
    path.write_text('[golds.own]\nfiles = ["three.jsonl"]\n', encoding="utf-8")
    return path


def test_floors_are_pinned_then_held(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--floors", str(small)]) == 1
    assert main(["--floors", str(small), "--raise", "--date", "2026-03-02"]) == 0
    assert main(["--floors", str(small)]) == 0
    assert "0 faults" in capsys.readouterr().out


def test_lowering_needs_the_flag_and_writes_nothing_without_it(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--floors", str(small), "--raise", "--date", "2026-03-02"])
    gold = small.parent / "three.jsonl"
    rows = [json.loads(line) | {"kind": "none"} for line in gold.read_text(encoding="utf-8").splitlines()]
    gold.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    before = small.read_bytes()
    again = ["--floors", str(small), "--raise", "--date", "2026-04-06"]
    assert main(again) == 1
    assert "--allow-regression" in capsys.readouterr().err
    assert small.read_bytes() == before
    main([*again, "--allow-regression", "labels were corrected"])
    assert {one.reason for one in load(small).regressions} == {"labels were corrected"}


@pytest.mark.parametrize(
    "wrong",
    [
        ["--raise"],
        ["--allow-regression", "why"],
        ["--raise", "--date", "2026-03-02", "--allow-regression", " "],
    ],
)
def test_flags_that_say_too_little_are_refused(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(wrong)
    assert stopped.value.code == 2
    assert "needs" in capsys.readouterr().err


def test_gold_that_is_missing_is_told_in_a_line(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (small.parent / "three.jsonl").unlink()
    assert main(["--floors", str(small)]) == 2
    assert "three.jsonl" in capsys.readouterr().err
