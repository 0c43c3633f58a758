"""A run in one JSON object, for whatever watches the runs."""

import json
from collections.abc import Iterator

from aurevoir import __version__
from aurevoir.exit_codes import Exit
from aurevoir.night import Night
from aurevoir.rows import stamp
from aurevoir.visit import Visit
from site_templates.figures.alerts import Alert
from site_templates.figures.figure import Figure
from site_templates.site import Built
from site_templates.snapshot import ToldFigure

Json = dict[str, object]


def as_json(night: Night, words: str, code: Exit) -> str:
    """Return the summary of a run; ``words`` is the version of the words and weights that read."""
    built = night.built
    return json.dumps(
        {
            "version": __version__,
            "words": words,
            "started": stamp(night.started),
            "ended": stamp(night.ended),
            "exit_code": code,
            "places": [_place(visit) for visit in night.visits],
            "read": night.read,
            "site": {"pages": built.pages, "files_written": built.written} if built else None,
            "moved": list(_moved(built, words)) if built else [],
            "alerts": [_alert(alert) for alert in built.alerts] if built else [],
            "problems": [*night.problems, *([str(night.unwritten)] if night.unwritten else [])],
        },
        ensure_ascii=False,
        indent=2,
    )


def _place(visit: Visit) -> Json:
    return {
        "brand": visit.place.brand,
        "source": visit.place.source,
        "address": visit.place.address,
        "outcome": visit.outcome,
        "reason": str(visit.reason) if visit.reason else None,
        "silent": visit.silent,
        "new": visit.new,
        "updated": visit.updated,
        "removed": visit.removed,
        "seen": visit.found,
        "announced": visit.announced,
        "pages": visit.pages,
        "requests": visit.requests,
        "bytes": visit.size,
        "seconds": round(visit.seconds, 3),
        "troubles": [
            {
                "address": trouble.address,
                "outcome": trouble.outcome,
                "reason": str(trouble.reason) if trouble.reason else None,
            }
            for trouble in visit.troubles
        ],
    }


def _moved(built: Built, words: str) -> Iterator[Json]:
    """Yield the figures that are not what the run before told; none where other words read the reviews then."""
    if built.since is None or built.since.earlier.words != words:
        return
    before = {(told.brand, told.name): told for told in built.since.earlier.figures}
    sure = {(one.brand, one.name) for news in built.since.news for one in news.changes if one.is_sure}
    for told in built.figures:
        identity = (told.brand, told.name)
        earlier = before.get(identity)
        if earlier is None or (earlier.value, earlier.n) != (told.value, told.n):
            yield {
                "brand": told.brand,
                "figure": told.name,
                "before": _value(earlier) if earlier else None,
                "after": _value(told),
                "beyond_chance": identity in sure,
            }


def _alert(alert: Alert) -> Json:
    return {
        "brand": alert.brand,
        "figure": alert.name,
        "before": _value(alert.before),
        "after": _value(alert.after),
        "q": alert.q,
    }


def _value(told: ToldFigure | Figure) -> Json:
    return {"value": told.value, "low": told.low, "high": told.high, "n": told.n}
