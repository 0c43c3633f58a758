"""What the clock says, against what the store remembers: a clock may jump, the store must not suffer from it."""

from datetime import datetime, timedelta

A_STEP = timedelta(seconds=1)
A_SLIP = timedelta(days=2)  # a clock set by hand, or by the wrong zone: time goes on from the newest run
A_LONG_REST = timedelta(days=400)  # longer than any machine stands still between two runs


def begun(clock: datetime, newest: datetime | None) -> datetime:
    """Return when a run begins: after the newest one, where the clock slipped back a little behind it."""
    if newest is not None and newest - A_SLIP <= clock <= newest:
        return newest + A_STEP
    return clock


def may_forget(now: datetime, newest: datetime | None) -> bool:
    """Tell whether old reviews may be deleted: not when the clock may have run years ahead since the newest run."""
    return newest is None or now - newest <= A_LONG_REST


def problem(clock: datetime, newest: datetime | None) -> str | None:
    """Say what is wrong with the clock, None where nothing seems to be."""
    if newest is None:
        return None
    if clock < newest - A_SLIP:
        return f"the clock says {clock:%Y-%m-%d %H:%M} UTC, and the newest run ended at {newest:%Y-%m-%d %H:%M} UTC: is the clock right?"
    if not may_forget(clock, newest):
        return (
            f"the clock says {clock:%Y-%m-%d %H:%M} UTC, {(clock - newest).days} days after the newest run: "
            "nothing was deleted by age this time; is the clock right?"
        )
    return None
