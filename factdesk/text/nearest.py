"""Find the word that a mistyped word means."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST_WORD = 40
_NEAR = 65


def nearest(word: str, words: Iterable[str], least: float = _NEAR) -> str | None:
    """Return the word that someone who typed this may have meant, if one is similar enough.

    ``least`` is the minimum similarity, from 0 to 100. Case is ignored.
    """
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    if len(word) > _LONGEST_WORD:
        return None
    found = extractOne(word, list(words), scorer=ratio, processor=str.casefold, score_cutoff=least)
    return found[0] if found else None
