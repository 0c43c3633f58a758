"""Find the ways of contact a text mentions."""

from collections.abc import Sequence
from dataclasses import dataclass

from sentiment.cues import Match, about
from sentiment.reading import Channel


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """The ways of contact a text mentions.

    Attributes:
        channels: in the order of the enumeration, without repeats.
        matches: the words that mention them, denied or not: « pas de numéro de téléphone » is about the phone.
    """

    channels: tuple[Channel, ...]
    matches: tuple[Match, ...]


def reached(matches: Sequence[Match]) -> Reached:
    """Find the channels; one cue is enough."""
    spoken = tuple(match for match in about(matches, "channel") if match.weight > 0)
    named = {match.value for match in spoken}
    return Reached(channels=tuple(channel for channel in Channel if channel in named), matches=spoken)
