"""From opinions to one figure: a mean of tones, or a share of reviews, None under the minimum."""

from collections.abc import Callable, Iterable, Sequence

from sentiment.sureness import sure
from site_templates.figures.figure import Figure, Unit, identities
from site_templates.figures.statistics import Estimate, mean, share
from site_templates.snapshot import Opinion

Tone = Callable[[Opinion], float | None]
POINTS = 100.0


def mean_tone(name: str, opinions: Iterable[Opinion], tone: Tone, *, minimum: int) -> Figure:
    """Return the mean of ``tone`` × 100 over the opinions that have one, −100…100 points, Student's interval."""
    counted = [opinion for opinion in opinions if tone(opinion) is not None]
    values = tones(counted, tone)
    found = mean(values, bounds=(-POINTS, POINTS)) if enough(len(values), minimum) else None
    return figure(name, found, n=len(values), unit=Unit.POINTS, counted=counted)


def share_of(
    name: str, opinions: Sequence[Opinion], reports: Callable[[Opinion], bool], *, minimum: int
) -> Figure:
    """Return the share (0…1) of ``opinions`` for which ``reports`` holds, Wilson's interval, with their keys."""
    hits = [opinion for opinion in opinions if reports(opinion)]
    found = share(len(hits), len(opinions)) if enough(len(opinions), minimum) else None
    return figure(name, found, n=len(opinions), unit=Unit.SHARE, counted=hits)


def figure(name: str, found: Estimate | None, *, n: int, unit: Unit, counted: Iterable[Opinion]) -> Figure:
    """Return the figure of an estimate, without a value when there is none, with the keys of ``counted``."""
    value, low, high = (None, None, None) if found is None else (found.value, found.low, found.high)
    return Figure(name=name, value=value, low=low, high=high, n=n, unit=unit, keys=identities(counted))


def tones(opinions: Iterable[Opinion], tone: Tone) -> list[float]:
    """Return the tones that are said, in points (× 100)."""
    return [POINTS * value for value in map(tone, opinions) if value is not None]


def doubtful(opinion: Opinion) -> bool:
    """Tell whether a reading is not sure enough to be shown without a warning; a person's word is."""
    return not opinion.person and not sure(opinion.reading)


def enough(n: int, minimum: int) -> bool:
    """Tell whether ``n`` reviews carry a figure: at least ``minimum``, and at least one."""
    return n >= max(minimum, 1)
