"""Earlier runs and what they told, chosen and put into lines; figures of two versions of the words stay apart."""

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from aurevoir.errors import AurevoirError
from aurevoir.history_record import KeptFigure, KeptRun, KeptVisit
from aurevoir.rows import stamp
from aurevoir.store import Store
from site_templates import formats
from site_templates.snapshot import PastMonth

Json = dict[str, object]
POINTS = frozenset(
    {"first_impression", "last_impression", "first_impression_all", "gap", "peak_end", "staff_departures"}
)
COUNTS = frozenset({"word_of_mouth", "at_stake", "reply_delay"})  # the other figures are shares


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What is listed: runs, the figures they told and the months kept, all from the oldest on."""

    runs: tuple[KeptRun, ...]
    figures: tuple[KeptFigure, ...]
    months: tuple[PastMonth, ...]


def past(store: Store, *, brand: str | None, figure: str | None, last: int | None) -> Past:
    """Return the last runs, and what they told of a brand and a figure, all where none is named.

    Raises:
        AurevoirError: no run ever told of that brand or figure; the message names the nearest.
    """
    figures, runs, months = store.history.figures(), store.history.runs(), store.history.months()
    brands = {one.told.brand for one in figures} | {visit.brand for run in runs for visit in run.visits}
    _known("brand", brand, brands)
    _known("figure", figure, {one.told.name for one in figures} | {kept.name for kept in months})
    shown = runs if last is None else runs[-last:]
    numbers = {run.number for run in shown}
    return Past(
        runs=tuple(_of_brand(run, brand) for run in shown),
        figures=tuple(
            one
            for one in figures
            if one.run in numbers and brand in {None, one.told.brand} and figure in {None, one.told.name}
        ),
        months=tuple(kept for kept in months if brand in {None, kept.brand} and figure in {None, kept.name}),
    )


def run_lines(runs: Iterable[KeptRun]) -> Iterator[str]:
    """Yield a line a run: when, how many places were read, what came, what was not read."""
    for run in runs:
        read = [visit for visit in run.visits if visit.went_well]
        sums = [sum(getattr(visit, name) for visit in run.visits) for name in ("new", "updated", "removed")]
        came = ", ".join(
            f"{count} {name}"
            for count, name in zip(sums, ("new", "updated", "removed"), strict=True)
            if count
        )
        ended = "" if run.finished else "; cut short"
        visited = f"{len(read)} of {len(run.visits)} places read" if run.visits else "no place visited"
        failed = "; ".join(
            f"{visit.brand} {visit.source} {visit.address}: {_stood(visit)}"
            for visit in run.visits
            if not visit.went_well
        )
        yield f"{run.started:%Y-%m-%d %H:%M}  {visited}, {came or 'nothing new'}{ended}{'; ' + failed if failed else ''}"


def figure_lines(figures: Iterable[KeptFigure], months: Sequence[PastMonth]) -> Iterator[str]:
    """Yield a line a run of each figure, with a line between where other words began to read; then the months kept."""
    words: dict[tuple[str, str], str] = {}
    for one in sorted(figures, key=lambda one: (one.told.brand, one.told.name, one.run)):
        identity = (one.told.brand, one.told.name)
        before = words.get(identity)
        if before is None:
            yield f"{one.told.brand}, {one.told.name} over all reviews kept, read by {one.words}:"
        elif before != one.words:
            yield f"  ---- from here on read by {one.words}: not comparable with what is above"
        words[identity] = one.words
        yield f"  {one.ended:%Y-%m-%d %H:%M}  {_value(one)}"
    yield from _month_lines(months)


def as_json(listed: Past) -> Json:
    """Return what is listed for other programs."""
    return {
        "runs": [
            asdict(run) | {"started": stamp(run.started), "finished": stamp(run.finished)}
            for run in listed.runs
        ],
        "figures": [
            {"run": one.run, "ended": stamp(one.ended), "words": one.words, **asdict(one.told)}
            for one in listed.figures
        ],
        "months": [asdict(kept) | {"month": kept.month.isoformat()} for kept in listed.months],
    }


def _month_lines(months: Sequence[PastMonth]) -> Iterator[str]:
    named: tuple[str, str] | None = None
    for kept in months:
        if named != (kept.brand, kept.name):
            named = (kept.brand, kept.name)
            yield f"{kept.brand}, {kept.name} by month, kept of texts deleted by age:"
        yield f"  {_month(kept.month)}  {_written(kept.name, kept.mean)} (n = {kept.n}), read by {kept.words}"


def _month(first: date) -> str:
    return f"{first:%Y-%m}"


def _value(one: KeptFigure) -> str:
    told = one.told
    if told.value is None:
        return f"too few reviews (n = {told.n})"
    low, high = (None if end is None else _written(told.name, end) for end in (told.low, told.high))
    interval = f"95%: {low} to {high}, " if low and high else ""
    return f"{_written(told.name, told.value)} ({interval}n = {told.n})"


def _written(name: str, value: float) -> str:
    if name in POINTS:
        return formats.points(value, "en")
    return formats.decimal(value, "en") if name in COUNTS else formats.share(value, "en")


def _of_brand(run: KeptRun, brand: str | None) -> KeptRun:
    return replace(run, visits=tuple(visit for visit in run.visits if brand in {None, visit.brand}))


def _stood(visit: KeptVisit) -> str:
    if visit.silent:
        return "silent"
    return "some of its pages failed" if visit.outcome.could_read else str(visit.outcome)


def _known(what: str, name: str | None, known: set[str]) -> None:
    if name is None or name in known:
        return
    near = difflib.get_close_matches(name, sorted(known), n=1)
    hint = f'did you mean "{near[0]}"?' if near else f"known: {', '.join(sorted(known)) or 'none yet'}"
    raise AurevoirError(f'--{what}: no run has told of "{name}"; {hint}')
