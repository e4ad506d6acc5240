"""Find claims that a new one may repeat. It finds more than the check, because editors decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from factdesk.checks.similarity import words_and_numbers

Key = TypeVar("Key")

_SHARED = 0.5
_MOST = 3


def neighbours(claim: str, others: Iterable[tuple[Key, str]]) -> list[Key]:
    """Return the keys of the claims that share half of their words with this one, nearest first."""
    words = frozenset().union(*words_and_numbers(claim))
    found = []
    for place, (key, other) in enumerate(others):
        their_words = frozenset().union(*words_and_numbers(other))
        shared = len(words & their_words) / (len(words | their_words) or 1)
        if shared >= _SHARED:
            found.append((-shared, place, key))
    return [key for _, _, key in sorted(found)[:_MOST]]
