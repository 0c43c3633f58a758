"""The TOML a user writes: whom to watch, where, how politely, and what to keep."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from aurevoir.errors import Fault, WatchListError
from aurevoir.watchlist_faults import clashes, faults_of, syntax_fault
from aurevoir.watchlist_notify import Notify
from aurevoir.watchlist_table import Table
from scraper.manners import Manners
from scraper.place import Place
from scraper.select import Select
from scraper.sources import SOURCES
from scraper.sources.selected import check as check_selector
from sentiment.tone import Analyser

SOURCE_NAMES = tuple(sorted(source.name for source in SOURCES))


def fold(name: str) -> str:
    """Return a name as compared: case and outer spaces do not make two brands of one."""
    return " ".join(name.casefold().split())


def _web_address(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError(address)
    return address


def _reachable(contact: str) -> str:
    if contact and "@" not in contact and not contact.startswith(("http://", "https://")):
        raise ValueError(contact)
    return contact


Address = Annotated[str, AfterValidator(_web_address)]
_INSIDE = "a CSS selector inside a review, which may end in ::attr(name)"
Text = Annotated[str, Field(min_length=1, max_length=200)]


class WordOfMouth(Table):
    """How many people a customer tells: an assumption of the user's, never a measurement."""

    happy: int = Field(3, ge=0, le=1000, description="a number of people, 0 to 1000")
    unhappy: int = Field(11, ge=0, le=1000, description="a number of people, 0 to 1000")


class Site(Table):
    """The site that is built."""

    title: Text = Field("Au revoir", description="a title of 1 to 200 characters")
    languages: list[Literal["fr", "en"]] = Field(
        ["fr", "en"], min_length=1, max_length=2, description='"fr", "en" or both, the default language first'
    )
    output: str = Field("output", min_length=1, description="a folder, relative to the watch list")
    address: Address | None = Field(None, description="the http:// or https:// address the site will have")
    index: bool = Field(False, description="true to let search engines list the pages, false otherwise")
    minimum: int = Field(5, ge=5, le=1000, description="the fewest reviews behind a figure, 5 or more")
    currency: str = Field("EUR", pattern="^[A-Z]{3}$", description='a currency code such as "EUR"')
    word_of_mouth: WordOfMouth = Field(WordOfMouth(), description="a table with happy and unhappy")

    @field_validator("languages")
    @classmethod
    def _no_repeat(cls, languages: list[str]) -> list[str]:
        if len(set(languages)) < len(languages):
            raise ValueError(languages)
        return languages


class ReadingTable(Table):
    """How reviews are read; a change rereads them all."""

    analyzer: Analyser = Field(
        "learned", description='"learned" (weights learned from reviews) or "textblob" (a baseline)'
    )


class StoreTable(Table):
    """Where everything is kept."""

    path: str = Field("aurevoir.sqlite", min_length=1, description="a file, relative to the watch list")


class Fetch(Table):
    """Manners towards the sites that are read."""

    contact: Annotated[str, AfterValidator(_reachable)] = Field(
        "", description="an e-mail or a web address where a site's owner can reach you"
    )
    pace: float = Field(
        2.0, ge=0.5, le=3600, description="seconds between two requests to one host, 0.5 or more"
    )
    connect: float = Field(10.0, gt=0, le=600, description="seconds to connect")
    read: float = Field(20.0, gt=0, le=600, description="seconds without a byte")
    total: float = Field(60.0, gt=0, le=3600, description="seconds for one page in all")
    max_megabytes: float = Field(
        20.0, gt=0, le=1000, description="largest page, in megabytes after decompression"
    )
    tries: int = Field(4, ge=1, le=10, description="tries of one page, 1 to 10")


class KeyTable(Table):
    """A table that may name a key; the key itself never stands in this file."""

    key_env: str | None = Field(
        None, min_length=1, description="the name of an environment variable that holds the key"
    )
    key_file: str | None = Field(
        None, min_length=1, description="a file that holds the key, relative to the watch list"
    )

    @model_validator(mode="after")
    def _one_key(self) -> Self:
        if self.key_env and self.key_file:
            raise ValueError("key_env and key_file both")
        return self


class Privacy(KeyTable):
    """What keeps people unknown; its key makes pseudonyms."""

    retention_months: int | None = Field(
        None, ge=1, le=1200, description="months a review is kept, 1 or more"
    )


def _selector(selector: str) -> str:
    check_selector(selector)
    return selector


Selector = Annotated[str, AfterValidator(_selector)]


class SelectTable(Table):
    """Where the reviews stand on a page, for the source "css"."""

    item: Selector = Field(min_length=1, description="a CSS selector of each review")
    text: Selector = Field(min_length=1, description="a CSS selector of the text inside a review")
    title: Selector = Field("", description=_INSIDE)
    rating: Selector = Field("", description=_INSIDE)
    best: str | None = Field(None, pattern=r"^\d+$", description='the top of the ratings\' scale, as in "10"')
    date: Selector = Field("", description=_INSIDE)
    author: Selector = Field("", description=_INSIDE)
    id: Selector = Field("", description=_INSIDE)
    reply: Selector = Field("", description=_INSIDE)
    next: Selector = Field("", description="a CSS selector of the link to the next page")
    empty: Selector = Field("", description="a CSS selector of what stands on a page without reviews")


class PlaceTable(KeyTable):
    """One place where a brand is reviewed; its key is that of an official API."""

    source: Literal[*SOURCE_NAMES] = Field(description=f"the name of a source ({', '.join(SOURCE_NAMES)})")  # type: ignore[valid-type]
    address: Address = Field(description="an http:// or https:// address")
    pages: Address | None = Field(
        None, pattern=r"\{page\}", description="an address with {page} where the page number goes"
    )
    max_pages: int = Field(50, ge=1, le=10_000, description="pages to read at most, 1 to 10000")
    language: str | None = Field(None, pattern="^[a-z]{2}$", description='a language code such as "fr"')
    lists_all: bool = Field(False, description="true where the pages list every review, false otherwise")
    permission: str | None = Field(
        None,
        min_length=10,
        pattern=r"\b(?:19|20)\d\d\b",
        description="who allowed what, and when, with its year, in 10 characters or more",
    )
    select: SelectTable | None = Field(None, description="a [brands.places.select] table, for css only")

    def of(self, brand: str) -> Place:
        """Return the place, without its key."""
        plain = self.model_dump(exclude={"key_env", "key_file", "select"})
        select = Select(**self.select.model_dump()) if self.select else None
        return Place(brand=brand, **plain, select=select)


class BrandTable(Table):
    """A brand to watch."""

    name: Text = Field(description="the brand's name, 1 to 200 characters")
    own: bool = Field(False, description="true for your own brand, false for others")
    aliases: list[Text] = Field([], description="a list of other names of the brand")
    customer_value: float | None = Field(
        None, gt=0, le=1e9, description="an amount per customer, more than 0"
    )
    places: list[PlaceTable] = Field([], description="a list of [[brands.places]] tables")


class WatchList(Table):
    """A whole watch list; paths are relative to ``folder``."""

    site: Site = Field(Site(), description="a [site] table")
    reading: ReadingTable = Field(ReadingTable(), description="a [reading] table")
    store: StoreTable = Field(StoreTable(), description="a [store] table")
    fetch: Fetch = Field(Fetch(), description="a [fetch] table")
    privacy: Privacy = Field(Privacy(), description="a [privacy] table")
    notify: Notify = Field(Notify(), description="a [notify] table")
    brands: list[BrandTable] = Field(min_length=1, description="at least one [[brands]] table")
    folder: Annotated[Path, Field(exclude=True)] = Path()

    @property
    def output(self) -> Path:
        """Return the folder of the site."""
        return self.folder / self.site.output

    @property
    def store_path(self) -> Path:
        """Return the file of the store."""
        return self.folder / self.store.path

    @property
    def places(self) -> tuple[Place, ...]:
        """Return all places, in the order of the file, without their keys."""
        return tuple(place.of(brand.name) for brand in self.brands for place in brand.places)

    def manners(self, version: str) -> Manners:
        """Return how to behave towards the sites that are read."""
        table = self.fetch
        return Manners(
            contact=table.contact,
            version=version,
            pace=table.pace,
            connect=table.connect,
            read=table.read,
            total=table.total,
            max_bytes=int(table.max_megabytes * 1_000_000),
            tries=table.tries,
        )

    def brand_named(self, name: str) -> str | None:
        """Return the brand of that name or alias, or None."""
        for brand in self.brands:
            if fold(name) in {fold(known) for known in (brand.name, *brand.aliases)}:
                return brand.name
        return None


def load(path: Path) -> WatchList:
    """Read a watch list.

    Raises:
        WatchListError: the file is missing, is not TOML, or has faults; all of them are told at once.
    """
    try:
        tables = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WatchListError(path, (syntax_fault(path, error),)) from error
    return check(tables, path)


def check(tables: dict[str, Any], path: Path) -> WatchList:
    """Return the watch list that these tables make.

    Raises:
        WatchListError: with all faults of the file.
    """
    faults: list[Fault] = []
    try:
        watch = WatchList.model_validate(tables)
    except ValidationError as error:
        faults += faults_of(error.errors(), WatchList)
    faults += clashes(tables)
    if faults:
        raise WatchListError(path, tuple(faults))
    return watch.model_copy(update={"folder": path.parent})
