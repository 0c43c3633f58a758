"""Everything the site counts, once for all languages: figures by brand, lists, alerts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sentiment.reading import (
    FIRST_KINDNESSES,
    FIRST_OBSTACLES,
    LACKS,
    LAST_KINDNESSES,
    LAST_OBSTACLES,
    Moment,
    Reason,
    Sentiment,
)
from site_templates.figures.alerts import Alert, lately, sure
from site_templates.figures.arriving import (
    FirstContact,
    Through,
    channels,
    first_contact,
    lost_at_the_door,
)
from site_templates.figures.compared import Change
from site_templates.figures.figure import Figure, Key, identity
from site_templates.figures.gap_change import GapChange, gap_change
from site_templates.figures.impressions import gap, impression, peak_end, recovered, spoiled
from site_templates.figures.leaving import Ease, door_open, ease, staff_departures, trapped
from site_templates.figures.measure import doubtful, share_of
from site_templates.figures.past import Past, past_of
from site_templates.figures.population import counted_once, of_brand
from site_templates.figures.reasons import ReasonShare, reason_shares
from site_templates.figures.replies import Replies, carriers, replies
from site_templates.figures.reposts import reposts
from site_templates.figures.since import Since, since
from site_templates.figures.stakes import at_stake, word_of_mouth
from site_templates.figures.trend import Point, months_a_point, trend
from site_templates.snapshot import Brand, Opinion, Snapshot, ToldFigure

GROUPS: dict[str, frozenset[Reason]] = {
    "last_obstacles": LAST_OBSTACLES,
    "last_kindnesses": LAST_KINDNESSES,
    "first_obstacles": FIRST_OBSTACLES,
    "first_kindnesses": FIRST_KINDNESSES,
    "lacks": LACKS,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The dates of a set of reviews; ``undated`` counts those without a date, or dated after their collection."""

    start: datetime | None
    end: datetime | None
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandFindings:
    """The figures of one brand over its departure reviews, unless a name says otherwise.

    Attributes:
        brand: the brand.
        read: reviews read, whatever they speak of, reposts counted once.
        departures: its departure reviews, counted once.
        span: dates of ``departures``.
        figures: name -> figure, each with its own page of quotes.
        ease: the obstacles to leaving, with their own denominator.
        reasons: name of the group -> shares of the departure reviews.
        trends: the two impressions by month, or by three months where reviews are few.
        channels: by which channels customers got in touch, and how their first contact went there.
        gap_change: how the gap moved over the last whole month, or three.
        doubtful: share of the departure reviews whose reading is uncertain.
        word_of_mouth: people told, under the site's assumption.
        replies: how the company answers; None where no source carries replies.
    """

    brand: Brand
    read: int
    departures: tuple[Opinion, ...]
    span: Span
    figures: dict[str, Figure]
    ease: Ease
    reasons: dict[str, tuple[ReasonShare, ...]]
    trends: dict[Moment, tuple[Point, ...]]
    channels: tuple[Through, ...]
    gap_change: GapChange
    doubtful: Figure
    word_of_mouth: Figure
    replies: Replies | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What the whole site counts.

    Attributes:
        brands: in the order of the watch list, then those that only reviews name, by name.
        listed: every departure review, counted once, in no particular order.
        reposts: departure reviews left out as near-identical reposts.
        posted_again: identity of a listed review -> its reposts, the earliest first; only where there are some.
        reasons: name of the group -> shares of ``listed``, all brands together.
        alerts: what changed lately by more than chance.
        lately: brand and name of a figure -> the last four whole weeks against the twelve before.
        since: what changed since the run before; None where there is none to compare with.
        by_key: identity -> review, for every review read.
    """

    brands: tuple[BrandFindings, ...]
    listed: tuple[Opinion, ...]
    reposts: int
    posted_again: dict[Key, tuple[Opinion, ...]]
    reasons: dict[str, tuple[ReasonShare, ...]]
    alerts: tuple[Alert, ...]
    lately: dict[tuple[str, str], Change]
    since: Since | None
    by_key: dict[Key, Opinion]

    @property
    def lead(self) -> BrandFindings | None:
        """Return the user's own brand, else the first, None without brands."""
        return next((found for found in self.brands if found.brand.own), next(iter(self.brands), None))


def gather(snapshot: Snapshot) -> Findings:
    """Count everything the site shows."""
    leaving = [opinion for opinion in snapshot.opinions if opinion.reading.departure is not None]
    groups = reposts(leaving)
    listed = tuple(group[0] for group in groups)
    read = {brand.name: counted_once(of_brand(snapshot.opinions, brand.name)) for brand in _brands(snapshot)}
    told = {name: of_brand(listed, name) for name in read}
    sources, changes = carriers(snapshot.opinions), lately(told, snapshot.as_of)
    return Findings(
        brands=tuple(
            _brand(brand, read[brand.name], told[brand.name], snapshot, sources)
            for brand in _brands(snapshot)
        ),
        listed=listed,
        reposts=len(leaving) - len(listed),
        posted_again={identity(first): tuple(again) for first, *again in groups if again},
        reasons=_reasons(listed, snapshot.minimum),
        alerts=sure(changes),
        lately={(change.brand, change.name): change for change in changes},
        since=since(read, told, snapshot),
        by_key={identity(opinion): opinion for opinion in snapshot.opinions},
    )


def span(opinions: Iterable[Opinion], as_of: datetime) -> Span:
    """Return the first and the last date known of the reviews, and how many have none that can be true."""
    dates = [opinion.review.published for opinion in opinions]
    known = sorted(date for date in dates if date is not None and date <= as_of)
    return Span(
        start=known[0] if known else None, end=known[-1] if known else None, undated=len(dates) - len(known)
    )


def told(findings: Findings) -> tuple[ToldFigure, ...]:
    """Return the figures that a site of these findings tells, to be remembered until the next run."""
    return tuple(
        ToldFigure(
            brand=found.brand.name,
            name=figure.name,
            value=figure.value,
            low=figure.low,
            high=figure.high,
            n=figure.n,
        )
        for found in findings.brands
        for figure in found.figures.values()
    )


def _brands(snapshot: Snapshot) -> tuple[Brand, ...]:
    watched = {brand.name for brand in snapshot.brands}
    others = {opinion.review.brand for opinion in snapshot.opinions} - watched
    return (*snapshot.brands, *(Brand(name=name) for name in sorted(others)))


def _brand(
    brand: Brand,
    read: tuple[Opinion, ...],
    leaving: tuple[Opinion, ...],
    snapshot: Snapshot,
    sources: frozenset[str],
) -> BrandFindings:
    minimum = snapshot.minimum
    eased = ease(leaving, minimum=minimum)
    answers = replies(leaving, minimum=minimum, sources=sources)
    past = Past(months=past_of(snapshot, brand.name), words=snapshot.versions.get("words", ""))
    months = months_a_point(leaving, snapshot.as_of, minimum=minimum, past=past)
    return BrandFindings(
        brand=brand,
        read=len(read),
        departures=leaving,
        span=span(leaving, snapshot.as_of),
        figures=_figures(brand, leaving, read, minimum, (eased.free, *_answers(answers))),
        ease=eased,
        reasons=_reasons(leaving, minimum),
        trends={
            moment: trend(leaving, moment, snapshot.as_of, minimum=minimum, months=months, past=past)
            for moment in (Moment.FIRST, Moment.LAST)
        },
        channels=channels(leaving, minimum=minimum),
        gap_change=gap_change(leaving, snapshot.as_of, minimum=minimum),
        doubtful=share_of("doubtful", leaving, doubtful, minimum=minimum),
        word_of_mouth=_told(leaving, snapshot),
        replies=answers,
    )


def _reasons(opinions: tuple[Opinion, ...], minimum: int) -> dict[str, tuple[ReasonShare, ...]]:
    return {name: reason_shares(opinions, group, minimum=minimum) for name, group in GROUPS.items()}


def _figures(
    brand: Brand,
    leaving: tuple[Opinion, ...],
    read: tuple[Opinion, ...],
    minimum: int,
    more: tuple[Figure, ...],
) -> dict[str, Figure]:
    counted = [
        *(impression(leaving, moment, minimum=minimum) for moment in (Moment.FIRST, Moment.LAST)),
        replace(impression(read, Moment.FIRST, minimum=minimum), name="first_impression_all"),
        *(
            figure(leaving, minimum=minimum)
            for figure in (gap, peak_end, recovered, spoiled, trapped, door_open)
        ),
        *(figure(leaving, minimum=minimum) for figure in (lost_at_the_door, staff_departures)),
        *_contact(first_contact(leaving, minimum=minimum)),
        *more,
    ]
    named = {figure.name: figure for figure in counted}
    named["gap"] = _as_subtracted(named)
    stake = at_stake(leaving, brand.customer_value, minimum=minimum)
    return named | ({stake.name: stake} if stake else {})


def _as_subtracted(named: dict[str, Figure]) -> Figure:
    first, last = named["first_impression"].value, named["last_impression"].value
    if named["gap"].value is None or first is None or last is None:
        return named["gap"]
    # both impressions are shown as whole points: whoever subtracts them must find the gap that is shown
    return replace(named["gap"], value=float(round(last) - round(first)))


def _contact(contact: FirstContact) -> tuple[Figure, ...]:
    return contact.welcomed, contact.unanswered, contact.not_called_back


def _answers(answers: Replies | None) -> tuple[Figure, ...]:
    return (
        ()
        if answers is None
        else (answers.answered, answers.delay, answers.thanks, answers.apologises, answers.offers)
    )


def _told(leaving: tuple[Opinion, ...], snapshot: Snapshot) -> Figure:
    positive, negative = (
        sum(opinion.reading.sentiment is sentiment for opinion in leaving)
        for sentiment in (Sentiment.POS, Sentiment.NEG)
    )
    happy, unhappy = snapshot.told_by_happy, snapshot.told_by_unhappy
    return word_of_mouth(positive, negative, happy, unhappy, minimum=snapshot.minimum)
