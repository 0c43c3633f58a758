"""What a robots.txt allows us, read by Protego as RFC 9309 says."""

from dataclasses import dataclass

from protego import Protego

NAME = "Aurevoir"  # the product token sites may write rules for
MOST_BYTES = 512 * 1024  # RFC 9309 section 2.5 asks for at least 500 KiB
LONGEST_DELAY = 60.0  # seconds; a site that asks for more is left alone


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one host; no Protego means that everything is allowed."""

    protego: Protego | None = None

    def allow(self, address: str) -> bool:
        """Tell whether the page may be asked for."""
        return self.protego is None or bool(self.protego.can_fetch(address, NAME))

    @property
    def delay(self) -> float:
        """Return the seconds asked for between two requests, 0 when none are."""
        asked = self.protego.crawl_delay(NAME) if self.protego else None
        return max(float(asked or 0.0), 0.0)


def rules_of(content: bytes) -> Rules:
    """Read a robots.txt; a file longer than MOST_BYTES is read up to there."""
    text = content[:MOST_BYTES].decode("utf-8-sig", "replace").replace("\0", "")
    return Rules(Protego.parse(text))
