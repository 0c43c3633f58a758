"""The page for an address that leads nowhere, in every language of the site at once."""

from dataclasses import dataclass, replace

from site_templates.edition import Here
from site_templates.views.frame import Frame, Link, frame
from site_templates.words import N_, Words

TITLE = N_("This page is not here")
TEXT = N_(
    "It may have moved with a new build: figures and reviews have pages of their own only while there is something to show."
)
HOME = N_("Back to the overview")


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What the page says in a language."""

    language: str
    title: str
    text: str
    home: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class NotFound:
    """What ``pages/404.html`` uses."""

    frame: Frame
    first: Saying
    others: tuple[Saying, ...]


def not_found(here: Here) -> NotFound:
    """Draw the page; it stands for no page, so that nothing in its frame is current or listed."""
    first, *others = (_saying(here, Words(language=code)) for code in here.edition.snapshot.languages)
    around = frame(here, first.title)
    return NotFound(
        frame=replace(
            around,
            pages=tuple(replace(link, current=False) for link in around.pages),
            head=replace(around.head, index=False, address=None, alternates=()),
        ),
        first=first,
        others=tuple(others),
    )


def _saying(here: Here, words: Words) -> Saying:
    home = Link(label=words.gettext(HOME), href=here.to_root(f"{words.language}/index.html"))
    return Saying(language=words.language, title=words.gettext(TITLE), text=words.gettext(TEXT), home=home)
