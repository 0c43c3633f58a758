"""The invented sites: what each address answers, its troubles included."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qs, urlsplit

from aurevoir.demo import pages
from aurevoir.demo.invented import BRANDS, Invented, reviews

A_PAGE = 20  # reviews a page, as many review sites have
DOWN_SINCE = date(2026, 10, 28)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site sends back; ``wait`` becomes a Retry-After header, in seconds."""

    status: int
    body: str
    content_type: str = "text/html; charset=utf-8"
    wait: int | None = None


NOT_FOUND = Answer(404, "<!doctype html><title>404</title><p>Nothing here.")
OPEN_TO_ALL = Answer(200, "User-agent: *\nDisallow:\n", "text/plain")


class Sites:
    """All invented sites as they are on a day; remembers only how often an address was asked for, to fail once."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._asked: Counter[str] = Counter()
        self.hosts: dict[str, Callable[[str, int], Answer]] = {
            "avisbox.example": self._avisbox,
            "paroles.example": self._paroles,
            "forum.example": self._forum,
            "speakup.example": self._speakup,
            "comparateur.example": self._comparateur,
            "gardien.example": self._gardien,
        }

    def answer(self, host: str, target: str) -> Answer:
        """Return what a host answers to a path with its query."""
        site = self.hosts.get(host)
        parts = urlsplit(target)
        number = parse_qs(parts.query).get("page", ["1"])[0]
        if site is None or not number.isdecimal():
            return NOT_FOUND
        return site(parts.path, int(number))

    def _avisbox(self, path: str, number: int) -> Answer:
        """Answer as a French JSON-LD site that closes a folder and stumbles once."""
        if path == "/robots.txt":
            return Answer(200, "User-agent: *\nDisallow: /prive/\n", "text/plain")
        if path == "/ondemauve" and number == 2:  # noqa: PLR2004 — its second page is the one that stumbles
            self._asked[path] += 1
            if self._asked[path] == 1:
                return Answer(503, "<!doctype html><title>503</title><p>Back in a moment.", wait=1)
        return self._listing("avisbox", path.removeprefix("/"), path, number, language="fr")

    def _speakup(self, path: str, number: int) -> Answer:
        """Answer as an English JSON-LD site."""
        if path == "/robots.txt":
            return OPEN_TO_ALL
        return self._listing("speakup", path.removeprefix("/brands/"), path, number, language="en")

    def _paroles(self, path: str, number: int) -> Answer:
        """Answer as a French microdata site whose pages are numbered in their names."""
        del number
        name = path.removeprefix("/avis/").removesuffix(".html")
        slug, _, page = name.partition("-page")
        if slug not in BRANDS or not (page or "1").isdecimal():
            return NOT_FOUND
        first = (int(page or "1") - 1) * A_PAGE
        shown = self._written("paroles", slug)[first : first + A_PAGE]
        return Answer(200, pages.microdata(BRANDS[slug], shown)) if shown else NOT_FOUND

    def _forum(self, path: str, number: int) -> Answer:
        """Answer as a consumers' forum with a feed a brand, one of them without a post."""
        del number
        slug = path.removeprefix("/").removesuffix(".rss")
        address = f"http://forum.example{path}"
        if slug == "ondemauve-mobile":
            return Answer(200, pages.rss("Ondemauve Mobile", (), address), "application/rss+xml")
        if slug not in BRANDS:
            return NOT_FOUND
        return Answer(
            200, pages.rss(BRANDS[slug], self._written("forum", slug), address), "application/rss+xml"
        )

    def _comparateur(self, path: str, number: int) -> Answer:
        """Answer as a server that had no review yet, then goes down for good, its robots.txt aside."""
        del number
        if path == "/robots.txt":
            return OPEN_TO_ALL
        if self._today < DOWN_SINCE:
            return Answer(200, pages.json_ld(BRANDS["zephyrtel"], (), 0, language="fr", following=None))
        return Answer(500, "<!doctype html><title>500</title><p>Down.")

    def _gardien(self, path: str, number: int) -> Answer:
        """Answer as a site behind a challenge page, sent with status 200."""
        del number
        return OPEN_TO_ALL if path == "/robots.txt" else Answer(200, pages.CHALLENGE)

    def _listing(self, site: str, slug: str, path: str, number: int, *, language: str) -> Answer:
        """Return one page of a JSON-LD site's reviews of a brand."""
        if slug not in BRANDS or number < 1:
            return NOT_FOUND
        every = self._written(site, slug)
        shown = every[(number - 1) * A_PAGE : number * A_PAGE]
        following = f"{path}?page={number + 1}" if number * A_PAGE < len(every) else None
        body = pages.json_ld(BRANDS[slug], shown, len(every), language=language, following=following)
        return Answer(200, body)

    def _written(self, site: str, slug: str) -> tuple[Invented, ...]:
        """Return what stands on a site so far, newest first."""
        return tuple(one for one in reviews(site, slug) if one.date <= self._today.isoformat())
