"""With what code the program ends: for cron, and for whatever calls it."""

from enum import IntEnum


class Exit(IntEnum):
    """The codes; where several hold, the first of FIRST_MATCH wins."""

    WELL = 0
    BUG = 1
    MEND = 2
    SOME_FAILED = 3
    ALL_FAILED = 4
    CHANGED = 5
    ALERT = 6
    UNWRITTEN = 7
    NEEDS_DOING = 8
    STOPPED = 130  # 128 and the number of SIGINT, as shells have it
    LOCKED = 75  # EX_TEMPFAIL of sysexits.h: try again later


FIRST_MATCH = (Exit.LOCKED, Exit.MEND, Exit.BUG, Exit.UNWRITTEN, Exit.ALL_FAILED, Exit.CHANGED, Exit.SOME_FAILED, Exit.ALERT, Exit.WELL)  # fmt: skip
MEANING = {
    Exit.WELL: "all well",
    Exit.BUG: "a bug: please report what was printed",
    Exit.MEND: "usage, watch list or input: the message says what to mend",
    Exit.SOME_FAILED: "some sources failed: the others were read, the site was built",
    Exit.ALL_FAILED: "all sources failed: the site was built from what is kept",
    Exit.CHANGED: "a source has gone silent or changed shape: its page needs a look",
    Exit.ALERT: "an alert: a figure moved by more than chance (only with --fail-on-alert)",
    Exit.UNWRITTEN: "the store, the site or stdout cannot be written",
    Exit.NEEDS_DOING: "something needs doing (only from `aurevoir doctor`)",
    Exit.STOPPED: "stopped by Ctrl-C: what was kept by then stays",
    Exit.LOCKED: "another run works on the store: the message says which",
}
