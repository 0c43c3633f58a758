"""The only door to the output folder: from everything known to a whole site, gathered first, then put in place."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from site_templates.address import slugs
from site_templates.contents import TEMPLATES, Sheet, View, front, lost, sheets
from site_templates.data import data_files, explorer_script
from site_templates.edition import Edition, homes
from site_templates.evidence import shown
from site_templates.figures.alerts import Alert
from site_templates.figures.since import Since
from site_templates.findings import Findings, gather, span, told
from site_templates.freshness import state_of
from site_templates.publish import owner, publish, state
from site_templates.snapshot import Snapshot, ToldFigure
from site_templates.views.head import picture, picture_path
from site_templates.views.quotes import newest
from site_templates.views.tables import Drawing
from site_templates.words import Words, catalogue

HERE = Path(__file__).parent
SCRIPTS = ("charts", "marks")
STYLES = ("tokens", "base", "layout", "parts", "pages", "explorer", "print")  # in the order of the cascade

__all__ = ["Built", "as_it_stands", "build", "editions", "owner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """What was built.

    Attributes:
        pages: pages of HTML.
        written: files that were written, the others being as they were.
        size: bytes of all files.
        front: the page to open.
        figures: what the site tells.
        alerts: what changed lately by more than chance.
        since: what changed since the run before; None where there is none to compare with.
    """

    pages: int
    written: int
    size: int
    front: Path
    figures: tuple[ToldFigure, ...]
    alerts: tuple[Alert, ...]
    since: Since | None


def build(snapshot: Snapshot, output: Path) -> Built:
    """Build the site of a snapshot in ``output``, replacing the one that is there as a whole.

    Raises:
        SiteError: the folder holds files that Au revoir did not make, or cannot be written.
    """
    findings = gather(snapshot)
    site = dict(sorted(render(snapshot, findings).items()))
    written = publish(site, output, title=snapshot.title, state=state_of(snapshot))
    return Built(
        pages=sum(path.endswith(".html") for path in site),
        written=written,
        size=sum(map(len, site.values())),
        front=output / "index.html",
        figures=told(findings),
        alerts=findings.alerts,
        since=findings.since,
    )


def as_it_stands(snapshot: Snapshot, output: Path) -> Built | None:
    """Return the site that stands in ``output`` when a new one of this snapshot would tell nothing else that day."""
    if state(output) != state_of(snapshot):
        return None
    findings = gather(snapshot)
    files = [path for path in output.rglob("*") if path.is_file()]
    return Built(
        pages=sum(path.suffix == ".html" for path in files),
        written=0,
        size=sum(path.stat().st_size for path in files),
        front=output / "index.html",
        figures=told(findings),
        alerts=findings.alerts,
        since=findings.since,
    )


def render(snapshot: Snapshot, findings: Findings | None = None) -> dict[str, bytes]:
    """Return every file of the site by its path; the same snapshot always gives the same bytes."""
    every = editions(snapshot, findings or gather(snapshot))
    site = _assets() | data_files(every)
    for number, edition in enumerate(every):
        templates = environment(edition.words)
        at_root = () if number else (front(edition), lost(edition))
        for sheet in (*at_root, *sheets(edition)):
            site[sheet.path] = _page(sheet, templates)
            site |= dict(_files(sheet.view))
        shared = picture(edition)
        if shared is not None:
            site[picture_path(edition.language)] = shared
    return site


def environment(words: Words) -> Environment:
    """Return the templates of one language: escaped, strict about names, translated."""
    templates = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        finalize=_harmless,
    )
    messages = catalogue(words.language)
    templates.install_gettext_callables(messages.gettext, messages.ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    return templates


def _harmless(value: object) -> object:
    """Take out of whatever a template says the characters that turn, hide or break what stands around them."""
    if isinstance(value, Markup):
        return Markup(shown(value))  # noqa: S704 - escaped before; letting characters go opens no tag
    return shown(value) if isinstance(value, str) else value


def editions(snapshot: Snapshot, findings: Findings) -> tuple[Edition, ...]:
    """Return the site in each of its languages."""
    addresses = slugs(found.brand.name for found in findings.brands)
    where = homes(newest(findings.listed))
    dates = span(findings.listed, snapshot.as_of)
    return tuple(
        Edition(
            snapshot=snapshot,
            findings=findings,
            words=Words(language=language),
            slugs=addresses,
            homes=where,
            span=dates,
        )
        for language in snapshot.languages
    )


def _page(sheet: Sheet, templates: Environment) -> bytes:
    context = {field.name: getattr(sheet.view, field.name) for field in fields(sheet.view)}
    page = templates.get_template(f"pages/{TEMPLATES[type(sheet.view)]}").render(context)
    return page.encode(errors="replace")


def _files(view: View) -> Iterator[tuple[str, bytes]]:
    """Yield the files that the charts of a page can be taken away as, by their paths."""
    for field in fields(view):
        value = getattr(view, field.name)
        for drawn in value if isinstance(value, tuple) else (value,):
            if isinstance(drawn, Drawing):
                yield from ((download.path, download.content) for download in drawn.downloads)


def _assets() -> dict[str, bytes]:
    style = "\n".join((HERE / "assets" / f"{name}.css").read_text("utf-8") for name in STYLES)
    script = "\n".join((HERE / "assets" / f"{name}.js").read_text("utf-8") for name in SCRIPTS)
    return {
        "assets/site.css": style.encode(),
        "assets/site.js": script.encode(),
        "assets/explorer.js": explorer_script(),
        "assets/favicon.svg": (HERE / "assets" / "favicon.svg").read_bytes(),
    }
