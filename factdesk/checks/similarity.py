"""Find nearly equal texts in nearly linear time, in any script.

A text is represented by the set of its case-folded words; in scripts without spaces, by pairs of
characters. Two texts are similar if their sets overlap by ``ALIKE`` (the number of shared words
divided by the number of all words of both) and contain the same numbers, because "in 2019" and "in
2020" make two different claims.

The algorithm is a set-similarity join with a prefix filter (Bayardo, Ma, Srikant: Scaling up all
pairs similarity search, 2007). Words are ranked by rarity, and two sets can overlap enough only if
they share one of their rarest words, so each text is compared only with texts that share one. Each
word leads to at most ``_LEADS`` texts, those nearest in length. This keeps collections of very
uniform texts linear too, at the risk of missing a pair.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from factdesk.text.slugs import fold

ALIKE = 0.85
_LEADS = 24

# Everything except spaces and punctuation; combining marks stay with their letters, unlike in `\w`.
_WORD = re.compile(
    r"[^\s!-/:-@\[-`{-~\u00a0-\u00bf\u060c\u061b\u061f\u06d4\u0964\u0965"
    r"\u2000-\u206f\u3000-\u303f\uff00-\uff0f\uff1a-\uff20]+"
)
_POSSESSIVE = re.compile(r"'s\b")
# Thai, Lao, Myanmar, Khmer, kana and ideographs.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003ffff]{2,}"
)
_DIGIT = re.compile(r"\d")

Words = frozenset[str]


def words_and_numbers(text: str) -> tuple[Words, Words]:
    """Return the words and the numbers of a text."""
    folded = fold(text)
    if "'" in folded:
        folded = _POSSESSIVE.sub("", folded)
    found = _WORD.findall(folded)
    words = frozenset(found if folded.isascii() else chain.from_iterable(map(_parts, found)))
    numbers = frozenset(filter(_DIGIT.search, words) if _DIGIT.search(folded) else ())
    return words - numbers, numbers


def _parts(word: str) -> list[str]:
    """Return a word, or its pairs of characters if its script has no spaces."""
    if not _UNSPACED.search(word):
        return [word]
    return [word[n : n + 2] for n in range(len(word) - 1)]


def alike(
    texts: Sequence[str], is_known: Callable[[int, int], bool] = lambda one, other: False
) -> Iterator[tuple[int, int]]:
    """Yield pairs of nearly equal texts, as (later, earlier) positions in the sequence.

    Each text is paired with at most one earlier text, so a hundred copies give a hundred pairs, not
    thousands. ``is_known`` tells which pairs to skip.
    """
    sets: dict[tuple[Words, Words], int] = {}
    for n, text in enumerate(texts):
        key = words_and_numbers(text)
        first = sets.setdefault(key, n) if key != (frozenset(), frozenset()) else n
        if first != n and not is_known(n, first):
            yield n, first
    yield from sorted(_join(sets, is_known))


def _join(
    sets: dict[tuple[Words, Words], int], is_known: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    frequency = Counter(chain.from_iterable(words for words, _ in sets))
    rarest_first = sorted(frequency, key=lambda word: (frequency[word], word))
    rank = {word: n for n, word in enumerate(rarest_first)}
    leads: dict[tuple[str, Words], list[tuple[int, Words]]] = defaultdict(list)
    for (words, numbers), n in sorted(sets.items(), key=lambda entry: (len(entry[0][0]), entry[1])):
        size = len(words)
        prefix_length = size - math.ceil(ALIKE * size) + 1
        prefix = sorted(words, key=rank.__getitem__)[:prefix_length]
        best = 0.0
        found = None
        for word in prefix:
            for other, their_words in leads[word, numbers][-_LEADS:]:
                shared = len(words & their_words)
                likeness = shared / (size + len(their_words) - shared)
                if likeness >= ALIKE and likeness > best and not is_known(n, other):
                    best, found = likeness, other
        if found is not None:
            yield max(n, found), min(n, found)
        for word in prefix:
            leads[word, numbers].append((n, words))
