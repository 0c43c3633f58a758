"""Reading any text: bounded, repeatable, and with words to show for it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sentiment.read import read, version
from sentiment.reading import Reading, Sentiment

SENTENCES = (
    "je ne veux pas résilier mon abonnement mais remboursé accueil chaleureux plus jamais l’addition impossible 😀",
    "I cancelled my plan refund never again welcome but until the bill was wrong payer départ",
)
WORDS = st.sampled_from(["\n", ".", "!", "\x00", *(word for line in SENTENCES for word in line.split())])
TEXTS = st.one_of(
    st.text(st.characters(codec=None)),
    st.text(),
    st.lists(WORDS, max_size=40).map(" ".join),
)


def sound(text: str, reading: Reading) -> None:
    spans = [(one.start, one.end, one.judgement) for one in reading.evidence]
    assert spans == sorted(spans)
    assert len(set(reading.evidence)) == len(reading.evidence)
    for start, end, _ in spans:
        assert 0 <= start < end <= len(text)
        assert not text[start].isspace()
    for share in (reading.departure_probability, reading.moment_probability, reading.sentiment_probability):
        assert share is None or 0 <= share <= 1
    for tone in (reading.tone, reading.first, reading.last, reading.peak, reading.end):
        assert tone is None or -1 <= tone <= 1
    assert (reading.leaning is None) == (reading.departure is None)
    if reading.sentiment in {Sentiment.NEG, Sentiment.POS}:
        assert any(one.judgement == f"tone:{reading.sentiment}" for one in reading.evidence)


@settings(deadline=None)
@given(TEXTS, st.sampled_from([None, "fr", "en", "de"]))
def test_any_text_gets_a_sound_and_repeatable_reading(text: str, language: str | None) -> None:
    reading = read(text, language)
    sound(text, reading)
    assert reading == read(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "😀👍",
        "\x00\x00\x00",
        "ok",
        "\ud800 résilié \udfff",
        "r é s i l i e r",
        "JE VEUX RESILIER MON CONTRAT !!!!!!!!!",
        "\u200fJ'ai re\u0301silie\u0301 mon abonnement\u200f",
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    sound(text, read(text))


@pytest.mark.parametrize(
    "piece",
    [
        "je ",
        "a",
        " ",
        "\n",
        "!",
        "résilier ",
        "pas ",
        "cancel my ",
        "l'",
        "😀",
        "(",
        "é\u0301",
        "never. ",
        "mais ",
        "pas !",
        "nul. ",
    ],
)
def test_long_monotonous_texts_take_linear_work(piece: str) -> None:
    text = piece * (100_000 // len(piece))  # in quadratic time, minutes
    sound(text, read(text, "en" if "c" in piece or "v" in piece else "fr"))


@pytest.mark.parametrize("sign", ["!", "a", " ", "? "])
def test_a_megabyte_is_read(sign: str) -> None:
    text = sign * (1_000_000 // len(sign))
    sound(text, read(text, "fr"))


def test_fifty_thousand_different_words_are_read() -> None:
    text = " ".join(f"mot{number} {'pas' if number % 7 else 'résilier'}" for number in range(25_000))
    sound(text, read(text, "fr"))


def test_shouting_and_missing_accents_change_nothing() -> None:
    plain = read("J'ai résilié mon abonnement, aucune réponse", "fr")
    shout = read("J'AI RESILIE MON ABONNEMENT, AUCUNE REPONSE", "fr")
    assert (plain.departure, plain.reasons, plain.moment) == (shout.departure, shout.reasons, shout.moment)


def test_the_language_that_is_given_wins() -> None:
    assert read("Service parfait et rapide, merci à toute l'équipe", "en").language == "en"
    assert read("Service parfait et rapide, merci à toute l'équipe").language == "fr"
    assert read("J'ai résilié", "fr-CA").language == "fr"


def test_every_judgement_that_is_not_a_default_has_words() -> None:
    reading = read("J'ai résilié mon contrat par téléphone : une honte, je ne reviendrai pas, à fuir.", "fr")
    topics = {one.judgement.partition(":")[0] for one in reading.evidence}
    assert topics >= {"departure", "moment", "tone", "channel", "would_return", "would_recommend"}


def test_the_version_names_words_and_analyser() -> None:
    assert read("Bonjour").version == version()
    assert version().endswith("-learned")
    assert version("textblob").endswith("-textblob")
