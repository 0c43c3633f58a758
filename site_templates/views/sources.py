"""The page of the sources."""

from dataclasses import dataclass

from site_templates.edition import Here
from site_templates.views.frame import Frame, frame
from site_templates.views.health import PlaceLine, place_line, summary


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What ``pages/sources.html`` uses."""

    frame: Frame
    summary: str
    places: tuple[PlaceLine, ...]


def sources(here: Here) -> Sources:
    """Draw the page of the sources."""
    return Sources(
        frame=frame(here, here.edition.words.gettext("Sources")),
        summary=summary(here),
        places=tuple(place_line(here, place) for place in here.edition.snapshot.places),
    )
