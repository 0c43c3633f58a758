"""From which probability on a reading is shown as sure: chosen by what holds when people check, see ``sentiment.evaluate``."""

from sentiment.reading import Moment, Reading

# The least probabilities from which nineteen in twenty readings held against people; README and the method page tell the measure.
SURE_DEPARTURE = 0.90
SURE_MOMENT = 0.80


def sure(reading: Reading) -> bool:
    """Tell whether a departure, and the moment where one is told, are likely enough to be shown without a warning."""
    told = reading.moment is not Moment.UNCLEAR
    return reading.departure_probability >= SURE_DEPARTURE and (
        not told or reading.moment_probability >= SURE_MOMENT
    )
