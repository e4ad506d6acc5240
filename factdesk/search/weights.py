"""The weight of each word of a document, in eight levels.

Words of the claim weigh most, then names and topics, then the finding, then the rest. The weight
grows with the frequency of a word, with saturation, and is lower in long texts, as in BM25.
``assets/factdesk/fulltext.js`` multiplies by the rarity of the word.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from math import log2

from factdesk.search.document import Document
from factdesk.site_texts.languages import number_separators
from factdesk.text.searchable import words_of

LEVELS = 8

_TITLE, _NAMES, _QUOTE, _LEAD, _TEXT = 8.0, 5.0, 4.0, 4.0, 1.0
_USUAL_LENGTH = 400  # words


def levels(document: Document) -> dict[str, int]:
    """Return the level of each word of a document, from 0 to 7."""
    separators = number_separators(document.language)
    text = Counter(words_of(document.text, separators))
    length = text.total() / _USUAL_LENGTH
    # Most words are only in the text, and occur equally often: their levels are computed once.
    by_times = {n: _TEXT * 2 * n / (n + 0.5 + 0.5 * length) for n in set(text.values())}
    level_of = {n: _level(weight) for n, weight in by_times.items()}
    found = {word: level_of[times] for word, times in text.items()}
    weights: dict[str, float] = {}
    for field, weight in (
        (document.lead, _LEAD),
        (document.quote, _QUOTE),
        (document.names, _NAMES),
        (document.title, _TITLE),
    ):
        for word, times in Counter(words_of(field, separators)).items():
            before = weights.get(word) or by_times.get(text.get(word, 0), 0)
            weights[word] = before + weight * 2 * times / (times + 1)
    found.update((word, _level(weight)) for word, weight in weights.items())
    return found


@lru_cache(maxsize=4096)
def _level(weight: float) -> int:
    # Level n is a weight of 2 ** ((n - 1) / 1.25): from a half to thirty.
    return min(max(round(1.25 * log2(weight)) + 1, 0), LEVELS - 1)
