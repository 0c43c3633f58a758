"""Learn every model of every language: ``python -m sentiment.train CORPUS --labels LABELS --out sentiment/lexicons``."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from sentiment.lexicon import LANGUAGES
from sentiment.train.corpus import rows
from sentiment.train.models import Model, learn
from sentiment.train.table import table
from sentiment.train.tone import good

MODELS = (Model(name="tone", columns={"good": good}),)


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sentiment.train", description=__doc__)
    parser.add_argument(
        "corpus", type=Path, help="reviews, JSON Lines, gzipped or not: id, lang, stars, brand, text"
    )
    parser.add_argument(
        "--labels", type=Path, required=True, help="JSON Lines of people's labels: id, sentiment"
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder to write LANGUAGE/MODEL.tsv in")
    parser.add_argument(
        "--language", choices=LANGUAGES, action="append", help="only this one; may be repeated"
    )
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> None:
    """Learn and write, telling how many n-grams each file holds."""
    asked = _arguments(words)
    for language in asked.language or LANGUAGES:
        found = rows(asked.corpus, asked.labels, language)
        features = table(found, language)
        for model in MODELS:
            path = asked.out / language / f"{model.name}.tsv"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(learn(model, found, features))
            print(f"{path}: learned from {len(found)} reviews, {path.stat().st_size} bytes")  # noqa: T201 — a command


if __name__ == "__main__":
    main()
