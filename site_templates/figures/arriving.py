"""How customers are received: welcome, answers, calls back, and those lost at the door."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from sentiment.reading import Channel, Departure, Moment, Reason
from site_templates.figures.figure import Figure
from site_templates.figures.measure import enough, share_of
from site_templates.figures.population import speaks_of
from site_templates.snapshot import Opinion

WELCOMES = frozenset({Reason.WARM_WELCOME, Reason.COLD_WELCOME})


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstContact:
    """The first contact, as shares (0…1) with Wilson's intervals.

    Attributes:
        welcomed: warm and not cold, of the reviews that tell of a welcome.
        unanswered: got no answer or no call back, of the reviews that speak of the first moment.
        not_called_back: got no call back, same denominator.
    """

    welcomed: Figure
    unanswered: Figure
    not_called_back: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Through:
    """One channel of contact: the share of reviews that name it, and its first contact where enough speak of it."""

    channel: Channel
    named: Figure
    contact: FirstContact | None


def first_contact(opinions: Sequence[Opinion], *, minimum: int) -> FirstContact:
    """Return how the first contact went; denominators and intervals as ``FirstContact`` says.

    ``no_answer`` counts where the review judges mainly the first moment; ``no_callback`` is of the first by definition.
    """
    told = speaks_of(opinions, Moment.FIRST)
    greeted = [opinion for opinion in opinions if WELCOMES.intersection(opinion.reading.reasons)]
    return FirstContact(
        welcomed=share_of("welcomed", greeted, _warmly, minimum=minimum),
        unanswered=share_of("unanswered", told, _unanswered, minimum=minimum),
        not_called_back=share_of("not_called_back", told, _not_called_back, minimum=minimum),
    )


def first_contact_by_channel(
    opinions: Sequence[Opinion], *, minimum: int
) -> tuple[tuple[Channel, FirstContact], ...]:
    """Return ``first_contact`` of each channel named by ``minimum`` reviews on the first moment or more.

    In the order of the enumeration; a review that names two channels counts in both.
    """
    by_channel = [(channel, _through(speaks_of(opinions, Moment.FIRST), channel)) for channel in Channel]
    return tuple(
        (channel, first_contact(told, minimum=minimum))
        for channel, told in by_channel
        if enough(len(told), minimum)
    )


def channels(opinions: Sequence[Opinion], *, minimum: int) -> tuple[Through, ...]:
    """Return each channel that a review names: the share (0…1) of the reviews that do, and how first contact went there.

    The most named first, ties by the order of the enumeration; Wilson's intervals.
    """
    contact = dict(first_contact_by_channel(opinions, minimum=minimum))
    named = [
        Through(
            channel=channel,
            named=share_of(channel.value, opinions, partial(_names, channel=channel), minimum=minimum),
            contact=contact.get(channel),
        )
        for channel in Channel
    ]
    return tuple(sorted((one for one in named if one.named.keys), key=lambda one: -len(one.named.keys)))


def lost_at_the_door(opinions: Sequence[Opinion], *, minimum: int) -> Figure:
    """Return, of the reviews on the first moment, the share (0…1) that went elsewhere before becoming customers.

    These are of kind switch and judge mainly the first moment. Wilson's interval; the keys count the people.
    """
    return share_of("lost_at_the_door", speaks_of(opinions, Moment.FIRST), _lost, minimum=minimum)


def _through(opinions: Sequence[Opinion], channel: Channel) -> list[Opinion]:
    return [opinion for opinion in opinions if _names(opinion, channel)]


def _names(opinion: Opinion, channel: Channel) -> bool:
    return channel in opinion.reading.channels


def _warmly(opinion: Opinion) -> bool:
    return WELCOMES.intersection(opinion.reading.reasons) == {Reason.WARM_WELCOME}


def _not_called_back(opinion: Opinion) -> bool:
    return Reason.NO_CALLBACK in opinion.reading.reasons


def _unanswered(opinion: Opinion) -> bool:
    silent = opinion.reading.moment is Moment.FIRST and Reason.NO_ANSWER in opinion.reading.reasons
    return silent or _not_called_back(opinion)


def _lost(opinion: Opinion) -> bool:
    return opinion.reading.departure is Departure.SWITCH and opinion.reading.moment is Moment.FIRST
