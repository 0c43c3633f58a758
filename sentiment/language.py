"""Tell the language of a text, offline."""

from collections.abc import Callable
from functools import cache

from sentiment.words import words

LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pt")
SURE = 0.5  # probability under which a text is of no language
CERTAIN = 0.9  # probability from which nothing else is asked
SHORT = 12  # words; up to here, and short of certainty, function words have the last word
_READ = 2000  # code points that are looked at
_LETTERS = 4  # fewer are of no language ("ok")

# The commonest words of the two languages that are told apart in short texts, folded.
_FUNCTION_WORDS = {
    "fr": """le la les des du de un une et est je tu il elle nous vous ils ne pas plus pour que qui avec sur dans mon ma
        mes son sa ses ce cette au aux très trop mais jamais toujours sans tout bien bon merci chez cela ça suis sont
        ont était rien aucun après avant sauf ou""",
    "en": """the an and is are was were i you he she we they it to of for with in my your his her this that not no
        never very too but good great from have has had do don t will would can be been their our just all when after
        before at up out so still""",
}


@cache
def _identifier() -> Callable[[str], tuple[str, float]]:
    # Imported on first use: numpy comes with it.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 — see above

    every = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    every.set_languages(list(LANGUAGES))
    # made anew from the languages that are kept: the others' weights, 28 MB, go
    identifier = LanguageIdentifier(
        every.nb_ptc,
        every.nb_pc,
        every.nb_classes,
        every.tk_nextmove,
        every.tk_output,
        norm_probs=True,
        tk_row=every.tk_row,
    )

    def identify(text: str) -> tuple[str, float]:
        name, probability = identifier.classify(text)
        return str(name), float(probability)

    return identify


@cache
def _common(name: str) -> frozenset[str]:
    return frozenset(word.folded for word in words(_FUNCTION_WORDS[name]))


def _by_function_words(found: list[str]) -> str | None:
    counts = {name: sum(word in _common(name) for word in found) for name in _FUNCTION_WORDS}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > sum(counts.values()) / 2 else None


def language(text: str) -> str | None:
    """Tell which of LANGUAGES a text is in; None when it is too short or of none."""
    head = text[:_READ]
    found = [word.folded for word in words(head)]
    if sum(len(word) for word in found if word.isalpha()) < _LETTERS:
        return None
    name, probability = _identifier()(head)
    sure = name if probability >= SURE else None
    if probability >= CERTAIN or (sure and len(found) > SHORT):
        return name
    return _by_function_words(found) or sure


def named(hint: str) -> str:
    """Reduce a language tag to its language: ``fr-CA`` is ``fr``."""
    return hint.strip().lower().replace("_", "-").partition("-")[0]
