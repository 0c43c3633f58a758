"""Why the moments went as they did, the reasons whose accuracy is known ranked before the others."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from sentiment.reading import Reason
from site_templates.figures.figure import Figure
from site_templates.figures.measure import share_of
from site_templates.snapshot import Opinion

# Under this many labelled examples an accuracy would be a guess.
ENOUGH_LABELS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonShare:
    """One reason, its share, and whether its accuracy is measured in the languages counted."""

    reason: Reason
    figure: Figure
    measured: bool


def reason_shares(
    opinions: Sequence[Opinion], reasons: Iterable[Reason], *, minimum: int
) -> tuple[ReasonShare, ...]:
    """Return the share (0…1) of ``opinions`` that gives each reason, Wilson's intervals; a review may give several.

    Measured reasons come first, by share then by code; those not measured follow by code alone, never ranked.
    """
    languages = {opinion.reading.language for opinion in opinions}
    shares = [
        ReasonShare(
            reason=reason,
            figure=_share(opinions, reason, minimum),
            measured=labelled(reason, languages) >= ENOUGH_LABELS,
        )
        for reason in reasons
    ]
    return tuple(sorted(shares, key=_rank))


def labelled(reason: Reason, languages: Iterable[str | None]) -> int:
    """Return how many reviews in these languages were labelled with ``reason`` by a person (see labelled.toml)."""
    counts = _labels()
    return sum(counts.get(language or "", {}).get(reason, 0) for language in languages)


def _rank(share: ReasonShare) -> tuple[bool, int, str]:
    return not share.measured, -len(share.figure.keys) if share.measured else 0, share.reason


def _share(opinions: Sequence[Opinion], reason: Reason, minimum: int) -> Figure:
    return share_of(
        reason.value, opinions, lambda opinion: reason in opinion.reading.reasons, minimum=minimum
    )


@cache
def _labels() -> Mapping[str, Mapping[str, int]]:
    return tomllib.loads(files("site_templates.figures").joinpath("labelled.toml").read_text("utf-8"))
