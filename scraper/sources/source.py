"""What a source is: a module that knows one kind of page or answer, and what the world lets us do with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from scraper.outcome import Page, Parsed
from scraper.place import Place
from scraper.told import Told


class Standing(StrEnum):
    """What may be fetched, and what it takes."""

    OPEN = "open"  # anyone may, within robots.txt
    KEY = "key"  # an official API, with a key of the user's own
    PERMISSION = (
        "permission"  # closed by robots.txt or terms: only where the watch list says who allowed it, and when
    )
    IMPORT = "import"  # never fetched: saved pages and exports only


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """Where an official API gives a token for the user's credentials (OAuth 2), once a run.

    Attributes:
        address: where the form is sent (POST), for a JSON answer with ``access_token``.
        form: its fields; ``{name}`` in a value stands for that field of the JSON which the place's key holds,
            such as ``{client_id}``, ``{client_secret}`` or ``{refresh_token}``.
    """

    address: str
    form: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What people are told of a source, and what the collection goes by.

    Attributes:
        title: the name people know it by.
        standing: what may be fetched.
        address: an invented example of what stands as ``address`` in a watch list; empty when it is never fetched.
        terms: what robots.txt and the terms of use say, in a sentence.
        limits: how much it gives at most; what it leaves out.
        instead: which import does the job where fetching is closed; None where it is open.
        key: what the key is and where to get it, for Standing.KEY; None otherwise.
        key_host: the API's host, the only one that is ever shown the key; needed for Standing.KEY.
        headers: sent with every request to the place's host; ``{key}`` in a value stands for the key, or for the
            token that ``grant`` gave for it.
        grant: how the key is changed for a token first; None where the key itself is sent.
        newest_first: whether it lists new reviews first, so that paging may stop at what is known.
        lists_all: whether it lists every review, and not a choice or the newest: one that is no longer listed is removed.
        keeps_text: False where the terms forbid keeping texts: they are read in memory, and not stored.
        kept_as: name of the source under which its reviews are kept, where several read the same reviews (a
            platform's pages and its API); None for its own.
        global_ids: whether a native id names one review wherever it was read (a saved page, a country's site, an
            API); False where each site numbers its own.
    """

    title: str
    standing: Standing
    address: str
    terms: Told
    limits: Told
    instead: Told | None = None
    key: Told | None = None
    key_host: str | None = None
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    grant: Grant | None = None
    newest_first: bool = False
    lists_all: bool = False
    keeps_text: bool = True
    kept_as: str | None = None
    global_ids: bool = False


class Source(Protocol):
    """What a module offers to be a source; it gets pages and never fetches."""

    name: str
    about: About

    def first(self, place: Place) -> str:
        """Give the address of the first page to ask for; the following ones are ``Parsed.next``."""
        ...

    def recognises(self, page: Page) -> bool:
        """Tell by its content alone, quickly, whether a saved page or answer is one of this source's."""
        ...

    def parse(self, page: Page) -> Parsed:
        """Read one page; what it cannot read is an outcome with a reason, never an exception."""
        ...
