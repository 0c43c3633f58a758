"""Speak the reader's language: gettext catalogues read straight from the .po files people edit."""

from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from scraper.told import Told

LOCALES = Path(__file__).parent / "locales"
NAMES = {"fr": "Français", "en": "English"}


def N_(message: str) -> str:  # noqa: N802 - the name gettext tools look for
    """Mark a message for translators; it is translated later, where the language is known."""
    return message


@lru_cache
def catalogue(language: str) -> NullTranslations:
    """Return the messages of a language; a language without a catalogue speaks the English of the code."""
    source = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if not source.exists():
        return NullTranslations()
    compiled = BytesIO()
    with source.open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The messages of one language ("fr" or "en")."""

    language: str

    def gettext(self, message: str, /, **values: str | int) -> str:
        """Translate a message, then fill its ``%(name)s`` places; a per cent sign is written ``%%``."""
        return catalogue(self.language).gettext(message) % values

    def ngettext(self, one: str, many: str, count: int, /, **values: str | int) -> str:
        """Translate the form that fits ``count``, then fill its places."""
        return catalogue(self.language).ngettext(one, many, count) % values

    def told(self, sentence: Told, /) -> str:
        """Translate a sentence of the scraper, and those within it."""
        values = {
            name: self.told(value) if isinstance(value, Told) else value for name, value in sentence.values
        }
        return catalogue(self.language).gettext(sentence.message) % values
