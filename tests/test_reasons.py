"""Reasons, channels, and whether the writer would come back."""

import pytest

from sentiment.read import read

CASES = [
    ("fr", "hard_procedure", "Impossible de résilier, c'est un parcours du combattant."),
    ("fr", "phone_only", "Pour résilier il faut obligatoirement appeler un numéro surtaxé."),
    ("fr", "letter_required", "Résiliation uniquement par courrier recommandé avec accusé."),
    ("fr", "no_answer", "J'ai résilié par mail, aucune réponse."),
    ("fr", "retention_pressure", "Je résilie mais le service fidélisation insiste lourdement."),
    ("fr", "exit_fees", "Des frais de résiliation de cent euros."),
    ("fr", "billed_after", "Je suis prélevé chaque mois alors que j'ai résilié."),
    ("fr", "refund_problem", "Commande annulée, toujours pas remboursée."),
    ("fr", "threats", "J'ai résilié et ils m'envoient une société de recouvrement."),
    ("fr", "return_dispute", "Ils refusent le retour du produit, il est à mes frais."),
    ("fr", "refused", "Ils refusent ma résiliation."),
    ("fr", "cancelled_by_company", "Ma réservation a été annulée."),
    ("fr", "exit_wait", "Une heure d'attente pour payer en quittant l'hôtel."),
    ("fr", "bill_shock", "Au moment de payer, une addition salée."),
    ("fr", "easy_exit", "Résiliation simple et rapide."),
    ("fr", "quick_refund", "Article renvoyé, remboursé rapidement."),
    ("fr", "kind_goodbye", "Au départ on nous a remerciés, dans l'hôtel tout le monde souriait en partant."),
    ("fr", "door_open", "J'ai résilié mais je reviendrai peut-être un jour."),
    ("fr", "warm_welcome", "Accueil chaleureux."),
    ("fr", "cold_welcome", "Accueil glacial."),
    ("fr", "easy_start", "Souscription très simple."),
    ("fr", "hard_start", "Impossible de m'inscrire sur le site."),
    ("fr", "no_callback", "On devait me rappeler, jamais rappelé."),
    ("fr", "misleading_promise", "Publicité mensongère."),
    ("fr", "late_first_delivery", "Ma première commande n'est jamais arrivée."),
    ("fr", "good_advice", "Le conseiller a pris le temps de m'expliquer, bien conseillé."),
    ("fr", "lack_questioning", "D'après eux c'est toujours de ma faute."),
    ("fr", "lack_gratitude", "Aucune reconnaissance pour les anciens."),
    ("fr", "lack_means", "Manque de personnel évident."),
    ("fr", "lack_vision", "On est pris en otage."),
    ("fr", "lack_ambition", "Ils se reposent sur leurs lauriers."),
    ("fr", "lack_lucidity", "On trouve moins cher ailleurs."),
    ("fr", "lack_opportunism", "Je serais prêt à payer plus pour un vrai suivi."),
    ("fr", "lack_strategy", "Troisième intervention, du bricolage."),
    ("fr", "lack_communication", "Aucune information, personne ne sait."),
    ("fr", "lack_followup", "Pas un geste, pas d'excuses."),
    ("en", "hard_procedure", "It is impossible to cancel this membership."),
    ("en", "phone_only", "You have to call them to cancel."),
    ("en", "letter_required", "To leave I had to send a certified letter, then they closed my account."),
    ("en", "no_answer", "I cancelled my plan and got no reply."),
    ("en", "retention_pressure", "The retention department begged me not to cancel my plan."),
    ("en", "exit_fees", "A cancellation fee of ninety dollars."),
    ("en", "billed_after", "I cancelled my plan and they still charge me."),
    ("en", "refund_problem", "Still waiting for my refund."),
    ("en", "threats", "I cancelled my plan and they sent me to collections."),
    ("en", "return_dispute", "They refuse to accept the return."),
    ("en", "refused", "They refused to cancel my contract."),
    ("en", "cancelled_by_company", "Our booking was cancelled."),
    ("en", "exit_wait", "A forty minute queue to check out."),
    ("en", "bill_shock", "Leaving the hotel we found hidden fees on top: the bill was wrong."),
    ("en", "easy_exit", "Cancellation was easy, my plan ended at once. I cancelled my plan online."),
    ("en", "quick_refund", "Returned the item and got a full refund immediately."),
    ("en", "kind_goodbye", "They thanked us warmly when we left the hotel."),
    ("en", "door_open", "I cancelled my plan, sad to leave."),
    ("en", "warm_welcome", "A warm welcome."),
    ("en", "cold_welcome", "The receptionist was rude."),
    ("en", "easy_start", "Sign up was very easy."),
    ("en", "hard_start", "I was unable to register."),
    ("en", "no_callback", "They never called me back."),
    ("en", "misleading_promise", "False advertising."),
    ("en", "late_first_delivery", "My order never arrived."),
    ("en", "good_advice", "She answered all my questions."),
    ("en", "lack_questioning", "They blame the customer."),
    ("en", "lack_gratitude", "They do not value existing customers."),
    ("en", "lack_means", "The branch is understaffed."),
    ("en", "lack_vision", "They are holding me hostage."),
    ("en", "lack_ambition", "This place has gone downhill."),
    ("en", "lack_lucidity", "Everything is overpriced."),
    ("en", "lack_opportunism", "I would pay more for a proper service."),
    ("en", "lack_strategy", "A botched repair."),
    ("en", "lack_communication", "No communication at all."),
    ("en", "lack_followup", "Not even an apology."),
]


@pytest.mark.parametrize(("language", "reason", "text"), CASES)
def test_each_reason_is_heard(language: str, reason: str, text: str) -> None:
    reading = read(text, language)
    assert reason in reading.reasons
    assert any(evidence.judgement == f"reason:{reason}" for evidence in reading.evidence)


def test_a_denied_reason_is_not_heard() -> None:
    assert "exit_fees" not in read("J'ai résilié sans frais de résiliation.", "fr").reasons


def test_reasons_for_leaving_need_someone_who_leaves() -> None:
    assert (
        "refund_problem"
        not in read("Mutuelle lente : remboursement de soins toujours en attente.", "fr").reasons
    )


@pytest.mark.parametrize(
    ("language", "channels", "text"),
    [
        ("fr", ("phone", "email", "letter"), "J'ai téléphoné, envoyé un mail puis une lettre."),
        (
            "fr",
            ("in_person", "web", "chat", "social"),
            "En boutique, sur leur site internet, par chat et sur Facebook.",
        ),
        ("en", ("phone", "email", "letter"), "I spoke on the phone, sent an email and then a letter."),
        (
            "en",
            ("in_person", "web", "chat", "social"),
            "In person, on their website, by live chat and on Twitter.",
        ),
    ],
)
def test_channels_are_named(language: str, channels: tuple[str, ...], text: str) -> None:
    assert read(text, language).channels == channels


@pytest.mark.parametrize(
    ("language", "text", "would_return", "would_recommend"),
    [
        ("fr", "Nous reviendrons avec plaisir, je recommande vivement.", True, True),
        ("fr", "Je ne reviendrai pas. À fuir.", False, False),
        ("fr", "Le magasin est grand.", None, None),
        ("en", "We will definitely come back, highly recommend.", True, True),
        ("en", "Never going back. I would not recommend.", False, False),
        ("en", "The shop is large.", None, None),
    ],
)
def test_coming_back_and_recommending(
    language: str, text: str, would_return: bool | None, would_recommend: bool | None
) -> None:
    reading = read(text, language)
    assert (reading.would_return, reading.would_recommend) == (would_return, would_recommend)


@pytest.mark.parametrize(
    ("language", "text", "reason"),
    [
        ("fr", "Résilié en trois minutes depuis l'appli, terminé.", "easy_exit"),
        ("fr", "J'ai fermé ma ligne, ils n'ont pas cherché à me retenir.", "easy_exit"),
        ("fr", "Contrat arrêté en mai, trop-perçu viré en quatre jours.", "quick_refund"),
        (
            "fr",
            "J'ai résilié pour cause de mutation, on m'a dit merci et souhaité une bonne route.",
            "kind_goodbye",
        ),
        ("fr", "Je les quitte pour un déménagement, je reviendrai sans hésiter.", "door_open"),
        ("en", "Cancelled in two clicks from the app, done.", "easy_exit"),
        ("en", "I closed my account with no exit fee and no sob story.", "easy_exit"),
        ("en", "Cancelled on Monday, deposit back within days.", "quick_refund"),
        ("en", "I had to cancel and they wished me luck.", "kind_goodbye"),
        ("en", "Cancelled because we moved, I would come back in a heartbeat.", "door_open"),
    ],
)
def test_a_kind_exit_told_drily_sounds_kind(language: str, text: str, reason: str) -> None:
    reading = read(text, language)
    assert reason in reading.reasons
    assert reading.last is not None
    assert reading.last > 0
