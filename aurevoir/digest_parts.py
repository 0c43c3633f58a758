"""The parts of a digest: figures, what moved, alerts, quotes, sources."""

from collections.abc import Iterator

from aurevoir.digest_lines import alert_said, change_said, figure_said, on_the_web, place_said, said
from aurevoir.digest_record import Saying, Section, Weeks
from scraper.told import told
from sentiment.reading import Moment
from site_templates import address, formats
from site_templates.edition import Here
from site_templates.evidence import shown
from site_templates.figures.measure import doubtful
from site_templates.findings import BrandFindings
from site_templates.snapshot import Opinion, PlaceHealth
from site_templates.views.health import summary
from site_templates.views.quotes import quote, telling

QUOTED = 3  # of a brand: a digest is read to its end
MOST_QUOTED = 12  # of all brands together
MAIN = ("first_impression", "last_impression")


def figures(here: Here, found: Weeks) -> Iterator[str]:
    """Say of each brand how many reviews are new, and its two impressions over the weeks."""
    now = {(change.brand, change.name): change.after for change in found.changes}
    for brand, fresh in found.fresh.items():
        first, last = (figure_said(here, now[brand, name]) for name in MAIN)
        yield said(
            here,
            told(
                "%(brand)s: new reviews about leaving: %(fresh)s. Written in the period: first impression %(first)s; last impression %(last)s.",
                brand=brand,
                fresh=formats.count(len(fresh), here.edition.language),
                first=first,
                last=last,
            ),
        )


def moved(here: Here, found: Weeks) -> Iterator[str]:
    """Say what moved by more than chance, or that nothing did, or that it cannot be said."""
    yield from (change_said(here, change) for change in found.changes if change.is_sure)
    tested = sum(change.p is not None for change in found.changes)
    if any(change.is_sure for change in found.changes):
        return
    if tested:
        yield said(
            here,
            told(
                "Nothing moved by more than chance (%(tested)s figures set against the twelve weeks before).",
                tested=formats.count(tested, here.edition.language),
            ),
        )
    else:
        yield said(
            here,
            told(
                "Too few reviews to say: a figure needs %(minimum)s of these weeks and %(minimum)s of the twelve before.",
                minimum=formats.count(here.edition.snapshot.minimum, here.edition.language),
            ),
        )


def alerts(here: Here) -> Iterator[Section]:
    """Yield what has moved these last four weeks, where anything has."""
    lines = tuple(alert_said(here, alert) for alert in here.edition.findings.alerts)
    if lines:
        yield Section(title=said(here, told("Alerts")), lines=lines)


def quotes(here: Here, found: Weeks, languages: tuple[str, ...]) -> Iterator[Section]:
    """Quote the new reviews of the last moment, surely read ones first."""
    chosen = []
    for brand in here.edition.findings.brands:
        chosen += _telling(brand, found)
    if chosen:
        quotes = tuple(_saying(here, opinion, languages) for opinion in chosen[:MOST_QUOTED])
        yield Section(title=said(here, told("What customers say as they leave")), quotes=quotes)


def _telling(brand: BrandFindings, found: Weeks) -> list[Opinion]:
    last = [
        opinion
        for opinion in found.fresh[brand.brand.name]
        if opinion.reading.moment is Moment.LAST and opinion.review.words.strip()
    ]
    return sorted(telling(last, "last:"), key=lambda opinion: _order(opinion, found))[:QUOTED]


def _order(opinion: Opinion, found: Weeks) -> tuple[bool, bool]:
    """Put what is surely read first, and what was written of late before what was only found of late."""
    written = opinion.review.published
    return doubtful(opinion), written is None or written < found.earlier


def _saying(here: Here, opinion: Opinion, languages: tuple[str, ...]) -> Saying:
    cut = quote(here, opinion, "last:")
    words = _on_one_line("".join(mark.text for mark in cut.marks), opinion.review.title)
    whole = f"{'… ' if cut.begins_late else ''}{words}{' …' if cut.ends_early else ''}"
    unsure = f" · {said(here, told('uncertain reading'))}" if doubtful(opinion) else ""
    home = on_the_web(here, cut.href, languages) if cut.href else None
    return Saying(
        text=said(here, told("“%(words)s”", words=whole)),
        origin=shown(f"{cut.origin}{unsure}"),
        link=address.outside(opinion.review.url) or home,
    )


def _on_one_line(words: str, title: str) -> str:
    """Put a title and what follows on one line, a dash between them."""
    head, _, rest = words.partition("\n")
    told_apart = f"{head} – {rest}" if rest and title and title.endswith(head) else words
    return " ".join(told_apart.split())


def sources(here: Here) -> Iterator[str]:
    """Say how many places could be read, and which not."""
    places = here.edition.snapshot.places
    if places:
        yield summary(here)
    yield from (place_said(here, place) for place in places if in_trouble(place))


def in_trouble(place: PlaceHealth) -> bool:
    """Tell whether something of a place was not read on its last visit."""
    return place.silent or bool(place.troubles) or not place.outcome.could_read
