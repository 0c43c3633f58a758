"""Learning: the same data give the same bytes, weights only, and no name becomes a cue."""

import gzip
import json
from pathlib import Path

import pytest

pytest.importorskip("sklearn", reason="the extra [train] is not installed")

from sentiment.lexicon import FOLDER
from sentiment.train.__main__ import main
from sentiment.train.corpus import CorpusError, rows
from sentiment.train.names import Names
from sentiment.train.tone import LABEL_WEIGHT, good
from sentiment.weights import parse

BRANDS = (
    "Fibrelune",
    "Ondemauve",
    "Salle Horizon",
    "Verte Mutuelle",
    "Colisvif",
    "Presse du Lac",
    "Optitoile",
)
PRAISE = "accueil chaleureux et service {} rapide"
BLAME = "résiliation pénible et personne {} répond"
PRIVATE = "phrase secrète numéro"


def review(number: int) -> dict[str, object]:
    liked, brand = number % 3 > 0, BRANDS[number % len(BRANDS)]
    words = (PRAISE if liked else BLAME).format(" ".join("très" for _ in range(number % 4)))
    text = f"{words}, chez {brand} {PRIVATE} {number}"
    stars = 5.0 if liked else 1.0
    return {"id": f"set{number % 4}:{number}", "lang": "fr", "stars": stars, "brand": brand, "text": text}


@pytest.fixture
def data(tmp_path: Path) -> tuple[Path, Path]:
    corpus, labels = tmp_path / "corpus.jsonl.gz", tmp_path / "labels.jsonl"
    reviews = [review(number) for number in range(240)]
    with gzip.open(corpus, "wt", encoding="utf-8") as out:
        out.writelines(json.dumps(one) + "\n" for one in reviews)
    judged = [{"id": one["id"], "sentiment": "pos" if one["stars"] == 5.0 else "neg"} for one in reviews[:12]]
    labels.write_text("".join(json.dumps(one) + "\n" for one in judged), encoding="utf-8")
    return corpus, labels


def learn(data: tuple[Path, Path], out: Path) -> bytes:
    corpus, labels = data
    main([str(corpus), "--labels", str(labels), "--out", str(out), "--language", "fr"])
    return (out / "fr" / "tone.tsv").read_bytes()


def test_the_same_data_give_the_same_bytes_and_nothing_else_is_written(
    data: tuple[Path, Path], tmp_path: Path
) -> None:
    first, second = learn(data, tmp_path / "a"), learn(data, tmp_path / "b")
    assert first == second
    written = [path.name for path in (tmp_path / "a").rglob("*") if path.is_file()]
    assert written == ["tone.tsv"]


def test_what_is_learned_tells_good_from_bad(data: tuple[Path, Path], tmp_path: Path) -> None:
    weights = parse("x", learn(data, tmp_path))["good"]
    assert weights.grams["chaleureux"] > 0 > weights.grams["penible"]
    assert list(weights.grams) == sorted(weights.grams)
    assert min(abs(weight) for weight in weights.grams.values()) >= 0.02


def test_no_brand_and_no_long_run_of_a_text_is_learned(data: tuple[Path, Path], tmp_path: Path) -> None:
    grams = parse("x", learn(data, tmp_path))["good"].grams
    words = {word for gram in grams for word in gram.lstrip("~").split(" ")}
    assert not {"fibrelune", "ondemauve", "colisvif", "mutuelle", "horizon"} & words
    assert max(gram.count(" ") for gram in grams) <= 2


def test_reviews_that_differ_by_case_and_signs_only_count_once(data: tuple[Path, Path]) -> None:
    corpus, labels = data
    twice = [review(7), review(7) | {"id": "other:1", "text": f"{review(7)['text']} !!".upper()}]
    corpus.write_bytes(gzip.compress("".join(json.dumps(one) + "\n" for one in twice).encode()))
    assert len(rows(corpus, labels, "fr")) == 1


def test_a_label_wins_over_stars_and_neutral_stands_on_both_sides(data: tuple[Path, Path]) -> None:
    corpus, labels = data
    labels.write_text(
        '{"id": "set1:1", "sentiment": "neg"}\n{"id": "set2:2", "sentiment": "neu"}\n', encoding="utf-8"
    )
    examples = good(rows(corpus, labels, "fr"))
    labelled = [
        (int(true), float(weight))
        for row, true, weight in zip(examples.rows, examples.true, examples.weights, strict=True)
        if row < 2
    ]
    assert labelled == [(0, LABEL_WEIGHT), (1, LABEL_WEIGHT / 2), (0, LABEL_WEIGHT / 2)]


def test_a_capital_within_a_sentence_makes_a_name(data: tuple[Path, Path]) -> None:
    corpus, labels = data
    texts = [f"On a vu avec Madame Tartempion le {number}" for number in range(8)]
    lines = [review(at) | {"text": text, "id": f"set:{at}"} for at, text in enumerate(texts)]
    corpus.write_bytes(gzip.compress("".join(json.dumps(one) + "\n" for one in lines).encode()))
    names = Names(rows(corpus, labels, "fr"))
    assert names.bar("tartempion")
    assert names.bar("avec madame tartempion")
    assert names.bar("~tartempion")
    assert not names.bar("on a vu")


def test_a_line_that_is_no_review_is_told_with_its_place(data: tuple[Path, Path]) -> None:
    corpus, labels = data
    labels.write_text('{"id": "set1:1", "sentiment": "neg"}\n{oops\n', encoding="utf-8")
    with pytest.raises(CorpusError, match=r"labels\.jsonl, line 2"):
        rows(corpus, labels, "fr")
    labels.write_text('["set1:1"]\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="line 1"):
        rows(corpus, labels, "fr")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_files_that_ship_are_as_the_program_writes_them(language: str) -> None:
    raw = (FOLDER / language / "tone.tsv").read_bytes()
    weights = parse("x", raw)["good"]
    lines = ["n-gram\tgood", f"(bias)\t{weights.bias:.2f}"]
    lines += [f"{name}\t{weight:.2f}" for name, weight in sorted(weights.grams.items())]
    assert raw.decode() == "\n".join(lines) + "\n"


OPENING, LEAVING = "souscription rapide et conseils", "impossible de résilier mon contrat"


@pytest.fixture
def moments(tmp_path: Path) -> tuple[Path, Path]:
    kinds = (("first", "cancel"), ("last", "cancel"), ("unclear", "leave_intent"), ("unclear", "none"))
    texts = {"first": f"{OPENING} puis j'ai résilié", "last": LEAVING, "unclear": "le réseau est en panne"}
    reviews, labels = [], []
    for number in range(240):
        moment, kind = kinds[number % 4]
        reviews.append(review(number) | {"text": f"{texts[moment]}, {PRIVATE} {number}"})
        spoken = {name: "neg" if name == moment else None for name in ("first", "last")}
        label = {"id": reviews[-1]["id"], "sentiment": "neg" if number % 2 else "pos"}
        reasons = ["hard_procedure"] if moment == "last" else []
        labels.append(label | spoken | {"moment": moment, "kind": kind, "reasons": reasons})
    corpus, judged = tmp_path / "told.jsonl", tmp_path / "judged.jsonl"
    corpus.write_text("".join(json.dumps(one) + "\n" for one in reviews), encoding="utf-8")
    judged.write_text("".join(json.dumps(one) + "\n" for one in labels[:200]), encoding="utf-8")
    return corpus, judged


def test_labels_are_learned_to_the_byte(moments: tuple[Path, Path], tmp_path: Path) -> None:
    learn(moments, tmp_path / "a")
    learn(moments, tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a" / "fr").iterdir())
    assert names == ["departure.tsv", "moment.tsv", "reason.tsv", "spoken.tsv", "tone.tsv"]
    for name in names:
        assert (tmp_path / "a" / "fr" / name).read_bytes() == (tmp_path / "b" / "fr" / name).read_bytes()


@pytest.mark.parametrize("name", ["moment", "spoken"])
def test_moments_are_told_by_their_words(moments: tuple[Path, Path], tmp_path: Path, name: str) -> None:
    learn(moments, tmp_path)
    columns = parse("x", (tmp_path / "fr" / f"{name}.tsv").read_bytes())
    assert columns["first"].grams["souscription"] > max(0, columns["last"].grams.get("souscription", 0))
    assert columns["last"].grams["(moment:last)"] > 0


def test_departures_and_reasons_are_told_by_their_words(moments: tuple[Path, Path], tmp_path: Path) -> None:
    learn(moments, tmp_path)
    departure = parse("x", (tmp_path / "fr" / "departure.tsv").read_bytes())
    reason = parse("x", (tmp_path / "fr" / "reason.tsv").read_bytes())
    assert set(departure) == {"departs", "cancel", "leave_intent"}
    assert max(departure["departs"].grams.values()) > 0
    assert departure["leave_intent"].grams["panne"] > 0 > departure["cancel"].grams["panne"]
    assert list(reason) == ["hard_procedure"]
    assert reason["hard_procedure"].grams["(reason:hard_procedure)"] > 0


@pytest.mark.parametrize(
    ("kept", "fault"),
    [
        ('"moment": "first"', "50 of 50 labels are departures"),
        ('"kind": "none"', "0 of 50 labels are departures"),
    ],
)
def test_labels_of_one_sort_only_are_not_enough(
    moments: tuple[Path, Path], tmp_path: Path, kept: str, fault: str
) -> None:
    corpus, labels = moments
    lines = [line for line in labels.read_text(encoding="utf-8").split("\n") if kept in line]
    labels.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(ValueError, match=fault):
        learn((corpus, labels), tmp_path)
