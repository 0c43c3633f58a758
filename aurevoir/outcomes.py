"""What the visits of a run come to."""

from collections.abc import Sequence

from aurevoir.exit_codes import Exit
from aurevoir.visit import Visit
from scraper.outcome import Outcome


def exit_of(visits: Sequence[Visit], *, unwritten: bool = False, alert: bool = False) -> Exit:
    """Return the code that these visits, and what came after them, end with."""
    if any(visit.bug for visit in visits):
        return Exit.BUG
    if unwritten:
        return Exit.UNWRITTEN
    if visits and not any(visit.outcome.could_read for visit in visits):
        return Exit.ALL_FAILED
    if any(visit.silent or Outcome.CHANGED in _met(visit) for visit in visits):
        return Exit.CHANGED
    if not all(visit.went_well for visit in visits):
        return Exit.SOME_FAILED
    return Exit.ALERT if alert else Exit.WELL


def _met(visit: Visit) -> set[Outcome]:
    return {visit.outcome, *(trouble.outcome for trouble in visit.troubles)}
