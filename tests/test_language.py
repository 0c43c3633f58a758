"""The language of a text."""

import pytest

from sentiment.language import language, named


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Je n'ai jamais réussi à résilier mon abonnement à la salle de sport, c'est honteux.", "fr"),
        ("I never managed to cancel my gym membership and nobody answers the phone.", "en"),
        ("JE VEUX RESILIER MON CONTRAT ET PERSONNE NE REPOND", "fr"),
        ("Je pars chez un concurrent", "fr"),
        ("I want my money back", "en"),
        ("Ich möchte meinen Vertrag kündigen, aber niemand antwortet auf meine Briefe.", "de"),
        ("Quiero darme de baja y nadie contesta al teléfono desde hace semanas.", "es"),
    ],
)
def test_a_sentence_is_known_by_its_words(text: str, expected: str) -> None:
    assert language(text) == expected


@pytest.mark.parametrize("text", ["", "ok", "😀😀😀", "\x00\x00", "123 456", "!!!", "\ud800"])
def test_too_little_to_tell_is_no_language(text: str) -> None:
    assert language(text) is None


def test_a_language_tag_is_reduced_to_its_language() -> None:
    assert [named("fr-CA"), named(" EN_us "), named("de")] == ["fr", "en", "de"]
