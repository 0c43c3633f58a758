"""Say what is wrong with a place for the source it names: a key it lacks or must not hold, a source never fetched."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from aurevoir.errors import Fault
from scraper.sources import SOURCES
from scraper.sources.source import About, Standing

LONG = 20  # characters: keys are longer than most names
_IN_ADDRESS = frozenset({"apikey", "api_key", "api-key", "access_token", "client_secret"})
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_INSTEAD = "the name of an environment variable; the key itself stands there, or in a key_file"


def place_faults(where: str, place: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield the faults of one place; a key that stands in the file is never repeated."""
    about = next((source.about for source in SOURCES if source.name == place.get("source")), None)
    yield from key_faults(where, place)
    yield from _faults_of_selectors(where, place)
    if about is not None:
        yield from _faults_of_standing(where, place, about)
    if _carries_key(str(place.get("address", "")), about):
        clean = "an address without the key, which is shown on the site: name it by key_env or key_file"
        yield Fault(key=f"{where}.address", found="an address with a key in it", expected=clean)


def _faults_of_selectors(where: str, place: Mapping[str, Any]) -> Iterator[Fault]:
    is_css, named = place.get("source") == "css", "select" in place
    if is_css and not named:
        expected = "a [brands.places.select] table with item and text, CSS selectors"
        yield Fault(key=f"{where}.select", found="nothing", expected=expected)
    elif named and not is_css:
        yield Fault(
            key=f"{where}.select", found="selectors", expected='none: only source = "css" is read by them'
        )


def key_faults(where: str, table: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault where a key stands in the place of its name."""
    name, path = str(table.get("key_env") or ""), str(table.get("key_file") or "")
    if name and (not _NAME.fullmatch(name) or looks_like_a_key(name)):
        yield Fault(key=f"{where}.key_env", found="what looks like a key", expected=_INSTEAD)
    if path and (path.startswith("{") or ("." not in path and "/" not in path and looks_like_a_key(path))):
        yield Fault(
            key=f"{where}.key_file", found="what looks like a key", expected="a file that holds the key"
        )


def looks_like_a_key(value: str) -> bool:
    """Tell long random signs from a name: digits among letters of both cases, or in one unbroken piece."""
    mixed = value != value.upper() and value != value.lower()
    return len(value) >= LONG and any(sign.isdigit() for sign in value) and (mixed or "_" not in value)


def _faults_of_standing(where: str, place: Mapping[str, Any], about: About) -> Iterator[Fault]:
    named = place.get("key_env") or place.get("key_file")
    if about.standing is Standing.IMPORT:
        found = f'"{place.get("source")}", which is never fetched'
        yield Fault(key=f"{where}.source", found=found, expected=f"no place for it; instead: {about.instead}")
    elif about.standing is Standing.KEY and not named:
        expected = f"the name of an environment variable that holds the key, or a key_file ({about.key})"
        yield Fault(key=f"{where}.key_env", found="nothing", expected=expected)
    elif about.standing is not Standing.KEY and named:
        yield Fault(key=where, found="the name of a key", expected=f"none: {about.title} takes no key")


def _carries_key(address: str, about: About | None) -> bool:
    names = _IN_ADDRESS | ({"key", "token"} if about and about.standing is Standing.KEY else frozenset())
    try:
        query = parse_qsl(urlsplit(address).query)
    except ValueError:
        return False
    return any(name.casefold() in names for name, _ in query)
