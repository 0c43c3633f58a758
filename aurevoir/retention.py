"""How long reviews are kept."""

from datetime import UTC, datetime

EVER = datetime(1, 1, 1, tzinfo=UTC)


def oldest_kept(now: datetime, months: int | None) -> datetime:
    """Return the time before which reviews are deleted: whole months before now, or the beginning of time."""
    if months is None:
        return EVER
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    if year < 1:
        return EVER
    return now.replace(year=year, month=month + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
