"""The [notify] table: what is told to a webhook, and where its secret address is kept."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, get_args

from pydantic import Field

from aurevoir.errors import Fault
from aurevoir.watchlist_table import Table

Event = Literal["digest", "alert", "silent", "changed", "blocked", "failed"]
EVENTS: tuple[Event, ...] = get_args(Event)
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class Notify(Table):
    """A webhook that takes Slack's JSON; its address never stands in this file."""

    url_env: str | None = Field(
        None, min_length=1, description="the name of an environment variable that holds the webhook's address"
    )
    url_file: str | None = Field(
        None, min_length=1, description="a file that holds the webhook's address, relative to the watch list"
    )
    events: list[Event] = Field(
        list(EVENTS), min_length=1, description=f"a list of events among {', '.join(EVENTS)}"
    )
    language: Literal["fr", "en"] | None = Field(None, description='"fr" or "en"')

    @property
    def is_set(self) -> bool:
        """Tell whether a webhook is named."""
        return bool(self.url_env or self.url_file)


def notify_faults(table: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with the names of the address; an address that stands in their place is never repeated."""
    name, path = str(table.get("url_env") or ""), str(table.get("url_file") or "")
    if table and not (name or path):
        expected = "the name of an environment variable that holds the webhook's address, or a url_file"
        yield Fault(key="notify.url_env", found="nothing", expected=expected)
    if name and path:
        yield Fault(key="notify", found="url_env and url_file", expected="one of the two")
    if name and not _NAME.fullmatch(name):
        instead = "the name of an environment variable; the address itself, which is a secret, stands there"
        yield Fault(key="notify.url_env", found="what is no name", expected=instead)
    if "://" in path:
        instead = "a file that holds the address, which is a secret"
        yield Fault(key="notify.url_file", found="what looks like an address", expected=instead)
