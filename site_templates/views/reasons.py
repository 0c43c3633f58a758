"""The pages of the reasons: one that lists them, and one for each that occurs."""

from dataclasses import dataclass

from sentiment.reading import Reason
from site_templates import labels
from site_templates.edition import Here
from site_templates.figures.reasons import ReasonShare
from site_templates.snapshot import Brand
from site_templates.views.frame import Frame, frame
from site_templates.views.proof import MOST, behind, quotes, shown
from site_templates.views.quotes import Quote
from site_templates.views.reason_lines import ReasonLine, reason_line, reason_lines, side
from site_templates.words import N_

TITLES = {
    "last_obstacles": N_("What makes the last moment hard"),
    "last_kindnesses": N_("What makes the last moment kind"),
    "first_obstacles": N_("What makes the first moment hard"),
    "first_kindnesses": N_("What makes the first moment kind"),
    "lacks": N_("What the company lacks"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Reasons of one sort."""

    title: str
    lines: tuple[ReasonLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonIndex:
    """What ``pages/reasons.html`` uses."""

    frame: Frame
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandReason:
    """A reason at one brand, with the quotes that give it."""

    anchor: str
    brand: str
    line: ReasonLine
    shown: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonPage:
    """What ``pages/reason.html`` uses."""

    frame: Frame
    side: str
    meaning: str
    measured: bool
    brands: tuple[BrandReason, ...]


def reason_index(here: Here) -> ReasonIndex:
    """Draw the list of all reasons that somebody gives."""
    words, shares = here.edition.words, here.edition.findings.reasons
    groups = [
        Group(title=words.gettext(title), lines=reason_lines(here, shares[name]))
        for name, title in TITLES.items()
    ]
    return ReasonIndex(
        frame=frame(here, words.gettext("Reasons")), groups=tuple(group for group in groups if group.lines)
    )


def reason_page(here: Here, share: ReasonShare) -> ReasonPage:
    """Draw the page of one reason."""
    words = here.edition.words
    return ReasonPage(
        frame=frame(here, labels.label(words, "reason", share.reason)),
        side=side(share.reason),
        meaning=labels.meaning(words, share.reason),
        measured=share.measured,
        brands=tuple(_brand(here, *found) for found in _shares(here, share.reason) if found[1].figure.keys),
    )


def _shares(here: Here, reason: Reason) -> list[tuple[Brand, ReasonShare]]:
    return [
        (found.brand, share)
        for found in here.edition.findings.brands
        for group in found.reasons.values()
        for share in group
        if share.reason is reason
    ]


def _brand(here: Here, brand: Brand, share: ReasonShare) -> BrandReason:
    told = behind(here, share.figure.keys)
    return BrandReason(
        anchor=here.edition.slugs[brand.name],
        brand=brand.name,
        line=reason_line(here, share, brand),
        shown=shown(here, len(told)),
        quotes=quotes(here, told[:MOST], f"reason:{share.reason}"),
    )
