"""Learn every model of every language: ``python -m sentiment.train CORPUS --labels LABELS --out sentiment/lexicons``."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from sentiment.lexicon import LANGUAGES
from sentiment.train.corpus import Row, rows
from sentiment.train.judged import judged
from sentiment.train.judgements import departure, moment, reason, spoken
from sentiment.train.models import Model, learn
from sentiment.train.table import Table, table
from sentiment.train.tone import good

LABELS = "JSON Lines of people's labels: id, sentiment; for departures and moments also kind, moment, first, last, reasons, sure"
MODELS = (Model(name="tone", columns={"good": good}),)


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sentiment.train", description=__doc__)
    parser.add_argument(
        "corpus", type=Path, help="reviews, JSON Lines, gzipped or not: id, lang, stars, brand, text"
    )
    parser.add_argument("--labels", type=Path, required=True, help=LABELS)
    parser.add_argument("--out", type=Path, required=True, help="the folder to write LANGUAGE/MODEL.tsv in")
    parser.add_argument(
        "--language", choices=LANGUAGES, action="append", help="only this one; may be repeated"
    )
    return parser.parse_args(words)


def _learned(language: str, found: Sequence[Row], features: Table) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file that there are labels for."""
    for model in MODELS:
        yield model.name, learn(model, found, features)
    if any(row.moment for row in found):
        data = judged(language, found, features)
        for judge in (departure, moment, spoken, reason):
            yield judge.__name__, judge(data)


def main(words: Sequence[str] | None = None) -> None:
    """Learn and write, telling how many bytes each file holds."""
    asked = _arguments(words)
    for language in asked.language or LANGUAGES:
        found = rows(asked.corpus, asked.labels, language)
        for name, content in _learned(language, found, table(found, language)):
            path = asked.out / language / f"{name}.tsv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            print(f"{path}: learned from {len(found)} reviews, {len(content)} bytes")  # noqa: T201 — a command


if __name__ == "__main__":
    main()
