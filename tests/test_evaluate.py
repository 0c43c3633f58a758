"""Evaluation: labels are read strictly, measures are the field's, and they agree with an independent scorer."""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from sentiment.evaluate import main
from sentiment.evaluation import cases, evaluate, evaluations
from sentiment.labels import KINDS, REASONS, Label, LabelError, labels
from sentiment.measures import accuracy, bootstrap, f1, macro_f1, named, precision, recall, wilson
from sentiment.reading import Departure, Evidence, Moment, Reading, Reason, Sentiment
from sentiment.reliability import reliability, shown
from sentiment.scores import MEASURES, Case

ROOT = Path(__file__).parent.parent
OWN = {"fr": ROOT / "tests/gold/fr.jsonl", "en": ROOT / "tests/gold/en.jsonl"}
SHARED = ROOT.parent / "shared/gold"
MOST_WORDS = 15  # of a quote

LABEL: dict[str, Any] = {
    "id": "a",
    "lang": "fr",
    "text": "Résiliation refusée, et pourtant quel accueil au début.",
    "kind": "cancel",
    "moment": "last",
    "first": "pos",
    "last": "neg",
    "sentiment": "neg",
    "reasons": ["refused"],
    "evidence": "Résiliation refusée",
    "sure": True,
}


def label(**fields: Any) -> Label:
    row = LABEL | fields
    return Label(
        **row | {"moment": Moment(row["moment"]), "sentiment": Sentiment(row["sentiment"])},
    )


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"kind": "gone"}, "'gone' is none of cancel"),
        ({"moment": None}, "None is none of first, last, unclear"),
        ({"last": "angry"}, "'angry' is none of neg, pos, mixed"),
        ({"reasons": ["exit_wait"]}, "'exit_wait' is none of"),
        ({"reasons": "refused"}, "'refused' is not a list"),
    ],
)
def test_a_label_with_a_value_of_no_label_is_named_with_its_line(
    tmp_path: Path, broken: dict[str, Any], said: str
) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(LABEL) + "\n" + json.dumps(LABEL | broken) + "\n", encoding="utf-8")
    with pytest.raises(LabelError, match="line 2") as error:
        list(labels(file))
    assert said in str(error.value)


def test_a_label_without_a_key_says_which(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text('{"id": "a", "lang": "fr", "text": "x", "reasons": []}\n', encoding="utf-8")
    with pytest.raises(LabelError, match="no 'kind'"):
        list(labels(file))


def test_a_line_separator_inside_a_text_ends_no_line(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text(json.dumps(LABEL | {"text": "un\u2028deux"}, ensure_ascii=False), encoding="utf-8")
    assert [one.text for one in labels(file)] == ["un\u2028deux"]


@pytest.mark.parametrize(("language", "least", "each"), [("fr", 160, 2), ("en", 110, 1)])
def test_our_gold_holds_every_kind_and_every_reason(language: str, least: int, each: int) -> None:
    found = list(labels(OWN[language]))
    reasons = Counter(reason for one in found for reason in one.reasons)
    assert len(found) >= least
    assert {one.lang for one in found} == {language}
    assert {one.kind for one in found} == set(KINDS)
    assert [reason for reason in REASONS if reasons[reason] < each] == []


@pytest.mark.parametrize("language", OWN)
def test_our_gold_is_labelled_as_the_guide_says(language: str) -> None:
    found = list(labels(OWN[language]))
    assert len({one.id for one in found}) == len({one.text for one in found}) == len(found)
    for one in found:
        assert one.evidence in one.text, one.id
        assert len(one.evidence.split()) <= MOST_WORDS, one.id
        assert (one.evidence == "") == (one.moment is Moment.UNCLEAR), one.id
        chosen = {Moment.FIRST: one.first, Moment.LAST: one.last, Moment.UNCLEAR: "unasked"}[one.moment]
        assert chosen is not None, one.id


def test_statistics_over_sets_of_names_are_the_fields_own() -> None:
    yes, no = named("yes"), named(None)
    counts = Counter({(yes, yes): 6, (no, yes): 2, (yes, no): 4, (no, no): 8})
    assert precision(counts) == pytest.approx(6 / 8)
    assert recall(counts) == pytest.approx(6 / 10)
    assert f1(counts) == pytest.approx(12 / 18)
    assert accuracy(counts) == pytest.approx(14 / 20)


def test_macro_f1_weighs_every_name_that_people_gave_alike() -> None:
    counts = Counter({(named("a"), named("a")): 8, (named("a"), named("c")): 2, (named("b"), named("a")): 2})
    assert macro_f1(counts) == pytest.approx((16 / 20 + 0) / 2)


def test_nothing_measured_is_zero_over_none() -> None:
    assert wilson(0, 0) == bootstrap([], f1)
    assert wilson(0, 0).n == 0


def test_wilson_gives_the_published_interval() -> None:
    found = wilson(8, 10)
    assert found.low == pytest.approx(0.4902, abs=1e-4)
    assert found.high == pytest.approx(0.9433, abs=1e-4)


def test_bootstrap_repeats_and_holds_its_value() -> None:
    yes, no = named("yes"), named(None)
    pairs = [(yes, yes)] * 30 + [(yes, no)] * 10 + [(no, yes)] * 5
    found = bootstrap(pairs, f1, 200)
    assert found == bootstrap(pairs, f1, 200)
    assert found.low < found.value < found.high
    assert found.n == 45


def test_measures_compare_what_their_names_say(make_reading: Callable[..., Reading]) -> None:
    right = make_reading(
        departure=Departure.PROVIDER_CANCEL,
        moment=Moment.UNCLEAR,
        leaning=Moment.LAST,
        last=-0.5,
        sentiment=Sentiment.NEG,
        reasons=(Reason.REFUSED, Reason.EXIT_WAIT),
    )
    silent = make_reading(sentiment=Sentiment.NEU)
    stays = label(
        id="b", kind="none", moment="unclear", first=None, last=None, sentiment="pos", reasons=(), evidence=""
    )
    found = [Case(label=label(reasons=(Reason.REFUSED,)), reading=right), Case(label=stays, reading=silent)]
    values = {measure.name: measure.measure(found) for measure in MEASURES}
    assert values["departure_f1"].value == 1
    assert values["kind_accuracy"].value == 0
    assert values["kind_family_accuracy"].value == 1
    assert values["moment_accuracy"].value == 0
    assert values["leaning_accuracy"].value == 1
    assert values["first_spoken_f1"].value == 0
    assert values["first_tone_accuracy"].n == 0
    assert values["last_tone_accuracy"].value == 1
    assert values["sentiment_accuracy"].value == pytest.approx(1 / 2)
    assert values["reasons_micro_f1"].value == 1  # nobody was asked for exit_wait


def test_an_arrival_is_no_departure(make_reading: Callable[..., Reading]) -> None:
    found = [Case(label=label(kind="arrival"), reading=make_reading(departure=Departure.SWITCH))]
    assert next(one for one in MEASURES if one.name == "departure_precision").value(found).value == 0


def test_reliability_weighs_bins_by_their_size() -> None:
    found = reliability([(0.95, True)] * 3 + [(1.0, False)] + [(0.25, False)] * 4)
    assert [(one.low, one.n) for one in found.bins] == [(0.2, 4), (0.9, 4)]
    assert found.bins[1].said == pytest.approx(0.9625)
    assert found.bins[1].held == pytest.approx(0.75)
    assert found.error == pytest.approx(0.5 * 0.25 + 0.5 * 0.2125)


def test_what_shows_from_a_threshold_on_is_measured_with_its_words(
    make_reading: Callable[..., Reading],
) -> None:
    def reading(probability: float, start: int) -> Reading:
        span = Evidence(start=start, end=start + 5, judgement="moment:last", cue="x", weight=1.0)
        return make_reading(
            departure=Departure.CANCEL,
            departure_probability=probability,
            moment=Moment.LAST,
            moment_probability=probability,
            evidence=(span,),
        )

    beside = LABEL["text"].index("accueil")
    found = [
        Case(label=label(), reading=reading(0.95, 0)),
        Case(label=label(), reading=reading(0.95, beside)),
        Case(label=label(kind="none"), reading=reading(0.95, 0)),
        Case(label=label(kind="none"), reading=reading(0.6, 0)),
    ]
    high = shown(found, 0.9)
    assert high.departures.n == 3
    assert high.departures.value == pytest.approx(2 / 3)
    assert high.moments.value == pytest.approx(2 / 3)
    assert high.words.value == pytest.approx(1 / 2)
    assert shown(found, 0.5).departures.value == pytest.approx(1 / 2)


def test_an_evaluation_tells_languages_apart_and_together() -> None:
    found = evaluations(cases(OWN.values()))
    assert list(found) == ["en", "fr", "all"]
    assert found["all"].n == found["en"].n + found["fr"].n
    assert sum(one.n for one in found["fr"].kinds) == found["fr"].n


def test_the_report_and_its_file_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    written = tmp_path / "measured.json"
    said = "Short reviews, invented."
    code = main([str(OWN["en"]), "--json", str(written), "--date", "2026-03-02", "--data", said])
    content = json.loads(written.read_text(encoding="utf-8"))
    value = content["languages"]["en"]["measures"]["departure_f1"]
    assert code == 0
    assert (content["date"], content["data"]) == ("2026-03-02", said)
    line = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("departure_f1"))
    assert float(line.split()[1]) == pytest.approx(value["value"], abs=0.0006)
    assert line.endswith(f"n={value['n']}")


def test_a_file_of_measures_needs_its_day_and_its_data(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([str(OWN["en"]), "--json", "x.json"])
    assert stopped.value.code == 2
    assert "--json needs --date and --data" in capsys.readouterr().err


def test_labels_that_are_not_there_are_told_in_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.jsonl"]) == 2
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_the_committed_measures_hold_every_measure() -> None:
    content = json.loads((ROOT / "sentiment/measured.json").read_text(encoding="utf-8"))
    assert set(content) == {"date", "version", "data", "languages"}
    for one in content["languages"].values():
        assert list(one["measures"]) == [measure.name for measure in MEASURES]


def as_row(case: Case) -> dict[str, Any]:
    reading = case.reading
    fields = ("departure", "moment", "leaning", "first", "last", "sentiment", "reasons")
    return {"id": case.label.id} | {name: getattr(reading, name) for name in fields}


@pytest.mark.skipif(not (SHARED / "score.py").is_file(), reason="../shared/gold/score.py is not here")
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("gold", ["dev", "own"])
def test_measures_agree_with_the_independent_scorer(tmp_path: Path, gold: str, language: str) -> None:
    path = OWN[language] if gold == "own" else SHARED / "dev.jsonl"
    found = [case for case in cases([path]) if case.label.lang == language]
    readings = tmp_path / "readings.jsonl"
    readings.write_text("".join(json.dumps(as_row(case)) + "\n" for case in found), encoding="utf-8")
    command = [
        sys.executable,
        str(SHARED / "score.py"),
        str(path),
        str(readings),
        "--lang",
        language,
        "--json",
    ]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)  # noqa: S603 — our own interpreter and files
    ours = evaluate(found).measures
    assert theirs.pop("n") == len(found)
    assert set(theirs) == set(ours)
    for name, expected in theirs.items():
        value = ours[name]
        assert {"value": value.value, "low": value.low, "high": value.high, "n": value.n} == pytest.approx(
            expected, abs=0.00006
        ), name
