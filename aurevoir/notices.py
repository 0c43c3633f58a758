"""What is worth telling a webhook: alerts, places in trouble, the week's digest; each under a name that stays."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from aurevoir.digest import digest
from aurevoir.digest_lines import alert_said, place_said
from aurevoir.digest_parts import in_trouble
from aurevoir.digest_print import in_slack, printed
from aurevoir.watchlist_notify import Event
from scraper.outcome import Outcome
from site_templates.edition import Here
from site_templates.snapshot import PlaceHealth

_OF_OUTCOME: dict[Outcome, Event] = {
    Outcome.BLOCKED: "blocked",
    Outcome.REFUSED: "blocked",
    Outcome.CHANGED: "changed",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One thing to tell: its name, the same every night while it lasts, its kind, and its words in Slack's markup."""

    name: str
    event: Event
    text: str


def notices(
    here: Here, events: Collection[Event], now: datetime, languages: tuple[str, ...]
) -> tuple[Notice, ...]:
    """Return all that stands tonight, told before or not, of the kinds that are wanted.

    ``here`` is the front page in the reader's language; ``languages`` are those of the site, for links.
    """
    found = (*_alerts(here), *_places(here), *_digest(here, now, languages))
    return tuple(notice for notice in found if notice.event in events)


def _alerts(here: Here) -> Iterator[Notice]:
    for alert in here.edition.findings.alerts:
        rises = (alert.after.value or 0.0) > (alert.before.value or 0.0)
        name = f"alert/{alert.brand}/{alert.name}/{'up' if rises else 'down'}"
        yield Notice(name=name, event="alert", text=in_slack(alert_said(here, alert)))


def _places(here: Here) -> Iterator[Notice]:
    for place in here.edition.snapshot.places:
        if in_trouble(place):
            event = _event(place)
            name = f"{event}/{place.brand}/{place.source}/{place.address}"
            yield Notice(name=name, event=event, text=in_slack(place_said(here, place)))


def _event(place: PlaceHealth) -> Event:
    """Return what befell a place: its own outcome, else that of its first page in trouble."""
    if place.silent:
        return "silent"
    readable = place.outcome.could_read and place.troubles
    return _OF_OUTCOME.get(place.troubles[0].outcome if readable else place.outcome, "failed")


def _digest(here: Here, now: datetime, languages: tuple[str, ...]) -> Iterator[Notice]:
    week = digest(here, now, languages=languages)
    name = f"digest/{week.window.start:%Y-%m-%d}"
    yield Notice(name=name, event="digest", text=printed(week, "slack"))
