"""Where a line of text may end.

Words stay whole. Chinese and Japanese break between any two characters, but no line begins with a
closing mark or ends with an opening one; Thai, Lao, Khmer and Burmese, which write no spaces, break
between syllable signs. A part of the rules of https://www.unicode.org/reports/tr14/.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Every space that is not made to keep words together.
_SPACES = re.compile("[ \t\n\r\u1680\u2000-\u2006\u2008-\u200a\u2028\u2029\u205f\u3000]+")
_AFTER_HYPHEN = re.compile(r"(?<=\w[-\u2010\u2013\u2014/])(?=\w)|\u200b")
_TSHEG = re.compile("(?<=\u0f0b)")

# Scripts without spaces, by their blocks: East Asian ones, then those of South East Asia.
_FREE = re.compile(
    "[\u2e80-\u2fff\u3001-\u312f\u31a0-\u4dbf\u4e00-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffef"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df]"
)
_NOT_FIRST = frozenset(
    "!%),.:;?]}¢°·»’”†‡•‥…‰′″℃、。々〉》」』】〕〗〙〛〞〟〻ぁぃぅぇぉっゃゅょゎゕゖゝゞ゠"
    "ァィゥェォッャュョヮヵヶ・ーヽヾ！％），．：；？］｝～｡｣､･ｰ￠"
    "ะาำๅๆฯ๚๛ະາຳໆຯ"
)
_NOT_LAST = frozenset("$([{£¥«‘“〈《「『【〔〖〘〚〝＄（［｛｢￡￥เแโใไເແໂໃໄ")
_JOINERS = frozenset("\u200d\u2060\ufeff\u034f")
# Visible vowel killers end a syllable; the other viramas join two consonants.
_KILLERS = frozenset("\u0bcd\u0e3a\u103a")


class Unit(NamedTuple):
    """A piece of text that stays on one line; ``spaced`` says that a space stands before it."""

    text: str
    spaced: bool


def units(text: str) -> list[Unit]:
    """Return the pieces of a text between which a line may end."""
    found: list[Unit] = []
    for word in filter(None, _SPACES.split(text)):
        spaced = bool(found)
        for piece in _pieces(word):
            found.append(Unit(piece, spaced))
            spaced = False
    return found


def clusters(text: str) -> list[str]:
    """Return the text cut into what a reader takes for single characters, roughly.

    Marks stay with their letter, conjuncts and joined emoji together.
    """
    found: list[str] = []
    for character in text:
        if found and (_hangs_on(character) or _holds(found[-1][-1], character)):
            found[-1] += character
        else:
            found.append(character)
    return found


def fill(widths: Sequence[float], gaps: Sequence[float], limit: float) -> list[tuple[int, int]]:
    """Return the lines of units that fit into a width: of each the first, and the first after it.

    ``gaps`` are the spaces before the units, and count only inside a line. A unit that is too wide
    stands alone.
    """
    lines, start, used = [], 0, 0.0
    for n, (width, gap) in enumerate(zip(widths, gaps, strict=True)):
        if n > start and used + gap + width > limit:
            lines.append((start, n))
            start, used = n, width
        else:
            used += width + (gap if n > start else 0)
    if widths:
        lines.append((start, len(widths)))
    return lines


def balance(widths: Sequence[float], gaps: Sequence[float], limit: float) -> list[tuple[int, int]]:
    """Return as few lines as ``fill`` does, but as even as they can be."""
    best = fill(widths, gaps, limit)
    low, high = 0.0, limit
    while len(best) > 1 and high - low > limit / 200:
        middle = (low + high) / 2
        lines = fill(widths, gaps, middle)
        fits = len(lines) == len(best) and max(widths) <= middle
        if fits:
            best, high = lines, middle
        else:
            low = middle
    return best


def _pieces(word: str) -> Iterator[str]:
    for part in filter(None, _AFTER_HYPHEN.split(word)):
        if "\u0f0b" in part:
            yield from filter(None, _TSHEG.split(part))
        elif _FREE.search(part):
            yield from _between_characters(part)
        else:
            yield part


def _between_characters(word: str) -> Iterator[str]:
    piece = ""
    for cluster in clusters(word):
        free = _FREE.match(cluster) or (piece and _FREE.match(piece[-1]))
        if piece and free and cluster[0] not in _NOT_FIRST and piece[-1] not in _NOT_LAST:
            yield piece
            piece = ""
        piece += cluster
    yield piece


def _hangs_on(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character in _JOINERS
        or "\u1160" <= character <= "\u11ff"  # Hangul vowels and finals
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
    )


def _holds(last: str, character: str) -> bool:
    """Whether a letter belongs to the cluster that ends in this character."""
    if last == "\u200d":
        return True
    virama = unicodedata.combining(last) == 9 and last not in _KILLERS
    return virama and unicodedata.category(character) == "Lo"
