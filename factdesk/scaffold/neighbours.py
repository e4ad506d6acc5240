"""Find claims that a new one may repeat. It finds more than the check, because editors decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log
from typing import TypeVar

from factdesk.checks.similarity import words_and_numbers

Key = TypeVar("Key")

#: Words with the same beginning count as one: "reject" and "rejected".
_STEM = 5
_SHARED = 0.4
_MOST = 3


def neighbours(claim: str, others: Iterable[tuple[Key, str]]) -> list[Key]:
    """Return the keys of the three claims that share most with this one, nearest first.

    Words are weighted by rarity. Claims that share less than two fifths of the weight of the new
    claim are left out.
    """
    words = _stems(claim)
    all_words = [(key, _stems(other)) for key, other in others]
    counts = Counter(word for _, their_words in all_words for word in their_words)
    weights = {word: log(2 + len(all_words)) - log(1 + counts[word]) for word in words | {*counts}}
    found = []
    for place, (key, their_words) in enumerate(all_words):
        shared = sum(weights[word] for word in sorted(words & their_words))
        own = sum(weights[word] for word in sorted(words))
        if own and shared / own >= _SHARED:
            found.append((-shared, len(their_words - words), place, key))
    return [key for *_, key in sorted(found)[:_MOST]]


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for words in words_and_numbers(text) for word in words)
