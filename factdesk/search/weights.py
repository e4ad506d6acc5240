"""The weight of each word of a document, in eight levels.

Words of the claim weigh most, then names and topics, then the finding, then the rest. The weight
grows with the frequency of a word, with saturation, and is lower in long texts, as in BM25.
``assets/factdesk/fulltext.js`` multiplies by the rarity of the word.
"""

from __future__ import annotations

from collections import Counter
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
    # Most words occur equally often, so their weights are computed once.
    by_times = {n: _TEXT * 2 * n / (n + 0.5 + 0.5 * length) for n in set(text.values())}
    weights = {word: by_times[times] for word, times in text.items()}
    for field, weight in (
        (document.lead, _LEAD),
        (document.quote, _QUOTE),
        (document.names, _NAMES),
        (document.title, _TITLE),
    ):
        for word, times in Counter(words_of(field, separators)).items():
            weights[word] = weights.get(word, 0) + weight * 2 * times / (times + 1)
    by_weight = {weight: _level(weight) for weight in set(weights.values())}
    return {word: by_weight[weight] for word, weight in weights.items()}


def _level(weight: float) -> int:
    # Level n is a weight of 2 ** ((n - 1) / 1.25): from a half to thirty.
    return min(max(round(1.25 * log2(weight)) + 1, 0), LEVELS - 1)
