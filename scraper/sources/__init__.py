"""Where reviews are read: one module a source, named in SOURCES.

A source is a module with what ``Source`` asks for; it gets a page and never fetches. A new one is a module,
its name in the tuple below, and a twin under ``tests/pages/<name>/``.
"""

from difflib import get_close_matches

from scraper.sources import (
    appstore,
    avisgarantis,
    bluesky,
    css,
    discourse,
    feed,
    googlebusiness,
    googleplaces,
    googleplay,
    googletakeout,
    hackernews,
    mastodon,
    reddit,
    schemaorg,
    signalconso,
    skeepers,
    stackexchange,
    steam,
    tripadvisor,
    tripadvisor_api,
    trustpilot,
    trustpilot_api,
)
from scraper.sources.source import Source

# In the order in which a saved file is offered to them: the one that takes any page with schema.org data is the last.
SOURCES: tuple[Source, ...] = (
    appstore,
    avisgarantis,
    bluesky,
    css,
    discourse,
    googlebusiness,
    googleplaces,
    googleplay,
    googletakeout,
    hackernews,
    mastodon,
    reddit,
    signalconso,
    skeepers,
    stackexchange,
    steam,
    tripadvisor,
    tripadvisor_api,
    trustpilot,
    trustpilot_api,
    feed,
    schemaorg,
)


class UnknownSourceError(LookupError):
    """A name that is no source's."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        nearest = get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f", did you mean {nearest[0]!r}?" if nearest else ";"
        super().__init__(f"no source is named {name!r}{hint} known sources: {', '.join(known)}")
        self.name = name
        self.known = known


def source_named(name: str) -> Source:
    """Return the source of that name.

    Raises:
        UnknownSourceError: there is none; names the nearest.
    """
    for source in SOURCES:
        if source.name == name:
            return source
    raise UnknownSourceError(name, tuple(source.name for source in SOURCES))
