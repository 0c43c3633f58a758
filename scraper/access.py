"""What opens a place, and to whom it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from scraper.address import BadAddressError, Target, same_site, target_of
from scraper.place import Place
from scraper.sources.source import Grant, Source, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """On which terms the pages of a place are asked for; nothing of it goes further than the place's own site.

    Attributes:
        home: address of the place's first page.
        permission: who opened what robots.txt closes, and when; None when nobody did.
        official: whether it is an API asked with the user's own key, whose terms stand for robots.txt.
        headers: what every request to home's host carries; ``{key}`` stands for the key, or for its token.
        key: the user's key; never shown.
        key_host: the only host that is shown the key; None for nobody.
        grant: how the key is changed for a token; None where it is sent itself.
    """

    home: str = ""
    permission: str | None = None
    official: bool = False
    headers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    key: str | None = field(default=None, repr=False)
    key_host: str | None = None
    grant: Grant | None = None

    def opens(self, target: Target) -> bool:
        """Tell whether a page may be asked for without looking at robots.txt."""
        if self.official and self.is_at_home(target):
            return True
        home = _target(self.home)
        return self.permission is not None and home is not None and same_site(target.host, home.host)

    def is_at_home(self, target: Target) -> bool:
        """Tell whether a target is on the very host and port of the place."""
        home = _target(self.home)
        return home is not None and target.origin == home.origin


def access_to(place: Place, source: Source) -> Access:
    """Return what opens a place of that source."""
    return Access(
        home=source.first(place),
        permission=place.permission,
        official=source.about.standing is Standing.KEY and place.key is not None,
        headers=source.about.headers,
        key=place.key,
        key_host=source.about.key_host,
        grant=source.about.grant,
    )


def _target(address: str) -> Target | None:
    try:
        return target_of(address)
    except BadAddressError:
        return None
