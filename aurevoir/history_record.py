"""What the store keeps of earlier runs, as it is listed."""

from dataclasses import dataclass
from datetime import datetime

from scraper.outcome import Outcome
from site_templates.snapshot import ToldFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptVisit:
    """What came of a place in a run; ``silent`` tells that it gave reviews before, was reached, and gave none."""

    brand: str
    source: str
    address: str
    outcome: Outcome
    found: int
    new: int
    updated: int
    removed: int
    troubles: int
    silent: bool

    @property
    def went_well(self) -> bool:
        """Tell whether every page was read, and what used to give reviews still did."""
        return self.outcome.could_read and not self.troubles and not self.silent


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptRun:
    """A run; ``finished`` is None where it was cut short, ``words`` where no site was built."""

    number: int
    started: datetime
    finished: datetime | None
    program: str
    words: str | None
    visits: tuple[KeptVisit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFigure:
    """A figure as the site told it after a run; ``words`` is the version that had read the reviews."""

    run: int
    ended: datetime
    words: str
    told: ToldFigure
