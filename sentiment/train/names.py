"""Find the names in a corpus, so that no brand, place or person becomes a cue."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from sentiment.ngrams import DENIED, Token, tokens
from sentiment.train.corpus import Row

NAME_SHARE = 0.6  # a word this often capitalised within a sentence is a name
NAME_SEEN = 5  # times a word must be met there to be judged
OWN_SHARE = 0.5  # a word of a brand name this often met in reviews of that brand is its name
SHOUTED = 0.3  # share of capitals from which a text shouts, and its capitals say nothing
_SHORTEST = 3  # letters of a word of a brand name that counts


def _words(brand: str) -> list[str]:
    return [token.text for token in tokens(brand) if token.text.isalpha() and len(token.text) >= _SHORTEST]


def _within(text: str) -> Iterable[Token]:
    """Yield the words that follow a word, where a capital is no matter of grammar."""
    for before, word in pairwise(tokens(text)):
        if word.text.isalpha() and before.text.isalpha() and len(word.text) > 1:
            yield word


def _capitalised(texts: Iterable[str]) -> frozenset[str]:
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for text in texts:
        if sum(map(str.isupper, text)) > len(text) * SHOUTED:
            continue
        for word, start, end in _within(text):
            seen[word] += 1
            capital[word] += text[start].isupper() and not text[start:end].isupper()
    return frozenset(word for word, n in seen.items() if n >= NAME_SEEN and capital[word] >= NAME_SHARE * n)


def _of_brands(found: Sequence[Row]) -> frozenset[str]:
    """Find words of brand names used as names: mostly capitalised, or met mostly in reviews of their own brand."""
    own = {row.brand: frozenset(_words(row.brand)) for row in found}
    listed = frozenset[str]().union(*own.values())
    seen: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    home: Counter[str] = Counter()
    for row in found:
        for word, start, _ in tokens(row.text):
            if word in listed:
                seen[word] += 1
                capital[word] += row.text[start].isupper()
                home[word] += word in own[row.brand]
    return frozenset(
        word
        for word in listed
        if max(capital[word] / NAME_SHARE, home[word] / OWN_SHARE) >= max(1, seen[word])
    )


def _brand_grams(found: Sequence[Row]) -> frozenset[str]:
    """List the word pairs and triples of brand names, whose words may be common ones."""
    every = [_words(brand) for brand in {row.brand for row in found}]
    return frozenset(
        " ".join(words[at : at + size])
        for words in every
        for size in (2, 3)
        for at in range(len(words) - size + 1)
    )


class Names:
    """The names of a corpus."""

    def __init__(self, found: Sequence[Row]) -> None:
        self._words = _capitalised(row.text for row in found) | _of_brands(found)
        self._grams = _brand_grams(found)

    def bar(self, feature: str) -> bool:
        """Tell whether a feature holds a name."""
        return feature in self._grams or not self._words.isdisjoint(feature.removeprefix(DENIED).split(" "))
