"""Moments: the first, the last, and neither."""

import math

import pytest

from sentiment import moments, spoken
from sentiment.heard import hear
from sentiment.moments import BIAS
from sentiment.read import read
from sentiment.reading import Moment
from sentiment.terms import SHOWN
from sentiment.weights import learned

REFUSED = "I tried to cancel my membership. They refused to cancel."


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
    reading, found = read(REFUSED, "en"), moments.weighings(hear(REFUSED, "en"), left=True)
    columns = learned("moment", "en")
    assert columns is not None
    length = columns["last"].grams.get("(length)", 0)
    assert found[Moment.LAST].bias == columns["last"].bias + length * len(REFUSED) / 500
    odds = {
        moment: weighing.bias + sum(term.weight for term in weighing.terms)
        for moment, weighing in found.items()
    }
    assert odds[Moment.UNCLEAR] == 0
    assert reading.moment is Moment.LAST
    assert reading.moment_probability == pytest.approx(
        math.exp(odds[Moment.LAST]) / sum(map(math.exp, odds.values()))
    )


def test_the_moment_is_shown_by_its_strongest_words() -> None:
    shown = [one for one in read(REFUSED, "en").evidence if one.judgement == "moment:last"]
    terms = moments.weighings(hear(REFUSED, "en"), left=True)[Moment.LAST].terms
    assert 1 <= len(shown) <= SHOWN
    assert {(one.cue, one.weight) for one in shown} <= {(term.cue, term.weight) for term in terms}
    assert max(one.weight for one in shown) == max(term.weight for term in terms)


def test_who_does_not_leave_is_judged_by_the_cues_alone() -> None:
    found = moments.weighings(hear("Sign up was quick and easy.", "en"), left=False)
    assert {moment: weighing.bias for moment, weighing in found.items()} == BIAS
    assert found[Moment.LAST].terms == ()
    assert read("The food was cold and they never cared.", "en").last is None


@pytest.mark.parametrize(("language", "text"), [("fr", "Je résilie, rien à dire."), ("en", REFUSED)])
def test_what_is_spoken_of_adds_up_too(language: str, text: str) -> None:
    found, columns = spoken.weighings(hear(text, language)), learned("spoken", language)
    assert found is not None
    assert columns is not None
    for moment, weighing in found.items():
        grams = columns[moment].grams
        assert weighing.bias == columns[moment].bias + grams.get("(length)", 0) * len(text) / 500


def test_a_language_without_learned_weights_speaks_of_no_moment() -> None:
    other = hear("Kündigung", "de")
    judged = moments.attributed(other, left=False)
    assert (judged.moment, judged.shown) == (Moment.UNCLEAR, ())
    assert spoken.weighings(other) is None
    assert spoken.speaking(other, judged, left=False) == {Moment.FIRST: [], Moment.LAST: []}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["moment", "spoken"])
def test_a_cue_of_a_moment_speaks_for_it_before_the_other(language: str, name: str) -> None:
    columns = learned(name, language)
    assert columns is not None

    def pull(column: str, moment: str) -> float:
        grams = columns[column].grams
        return grams.get(f"(moment:{moment})", 0.0) + grams.get(f"(moment:{moment} middle)", 0.0)

    assert pull("first", "first") > pull("last", "first")
    assert pull("last", "last") > pull("first", "last")


def test_a_long_text_of_repeats_keeps_the_probability_finite() -> None:
    reading = read("I tried to cancel, refund refused! " * 2000, "en")
    assert 0 < reading.moment_probability <= 1
