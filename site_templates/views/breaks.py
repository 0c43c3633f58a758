"""Where a trend breaks: what different words have read is never joined by one line, and the chart says so."""

from collections.abc import Iterator, Sequence

from sentiment.reading import Moment
from site_templates import formats
from site_templates.edition import Here
from site_templates.figures.trend import Point
from site_templates.findings import BrandFindings


def numbered(moment: Moment, points: Sequence[Point]) -> Iterator[tuple[Point, str]]:
    """Yield each point with the name of its line: a new one wherever other words have read it.

    A point that nobody, or words of two versions, speak for stays on the line before it, which has a gap there.
    """
    number, words = 0, _words_of_first(points)
    for point in points:
        if not point.figure.too_few and point.words != words:
            number, words = number + 1, point.words
        yield point, f"{moment}-{number}"


def broken(here: Here, found: BrandFindings) -> str | None:
    """Say until when other words have read a brand's trend, None where today's have read it all."""
    older = [
        point
        for points in found.trends.values()
        for point in points
        if point.words and not point.figure.too_few
    ]
    if not older:
        return None
    last = max(older, key=lambda point: point.end)
    versions = sorted({point.words for point in older if point.words})
    return here.edition.words.gettext(
        "The line breaks before %(month)s: older reviews have been deleted by age, and what is kept of them was read by other words (%(then)s, now %(now)s), which is not comparable.",
        month=formats.month(last.end, here.edition.language),
        then=", ".join(versions),
        now=here.edition.snapshot.versions.get("words", "–"),
    )


def _words_of_first(points: Sequence[Point]) -> str | None:
    return next((point.words for point in points if not point.figure.too_few), None)
