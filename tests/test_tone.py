"""Tone: learned weights and cues in one sum that can be checked word by word; TextBlob as the baseline."""

import math
import subprocess
import sys
from itertools import pairwise

import pytest
from textblob import TextBlob

from sentiment.feelings import Told
from sentiment.heard import hear
from sentiment.read import read
from sentiment.reading import Sentiment
from sentiment.terms import SHOWN, Weighing
from sentiment.tone import polarity, textblob_analyzer
from sentiment.weighing import weighing
from sentiment.weights import learned

SAMPLES = [
    (
        "fr",
        "Résiliation faite en deux clics, remboursée le lendemain. Merci à toute l'équipe, je recommande !",
    ),
    ("fr", "Trois mois pour fermer un livret… personne ne rappelle, c'est une honte."),
    ("en", "They were lovely until I wanted to leave: then an hour on hold and a fee nobody mentioned."),
    ("en", "Really happy, the refund came the next day and the agent wished me well :)"),
]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Parfait, équipe adorable, je recommande vivement."),
        ("fr", "Aucun problème, résiliation simple et rapide."),
        ("fr", "RESILIATION RAPIDE, CONSEILLERE TRES GENTILLE, MERCI"),
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
        ("fr", "Toujours pas remboursee apres deux mois, aucune reponse a mes mails"),
        ("en", "Avoid. They refused to cancel."),
        ("en", "Total waste of money, never again."),
        ("en", "Six weeks later and still no refund, they keep sending me in circles."),
    ],
)
def test_blame_is_negative(language: str, text: str) -> None:
    assert read(text, language).sentiment is Sentiment.NEG


@pytest.mark.parametrize(
    ("language", "plain", "denied"),
    [
        (
            "fr",
            "Le conseiller était aimable et compétent.",
            "Le conseiller n'était pas aimable ni compétent.",
        ),
        ("fr", "Je suis satisfait du service.", "Je ne suis pas satisfait du service."),
        ("en", "The agent was helpful and polite.", "The agent was not helpful and never polite."),
        ("en", "I am happy with the service.", "I am not happy with the service."),
    ],
)
def test_a_negation_turns_praise(language: str, plain: str, denied: str) -> None:
    praise, blame = read(plain, language).tone, read(denied, language).tone
    assert praise is not None
    assert blame is not None
    assert praise > 0 > blame


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Accueil charmant et très bons conseils, mais impossible de résilier, une honte."),
        (
            "en",
            "Signing up was quick and the staff were lovely, but cancelling was a nightmare, rude and useless.",
        ),
    ],
)
def test_after_a_contrast_the_clause_is_felt_by_itself(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.end is not None
    assert reading.end < -0.5
    assert reading.first is not None
    assert reading.last is not None
    assert reading.first > reading.last


@pytest.mark.parametrize(("language", "text"), SAMPLES)
def test_the_weights_and_the_bias_are_the_log_odds(language: str, text: str) -> None:
    columns = learned("tone", language)
    assert columns is not None
    heard = hear(text, language)
    told = Told(text=text, language=language, clauses=heard.clauses, matches=heard.matches)
    found = weighing(told, columns["good"])
    reading = read(text, language)
    assert reading.tone == pytest.approx(
        math.tanh((found.bias + sum(term.weight for term in found.terms)) / 2)
    )
    assert all(0 <= term.start < term.end <= len(text) for term in found.terms)


@pytest.mark.parametrize(("language", "text"), SAMPLES)
def test_a_feeling_is_shown_by_its_strongest_words_apart_from_each_other(language: str, text: str) -> None:
    reading = read(text, language)
    shown = [one for one in reading.evidence if one.judgement == f"tone:{reading.sentiment}"]
    assert 1 <= len(shown) <= SHOWN
    assert all(one.weight > 0 for one in shown)
    assert all(left.end <= right.start for left, right in pairwise(shown))


def test_an_n_gram_weighs_once_however_often_it_is_met() -> None:
    columns = learned("tone", "fr")
    assert columns is not None

    def weighed(text: str) -> Weighing:
        return weighing(Told(text=text, language="fr", clauses=[], matches=[]), columns["good"])

    assert weighed("nul").odds == pytest.approx(weighed("nul, nul, nul").odds)


@pytest.mark.parametrize("text", ["", "😐", "zyxwvut", "___", "、"])
def test_what_no_word_tells_is_neutral(text: str) -> None:
    reading = read(text, "fr")
    assert reading.sentiment is Sentiment.NEU
    assert not [one for one in reading.evidence if one.judgement.startswith("tone:")]


@pytest.mark.parametrize(
    ("language", "plain", "worn"),
    [
        (
            "fr",
            "Service parfait, merci à l'équipe",
            "<p>Service&nbsp;parfait,<br/>merci &agrave; l'équipe</p>",
        ),
        ("fr", "Très déçue, à éviter", "TRES DECUE!!!!! A EVITER!!!!!"),
        ("en", "Terrible support, avoid", "<div class='r'>Terrible&nbsp;support,<br>AVOID</div>"),
    ],
)
def test_leftovers_of_html_shouting_and_lost_accents_keep_the_side(
    language: str, plain: str, worn: str
) -> None:
    assert read(worn, language).sentiment is read(plain, language).sentiment is not Sentiment.NEU


def test_peak_is_the_strongest_clause_and_end_the_last_one() -> None:
    reading = read("Une honte, escrocs, à fuir. La boutique ouvre le mardi.", "fr")
    assert reading.peak is not None
    assert reading.peak < -0.9
    assert reading.end is not None
    assert abs(reading.end) < abs(reading.peak)


@pytest.mark.parametrize("analyser", ["learned", "textblob"])
def test_a_language_without_analyser_has_no_tone(analyser: str) -> None:
    reading = read("Der Service war furchtbar.", "de", "textblob" if analyser == "textblob" else "learned")
    assert (reading.tone, reading.sentiment, reading.sentiment_probability) == (None, None, None)
    assert (reading.peak, reading.end) == (None, None)


def test_textblob_has_no_polarity_for_a_language_it_does_not_speak() -> None:
    assert polarity("furchtbar", "de") is None


def test_the_baseline_is_still_there_and_gives_another_tone() -> None:
    text = "Parfait, équipe adorable, je recommande vivement."
    learned_one, baseline = read(text, "fr"), read(text, "fr", "textblob")
    assert baseline.sentiment is Sentiment.POS
    assert baseline.tone != learned_one.tone
    assert baseline.version != learned_one.version
    assert baseline.departure == learned_one.departure


def test_the_baseline_is_neutral_up_to_a_tenth() -> None:
    reading = read("La boutique ouvre le mardi.", "fr", "textblob")
    assert (reading.sentiment, reading.sentiment_probability) == (Sentiment.NEU, 1.0)


@pytest.mark.parametrize(("language", "text"), SAMPLES)
def test_textblob_takes_our_analyser_and_hears_the_same(language: str, text: str) -> None:
    felt = TextBlob(text, analyzer=textblob_analyzer(language)).sentiment
    reading = read(text, language)
    assert felt == (reading.tone, reading.sentiment, reading.sentiment_probability)
    assert felt.polarity == reading.tone


def test_textblob_gets_no_analyser_for_a_language_without_weights() -> None:
    with pytest.raises(ValueError, match="no learned weights for 'de'; known: en, fr"):
        textblob_analyzer("de")


def test_reading_with_learned_weights_never_loads_textblob() -> None:
    code = (
        "import sys; from sentiment.read import read; read('Une honte.', 'fr'); read('Awful.', 'en');"
        "print(sorted({'textblob', 'textblob_fr', 'nltk', 'numpy', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 — our own code
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Inscription rapide, conseiller adorable. Mais pour résilier, un enfer : personne ne répond, une honte.",
        ),
        (
            "fr",
            "L'accueil était parfait et souriant. Résiliation impossible, ils continuent à me prélever, arnaque.",
        ),
        (
            "en",
            "Signing up was quick and the adviser was lovely. Cancelling was a nightmare, they kept charging me.",
        ),
    ],
)
def test_a_charming_start_stays_charming_before_an_awful_end(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.first is not None
    assert reading.last is not None
    assert reading.first > 0 > reading.last


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "fr",
            "Accueil glacial, inscription interminable. La résiliation, elle, s'est faite en deux clics, parfait, merci.",
        ),
        (
            "en",
            "Cold welcome and a dreadful sign-up. Cancelling was quick and easy, they thanked me, perfect.",
        ),
    ],
)
def test_a_kind_end_stays_kind_after_a_cold_start(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.first is not None
    assert reading.last is not None
    assert reading.first < 0 < reading.last
