"""How much a document has to do with each of its words, in eight levels.

Words of the claim itself weigh most, then names and topics, then what was found, then the rest; a
word said often weighs more, but ever less so, and less in a long text (the saturation and length
norm of BM25). ``assets/factdesk/fulltext.js`` multiplies by how rare the word is.
"""

from __future__ import annotations

from collections import Counter
from math import log2

from factdesk.search.document import Document
from factdesk.text.searchable import words_of

LEVELS = 8

_TITLE, _NAMES, _QUOTE, _LEAD, _TEXT = 8.0, 5.0, 4.0, 4.0, 1.0
_USUAL_LENGTH = 400  # words


def levels(document: Document) -> dict[str, int]:
    """Return the words of a document, each with its level from 0 to 7."""
    weights: dict[str, float] = {}
    text = Counter(words_of(document.text))
    length = text.total() / _USUAL_LENGTH
    for word, times in text.items():
        weights[word] = _TEXT * 2 * times / (times + 0.5 + 0.5 * length)
    for field, weight in (
        (document.lead, _LEAD),
        (document.quote, _QUOTE),
        (document.names, _NAMES),
        (document.title, _TITLE),
    ):
        for word, times in Counter(words_of(field)).items():
            weights[word] = weights.get(word, 0) + weight * 2 * times / (times + 1)
    return {word: _level(weight) for word, weight in weights.items()}


def _level(weight: float) -> int:
    # Level n stands for a weight of 2 ** ((n - 1) / 1.25): from a half to thirty.
    return min(max(round(1.25 * log2(weight)) + 1, 0), LEVELS - 1)
