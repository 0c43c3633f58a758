"""One language of the site, and the place in it from which links are drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scraper.review import Review
from sentiment.reading import Reason
from site_templates import address
from site_templates.findings import Findings, Span
from site_templates.snapshot import Brand, Opinion, Snapshot
from site_templates.words import Words

PAGE_SIZE = 100  # reviews on one static page: about 150 kB of HTML


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One language of the site.

    Attributes:
        snapshot: what the site is built from.
        findings: its figures, the same in every language.
        words: the messages of the language.
        slugs: brand name -> safe folder or file name.
        span: dates of all departure reviews together.
        homes: review anchor -> page of the list that shows it whole, from the language's folder.
    """

    snapshot: Snapshot
    findings: Findings
    words: Words
    slugs: Mapping[str, str]
    homes: Mapping[str, str]
    span: Span

    @property
    def language(self) -> str:
        """Return the code of the language."""
        return self.words.language


@dataclass(frozen=True, slots=True, kw_only=True)
class Here:
    """A page of an edition: where its links start from.

    Attributes:
        edition: its language.
        page: its path inside the language's folder, such as "brands/lumen.html".
        path: its path from the root of the site; for the front page, "index.html".
        base: the path of the site on its host, where links must start from there; None where they are relative.
    """

    edition: Edition
    page: str
    path: str
    base: str | None = None

    def to(self, page: str) -> str:
        """Return the link to another page of the same language."""
        return self.to_root(f"{self.edition.language}/{page}")

    def to_root(self, path: str) -> str:
        """Return the link to a path from the root of the site: an asset, or another language."""
        return address.relative(self.path, path) if self.base is None else self.base + path

    def to_review(self, review: Review) -> str | None:
        """Return the link to a review shown whole, None when the list of departure reviews does not hold it."""
        anchor = address.anchor(review)
        home = self.edition.homes.get(anchor)
        return None if home is None else self.to(f"{home}#{anchor}")


def list_page(number: int) -> str:
    """Name the page of the review list with this number, from 1."""
    return f"reviews/{'index' if number == 1 else number}.html"


def brand_address(edition: Edition, brand: Brand) -> str:
    """Name the page of a brand."""
    return f"brands/{edition.slugs[brand.name]}.html"


def brand_feed(edition: Edition, brand: Brand) -> str:
    """Name the feed of a brand."""
    return f"feeds/{brand_address(edition, brand).removesuffix('.html')}.xml"


def proof_address(edition: Edition, brand: Brand, figure: str) -> str:
    """Name the page that quotes the reviews behind a brand's figure."""
    return f"quotes/{edition.slugs[brand.name]}/{figure.replace('_', '-')}.html"


def reason_address(reason: Reason) -> str:
    """Name the page of a reason."""
    return f"reasons/{reason.replace('_', '-')}.html"


def homes(listed: Sequence[Opinion]) -> dict[str, str]:
    """Find the list page of every review, in the order of the list."""
    return {
        address.anchor(opinion.review): list_page(rank // PAGE_SIZE + 1)
        for rank, opinion in enumerate(listed)
    }
