"""The labels of ours: readings by hand of reviews of the corpus, known by a digest of their id, without a word of theirs.

They were read quickly, each by one reader, after the same guide as LABELS; a label given there wins.
"""

import csv
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

FILE = resources.files("sentiment") / "train" / "ours.tsv"
_DIGITS = 16


def digest(identity: str) -> str:
    """Name a review of the corpus without saying which: 16 hexadecimal digits."""
    return hashlib.sha256(identity.encode()).hexdigest()[:_DIGITS]


@cache
def ours() -> Mapping[str, dict[str, Any]]:
    """Read our labels, by digest; the keys of a label are those of LABELS."""
    with FILE.open(encoding="utf-8") as lines:
        return {line.pop("digest"): _label(line) for line in csv.DictReader(lines, delimiter="\t")}


def _label(line: dict[str, str]) -> dict[str, Any]:
    return {
        **line,
        "first": line["first"] or None,
        "last": line["last"] or None,
        "reasons": line["reasons"].split(),
        "sure": line["sure"] == "1",
    }
