"""Keys of the user's own: named in the watch list, kept elsewhere, read before anything is fetched."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from aurevoir.errors import AurevoirError
from aurevoir.watchlist import KeyTable, WatchList
from scraper.address import Target
from scraper.fetch_grant import BadKeyError, form_of
from scraper.fetch_post import BadWebhookError, webhook_of
from scraper.place import Place
from scraper.sources import source_named

Environment = Callable[[str], str | None]


def author_key(watch: WatchList, environment: Environment) -> bytes | None:
    """Return the user's key for pseudonyms, None when the watch list names none: authors are then dropped.

    Raises:
        AurevoirError: the watch list names a key that is not there.
    """
    return _named_by(watch.privacy, "privacy", watch.folder, environment, "the line")


def keyed_places(watch: WatchList, environment: Environment) -> tuple[Place, ...]:
    """Return the watch list's places, those of official APIs with their keys.

    Raises:
        AurevoirError: a key that the watch list names is not there, or cannot be sent; never tells the key.
    """
    tables = [
        (f"brands[{number}].places[{index}]", table)
        for number, brand in enumerate(watch.brands, 1)
        for index, table in enumerate(brand.places, 1)
    ]
    keys = [_named_by(table, where, watch.folder, environment, "the place") for where, table in tables]
    return tuple(
        place if key is None else replace(place, key=_sendable(key, where, place))
        for place, key, (where, _) in zip(watch.places, keys, tables, strict=True)
    )


def webhook(watch: WatchList, environment: Environment) -> Target:
    """Return where [notify] tells what happens: a secret, never shown.

    Raises:
        AurevoirError: no address is named, it is not there, or it is none that a message goes to; never tells it.
    """
    table, remove = watch.notify, "the [notify] table"
    if table.url_env:
        where = "notify.url_env"
        found = _in_environment(table.url_env, where, environment, remove)
    elif table.url_file:
        where = "notify.url_file"
        found = _in_file(watch.folder / table.url_file, where, "the webhook's address", remove)
    else:
        raise AurevoirError(
            'notify: the watch list names no webhook; add [notify] with url_env = "NAME", an environment variable that '
            "holds the address"
        )
    try:
        return webhook_of(found.decode("utf-8", "replace").removeprefix("\ufeff").strip())
    except BadWebhookError as error:
        raise AurevoirError(
            f"{where}: {error}; copy the address that Slack, or the like, shows for an incoming webhook"
        ) from None


def _named_by(
    table: KeyTable, where: str, folder: Path, environment: Environment, or_remove: str
) -> bytes | None:
    if table.key_env:
        return _in_environment(table.key_env, f"{where}.key_env", environment, or_remove)
    if table.key_file:
        return _in_file(folder / table.key_file, f"{where}.key_file", "a key", or_remove)
    return None


def _in_environment(name: str, where: str, environment: Environment, or_remove: str) -> bytes:
    found = environment(name)
    if not found:
        raise AurevoirError(
            f"{where}: the environment variable {name} is not set; set it or remove {or_remove}"
        )
    return found.encode()


def _in_file(path: Path, where: str, what: str, or_remove: str) -> bytes:
    try:
        found = path.read_bytes().strip()
    except OSError as error:
        raise AurevoirError(
            f"{where}: {path}: {error.strerror}; write {what} there or remove {or_remove}"
        ) from error
    if not found:
        raise AurevoirError(f"{where}: {path} is empty; write {what} there or remove {or_remove}")
    return found


def _sendable(key: bytes, where: str, place: Place) -> str:
    """Return a key as its source needs it: what a header can carry, or the JSON that its grant asks for."""
    text = key.decode("utf-8", "replace").removeprefix("\ufeff").strip()
    grant = source_named(place.source).about.grant
    if grant is None:
        if not (text.isascii() and text.isprintable()):
            raise AurevoirError(
                f"{where}: the key has more than one line, or signs no key has; give it alone"
            )
        return text
    try:
        form_of(grant, text)
    except BadKeyError as error:
        raise AurevoirError(
            f"{where}: {error.problem}; {place.source} needs them to ask for a token"
        ) from None
    return text
