"""Find the word that somebody meant who mistyped it."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST_WORD = 40
_NEAR = 65


def nearest(word: str, words: Iterable[str], least: float = _NEAR) -> str | None:
    """Return the word that someone who typed this may have meant, if one is near enough.

    ``least`` is the similarity that it needs, from 0 to 100. Capitals do not count.
    """
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import extractOne

    if len(word) > _LONGEST_WORD:
        return None
    found = extractOne(word, list(words), scorer=ratio, processor=str.casefold, score_cutoff=least)
    return found[0] if found else None
