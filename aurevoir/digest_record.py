"""What a digest is made of."""

from dataclasses import dataclass
from datetime import datetime

from site_templates.figures.compared import Change
from site_templates.figures.periods import Window
from site_templates.snapshot import Opinion


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A customer's words, cut to what matters; ``link`` leads to where they stand, None where nothing does."""

    text: str
    origin: str
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a digest: lines, or quotes."""

    title: str
    lines: tuple[str, ...] = ()
    quotes: tuple[Saying, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """Whole weeks in words; ``window`` is what it covers."""

    window: Window
    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]
    site: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Weeks:
    """What a digest speaks of: the weeks, the changes over them, and their new departure reviews by brand.

    ``earlier`` is when the weeks begin that they are set against.
    """

    earlier: datetime
    window: Window
    changes: tuple[Change, ...]
    fresh: dict[str, tuple[Opinion, ...]]
