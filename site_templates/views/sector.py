"""What an authority counts about the sector of a brand, drawn as context: never as reviews of the brand."""

import re
from collections.abc import Sequence
from datetime import timedelta
from itertools import groupby

from site_templates import formats
from site_templates.charts.render import Row
from site_templates.edition import Here
from site_templates.findings import BrandFindings
from site_templates.snapshot import SectorWeek
from site_templates.views.tables import Drawing, Table, draw

WEEKS = 52  # a year: the same season stands at both ends
FEWEST = 4  # weeks that make a line
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])|_")


def sectors(here: Here, found: BrandFindings) -> tuple[Drawing, ...]:
    """Draw each sector of a brand that has weeks enough."""
    own = (week for week in here.edition.snapshot.sectors if week.brand == found.brand.name)
    told = ((name, _whole(here, list(weeks))) for name, weeks in groupby(own, key=lambda week: week.category))
    return tuple(_drawing(here, name, weeks) for name, weeks in told if len(weeks) >= FEWEST)


def _whole(here: Here, weeks: Sequence[SectorWeek]) -> Sequence[SectorWeek]:
    """Return the newest weeks that are known whole: neither the first, which may be cut, nor one that still runs."""
    today = here.edition.snapshot.as_of.date()
    return [week for week in weeks[1:] if week.week + timedelta(weeks=1) <= today][-WEEKS:]


def _drawing(here: Here, category: str, weeks: Sequence[SectorWeek]) -> Drawing:
    words = here.edition.words
    table = Table(
        caption=words.gettext(
            "Reports about leaving to the French consumer authority, by week, in the sector “%(sector)s”: not reviews of the brand",
            sector=_HUMP.sub(" ", category),
        ),
        heads=(words.gettext("Week of"), words.gettext("Reports")),
        rows=tuple(
            (formats.day(week.week, words.language), formats.count(week.count, words.language))
            for week in weeks
        ),
    )
    rows: list[Row] = [
        {"week": week.week.isoformat(), "n": week.count, "told": " · ".join(cells)}
        for week, cells in zip(weeks, table.rows, strict=True)
    ]
    named = {
        "title": table.caption,
        "description": words.gettext("A line: reports a week, of all companies of the sector together."),
    }
    return draw(here, "sector", rows, named, table)
