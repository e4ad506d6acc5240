"""Fold typographic differences, so that a quotation matches however its source was typeset.

Folded: compatibility forms (NFKC), quotation marks, dashes and the spaces around them, all kinds of
spaces, soft hyphens, zero-width and direction characters, the lengthening stroke of Arabic, and the
spaces that line breaks leave between Chinese, Japanese, Lao, Thai, Khmer and Burmese characters.

Not folded: letter case, digits of different values or scripts, superscripts, subscripts and
fractions (10² is not 102), accents and vowel signs, and every word.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

#: The character that every quotation mark becomes, single or double, and every dash.
QUOTE, DASH = "'", "-"

_QUOTES = frozenset("'\"`´‘’‚‛“”„‟‹›«»ʹʺʻʼʽˈ′″‴‵‶‷「」『』〝〞〟﹁﹂﹃﹄＂＇｀｢｣❛❜❝❞⹂׳״՚")
_DASHES = frozenset("-‐‑‒–—―−⁃﹘﹣－⸺⸻")
_IGNORED = frozenset(
    "\u00ad\u034f\u061c\u0640\u180b\u180c\u180d\u180e\u180f\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
#: Compatibility forms that carry meaning: folding them would turn 10² into 102 and 1½ into 11⁄2.
_KEPT_FORMS = ("<super>", "<sub>", "<fraction>", "<circle>")

#: Scripts that put no spaces between words. A space there comes from a line break of the source.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)
#: Spaces that typesetting adds or drops: around quotation marks and dashes, before punctuation
#: that French sets apart, and between characters of unspaced scripts.
_LOOSE_SPACE = re.compile(
    rf" (?=['\-;:!?%])|(?<=['\-]) |(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])",
)
_DOUBLED_QUOTE = re.compile(r"''+")


class Normalised(NamedTuple):
    """A folded text; ``offsets[i]`` is the index in the original of the folded character ``i``.

    ``offsets`` has one more entry than ``text``: the length of the original.
    """

    text: str
    offsets: list[int]


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    """Return what one character becomes: nothing, one character, or several."""
    if character in _IGNORED or "\ufe00" <= character <= "\ufe0f" or character >= "\U000e0000":
        return ""
    if character in _QUOTES:
        return QUOTE
    if character in _DASHES:
        return DASH
    if character.isspace():
        return " "
    form = unicodedata.decomposition(character).partition(" ")[0]
    return character if form in _KEPT_FORMS else unicodedata.normalize("NFKC", character)


def without_ignored(text: str) -> str:
    """Return the text without the characters that have no shape of their own."""
    return "".join(letter for letter in text if letter not in _IGNORED)


def normalise(text: str) -> Normalised:
    """Return the folded text with the place of each of its characters in the original."""
    folds = {ord(character): _fold_character(character) for character in set(text)}
    if all(len(fold) == 1 for fold in folds.values()) and not any(map(_combines, set(text))):
        # Most texts in alphabets. This takes a tenth of the time.
        return _drop_loose_characters(text.translate(folds), list(range(len(text) + 1)))
    letters: list[str] = []
    offsets: list[int] = []
    for start, end in _clusters(text):
        cluster = text[start:end]
        composed = unicodedata.normalize("NFC", cluster) if end - start > 1 else cluster
        for character in composed:
            folded = _fold_character(character)
            letters += folded
            offsets += [start] * len(folded)
    return _drop_loose_characters("".join(letters), [*offsets, len(text)])


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return the bounds of each character with the marks that combine with it."""
    if text.isascii():
        return [(n, n + 1) for n in range(len(text))]
    bounds: list[tuple[int, int]] = []
    start = 0
    for n in range(1, len(text) + 1):
        if n == len(text) or not _combines(text[n]):
            bounds.append((start, n))
            start = n
    return bounds if text else []


@lru_cache(maxsize=8192)
def _combines(character: str) -> bool:
    """Return whether a character may compose with the one before it."""
    is_hangul_part = "\u1160" <= character <= "\u11ff"
    return is_hangul_part or unicodedata.category(character).startswith("M")


def _drop_loose_characters(text: str, offsets: list[int]) -> Normalised:
    """Collapse runs of spaces, then drop the spaces and doubled marks that typesetting adds."""
    for pattern, kept in ((re.compile(r"  +"), 1), (_LOOSE_SPACE, 0), (_DOUBLED_QUOTE, 1)):
        pieces: list[str] = []
        new_offsets: list[int] = []
        end = 0
        for match in pattern.finditer(text):
            keep_until = match.start() + kept
            pieces.append(text[end:keep_until])
            new_offsets += offsets[end:keep_until]
            end = match.end()
        if end:
            text = "".join((*pieces, text[end:]))
            offsets = [*new_offsets, *offsets[end:]]
    return Normalised(text, offsets)
