"""Read a correction from the words of a row or of a command, telling all that is wrong with them."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping

from aurevoir.correction import KINDS, Correction, Feeling
from aurevoir.errors import Fault
from aurevoir.identities import Identity
from sentiment.reading import Moment, Reason, Sentiment

Where = Callable[[str], str]  # name of a judgement -> how to tell where it was said
NONE = "none"
MOST_REASONS = 4  # as in the labelling guide: more than that is no reason any more
VOCABULARY: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "moment": tuple(Moment),
    "first": tuple(Feeling),
    "last": tuple(Feeling),
    "tone": tuple(Sentiment),
}
JUDGEMENTS = (*VOCABULARY, "reasons")


def tidied(values: Mapping[str, str | None]) -> dict[str, str]:
    """Return the words that say something, codes in small letters."""
    said = {name: (value or "").strip() for name, value in values.items()}
    return {name: value.lower() if name in JUDGEMENTS else value for name, value in said.items() if value}


def faults(row: Mapping[str, str], where: Where) -> Iterator[Fault]:
    """Yield what is wrong with the tidied words of a correction."""
    if not row.keys() & set(JUDGEMENTS):
        expected = f"at least one judgement: {', '.join(JUDGEMENTS)}"
        yield Fault(key=where("id"), found="no judgement", expected=expected)
    for name, known in VOCABULARY.items():
        value = row.get(name)
        if value and value not in known:
            yield _unknown(where(name), value, known)
    yield from _faults_of_reasons(row.get("reasons", ""), where("reasons"))


def correction(identity: Identity, row: Mapping[str, str]) -> Correction:
    """Return what tidied, faultless words say of a review."""
    source, key = identity
    return Correction(
        source=source,
        key=key,
        kind=row.get("kind"),
        moment=Moment(row["moment"]) if "moment" in row else None,
        first=Feeling(row["first"]) if "first" in row else None,
        last=Feeling(row["last"]) if "last" in row else None,
        tone=Sentiment(row["tone"]) if "tone" in row else None,
        reasons=_reasons(row["reasons"]) if "reasons" in row else None,
        note=row.get("note"),
        by=row.get("by"),
    )


def contradictions(correction: Correction, where: Where) -> Iterator[Fault]:
    """Yield what cannot be said of one review at once."""
    moment = correction.moment
    feelings = {Moment.FIRST: correction.first, Moment.LAST: correction.last}
    if moment is not None and feelings.get(moment) is Feeling.NONE:
        expected = f'a feeling, the moment judged being "{moment}"'
        yield Fault(key=where(moment), found=f'"{NONE}"', expected=expected)
    if correction.stays and moment is Moment.LAST:
        expected = f'"first" or "unclear", the kind being "{correction.kind}": nobody leaves'
        yield Fault(key=where("moment"), found=f'"{moment}"', expected=expected)
    if correction.stays and correction.last not in {None, Feeling.NONE}:
        expected = f'"none", the kind being "{correction.kind}": nobody leaves'
        yield Fault(key=where("last"), found=f'"{correction.last}"', expected=expected)


def said(correction: Correction) -> str:
    """Return the judgements of a correction in one line."""
    values = {name: getattr(correction, name) for name in VOCABULARY}
    if correction.reasons is not None:
        values["reasons"] = ",".join(correction.reasons) or NONE
    return " ".join(f"{name}={value}" for name, value in values.items() if value is not None)


def _reasons(words: str) -> tuple[Reason, ...]:
    given = words.split()
    return tuple(reason for reason in Reason if reason in given)


def _faults_of_reasons(words: str, where: str) -> Iterator[Fault]:
    given = words.split()
    if given == [NONE]:
        return
    for code in given:
        if code not in tuple(Reason):
            yield _unknown(where, code, tuple(Reason))
    if len(set(given)) > MOST_REASONS:
        yield Fault(key=where, found=f"{len(set(given))} reasons", expected=f"{MOST_REASONS} at most")


def _unknown(where: str, value: str, known: Iterable[str]) -> Fault:
    names = list(known)
    listed = (
        f"one of {', '.join(names)}"
        if len(names) <= len(KINDS)
        else "a code of the labelling guide, such as exit_fees"
    )
    nearest = next(iter(difflib.get_close_matches(value, names, n=1)), None)
    return Fault(key=where, found=f'"{value}"', expected=listed, nearest=nearest)
