"""How well this room reads, as measured on labelled reviews: what the site's method page shows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources

from sentiment.measures import Measured


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Measures of one day, written by ``python -m sentiment.evaluate GOLD --json``.

    Attributes:
        day: when it was measured.
        version: version of the words and weights that were measured.
        sizes: language -> how many reviews it was measured on.
        measures: language -> name of the measure -> value with its interval.
    """

    day: date
    version: str
    sizes: Mapping[str, int]
    measures: Mapping[str, Mapping[str, Measured]]


@cache
def published() -> Published:
    """Read the measures that this version of the program ships."""
    text = resources.files("sentiment").joinpath("measured.json").read_text(encoding="utf-8")
    content = json.loads(text)
    spoken = {language: found for language, found in content["languages"].items() if language != "all"}
    return Published(
        day=date.fromisoformat(content["date"]),
        version=content["version"],
        sizes={language: found["n"] for language, found in spoken.items()},
        measures={
            language: {name: Measured(**value) for name, value in found["measures"].items()}
            for language, found in spoken.items()
        },
    )
