"""Tone: TextBlob's polarity joined with the cues of feeling."""

import pytest

from sentiment.read import read
from sentiment.reading import Sentiment
from sentiment.tone import Tone, polarity


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Parfait, équipe adorable, je recommande vivement."),
        ("fr", "Aucun problème, résiliation simple et rapide."),
        ("en", "Excellent service, thank you so much!"),
        ("en", "Cancelling was easy and the refund was quick."),
    ],
)
def test_praise_is_positive(language: str, text: str) -> None:
    assert read(text, language).sentiment is Sentiment.POS


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "À fuir, une honte."),
        ("fr", "Résiliation impossible."),
        ("fr", "Je ne recommande pas."),
        ("en", "Avoid. They refused to cancel."),
        ("en", "Total waste of money, never again."),
    ],
)
def test_blame_is_negative(language: str, text: str) -> None:
    assert read(text, language).sentiment is Sentiment.NEG


def test_plain_facts_are_neutral() -> None:
    assert read("La boutique ouvre le mardi.", "fr").sentiment is Sentiment.NEU


def test_a_language_without_analyser_has_no_tone() -> None:
    reading = read("Der Service war furchtbar.", "de")
    assert (reading.tone, reading.sentiment, reading.sentiment_probability) == (None, None, None)
    assert (reading.peak, reading.end) == (None, None)
    assert polarity("furchtbar", "de") is None


def test_french_is_read_by_the_french_analyser() -> None:
    found = polarity("Service parfait", "fr")
    assert found is not None
    assert found > 0


@pytest.mark.parametrize(
    ("value", "label", "probability"),
    [(0.0, "neu", 1.0), (0.1, "neu", 0.5), (-0.05, "neu", 0.75), (0.5, "pos", 0.75), (-1.0, "neg", 1.0)],
)
def test_the_label_and_its_confidence_follow_the_value(value: float, label: str, probability: float) -> None:
    assert Tone(value).label == label
    assert Tone(value).probability == pytest.approx(probability)


def test_peak_is_the_strongest_clause_and_end_the_last_one() -> None:
    reading = read("Une honte, escrocs, à fuir. La boutique ouvre le mardi.", "fr")
    assert reading.peak is not None
    assert reading.peak < -0.9
    assert reading.end == pytest.approx(0, abs=0.1)
