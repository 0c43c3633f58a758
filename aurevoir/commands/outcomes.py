"""What a scrape comes to as an exit code."""

import sys
from collections.abc import Sequence

from aurevoir.exit_codes import Exit
from aurevoir.outcomes import exit_of
from aurevoir.visit import Visit

SOME_FAILED = Exit.SOME_FAILED
ALL_FAILED = Exit.ALL_FAILED


def leave(visits: Sequence[Visit]) -> None:
    """End the process with the code of these visits, when any of them had trouble."""
    code = exit_of(visits)
    if code:
        sys.exit(code)
