"""What the doctor finds: one thing looked at, how it stands, what to do."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from aurevoir.errors import AurevoirError


class State(StrEnum):
    """How a thing stands."""

    OK = "ok"
    MEND = "mend"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        check: what it is, in a word or two.
        state: how it stands.
        said: what was found.
        todo: what to do, "" where nothing needs doing.
    """

    check: str
    state: State = State.OK
    said: str
    todo: str = ""


def mend(check: str, said: str, todo: str) -> Finding:
    """Return the finding that something needs doing."""
    return Finding(check=check, state=State.MEND, said=said, todo=todo)


def of_error(check: str, error: AurevoirError) -> Finding:
    """Return the finding of an error, whose sentence says what to do."""
    said, _, todo = " ".join(str(error).split()).partition("; ")
    return mend(check, said, todo)


def is_well(findings: Sequence[Finding]) -> bool:
    """Tell whether nothing needs doing."""
    return all(finding.state is not State.MEND for finding in findings)


def in_a_line(finding: Finding) -> str:
    """Return a finding as a line of a terminal."""
    todo = f" -> {finding.todo}" if finding.todo else ""
    return f"{finding.state:7}  {finding.check:10}  {finding.said}{todo}"


def as_record(findings: Sequence[Finding]) -> dict[str, object]:
    """Return the findings as JSON takes them."""
    return {"well": is_well(findings), "findings": [asdict(finding) for finding in findings]}
