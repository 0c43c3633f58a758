"""What a scrape comes to: its problems in a line each, its exit code."""

import sys
from collections.abc import Sequence

from aurevoir.visit import Visit

SOME_FAILED = 3
ALL_FAILED = 4


def leave(visits: Sequence[Visit]) -> None:
    """End the process with the code of these visits, when any of them had trouble."""
    code = scrape_code(visits)
    if code:
        sys.exit(code)


def scrape_code(visits: Sequence[Visit]) -> int:
    """Return 0 when every page was read, 4 when no place was, 3 otherwise."""
    if all(visit.went_well for visit in visits):
        return 0
    return SOME_FAILED if any(visit.outcome.could_read for visit in visits) else ALL_FAILED
