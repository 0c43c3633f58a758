"""What leaving may cost: assumptions that the user sets, multiplied out and never measured."""

from collections.abc import Sequence

from sentiment.reading import Departure
from site_templates.figures.figure import Figure, Unit, identities
from site_templates.snapshot import Opinion

LOST = frozenset({Departure.CANCEL, Departure.SWITCH, Departure.WONT_RETURN})


def word_of_mouth(positive: int, negative: int, happy: int = 3, unhappy: int = 11, *, minimum: int) -> Figure:
    """Return positive × ``happy`` + negative × ``unhappy``: people told, under an assumption to be labelled as such.

    3 and 11 are the product's editable defaults, a marketing saying and no measurement: no interval, no keys. None under ``minimum`` reviews.
    """
    n, told = positive + negative, positive * happy + negative * unhappy
    return Figure(name="word_of_mouth", value=told if n >= minimum else None, n=n, unit=Unit.PEOPLE)


def at_stake(opinions: Sequence[Opinion], customer_value: float | None, *, minimum: int) -> Figure | None:
    """Return reviews of kind cancel, switch or wont_return × ``customer_value``, in money; None while it is unset.

    The value is the user's own and the customers are those who wrote: no interval, and no value under ``minimum`` of them.
    """
    if customer_value is None:
        return None
    lost = [opinion for opinion in opinions if opinion.reading.departure in LOST]
    value = len(lost) * customer_value if len(lost) >= minimum else None
    return Figure(name="at_stake", value=value, n=len(lost), unit=Unit.MONEY, keys=identities(lost))
