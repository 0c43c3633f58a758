"""The cue files of a language, read once: hand-written phrases with what they speak for, their weight and why."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from sentiment.errors import WordsError
from sentiment.phrases import Phrases

LANGUAGES = ("en", "fr")
TOPICS = frozenset(
    {"departure", "moment", "reason", "channel", "tone", "would_return", "would_recommend", "scope"}
)
FOLDER = resources.files("sentiment") / "lexicons"


class LexiconError(WordsError):
    """A cue file that cannot be used."""

    def __init__(self, where: str, fault: str) -> None:
        super().__init__(f"cue file {where}: {fault}")


@dataclass(frozen=True, slots=True)
class Cue:
    """One phrase and what it says.

    Attributes:
        phrase: as written in the file.
        judgement: ``topic:value``, such as ``reason:exit_fees``.
        weight: log-odds it adds to its judgement.
        also: further judgements with their weights.
    """

    phrase: str
    judgement: str
    weight: float
    also: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The cues of a language, compiled.

    Attributes:
        cues: numbered as in ``phrases``.
        phrases: finds the cues.
        contrasts: words that begin a new clause.
        negations: words that turn or silence what follows.
    """

    cues: tuple[Cue, ...]
    phrases: Phrases
    contrasts: Phrases
    negations: Phrases


def files(language: str, *endings: str) -> list[Traversable]:
    """List the files of a language that end so, by name."""
    folder = (FOLDER / language).iterdir()
    return sorted((file for file in folder if file.name.endswith(endings)), key=lambda file: file.name)


def _number(where: str, value: object) -> float:
    if isinstance(value, int | float):
        return float(value)
    raise LexiconError(where, f"weight {value!r} is not a number; write one such as 1.5")


def _table(where: str, value: object) -> Mapping[str, object]:
    if isinstance(value, dict):
        return value
    raise LexiconError(where, f"{value!r} is not a table; see the other entries of the file")


def _cues(
    where: str, judgement: str, group: Mapping[str, object], implied: Mapping[str, object]
) -> list[Cue]:
    phrases = group.get("phrases")
    if not isinstance(phrases, list) or not group.get("why"):
        raise LexiconError(where, f"an entry of {judgement} needs phrases (a list) and why (a sentence)")
    weight = _number(where, group.get("weight", 0))
    extra = _table(where, group.get("also", implied.get(judgement, {})))
    also = tuple((name, _number(where, value)) for name, value in extra.items())
    return [Cue(str(phrase), judgement, weight, also) for phrase in phrases]


def _read(where: str, content: Mapping[str, object], implied: Mapping[str, object]) -> list[Cue]:
    cues: list[Cue] = []
    for topic, values in content.items():
        if topic in {"implies", "lists"}:
            continue
        if topic not in TOPICS:
            raise LexiconError(where, f"no topic {topic!r}; known: {', '.join(sorted(TOPICS))}")
        for value, groups in _table(where, values).items():
            for group in groups if isinstance(groups, list) else [groups]:
                cues += _cues(where, f"{topic}:{value}", _table(where, group), implied)
    return cues


def _parsed(where: str, raw: bytes) -> dict[str, Any]:
    try:
        return tomllib.loads(raw.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(where, f"not TOML in UTF-8 ({error}); mend it there") from error


@cache
def lexicon(language: str) -> Lexicon:
    """Load the cues of one of LANGUAGES.

    Raises:
        LexiconError: a file names an unknown topic or lacks a phrase, a weight or a why.
        PhraseError: a phrase cannot be read.
    """
    contents = {
        f"{language}/{file.name}": _parsed(f"{language}/{file.name}", file.read_bytes())
        for file in files(language, ".toml")
    }
    lists: dict[str, str] = {}
    implied: dict[str, object] = {}
    for where, content in contents.items():
        lists |= content.get("lists", {})
        implied |= _table(where, content.get("implies", {}))
    cues = [cue for where, content in contents.items() for cue in _read(where, content, implied)]

    def compiled(judgement: str) -> Phrases:
        return Phrases([cue.phrase for cue in cues if cue.judgement == judgement], lists)

    spoken = tuple(cue for cue in cues if not cue.judgement.startswith("scope:"))
    phrases = Phrases([cue.phrase for cue in spoken], lists)
    return Lexicon(spoken, phrases, compiled("scope:contrast"), compiled("scope:negation"))


@cache
def version() -> str:
    """Name the words and weights: twelve digits that change when any cue file or learned file does."""
    digest = hashlib.sha256()
    for language in LANGUAGES:
        for file in files(language, ".toml", ".tsv"):
            digest.update(f"{language}/{file.name}\n".encode() + file.read_bytes())
    return digest.hexdigest()[:12]
