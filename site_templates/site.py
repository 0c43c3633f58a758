"""The only door to the output folder: from everything known to a whole site, gathered first, then put in place."""

from dataclasses import dataclass, fields
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from site_templates.address import slugs
from site_templates.contents import TEMPLATES, Sheet, front, sheets
from site_templates.edition import Edition, homes
from site_templates.findings import gather
from site_templates.publish import owner, publish
from site_templates.snapshot import Snapshot
from site_templates.views.quotes import newest
from site_templates.words import Words, catalogue

HERE = Path(__file__).parent
STYLES = ("tokens", "base", "layout", "parts", "print")  # in the order of the cascade

__all__ = ["Built", "build", "owner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What was built: ``pages`` of HTML, ``size`` in bytes of all files, ``front`` the page to open."""

    pages: int
    size: int
    front: Path


def build(snapshot: Snapshot, output: Path) -> Built:
    """Build the site of a snapshot in ``output``, replacing the one that is there as a whole.

    Raises:
        SiteError: the folder holds files that Au revoir did not make, or cannot be written.
    """
    site = dict(sorted(render(snapshot).items()))
    publish(site, output, title=snapshot.title)
    return Built(
        pages=sum(path.endswith(".html") for path in site),
        size=sum(map(len, site.values())),
        front=output / "index.html",
    )


def render(snapshot: Snapshot) -> dict[str, bytes]:
    """Return every file of the site by its path; the same snapshot always gives the same bytes."""
    editions = _editions(snapshot)
    rendered = {
        sheet.path: _page(sheet, templates)
        for edition, templates in [(edition, environment(edition.words)) for edition in editions]
        for sheet in ((front(edition),) if edition is editions[0] else ()) + tuple(sheets(edition))
    }
    return rendered | _assets()


def environment(words: Words) -> Environment:
    """Return the templates of one language: escaped, strict about names, translated."""
    templates = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    messages = catalogue(words.language)
    templates.install_gettext_callables(messages.gettext, messages.ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    return templates


def _editions(snapshot: Snapshot) -> tuple[Edition, ...]:
    findings = gather(snapshot)
    addresses = slugs(found.brand.name for found in findings.brands)
    where = homes(newest(findings.listed))
    return tuple(
        Edition(
            snapshot=snapshot, findings=findings, words=Words(language=language), slugs=addresses, homes=where
        )
        for language in snapshot.languages
    )


def _page(sheet: Sheet, templates: Environment) -> bytes:
    context = {field.name: getattr(sheet.view, field.name) for field in fields(sheet.view)}
    page = templates.get_template(f"pages/{TEMPLATES[type(sheet.view)]}").render(context)
    return page.encode(errors="replace")


def _assets() -> dict[str, bytes]:
    style = "\n".join((HERE / "assets" / f"{name}.css").read_text("utf-8") for name in STYLES)
    return {
        "assets/site.css": style.encode(),
        "assets/favicon.svg": (HERE / "assets" / "favicon.svg").read_bytes(),
    }
