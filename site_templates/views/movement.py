"""How the gap between the two moments moved lately, in words that a director can quote, and how sure that is."""

from dataclasses import dataclass
from datetime import timedelta

from site_templates import formats
from site_templates.edition import Here
from site_templates.figures.gap_change import GapChange
from site_templates.figures.periods import Window
from site_templates.views.tiles import interval, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """The movement of a gap.

    Attributes:
        verb: "widened" or "narrowed" where the change is more than chance and the gap keeps its sign; "" elsewhere.
        months: 1 or 3.
        points: by how many points.
        detail: both gaps, with their counts, and the change with its interval, or why nothing can be said.
    """

    verb: str
    months: int
    points: str
    detail: str


def movement(here: Here, moved: GapChange) -> Movement:
    """Say how a gap moved."""
    before, after = moved.before.value, moved.after.value
    grown = 0 if before is None or after is None else round(abs(after)) - round(abs(before))
    keeps_sign = before is not None and after is not None and before * after > 0
    tells = moved.is_sure and keeps_sign and grown != 0
    return Movement(
        verb=("widened" if grown > 0 else "narrowed") if tells else "",
        months=moved.months,
        points=formats.count(abs(grown), here.edition.language),
        detail=_detail(here, moved),
    )


def _detail(here: Here, moved: GapChange) -> str:
    words = here.edition.words
    if moved.change.too_few:
        return words.gettext(
            "Too few reviews of both moments to tell how the gap moves from one quarter to the next."
        )
    sizes = {
        "now": _stretch(here, moved.later),
        "then": _stretch(here, moved.earlier),
        "after": written(moved.after, here) or "–",
        "before": written(moved.before, here) or "–",
        "n_after": formats.count(moved.after.n, words.language),
        "n_before": formats.count(moved.before.n, words.language),
        "change": written(moved.change, here) or "–",
        "interval": interval(moved.change, here) or "–",
    }
    told = words.gettext(
        "The gap, %(now)s: %(after)s (n = %(n_after)s); %(then)s: %(before)s (n = %(n_before)s); change: %(change)s (%(interval)s)",
        **sizes,
    )
    return f"{told}." if moved.is_sure else words.gettext("%(told)s, which may be chance.", told=told)


def _stretch(here: Here, window: Window) -> str:
    first, last = window.start, window.end - timedelta(days=1)
    names = [formats.month(day, here.edition.language) for day in (first, last)]
    return names[0] if names[0] == names[1] else " – ".join(names)
