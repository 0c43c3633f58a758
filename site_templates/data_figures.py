"""Write the figures of the site as JSON for other programs, in the shape that ``figures.schema.json`` promises."""

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from site_templates.edition import Edition
from site_templates.evidence import shown
from site_templates.figures.alerts import Alert
from site_templates.figures.figure import Figure
from site_templates.figures.reasons import ReasonShare
from site_templates.figures.trend import Point
from site_templates.findings import BrandFindings, Span

SCHEMA = Path(__file__).parent / "data_figures.schema.json"
FORMAT = 1  # grows when a program that reads the file would have to change


def figures_json(edition: Edition) -> bytes:
    """Return every figure with its count, its interval and its period; shares 0…1, impressions −100…+100."""
    snapshot, findings = edition.snapshot, edition.findings
    whole = {
        "$schema": "figures.schema.json",
        "format": FORMAT,
        "title": shown(snapshot.title),
        "as_of": _instant(snapshot.as_of),
        "minimum": snapshot.minimum,
        "confidence": 0.95,
        "currency": snapshot.currency,
        "versions": dict(sorted(snapshot.versions.items())),
        "reviews": len(snapshot.opinions),
        "departures": len(findings.listed),
        "reposts": findings.reposts,
        "reasons": _groups(findings.reasons),
        "brands": [_brand(found) for found in findings.brands],
        "alerts": [_alert(alert) for alert in findings.alerts],
    }
    written = json.dumps(whole, ensure_ascii=False, indent=1, allow_nan=False)
    return f"{written}\n".encode(errors="replace")


def _brand(found: BrandFindings) -> dict[str, Any]:
    return {
        "name": shown(found.brand.name),
        "own": found.brand.own,
        "reviews": found.read,
        "departures": len(found.departures),
        "period": _period(found.span),
        "figures": {name: _figure(figure) for name, figure in sorted(found.figures.items())},
        "obstacles_to_leaving": {
            reason.value: _figure(figure) for reason, figure in sorted(found.ease.obstacles)
        },
        "reasons": _groups(found.reasons),
        "trends": {moment.value: _trend(points) for moment, points in found.trends.items()},
        "word_of_mouth": _figure(found.word_of_mouth),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    """Return a figure; its value is null under the minimum, its interval where it has none."""
    return {
        "value": _number(figure.value),
        "low": _number(figure.low),
        "high": _number(figure.high),
        "n": figure.n,
        "unit": figure.unit.value,
    }


def _groups(groups: dict[str, tuple[ReasonShare, ...]]) -> dict[str, Any]:
    return {
        name: {share.reason.value: {**_figure(share.figure), "measured": share.measured} for share in shares}
        for name, shares in groups.items()
    }


def _trend(points: Iterable[Point]) -> list[dict[str, Any]]:
    return [
        {
            "start": point.start.date().isoformat(),
            "end": point.end.date().isoformat(),
            **_figure(point.figure),
            **({"words": point.words} if point.words else {}),
        }
        for point in points
    ]


def _alert(alert: Alert) -> dict[str, Any]:
    return {
        "brand": shown(alert.brand),
        "figure": alert.name,
        "before": _figure(alert.before),
        "after": _figure(alert.after),
        "q": _number(alert.q),
    }


def _period(span: Span) -> dict[str, Any]:
    return {
        "start": span.start.date().isoformat() if span.start else None,
        "end": span.end.date().isoformat() if span.end else None,
        "undated": span.undated,
    }


def _instant(moment: datetime) -> str:
    return moment.isoformat()


def _number(value: float | None) -> float | None:
    """Round to four significant digits: no figure here is known better."""
    return None if value is None else float(f"{value:.4g}")
