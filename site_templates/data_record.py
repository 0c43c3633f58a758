"""Write one review and its reading as a small record that a script can show: codes, not words, and text already cut."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from scraper.review import Precision, Review
from sentiment.reading import Evidence, Moment, Reading
from site_templates.address import identifier, outside, site
from site_templates.evidence import shown
from site_templates.figures.measure import doubtful
from site_templates.snapshot import Opinion
from site_templates.views.quotes import language

LONGEST_CUE = 80  # a cue is a pattern: its beginning is enough to find it in the lexicon
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The strings that many records of a part share; a record holds their numbers."""

    judgements: dict[str, int] = field(default_factory=dict)
    cues: dict[str, int] = field(default_factory=dict)
    sites: dict[str, int] = field(default_factory=dict)

    def lists(self) -> dict[str, list[str]]:
        """Return each table as a list, in the order of its numbers."""
        return {"judgements": list(self.judgements), "cues": list(self.cues), "sites": list(self.sites)}


def record(
    opinion: Opinion,
    again: Iterable[Opinion],
    tables: Tables,
    carrying: Collection[str],
    as_of: datetime,
) -> dict[str, Any]:
    """Return a review as the explorer takes it; what is not known is left out.

    ``again`` are the same words posted elsewhere.

    ``words`` are the segments of the text, cut wherever evidence begins or ends, the first ``title`` of them the
    title; ``why`` are (first segment, one past the last, judgement, cue, weight).
    """
    review, reading = opinion.review, opinion.reading
    whole = {
        "ref": identifier(review.source, review.key),
        "site": _number(tables.sites, shown(site(review.url, review.source))),
        **_dated(review, as_of),
        **_known(review, carrying),
        **_understood(reading),
        "lang": language(opinion),
        "sure": "person" if opinion.person else "uncertain" if doubtful(opinion) else "sure",
        **_cut(review, reading.evidence, tables),
        "also": [_elsewhere(one.review, as_of) for one in again] or None,
    }
    return _told(whole)


def _told(known: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in known.items() if value is not None}


def _elsewhere(review: Review, as_of: datetime) -> dict[str, Any]:
    place = shown(site(review.url, review.source))
    return _told({"site": place, **_dated(review, as_of)})


def _dated(review: Review, as_of: datetime) -> dict[str, Any]:
    published = review.published
    return {
        "url": outside(review.url),
        "day": published.date().isoformat() if published else None,
        "month": True if published and review.precision is Precision.MONTH else None,
        "late": True if published and published > as_of else None,
    }


def _known(review: Review, carrying: Collection[str]) -> dict[str, Any]:
    return {
        "rating": review.rating.value if review.rating else None,
        "answer": _answer(review, carrying),
        "reply": shown(review.reply.text) if review.reply else None,
        "replied": review.reply.published.date().isoformat()
        if review.reply and review.reply.published
        else None,
    }


def _answer(review: Review, carrying: Collection[str]) -> str:
    """Tell whether a review was answered; nobody knows where its source shows no replies."""
    if review.reply is not None:
        return "yes"
    return "no" if review.source in carrying else UNKNOWN


def _understood(reading: Reading) -> dict[str, Any]:
    return {
        "kind": reading.departure,
        "kindP": _round(reading.departure_probability),
        "moment": reading.moment,
        "leaning": reading.leaning if reading.moment is Moment.UNCLEAR else None,
        "momentP": _round(reading.moment_probability),
        "tone": _round(reading.tone),
        "feel": reading.sentiment,
        "feelP": _round(reading.sentiment_probability),
        "first": _round(reading.first),
        "last": _round(reading.last),
        "reasons": reading.reasons or None,
        "channels": reading.channels or None,
        "back": _said(reading.would_return),
        "recommend": _said(reading.would_recommend),
    }


def _cut(review: Review, evidence: tuple[Evidence, ...], tables: Tables) -> dict[str, Any]:
    text, body = review.words, len(review.words) - len(review.text)
    spans = [span for span in evidence if 0 <= span.start < span.end <= len(text)]
    edges = {0, len(review.title), body, len(text)}
    cuts = sorted(edges | {at for span in spans for at in (span.start, span.end)})
    number = {at: rank for rank, at in enumerate(cuts)}
    return {
        "words": [shown(text[start:end]) for start, end in pairwise(cuts)],
        "title": number[body] or None,
        "why": list(_why(spans, number, tables)) or None,
    }


def _why(
    spans: list[Evidence], number: dict[int, int], tables: Tables
) -> Iterator[tuple[int, int, int, int, float]]:
    for span in spans:
        cue = span.cue if len(span.cue) <= LONGEST_CUE else span.cue[:LONGEST_CUE] + "…"
        yield (
            number[span.start],
            number[span.end],
            _number(tables.judgements, span.judgement),
            _number(tables.cues, shown(cue)),
            round(span.weight, 2),
        )


def _number(table: dict[str, int], string: str) -> int:
    return table.setdefault(string, len(table))


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _said(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
