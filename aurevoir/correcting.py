"""Keep what people say of reviews: one at a time or a whole sheet, nothing of it when anything is wrong."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from aurevoir import correction_words
from aurevoir.correction import Correction, merged
from aurevoir.correction_sheet import read_sheet
from aurevoir.errors import AurevoirError, CorrectionsError, Fault
from aurevoir.identities import Identities, Identity, written
from aurevoir.store import Store


def correct(store: Store, named: str, words: Mapping[str, str | None], now: datetime) -> Correction:
    """Keep a correction of one review, added to what was said of it before; return all that is said now.

    Raises:
        AurevoirError: the review is not found, or its words are wrong.
    """
    row, identity = correction_words.tidied(words), find(store, named)
    faults = list(correction_words.faults(row, _option))
    if not faults:
        said = correction_words.correction(identity, row)
        said = merged(_before(store).get(identity, said), said)
        faults = list(correction_words.contradictions(said, _option))
    if faults:
        raise AurevoirError("; ".join(map(str, faults)))
    store.save_corrections([said], now)
    return said


def correct_by_sheet(store: Store, path: Path, now: datetime) -> int:
    """Keep the corrections of a CSV file, each added to what was said before; return how many.

    Raises:
        CorrectionsError: something in it is wrong; every fault is told and nothing is kept.
    """
    corrections, faults = read_sheet(path.read_bytes(), Identities(store.identities()), _before(store))
    if faults:
        raise CorrectionsError(path, faults)
    store.save_corrections(corrections, now)
    return len(corrections)


def take_back(store: Store, named: str) -> Identity:
    """Forget what was said of a review, and return its identity.

    Raises:
        AurevoirError: the review is not found, or nothing was said of it.
    """
    identity = find(store, named)
    if not store.remove_correction(*identity):
        raise AurevoirError(
            f"{written(identity)}: no correction to take back; `aurevoir corrections` lists those there are"
        )
    return identity


def find(store: Store, named: str) -> Identity:
    """Return the review of this name; raise AurevoirError when there is none, or more than one."""
    found = Identities(store.identities()).find(named.strip(), "ID")
    if isinstance(found, Fault):
        raise AurevoirError(str(found))
    return found


def _before(store: Store) -> dict[Identity, Correction]:
    said = (kept.correction for kept in store.corrections())
    return {(correction.source, correction.key): correction for correction in said}


def _option(name: str) -> str:
    return {"id": "ID", "reasons": "--reason"}.get(name, f"--{name}")
