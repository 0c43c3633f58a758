"""Turn what is wrong with a watch list into sentences a person can act on."""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from aurevoir.errors import Fault
from aurevoir.watchlist_notify import notify_faults
from aurevoir.watchlist_places import key_faults, place_faults


def syntax_fault(path: Path, error: Exception) -> Fault:
    """Return the fault of a file that cannot even be read as TOML."""
    if isinstance(error, FileNotFoundError):
        return Fault(
            key="the file", found="nothing", expected=f"a watch list; `aurevoir init {path}` writes one"
        )
    if isinstance(error, OSError):
        return Fault(key="the file", found=error.strerror or str(error), expected="a file that can be read")
    if isinstance(error, UnicodeDecodeError):
        return Fault(
            key=f"byte {error.start}", found=f"0x{error.object[error.start]:02x}", expected="UTF-8 text"
        )
    return Fault(key="the file", found=f"a mistake of TOML ({error})", expected="TOML, as in toml.io")


def faults_of(details: Sequence[ErrorDetails], model: type[BaseModel]) -> tuple[Fault, ...]:
    """Return one fault an error, in the order of the file's tables."""
    return tuple(_fault(detail, model) for detail in details)


def _fault(detail: ErrorDetails, model: type[BaseModel]) -> Fault:
    location = detail["loc"]
    table = _model_at(model, location[:-1])
    if detail["type"] == "extra_forbidden":
        known = sorted(table.model_fields) if table else []
        expected = f"one of {', '.join(known)}" if known else "nothing here"
        name = str(location[-1])
        return Fault(
            key=_key(location[:-1]),
            found=f'the unknown key "{name}"',
            expected=expected,
            nearest=_near(name, known),
        )
    expected = _description(model, location)
    found = "nothing" if detail["type"] == "missing" else _shown(detail["input"])
    choices = _choices(model, location)
    nearest = _near(str(detail["input"]), choices) if isinstance(detail["input"], str) else None
    return Fault(key=_key(location), found=found, expected=expected, nearest=nearest)


def _key(location: Sequence[int | str]) -> str:
    """Return a key as people point at it: brands 1, then its places 2, counted from one."""
    key = ""
    for part in location:
        key += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if key else part
    return key or "the file"


def _shown(value: object) -> str:
    if isinstance(value, Mapping):
        return "a table"
    text = (
        f'"{value}"'
        if isinstance(value, str)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )
    return text if len(text) <= 80 else text[:77] + "…"  # noqa: PLR2004 — a line of a terminal


def _near(name: str, known: Sequence[str]) -> str | None:
    matches = difflib.get_close_matches(name.casefold(), known, n=1)
    return matches[0] if matches else None


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _model_at(model: type[BaseModel], location: Sequence[int | str]) -> type[BaseModel] | None:
    for part in location:
        if isinstance(part, str):
            field = model.model_fields.get(part)
            inner = next(_models(field.annotation), None) if field else None
            if inner is None:
                return None
            model = inner
    return model


def _field(model: type[BaseModel], location: Sequence[int | str]) -> Any:
    names = [place for place, part in enumerate(location) if isinstance(part, str)]
    table = _model_at(model, location[: names[-1]]) if names else None
    return table.model_fields.get(str(location[names[-1]])) if table else None


def _description(model: type[BaseModel], location: Sequence[int | str]) -> str:
    if not any(isinstance(part, str) for part in location):
        return "tables as `aurevoir init` writes them"
    field = _field(model, location)
    return (field.description if field else None) or "another value"


def _choices(model: type[BaseModel], location: Sequence[int | str]) -> list[str]:
    field = _field(model, location)
    return [] if field is None else list(_strings(field.annotation))


def _strings(annotation: object) -> Iterator[str]:
    for inner in get_args(annotation):
        if isinstance(inner, str):
            yield inner
        else:
            yield from _strings(inner)


def clashes(tables: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong between keys that are each fine alone: names given twice, what a source forbids, no contact."""
    brands = [brand for brand in _list(tables.get("brands")) if isinstance(brand, Mapping)]
    yield from _names_given_twice(brands)
    places = [
        (f"brands[{number}].places[{index}]", place)
        for number, brand in enumerate(brands, 1)
        for index, place in enumerate(_list(brand.get("places")), 1)
        if isinstance(place, Mapping)
    ]
    yield from _places_given_twice(places)
    for key, place in places:
        yield from place_faults(key, place)
    yield from key_faults("privacy", _table(tables.get("privacy")))
    yield from notify_faults(_table(tables.get("notify")))
    if places and _table(tables.get("fetch")).get("contact", "") == "":
        reach = "an e-mail or a web address where a site's owner can reach you: pages are not asked for anonymously"
        yield Fault(key="fetch.contact", found="nothing", expected=reach)


def _names_given_twice(brands: Sequence[Mapping[str, Any]]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for number, brand in enumerate(brands, 1):
        names = {
            " ".join(str(name).casefold().split())
            for name in (brand.get("name", ""), *_list(brand.get("aliases")))
        }
        for name in sorted(names - {""}):
            first = seen.setdefault(name, number)
            if first != number:
                found = f'"{name}", which is brands[{first}] already'
                yield Fault(
                    key=f"brands[{number}]", found=found, expected="names and aliases that no other brand has"
                )


def _places_given_twice(places: Sequence[tuple[str, Mapping[str, Any]]]) -> Iterator[Fault]:
    seen: dict[tuple[str, str], str] = {}
    for key, place in places:
        identity = (str(place.get("source")), str(place.get("address")))
        first = seen.setdefault(identity, key)
        if first != key:
            found = f'"{identity[1]}", which is {first} already'
            yield Fault(key=f"{key}.address", found=found, expected="a place of its own")


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _table(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
