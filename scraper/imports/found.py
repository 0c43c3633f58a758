"""What a file turned out to be, and what was read in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scraper.outcome import Parsed
from scraper.sources.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """One file, judged by its content.

    Attributes:
        parsed: its reviews, or why there are none.
        kind: the source that recognised it, or the kind of table or mail; None where nothing could be told.
        recognised: the source itself; None for tables and mail.
        kept_as: name under which its reviews are kept, unless the user gives another.
        host: the site that a saved page says it comes from, if it says.
        global_ids: whether its native ids name one review wherever they were read.
        fields: the heading that each field of a table is read from.
    """

    parsed: Parsed
    kind: str | None = None
    recognised: Source | None = None
    kept_as: str = "file"
    host: str | None = None
    global_ids: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
