"""Write the departure reviews as one table: CSV (RFC 4180, UTF-8 with a mark, codes in English) that no spreadsheet runs."""

import csv
import re
from collections.abc import Iterator
from io import StringIO

from site_templates.address import identifier, outside, site
from site_templates.edition import Edition
from site_templates.evidence import shown
from site_templates.figures.measure import doubtful
from site_templates.figures.replies import carriers
from site_templates.snapshot import Opinion
from site_templates.views.quotes import language, newest

Cell = str | float | None
COLUMNS = (
    "id", "brand", "site", "url", "published", "precision", "rating", "language", "departure", "departure_probability",
    "moment", "moment_probability", "leaning", "sentiment", "tone", "first", "last", "reasons", "channels",
    "would_return", "would_recommend", "certain", "answered", "title", "text", "reply",
)  # fmt: skip
# What a spreadsheet takes for a formula at the start of a cell, whatever blanks stand before it.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")


def reviews_csv(edition: Edition) -> bytes:
    """Return the table, newest first; a text that would start a formula begins with an apostrophe."""
    table = StringIO()
    writer = csv.writer(table)
    writer.writerow(COLUMNS)
    carrying = carriers(edition.snapshot.opinions)
    for opinion in newest(edition.findings.listed):
        writer.writerow([_safe(cell) for cell in _row(opinion, carrying)])
    return table.getvalue().encode("utf-8-sig", errors="replace")


def _safe(cell: Cell) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return f"{cell:.4g}"
    text = shown(cell)
    return f"'{text}" if FORMULA.match(text) else text


def _row(opinion: Opinion, carrying: frozenset[str]) -> Iterator[Cell]:
    review, reading = opinion.review, opinion.reading
    yield from (identifier(review.source, review.key), review.brand, site(review.url, review.source))
    yield from (outside(review.url), review.published.isoformat() if review.published else None)
    yield from (review.precision, review.rating.value if review.rating else None, language(opinion))
    yield from (reading.departure, reading.departure_probability)
    yield from (reading.moment, reading.moment_probability, reading.leaning)
    yield from (reading.sentiment, reading.tone, reading.first, reading.last)
    yield from (" ".join(reading.reasons), " ".join(reading.channels))
    yield from (_said(reading.would_return), _said(reading.would_recommend))
    yield "person" if opinion.person else "uncertain" if doubtful(opinion) else "sure"
    yield _said(review.reply is not None) if review.reply or review.source in carrying else None
    yield from (review.title, review.text, review.reply.text if review.reply else None)


def _said(value: bool | None) -> str | None:
    return None if value is None else "yes" if value else "no"
