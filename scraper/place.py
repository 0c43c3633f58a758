"""Where reviews are: one address of one brand, and how its source is to read it."""

from dataclasses import dataclass, field

from scraper.select import Select


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place of the watch list.

    Attributes:
        brand: name of the brand reviewed there.
        source: name of the source that reads it.
        address: http(s) address of its first page, or the name of an imported file.
        pages: pattern of the following pages with ``{page}`` (2, 3, …), for sites without rel=next.
        max_pages: stop after that many pages.
        language: language of its reviews when the source does not say (ISO 639-1); None to detect it.
        lists_all: whether its pages list every review, as their owner says: what two full crawls miss is removed.
        permission: who allowed what robots or terms close, and when; None when nobody did.
        select: where the reviews stand on its pages, for the source that is told so; None for all others.
        key: the user's key of an official API; it is shown to that API only, and kept nowhere.
    """

    brand: str
    source: str
    address: str
    pages: str | None = None
    max_pages: int = 50
    language: str | None = None
    lists_all: bool = False
    permission: str | None = None
    select: Select | None = None
    key: str | None = field(default=None, repr=False)
