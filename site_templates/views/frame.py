"""What stands around every page: title, links, twins, notice and the small print."""

from collections.abc import Iterator
from dataclasses import dataclass

from site_templates import formats
from site_templates.edition import Here, brand_address
from site_templates.views.head import Head, head
from site_templates.views.tiles import period
from site_templates.words import NAMES, Words

BRANDS_IN_NAV = 6  # more would fill the first screen of a phone; the overview lists them all


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link in words; ``current`` marks the page being read."""

    label: str
    href: str
    current: bool = False
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What the layout uses on every page."""

    language: str
    site: str
    title: str
    home: str
    style: str
    script: str
    icon: str
    head: Head
    pages: tuple[Link, ...]
    brands: tuple[Link, ...]
    twins: tuple[Link, ...]
    feeds: tuple[Link, ...]
    notice: str | None
    as_of: str
    minimum: str
    versions: str
    method: str
    help: str
    design: str | None
    printed: str


def frame(here: Here, title: str) -> Frame:
    """Draw the frame of a page."""
    edition = here.edition
    return Frame(
        language=edition.language,
        site=edition.snapshot.title,
        title=title,
        home=here.to("index.html"),
        style=here.to_root("assets/site.css"),
        script=here.to_root("assets/site.js"),
        icon=here.to_root("assets/favicon.svg"),
        head=head(here),
        pages=_pages(here, edition.words),
        brands=_brands(here),
        twins=_twins(here),
        feeds=tuple(_feeds(here, title)),
        notice=edition.snapshot.notice.get(edition.language),
        as_of=formats.instant(edition.snapshot.as_of, edition.language),
        minimum=formats.count(edition.snapshot.minimum, edition.language),
        versions=" · ".join(
            f"{name} {version}" for name, version in sorted(edition.snapshot.versions.items())
        ),
        method=here.to("method.html"),
        help=here.to("help.html"),
        design=here.to("design.html") if edition.snapshot.showcase else None,
        printed=_printed(here),
    )


def _printed(here: Here) -> str:
    """Say on paper what the screen says by its place: of which reviews, of which dates."""
    edition, listed = here.edition, here.edition.findings.listed
    departures = edition.words.ngettext(
        "%(n)s departure review",
        "%(n)s departure reviews",
        len(listed),
        n=formats.count(len(listed), edition.language),
    )
    return f"{departures} · {period(edition.span, edition.words)}"


def _pages(here: Here, words: Words) -> tuple[Link, ...]:
    named = (
        ("index.html", words.gettext("Overview")),
        ("changes.html", words.gettext("Changes")),
        ("compare.html", words.gettext("Comparison")),
        ("moments/first.html", words.gettext("First moment")),
        ("moments/last.html", words.gettext("Last moment")),
        ("reasons/index.html", words.gettext("Reasons")),
        ("reviews/index.html", words.gettext("Reviews")),
        ("sources.html", words.gettext("Sources")),
        ("method.html", words.gettext("Method")),
        ("help.html", words.gettext("Help")),
    )
    return tuple(Link(label=label, href=here.to(page), current=page == here.page) for page, label in named)


def _brands(here: Here) -> tuple[Link, ...]:
    brands = [found.brand for found in here.edition.findings.brands[:BRANDS_IN_NAV]]
    pages = {brand.name: brand_address(here.edition, brand) for brand in brands}
    return tuple(
        Link(label=name, href=here.to(page), current=page == here.page) for name, page in pages.items()
    )


def _feeds(here: Here, title: str) -> Iterator[Link]:
    """Yield the feed of all reviews, and that of what the page is about."""
    yield Link(label=here.edition.words.gettext("All departure reviews"), href=here.to("feeds/all.xml"))
    folder, _, name = here.page.rpartition("/")
    own = {"brands": f"feeds/brands/{name}", "moments": f"feeds/{name}"}.get(folder)
    if own is not None:
        yield Link(label=title, href=here.to(f"{own.removesuffix('.html')}.xml"))


def _twins(here: Here) -> tuple[Link, ...]:
    return tuple(
        Link(label=NAMES[code], href=here.to_root(f"{code}/{here.page}"), language=code)
        for code in here.edition.snapshot.languages
        if code != here.edition.language
    )
