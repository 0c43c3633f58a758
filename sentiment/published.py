"""How well this room reads, as measured on labelled reviews: what the site's method page shows."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from sentiment.measures import EVERY, Measured
from sentiment.reliability import Bin, Reliability, Shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """Measures of one day, written by ``python -m sentiment.evaluate GOLD --json``.

    Attributes:
        day: when it was measured.
        version: version of the words and weights that were measured.
        sizes: language -> how many reviews it was measured on.
        measures: language -> name of the measure -> value with its interval.
        departure: how far the probability of a departure means what it says, over all languages.
        moment: likewise of the moment, unclear included.
        shown: what holds from a probability on, over all languages.
        sure: what holds of what is shown as sure, over all languages.
    """

    day: date
    version: str
    sizes: Mapping[str, int]
    measures: Mapping[str, Mapping[str, Measured]]
    departure: Reliability
    moment: Reliability
    shown: tuple[Shown, ...]
    sure: Shown


def _measures(found: Mapping[str, Any]) -> dict[str, Measured]:
    return {name: Measured(**value) for name, value in found.items() if isinstance(value, dict)}


def _shown(found: Mapping[str, Any]) -> Shown:
    return Shown(threshold=found["threshold"], **_measures(found))


def _reliability(found: Mapping[str, Any]) -> Reliability:
    return Reliability(error=found["error"], bins=tuple(Bin(**one) for one in found["bins"]))


@cache
def published() -> Published:
    """Read the measures that this version of the program ships."""
    text = resources.files("sentiment").joinpath("measured.json").read_text(encoding="utf-8")
    content = json.loads(text)
    spoken = {language: found for language, found in content["languages"].items() if language != EVERY}
    whole = content["languages"][EVERY]
    return Published(
        day=date.fromisoformat(content["date"]),
        version=content["version"],
        sizes={language: found["n"] for language, found in spoken.items()},
        measures={language: _measures(found["measures"]) for language, found in spoken.items()},
        departure=_reliability(whole["departure_reliability"]),
        moment=_reliability(whole["moment_reliability"]),
        shown=tuple(_shown(one) for one in whole["shown"]),
        sure=_shown(whole["sure"]),
    )
