"""Read the conditions by which a person chooses reviews, and tell which reviews meet them."""

import difflib
from collections.abc import Callable, Iterable, Mapping

from aurevoir.errors import AurevoirError, Fault
from aurevoir.export import language
from aurevoir.watchlist import WatchList, fold
from sentiment.reading import Departure, Moment, Reason, Sentiment
from site_templates.snapshot import Opinion

ANY, NONE = "any", "none"
Where = Mapping[str, frozenset[str]]


def _kinds(opinion: Opinion) -> set[str]:
    kind = opinion.reading.departure
    return {NONE} if kind is None else {kind, ANY}


def _reasons(opinion: Opinion) -> set[str]:
    return {ANY, *opinion.reading.reasons} if opinion.reading.reasons else {NONE}


# field -> what a review has of it
HAS: Mapping[str, Callable[[Opinion], set[str]]] = {
    "brand": lambda opinion: {fold(opinion.review.brand)},
    "kind": _kinds,
    "language": lambda opinion: {language(opinion) or NONE},
    "moment": lambda opinion: {opinion.reading.moment},
    "reason": _reasons,
    "sentiment": lambda opinion: {opinion.reading.sentiment or NONE},
    "source": lambda opinion: {opinion.review.source},
}
# field -> the only values it takes, where they are known beforehand
KNOWN: Mapping[str, tuple[str, ...]] = {
    "kind": (*Departure, ANY, NONE),
    "moment": tuple(Moment),
    "reason": (*Reason, ANY, NONE),
    "sentiment": (*Sentiment, NONE),
}


def where(conditions: Iterable[str], watch: WatchList) -> Where:
    """Return the conditions, each FIELD=VALUE: any of the values of a field, and all of the fields.

    Raises:
        AurevoirError: with every condition that is none; the nearest that is one is named.
    """
    wanted: dict[str, set[str]] = {}
    faults: list[Fault] = []
    for condition in conditions:
        name, equals, value = (part.strip() for part in condition.partition("="))
        fault = _fault(condition, name, value if equals else "", watch)
        if fault:
            faults.append(fault)
        else:
            known = watch.brand_named(value) if name == "brand" else None
            wanted.setdefault(name, set()).add(fold(known or value) if name == "brand" else value)
    if faults:
        raise AurevoirError("\n".join(map(str, faults)))
    return {name: frozenset(values) for name, values in wanted.items()}


def meets(opinion: Opinion, wanted: Where) -> bool:
    """Tell whether a review meets all conditions."""
    return all(HAS[name](opinion) & values for name, values in wanted.items())


def _fault(condition: str, name: str, value: str, watch: WatchList) -> Fault | None:
    if name not in HAS or not value:
        expected = f"FIELD=VALUE, FIELD one of {', '.join(HAS)}"
        return Fault(
            key="--where", found=f'"{condition}"', expected=expected, nearest=_nearest(name, HAS, condition)
        )
    known = _known(name, watch)
    if known is None or value in known or (name == "brand" and watch.brand_named(value)):
        return None
    return Fault(
        key=f"--where {name}",
        found=f'"{value}"',
        expected=f"one of {', '.join(known)}",
        nearest=_nearest(value, known, value),
    )


def _known(name: str, watch: WatchList) -> tuple[str, ...] | None:
    if name == "brand":
        return tuple(brand.name for brand in watch.brands)
    return KNOWN.get(name)


def _nearest(word: str, known: Iterable[str], given: str) -> str | None:
    near = next(iter(difflib.get_close_matches(word, list(known), n=1)), None)
    return None if near == given else near
