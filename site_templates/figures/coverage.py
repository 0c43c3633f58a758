"""How much of a place was read, and how old what is known of it is."""

from datetime import datetime

from site_templates.figures.figure import Figure, Unit
from site_templates.snapshot import PlaceHealth

_DAY = 86_400


def coverage(place: PlaceHealth) -> Figure | None:
    """Return reviews stored / reviews announced, 0…1, or None when the source announces none.

    A count of all, not a sample: no interval. ``n`` is what is announced. More stored than announced (the source
    took some down) is full coverage.
    """
    if not place.announced:
        return None
    value = min(place.stored / place.announced, 1.0)
    return Figure(name="coverage", value=value, n=place.announced, unit=Unit.SHARE)


def data_age(place: PlaceHealth, as_of: datetime) -> Figure | None:
    """Return the days from the last time the place could be read to ``as_of``, 0 or more; None if it never was."""
    if place.succeeded is None:
        return None
    days = max((as_of - place.succeeded).total_seconds() / _DAY, 0.0)
    return Figure(name="data_age", value=days, n=place.stored, unit=Unit.DAYS)
