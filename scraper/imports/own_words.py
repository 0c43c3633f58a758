"""Cut a message down to what its author wrote: no quoted history, no signature."""

import re

_QUOTED = re.compile(r"^\s*>")
_WROTE = re.compile(
    r"^\W{0,3}(?:Le|On|Am|El)\b.{3,300}(?:a écrit|wrote|schrieb|escribió)\W*$", re.IGNORECASE | re.DOTALL
)
_SAID_BY = re.compile(r"^.{3,200}\b(?:a écrit|wrote)\s*:\s*$")  # "Yesterday at 15:02, Ada wrote:"
_HISTORY = re.compile(r"^\W*(?:-{2,}|_{5,})\s*(?:Original Message|Message d[’']origine|Message original|Forwarded message|Message transféré)", re.IGNORECASE)  # fmt: skip
_SENDER = re.compile(r"^\W{0,3}(?:De|From|Von)\s?:\s?\S", re.IGNORECASE)
_SENT = re.compile(r"^\W{0,3}(?:Envoyé|Sent|Date|Gesendet|À|To|Objet|Subject)\W{0,3}:", re.IGNORECASE)
_RULE = re.compile(r"^\s*[_-]{10,}\s*$")  # that Outlook draws above a history
_SIGNED = re.compile(r"^-- ?$")
_DEVICE = re.compile(
    r"^(?:Envoyé (?:de|depuis|à partir)|Sent (?:from|via)|Get Outlook for|Télécharger Outlook|Obtenir Outlook)\b.{0,80}$",
    re.IGNORECASE,
)


def own_words(text: str) -> str:
    """Return the author's own words of a plain text message.

    Quoted lines go wherever they stand; what follows the head of a history that is not marked line by line
    (« Le … a écrit : », "-----Original Message-----", « De : … Envoyé : ») goes whole.
    """
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").split("\n")]
    kept: list[str] = []
    place = 0
    while place < len(lines):
        if _SIGNED.match(lines[place]) or _begins_history(lines, place):
            break
        size = _attribution(lines, place)
        if size and not _quote_follows(lines, place + size):
            break
        if not (size or _QUOTED.match(lines[place]) or _DEVICE.match(lines[place])):
            kept.append(lines[place])
        place += max(size, 1)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()


def _begins_history(lines: list[str], place: int) -> bool:
    if _RULE.match(lines[place]) and place + 1 < len(lines):
        return _begins_history(lines, place + 1)
    if _HISTORY.match(lines[place]):
        return True
    return bool(_SENDER.match(lines[place])) and any(
        _SENT.match(line) for line in lines[place + 1 : place + 4]
    )


def _attribution(lines: list[str], place: int) -> int:
    """Return how many lines say who wrote what is quoted next; mail programs fold them in two or three."""
    if not lines[place].strip():
        return 0
    for size in (1, 2, 3):
        if _WROTE.match(" ".join(lines[place : place + size])):
            return size
    said = _SAID_BY.match(lines[place]) and _quote_follows(lines, place + 1)
    return 1 if said else 0


def _quote_follows(lines: list[str], place: int) -> bool:
    after = next((line for line in lines[place : place + 4] if line.strip()), "")
    return bool(_QUOTED.match(after))
