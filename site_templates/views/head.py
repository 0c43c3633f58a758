"""What the head of a page tells machines: where it stands on the web, in which languages, with which picture."""

from dataclasses import dataclass

from site_templates import formats
from site_templates.charts.card import card
from site_templates.edition import Edition, Here
from site_templates.findings import BrandFindings
from site_templates.views.tiles import counted, interval, period, written


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternate:
    """The same page in a language ("x-default": whichever comes first)."""

    language: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What machines read of a page; addresses of the web are None until the watch list gives the site's.

    Attributes:
        index: whether search engines may list the page.
        address: of the page.
        picture: of the site, as an address.
        alternates: the same page in every language.
    """

    index: bool
    address: str | None
    picture: str | None
    alternates: tuple[Alternate, ...]


def head(here: Here) -> Head:
    """Say where a page stands."""
    snapshot, language = here.edition.snapshot, here.edition.language
    return Head(
        index=snapshot.index,
        address=_on_the_web(here, f"{language}/{here.page}"),
        picture=_on_the_web(here, picture_path(language)) if here.edition.findings.lead else None,
        alternates=_alternates(here),
    )


def picture_path(language: str) -> str:
    """Name the picture of the site in a language."""
    return f"assets/share-{language}.png"


def picture(edition: Edition) -> bytes | None:
    """Draw the picture of the site, None where nobody could show it: without an address, or without a brand."""
    here, lead = Here(edition=edition, page="index.html", path="index.html"), edition.findings.lead
    if edition.snapshot.address is None or lead is None:
        return None
    return card(_row(here, lead), language=edition.language)


def _row(here: Here, lead: BrandFindings) -> dict[str, str]:
    words, snapshot = here.edition.words, here.edition.snapshot
    first, last = (lead.figures[f"{moment}_impression"] for moment in ("first", "last"))
    return {
        "site": snapshot.title,
        "brand": lead.brand.name,
        "first": words.gettext("First impression"),
        "first_value": written(first, here) or "–",
        "first_about": " · ".join(filter(None, (interval(first, here), counted(first, words)))),
        "last": words.gettext("Last impression"),
        "last_value": written(last, here) or "–",
        "last_about": " · ".join(filter(None, (interval(last, here), counted(last, words)))),
        "about": snapshot.notice.get(words.language)
        or f"{period(lead.span, words)} · {formats.day(snapshot.as_of, words.language)}",
    }


def _alternates(here: Here) -> tuple[Alternate, ...]:
    languages = here.edition.snapshot.languages
    pages = [(code, f"{code}/{here.page}") for code in languages] if len(languages) > 1 else []
    if here.edition.snapshot.address is None:
        return tuple(
            Alternate(language=code, href=here.to_root(page))
            for code, page in pages
            if code != here.edition.language
        )
    default = [("x-default", page) for _, page in pages[:1]]
    return tuple(
        Alternate(language=code, href=_on_the_web(here, page) or "") for code, page in (*pages, *default)
    )


def _on_the_web(here: Here, path: str) -> str | None:
    address = here.edition.snapshot.address
    return None if address is None else address + path
