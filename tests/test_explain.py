"""`explain --jsonl` is a contract: order, count, keys, and spans that hold."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aurevoir.explain import added_up, explained, marked
from sentiment.read import read
from sentiment.sums import sums

KEYS = {
    "id", "language", "departure", "departure_probability", "moment", "leaning", "moment_probability", "tone", "sentiment",
    "first", "last", "peak", "end", "reasons", "channels", "would_return", "would_recommend", "evidence", "version",
}  # fmt: skip
LEAVING = "J'ai voulu résilier mon abonnement : courrier recommandé exigé, puis prélevé deux mois après. 😡\nPlus jamais !"


def explain(*rows: object) -> list[dict[str, Any]]:
    lines = [json.dumps(row).encode() for row in rows]
    return [json.loads(line.printed) for line in explained(enumerate(lines, 1))]


def test_every_key_of_the_contract_is_there_and_no_other() -> None:
    (row,) = explain({"id": "a", "text": LEAVING})
    assert set(row) == KEYS
    assert row["id"] == "a"
    assert row["departure"] == "cancel"


def test_spans_point_into_the_text_accents_emoji_and_line_breaks_included() -> None:
    (row,) = explain({"id": 1, "text": LEAVING})
    spans = row["evidence"]
    assert isinstance(spans, list)
    assert spans
    for span in spans:
        assert LEAVING[span["start"] : span["end"]] == span["text"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.fixed_dictionaries({"id": st.integers(), "text": st.text(max_size=200)}), max_size=5))
def test_order_and_count_are_kept_and_every_span_holds(rows: list[dict[str, object]]) -> None:
    read_rows = explain(*rows)
    assert [row["id"] for row in read_rows] == [row["id"] for row in rows]
    for before, after in zip(rows, read_rows, strict=True):
        assert all(
            str(before["text"])[span["start"] : span["end"]] == span["text"] for span in after["evidence"]
        )


def test_a_language_that_is_given_wins() -> None:
    (row,) = explain({"id": 1, "text": "Merci", "language": "fr"})
    assert row["language"] == "fr"


def test_a_broken_line_is_told_and_the_others_are_read() -> None:
    raw = [
        b'{"id": 1, "text": "Bonjour"}',
        b"{not json",
        b"",
        b'{"id": 3}',
        b'["a"]',
        b'{"id": 4, "text": "\xff caf\xe9"}',
    ]
    lines = list(explained(enumerate(raw, 1)))
    assert [json.loads(line.printed)["id"] for line in lines] == [1, None, 3, None, 4]
    assert [line.fault.partition(":")[0] for line in lines] == ["", "line 2", "line 4", "line 5", ""]


def test_a_lone_surrogate_survives_as_json() -> None:
    (line,) = explained(enumerate([b'{"id": 1, "text": "je r\\u00e9silie \\ud800 demain"}'], 1))
    line.printed.encode()
    assert json.loads(line.printed)["departure"] == "cancel"


def test_marked_words_are_the_evidence_and_cannot_fool_a_terminal() -> None:
    text = "Impossible de résilier \x1b[31m chez eux."
    shown = marked(text, read(text), "[", "]")
    assert "\x1b" not in shown
    assert "[" in shown


@pytest.mark.parametrize(
    "text", [LEAVING, "They let me cancel online in two minutes and refunded me the same day, great!"]
)
def test_bias_and_words_are_the_log_odds_of_every_judgement(text: str) -> None:
    reading = read(text)
    found = sums(text, reading)
    odds = {name: one.bias + math.fsum(term.weight for term in one.terms) for name, one in found.items()}
    assert reading.departure_probability == pytest.approx(1 / (1 + math.exp(-odds["departure"])))
    assert reading.tone == pytest.approx(math.tanh(odds["tone"] / 2))
    assert {f"reason:{reason}" for reason in reading.reasons} <= set(found)
    assert all(odds[f"reason:{reason}"] >= 0 for reason in reading.reasons)
    against = [0.0, odds["moment:first"], odds["moment:last"]]
    chances = [math.exp(one) / math.fsum(map(math.exp, against)) for one in against]
    assert reading.moment_probability == pytest.approx(max(chances))


def test_the_sums_are_told_word_by_word() -> None:
    lines = list(added_up(LEAVING, read(LEAVING, "fr")))
    assert lines[0].startswith("departure: ")
    assert any("résilier" in line for line in lines)
