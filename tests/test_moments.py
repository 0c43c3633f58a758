"""Moments: the first, the last, and neither."""

import math

import pytest

from sentiment.moments import BIAS
from sentiment.read import read
from sentiment.reading import Moment


@pytest.mark.parametrize(
    ("language", "moment", "text"),
    [
        ("fr", "last", "Pour résilier il faut envoyer une lettre recommandée et attendre trois mois."),
        ("fr", "last", "Deux mois après ma résiliation je suis encore prélevé, impossible d'être remboursé."),
        ("en", "last", "I tried to cancel my membership and they still charge me after I cancelled."),
        ("fr", "first", "Accueil chaleureux, souscription simple et rapide, de bons conseils."),
        ("en", "first", "Sign up was quick and easy, they answered all my questions."),
        ("en", "last", "I cancelled in March and they kept charging me."),
        ("fr", "first", "On m'avait promis une carte gratuite au devis."),
        ("fr", "unclear", "Le réseau coupe chaque soir, je vais sans doute les quitter."),
        ("fr", "unclear", "Le réseau coupe chaque soir et le prix augmente. Je vais changer de crèmerie."),
    ],
)
def test_the_moment_is_the_one_that_is_judged(language: str, moment: str, text: str) -> None:
    assert read(text, language).moment == moment


def test_both_moments_get_their_own_tone() -> None:
    reading = read(
        "Accueil très chaleureux à l'inscription. Mais impossible de résilier, personne ne répond.", "fr"
    )
    assert reading.first is not None
    assert reading.last is not None
    assert reading.last < 0 < reading.first


def test_a_moment_unspoken_has_no_tone() -> None:
    reading = read("Le réseau coupe souvent.", "fr")
    assert (reading.first, reading.last, reading.moment) == (None, None, Moment.UNCLEAR)


def test_weights_and_bias_are_the_log_odds_against_unclear() -> None:
    reading = read("I tried to cancel my membership. They refused to cancel.", "en")
    weight = sum(evidence.weight for evidence in reading.evidence if evidence.judgement == "moment:last")
    odds = BIAS[Moment.LAST] + weight
    assert reading.moment is Moment.LAST
    assert reading.moment_probability == pytest.approx(
        1 / (1 + math.exp(-odds) + math.exp(BIAS[Moment.FIRST] - odds))
    )
