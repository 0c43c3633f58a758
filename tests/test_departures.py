"""Departures: each kind in both languages, and what only sounds like one."""

import math

import pytest

from sentiment import departures
from sentiment.departures import LIKELY
from sentiment.heard import hear
from sentiment.read import read
from sentiment.slopes import weighed
from sentiment.terms import SHOWN
from sentiment.weights import Weights

CASES = [
    ("fr", "cancel", "J'ai résilié mon abonnement à la salle la semaine dernière."),
    ("fr", "cancel", "Impossible de me desabonner du magazine, je cherche encore le bouton."),
    ("fr", "cancel", "J'ai demandé la clôture de mon livret."),
    ("fr", "provider_cancel", "Ma commande a été annulée par le vendeur sans un mot."),
    ("fr", "provider_cancel", "Ils ont résilié mon contrat unilatéralement après un seul sinistre."),
    ("fr", "switch", "Je suis parti chez un concurrent, bien moins cher."),
    ("fr", "switch", "J'ai changé d'opérateur le mois dernier."),
    ("fr", "refund_return", "J'ai renvoyé le colis et je demande le remboursement de ma veste."),
    ("fr", "checkout", "Au moment de payer, l'addition comptait deux desserts de trop."),
    ("fr", "leave_intent", "Si ça continue comme ça je vais partir."),
    ("fr", "wont_return", "Nous ne reviendrons plus dans ce restaurant."),
    ("fr", "staff_departure", "Depuis le départ de notre conseillère, plus personne ne suit le dossier."),
    ("fr", "cancel", "J'ai mis fin au contrat en juin."),
    ("fr", "cancel", "Je fermais le compte de ma grand-mère, trois visites pour rien."),
    ("fr", "cancel", "Pour partir : une lettre recommandée et de la patience."),
    ("fr", "cancel", "J'ai tout fait pour partir."),
    ("fr", "provider_cancel", "Le gîte a annulé la veille de notre arrivée."),
    ("fr", "switch", "J'ai signé hier chez un concurrent."),
    ("fr", "leave_intent", "On hésite à renouveler cette année."),
    ("fr", "leave_intent", "Trop cher pour si peu, je me casse."),
    ("fr", "refund_return", "Ils ne veulent pas me rembourser la lampe."),
    ("fr", "checkout", "Sourires à l'accueil et au départ."),
    ("en", "cancel", "They finally let me out of my contract."),
    ("en", "cancel", "I asked twice and they would not close it."),
    ("en", "provider_cancel", "The host cancelled the night before."),
    ("en", "leave_intent", "Prices doubled, so I'm off."),
    ("en", "checkout", "They kept the full deposit over a scratch."),
    ("en", "cancel", "I cancelled my subscription last week."),
    ("en", "cancel", "I asked them to close my account in writing."),
    ("en", "provider_cancel", "Our flight was cancelled two hours before take-off."),
    ("en", "provider_cancel", "They closed my account without a word."),
    ("en", "switch", "We switched to another provider in May."),
    ("en", "refund_return", "I sent the shoes back and I want a full refund."),
    ("en", "checkout", "When we checked out the lift was broken."),
    ("en", "leave_intent", "I am seriously thinking about switching if prices keep rising."),
    ("en", "wont_return", "We will never come back to this place."),
    ("en", "staff_departure", "Our trainer left in June and nobody took over."),
]


@pytest.mark.parametrize(("language", "kind", "text"), CASES)
def test_a_departure_is_found_with_its_kind(language: str, kind: str, text: str) -> None:
    reading = read(text, language)
    assert reading.departure == kind
    assert reading.departure_probability >= LIKELY
    assert any(evidence.judgement == f"departure:{kind}" for evidence in reading.evidence)
    assert reading.leaning is not None


TRAPS = [
    ("fr", "Très contente de ma mutuelle, je pars en vacances tranquille."),
    ("fr", "Le remboursement de soins se fait en deux jours."),
    ("fr", "Je n'ai jamais eu besoin d'annuler quoi que ce soit."),
    ("fr", "Je resterai fidèle à cette enseigne."),
    ("fr", "Toujours pas de retour de leur part sur ma question."),
    ("fr", "Un casque à réduction de bruit active très confortable."),
    ("fr", "Les tarifs à partir de dix euros sont corrects."),
    ("fr", "L'heure de départ du train était bien affichée."),
    ("fr", "Très bel endroit, nous y retournerons sans hésiter."),
    ("fr", "La clôture de la saison fut une belle fête."),
    ("fr", "Départ à l'heure et cabine propre."),
    ("fr", "Je ne reviendrai pas sur le décor, il est connu."),
    ("fr", "J'attends le remboursement de mes séances de kiné."),
    ("en", "It lets me cancel a typo before sending."),
    ("en", "My daughter left for university with their suitcase."),
    ("en", "Easy checkout and a tidy website."),
    ("en", "They lost my parcel twice."),
    ("en", "I filed a claim after surgery and it was paid in a week."),
    ("en", "I would never buy from another shop."),
    ("en", "I never return anything, it always fits."),
    ("en", "The departure gate was well signed."),
    ("en", "I left a review because the waiter was lovely."),
    ("en", "The noise cancelling is superb."),
    ("en", "I never had to cancel anything with them."),
    ("en", "Great plan, I have no reason to leave."),
    ("en", "We left for our vacation with a full tank."),
    ("en", "So glad I switched to them from my old provider."),
]


@pytest.mark.parametrize(("language", "text"), TRAPS)
def test_what_only_sounds_like_leaving_is_none(language: str, text: str) -> None:
    reading = read(text, language)
    assert reading.departure is None
    assert reading.leaning is None
    assert reading.moment != "last"


def test_of_several_kinds_the_nearest_to_the_end_is_told() -> None:
    text = "J'ai résilié mon contrat et je suis parti chez un concurrent. Plus jamais."
    assert read(text, "fr").departure == "cancel"


def test_the_probability_is_the_logistic_of_the_bias_and_the_weights() -> None:
    text = "J'ai résilié mon abonnement et je veux être remboursé."
    reading, found = read(text, "fr"), departures.weighing(hear(text, "fr"))
    odds = found.bias + sum(term.weight for term in found.terms)
    assert reading.departure_probability == pytest.approx(1 / (1 + math.exp(-odds)))
    shown = [one for one in reading.evidence if one.judgement == "departure:cancel"]
    assert 1 <= len(shown) <= SHOWN
    assert {(one.cue, one.weight) for one in shown} <= {(term.cue, term.weight) for term in found.terms}


def test_a_longer_text_starts_from_another_bias() -> None:
    column = Weights(bias=-1.0, grams={"(length)": 0.5})
    short, long = (weighed(column, hear(text, "fr")).bias for text in ("x" * 100, "x" * 5000))
    assert [short, long] == pytest.approx([-0.9, 0.5])


def test_without_learned_weights_and_in_a_brief_text_the_cues_speak_alone() -> None:
    for text, language in (("Ich kündige.", "de"), ("Je pense à mon chat.", "fr")):
        found = departures.weighing(hear(text, language))
        assert (found.bias, found.terms) == (departures.BIAS, ())
    assert departures.departed(hear("Ich kündige.", "de")).kind is None
