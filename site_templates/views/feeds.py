"""The Atom feeds: all reviews that mention a departure, those of a brand, those of a moment, and the alerts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from scraper.review import Precision
from sentiment.reading import Moment
from site_templates import address, labels
from site_templates.edition import Here, brand_address, brand_feed
from site_templates.evidence import shown
from site_templates.figures.alerts import Alert
from site_templates.figures.periods import last_whole_week
from site_templates.figures.population import tone_about
from site_templates.findings import BrandFindings
from site_templates.snapshot import Opinion
from site_templates.views.alert_lines import alert_line
from site_templates.views.frame import Link
from site_templates.views.quotes import Quote, origin, quote
from site_templates.views.tiles import figure_name
from site_templates.words import N_

ENTRIES = 50  # newest reviews of a feed: a reader that asks once a week misses none of a busy brand
MINTED = "2026"  # the year from which these names are ours (RFC 4151); never changed, or every reader shows all again
NOBODY = "aurevoir.invalid"  # stands for a site that has no address
MOMENTS = {Moment.FIRST: N_("First moment"), Moment.LAST: N_("Last moment")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; times are RFC 3339. ``quote`` is None where ``text`` says it all."""

    id: str
    title: str
    updated: str
    published: str | None
    href: str | None
    quote: Quote | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What ``pages/feed.xml`` uses; links are whole where the site has an address, else relative to the feed."""

    id: str
    language: str
    title: str
    subtitle: str
    author: str
    updated: str
    itself: str
    page: str
    entries: tuple[Entry, ...]


def feed_links(here: Here) -> tuple[Link, ...]:
    """Return the links to all feeds, for a page."""
    return tuple(Link(label=_title(here, path), href=here.to(path)) for path in feed_paths(here))


def feed_paths(here: Here) -> tuple[str, ...]:
    """Name the feeds of an edition, from its folder."""
    brands = (brand_feed(here.edition, found.brand) for found in here.edition.findings.brands)
    return "feeds/all.xml", "feeds/alerts.xml", "feeds/first.xml", "feeds/last.xml", *brands


def feed(here: Here) -> Feed:
    """Draw the feed whose path is that of the page drawn."""
    entries = tuple(_entries(here))
    return Feed(
        id=_tag(here, f"{address.slug(here.edition.snapshot.title)}/{here.path}"),
        language=here.edition.language,
        title=shown(f"{here.edition.snapshot.title} – {_title(here, here.page)}"),
        subtitle=here.edition.snapshot.notice.get(here.edition.language, ""),
        author=shown(here.edition.snapshot.title),
        updated=max((entry.updated for entry in entries), default=_time(here.edition.snapshot.as_of)),
        itself=_whole(here, here.to(here.page)),
        page=_whole(here, here.to(_page(here))),
        entries=entries,
    )


def _title(here: Here, path: str) -> str:
    words = here.edition.words
    known = {
        "feeds/all.xml": words.gettext("All departure reviews"),
        "feeds/alerts.xml": words.gettext("Alerts"),
        **{f"feeds/{moment}.xml": words.gettext(name) for moment, name in MOMENTS.items()},
    }
    found = _brand(here, path)
    return known[path] if found is None else found.brand.name


def _brand(here: Here, path: str) -> BrandFindings | None:
    brands = here.edition.findings.brands
    return next((found for found in brands if brand_feed(here.edition, found.brand) == path), None)


def _page(here: Here) -> str:
    """Name the page that a feed follows."""
    found = _brand(here, here.page)
    if found is not None:
        return brand_address(here.edition, found.brand)
    known = {"feeds/all.xml": "reviews/index.html", "feeds/alerts.xml": "changes.html"}
    return known.get(here.page) or f"moments/{here.page.removeprefix('feeds/').removesuffix('.xml')}.html"


def _entries(here: Here) -> Iterator[Entry]:
    if here.page == "feeds/alerts.xml":
        yield from (_alert(here, alert) for alert in here.edition.findings.alerts)
        return
    for opinion in _latest(_told(here)):
        yield _entry(here, opinion)


def _told(here: Here) -> Sequence[Opinion]:
    """Return the reviews of a feed: those of its brand, of its moment, or all."""
    found, listed = _brand(here, here.page), here.edition.findings.listed
    if found is not None:
        return found.departures
    for moment in MOMENTS:
        if here.page == f"feeds/{moment}.xml":
            return [opinion for opinion in listed if tone_about(opinion, moment) is not None]
    return listed


def _latest(opinions: Iterable[Opinion]) -> list[Opinion]:
    """Return the newest reviews: by when they came in, then by when they were written, ties by identity."""
    return sorted(opinions, key=_lateness)[:ENTRIES]


def _lateness(opinion: Opinion) -> tuple[float, float, str, str]:
    review = opinion.review
    written = -review.published.timestamp() if review.published else 0.0
    return -_came(opinion).timestamp(), written, review.source, review.key


def _came(opinion: Opinion) -> datetime:
    """Return when a review came in: fetching it again, as its listing moves on, is no news for who reads feeds."""
    return opinion.seen or opinion.review.fetched


def _entry(here: Here, opinion: Opinion) -> Entry:
    review, words = opinion.review, here.edition.words
    kind = opinion.reading.departure
    named = [review.brand, labels.label(words, "departure", kind) if kind else ""]
    link = here.to_review(review)
    return Entry(
        id=_tag(here, f"{here.edition.language}/review/{address.anchor(review)}"),
        title=shown(" · ".join(part for part in named if part)),
        updated=_time(_came(opinion)),
        published=_published(opinion),
        href=_whole(here, link) if link else None,
        quote=quote(here, opinion, "last:", "first:"),
        text=shown(origin(here, review)),
    )


def _published(opinion: Opinion) -> str | None:
    """Return when a review was written, where the day is known and can be true."""
    written = opinion.review.published
    if written is None or written > opinion.review.fetched or opinion.review.precision is Precision.MONTH:
        return None
    return _time(written)


def _alert(here: Here, alert: Alert) -> Entry:
    week = last_whole_week(here.edition.snapshot.as_of)
    line = alert_line(here, alert)
    name = f"alert/{here.edition.slugs[alert.brand]}/{alert.name}/{week.start:%Y-%m-%d}"
    return Entry(
        id=_tag(here, f"{here.edition.language}/{name}"),
        title=shown(f"{alert.brand} · {figure_name(here, alert.name)}"),
        updated=_time(week.end),
        published=None,
        href=_whole(here, line.href),
        quote=None,
        text=shown(line.label),
    )


def _tag(here: Here, name: str) -> str:
    """Return a name that stays: a tag URI (RFC 4151) of the host of the site, or of nobody's."""
    host = urlsplit(here.edition.snapshot.address or "").hostname or NOBODY
    return f"tag:{host},{MINTED}:{name}"


def _whole(here: Here, link: str) -> str:
    """Return a link as a whole address where the site has one; relative as it is elsewhere."""
    base = here.edition.snapshot.address
    return urljoin(f"{base.rstrip('/')}/{here.path}", link) if base else link


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
