"""Fold typographic differences, so that a quotation matches regardless of typesetting.

Folded: compatibility forms (NFKC), quotation marks, dashes and the spaces around them, all kinds of
spaces, soft hyphens, zero-width and direction characters, the Arabic tatweel, and the spaces that
line breaks leave between Chinese, Japanese, Lao, Thai, Khmer and Burmese characters.

Not folded: letter case, digits of different values or scripts, superscripts, subscripts and
fractions (10² is not 102), accents and vowel signs, and every word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

#: Replaces every quotation mark, single or double, and every dash.
QUOTE, DASH = "'", "-"

_QUOTES = frozenset("'\"`´‘’‚‛“”„‟‹›«»ʹʺʻʼʽˈ′″‴‵‶‷「」『』〝〞〟﹁﹂﹃﹄＂＇｀｢｣❛❜❝❞⹂׳״՚")
_DASHES = frozenset("-‐‑‒–—―−⁃﹘﹣－⸺⸻")
_IGNORED = frozenset(
    "\u00ad\u034f\u061c\u0640\u180b\u180c\u180d\u180e\u180f\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
#: Compatibility forms with a meaning: folding them would turn 10² into 102 and 1½ into 11⁄2.
_KEPT_FORMS = ("<super>", "<sub>", "<fraction>", "<circle>")

#: Scripts without spaces between words. A space there comes from a line break in the source.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3000-\u30ff\u3100-\u312f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff"
)
#: Spaces that typesetting adds or removes: around quotation marks and dashes, before punctuation
#: (as in French), and between characters of unspaced scripts.
_LOOSE_IN_ALPHABETS = r" (?=['\-;:!?%])|(?<=['\-]) "
_LOOSE_SPACE = re.compile(rf"{_LOOSE_IN_ALPHABETS}|(?<=[{_UNSPACED}]) (?=[{_UNSPACED}])")
_SPACES, _DOUBLED_QUOTE = re.compile(r"  +"), re.compile(r"''+")


class Normalised(NamedTuple):
    """A folded text; ``offsets[i]`` is the index in the original of the folded character ``i``.

    ``offsets`` has one more entry than ``text``: the length of the original.
    """

    text: str
    offsets: Sequence[int]


@lru_cache(maxsize=8192)
def _fold_character(character: str) -> str:
    """Return the replacement of one character: none, one or several characters."""
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
    """Return the text without invisible characters."""
    return "".join(letter for letter in text if letter not in _IGNORED)


def normalise(text: str) -> Normalised:
    """Return the folded text with the position of each of its characters in the original."""
    if not _NOT_SIMPLE.search(text):
        folded = text.translate(_SIMPLE_FOLDS)
        return _drop_loose_characters(folded, range(len(text) + 1), _SIMPLE_LOOSE_SPACE)
    letters: list[str] = []
    offsets: list[int] = []
    for start, end in _clusters(text):
        cluster = text[start:end]
        composed = unicodedata.normalize("NFC", cluster) if end - start > 1 else cluster
        for character in composed:
            folded = _fold_character(character)
            letters += folded
            offsets += [start] * len(folded)
    return _drop_loose_characters("".join(letters), [*offsets, len(text)], _LOOSE_SPACE)


def _clusters(text: str) -> list[tuple[int, int]]:
    """Return the bounds of each character with its combining marks."""
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
    """Return whether a character can compose with the one before it."""
    is_hangul_part = "\u1160" <= character <= "\u11ff"
    return is_hangul_part or unicodedata.category(character).startswith("M")


#: In alphabetic scripts, most texts contain only characters that fold to one character each,
#: without combining marks. Folding these texts takes a tenth of the time.
_SIMPLE_FOLDS = {
    code: fold
    for code in (*range(0x20, 0x530), *range(0x1E00, 0x1F00), *range(0x2010, 0x2040), 0x20AC)
    if len(fold := _fold_character(chr(code))) == 1 and not _combines(chr(code))
}
_NOT_SIMPLE = re.compile(f"[^{re.escape(''.join(map(chr, _SIMPLE_FOLDS)))}]")
_SIMPLE_LOOSE_SPACE = re.compile(_LOOSE_IN_ALPHABETS)


def _drop_loose_characters(
    text: str, offsets: Sequence[int], loose_space: re.Pattern[str]
) -> Normalised:
    """Collapse runs of spaces, then drop the spaces and doubled marks that typesetting adds."""
    for pattern, sign, kept in (
        (_SPACES, "  ", 1), (loose_space, " ", 0), (_DOUBLED_QUOTE, "''", 1)
    ):  # fmt: skip
        if sign not in text:
            continue
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
