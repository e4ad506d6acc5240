"""Find the fixed value that a foreign word or another spelling means."""

from __future__ import annotations

from collections.abc import Iterable

from factdesk.claims.verdicts import Scale, Tone
from factdesk.tables import read_table
from factdesk.text.nearest import nearest

#: The languages in which a verdict can have a label.
_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "pl", "ar")
_WORDS: dict[str, dict[str, str]] = read_table(__package__, "foreign_words.yml")


def word_meant(written: str, words: Iterable[str]) -> str | None:
    """Return the fixed value that a word probably means, if any."""
    known = list(words)
    meant = _WORDS["words"].get(_folded(written), "").split()
    return next((word for word in meant if word in known), None) or nearest(written, known)


def verdict_meant(written: str, scale: Scale) -> str | None:
    """Return the verdict of a scale that a word probably means, if any.

    The word can be a label in another language, or a word for a tone that only one verdict has.
    """
    folded = _folded(written)
    for language in _LANGUAGES:
        for verdict in scale.each():
            if _folded(verdict.label_in(language)) == folded:
                return verdict.name
    tone = _WORDS["verdicts"].get(folded)
    named = [verdict.name for verdict in scale.each() if verdict.tone == tone]
    if tone in set(Tone) and len(named) == 1:
        return named[0]
    return nearest(written, [verdict.name for verdict in scale.each()])


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("_", " ").strip("“”„\"'.,!").split())
