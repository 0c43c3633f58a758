"""The invented reviews, as their authors wrote them."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

BRANDS = {"fibrelune": "Fibrelune", "zephyrtel": "Zéphyrtel", "ondemauve": "Ondemauve"}
SITES = ("avisbox", "paroles", "forum", "speakup")


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """One invented review; dates as YYYY-MM-DD, ``rating`` 1–5 or None."""

    brand: str
    site: str
    id: str
    date: str
    lang: str
    rating: int | None
    title: str
    text: str
    author: str
    reply: str | None
    reply_date: str | None


@cache
def reviews(site: str, slug: str) -> tuple[Invented, ...]:
    """Return a site's reviews of a brand, newest first."""
    lines = (
        files("aurevoir.demo").joinpath("reviews", f"{slug}.jsonl").read_text(encoding="utf-8").splitlines()
    )
    found = [Invented(**json.loads(line)) for line in lines if line.strip()]
    return tuple(
        sorted((one for one in found if one.site == site), key=lambda one: (one.date, one.id), reverse=True)
    )
