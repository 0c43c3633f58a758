"""Take out of a text what would tell who wrote it: e-mails, phone numbers, IBANs, card numbers; and name authors by pseudonym."""

import hmac
import re
import unicodedata
from hashlib import sha256

_GAP = r"[ .\-\u00a0\u202f]"
_EMAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]++@(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}\b")
# Lengths from the SWIFT IBAN registry, of the countries French and English customers bank in.
_IBAN_LENGTHS = {"FR": 27, "MC": 27, "BE": 16, "LU": 20, "CH": 21, "DE": 22, "ES": 24, "IT": 27, "PT": 25, "NL": 18, "GB": 22, "IE": 22, "AT": 20, "PL": 28}  # fmt: skip
_IBAN = re.compile(
    r"\b(?:"
    + "|".join(
        rf"{country}\d{{2}}(?:[ \-\u00a0]?[A-Z0-9]){{{size - 4}}}" for country, size in _IBAN_LENGTHS.items()
    )
    + r")(?![A-Z0-9])",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![\d.,])[3-6]\d{3}(?:[ \-\u00a0]?\d){9,15}(?![\d])")
_NO_AMOUNT = r"(?!\d|[.,]\d|\s?(?:€|\$|£|%|eur\b|euros?\b|k€))"
_PHONES = (
    # French, with the same gap throughout ("06 12 34 56 78", "+33 (0)6.12.34.56.78"); a date has two lengths
    rf"(?:(?:\+|00)33{_GAP}?(?:\(0\))?{_GAP}?|0)[1-9]((?:{_GAP}|/)?)\d\d(?:\1\d\d){{3}}",
    # any other country, when it says so with + or 00
    rf"(?:\+|\b00)[1-9]\d{{0,2}}{_GAP}?(?:\(\d{{1,4}}\){_GAP}?)?\d{{1,4}}(?:{_GAP}?\d{{2,4}}){{2,4}}",
    # national numbers in groups: British, Belgian, Swiss, and French mobiles by threes
    rf"0\d{{1,4}}{_GAP}\d{{3,4}}{_GAP}?\d{{3,4}}",
    rf"0\d{{2,3}}{_GAP}\d{{2,3}}{_GAP}\d{{2}}{_GAP}\d{{2}}",
    # North American
    r"(?:1[ .\-])?(?:\(\d{3}\) ?|\d{3}[.\-])\d{3}[.\-]\d{4}",
)
_PHONE = tuple(re.compile(rf"(?<![\w+.,/-]){shape}{_NO_AMOUNT}", re.IGNORECASE) for shape in _PHONES)


def redact(text: str) -> str:
    """Replace what identifies a person by a mark in brackets, in time linear in the text."""
    if "@" in text:
        text = _EMAIL.sub("[e-mail]", text)
    text = _IBAN.sub("[iban]", text)
    text = _CARD.sub(_card, text)
    for phone in _PHONE:
        text = phone.sub("[téléphone]", text)
    return text


def pseudonym(author: str, source: str, key: bytes) -> str | None:
    """Return a stable name that only the holder of the key can compute; None for "Anonymous" and the like."""
    name = " ".join(unicodedata.normalize("NFKC", author).casefold().split())
    if not name or name in _NOBODY:
        return None
    return keyed_hash(key, "author", source, name)[:16]


def keyed_hash(key: bytes, *parts: str) -> str:
    """Return a hexadecimal hash of the parts, whose borders count, that cannot be guessed without the key."""
    message = b"".join(len(part).to_bytes(8, "big") + part.encode("utf-8", "surrogatepass") for part in parts)
    return hmac.new(key, message, sha256).hexdigest()


_NOBODY = {
    "anonymous", "anonyme", "anonym", "anonymous user", "utilisateur anonyme", "client anonyme", "guest", "invité",
    "client", "customer", "un client", "a customer", "unknown", "inconnu", "n/a", "na", "none", "null", "-",
}  # fmt: skip


def _card(match: re.Match[str]) -> str:
    digits = [int(sign) for sign in match[0] if sign.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[-2::-2])
    luhn = (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0
    return "[carte]" if luhn else match[0]
