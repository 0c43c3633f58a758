"""Invented figures and words for the page of the design: each part of the site in each of its states."""

from site_templates.charts.render import Row
from site_templates.figures.figure import Figure, Key, Unit


def _keys(number: int) -> tuple[Key, ...]:
    return tuple(("invented", str(key)) for key in range(number))


# Every state of a tile: whole, of either moment, a difference, a share, nothing at all, too few, without an interval.
FIGURES = (
    Figure(name="first_impression", value=34.0, low=21.0, high=47.0, n=112, unit=Unit.POINTS),
    Figure(name="last_impression", value=-41.0, low=-52.0, high=-30.0, n=140, unit=Unit.POINTS),
    Figure(name="gap", value=-75.0, low=-92.0, high=-58.0, n=156, unit=Unit.POINTS),
    Figure(name="trapped", value=0.35, low=0.27, high=0.44, n=118, unit=Unit.SHARE, keys=_keys(41)),
    Figure(name="recovered", value=0.0, low=0.0, high=0.11, n=31, unit=Unit.SHARE),
    Figure(name="peak_end", value=-80.0, n=7, unit=Unit.POINTS),
    Figure(name="door_open", value=None, n=4, unit=Unit.SHARE),
    Figure(name="welcomed", value=None, n=0, unit=Unit.SHARE),
    Figure(name="reply_delay", value=2.5, low=1.0, high=6.0, n=23, unit=Unit.DAYS),
    Figure(name="at_stake", value=16430.0, n=53, unit=Unit.MONEY),
)
# What an invented customer says of the first moment, of the last, of neither, at length and in one endless word.
SAYINGS = {
    "fr": (
        "Accueil charmant, tout expliqué en dix minutes.",
        "Trois courriers pour partir, et la dernière facture est tombée quand même.",
        "Je m’en vais, voilà.",
        "Résiliation demandée en mai, et depuis",
        "résilié" * 40,
    ),
    "en": (
        "A charming welcome, all explained within ten minutes.",
        "Three letters to get out, and the last bill came all the same.",
        "I am off, that is all.",
        "I asked to cancel in May, and since then",
        "cancelled" * 40,
    ),
}


def _row(value: float | None, n: int, spread: float = 14.0) -> dict[str, float | int | None]:
    low, high = (None, None) if value is None else (value - spread, value + spread)
    return {"value": value, "low": low, "high": high, "n": n}


# Three invented brands: one that loses on the way, one that gains, one with too few reviews.
DUMBBELL: tuple[Row, ...] = tuple(
    {"brand": brand, "moment": moment, **_row(value, n), "told": f"{brand} · {n}"}
    for brand, told in {
        "Alba": ((34.0, 112), (-41.0, 140)),
        "Vespera": ((-8.0, 40), (15.0, 52)),
        "Nona": ((None, 3), (-60.0, 6)),
    }.items()
    for moment, (value, n) in zip(("first", "last"), told, strict=True)
)
# A year with a gap, a stretch of too few reviews, and a break: its last months read by other words.
TREND: tuple[Row, ...] = tuple(
    {
        "month": f"2026-{month:02d}-01",
        "moment": moment,
        "line": f"{moment}-{month // 10}",
        **_row(None if month in {5, 6} else start + slope * month, 3 if month in {5, 6} else 8 + 3 * month),
        "told": f"{month}",
    }
    for moment, start, slope in (("first", 30.0, 0.5), ("last", -12.0, -3.0))
    for month in range(1, 13)
)
# Shares: measured with an interval, measured without one, and not measured.
REASONS: tuple[tuple[str, float, float | None, float | None, bool], ...] = (
    ("exit_fees", 0.42, 0.34, 0.5, True),
    ("no_answer", 0.2, None, None, True),
    ("lack_means", 0.08, 0.04, 0.15, False),
)
