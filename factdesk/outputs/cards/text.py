"""Break, measure and draw lines of text."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple
from unicodedata import bidirectional

import msgspec
from bidi import get_display
from PIL import Image, ImageFont
from unicode_segmentation_rs import graphemes, line_break_units

from factdesk.outputs.cards.card import Direction
from factdesk.outputs.cards.fonts import Face, Fonts, Role

# Advances are not rounded to pixels, so widths measured at this size are valid for every size.
_SAMPLE_SIZE = 100

_RIGHT_TO_LEFT = ("R", "AL", "AN")
# Two digits that number the characters of a line, encoded as Unicode tag characters.
_HIGH = "".join(map(chr, range(0xE0020, 0xE0050)))
_LOW = "".join(map(chr, range(0xE0050, 0xE0080)))
_TAGS = re.compile(f"([{_HIGH}])([{_LOW}])|([{_LOW}])([{_HIGH}])")
_LONGEST_LINE = len(_HIGH) * len(_LOW)
_WORDS = re.compile(r"\s+|\S+")
# Thai, Lao, Burmese and Khmer are written without spaces. Without a dictionary, a line may end
# before each consonant or vowel that begins a syllable.
_SYLLABLE = re.compile(
    "(?<=[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19df])"
    "(?<![\u0e40-\u0e44\u0ec0-\u0ec4\u1039\u17d2])"
    "(?=[\u0e01-\u0e2e\u0e40-\u0e44\u0e81-\u0eae\u0ec0-\u0ec4\u1000-\u102a\u1780-\u17b3\u1950-\u19ab])"
)
# Unlike Chinese and Japanese, Korean breaks lines between words. A word broken at a soft hyphen,
# which fonts do not draw, would look like two words.
_TOGETHER = re.compile("[\uac00-\ud7a3]\0[\uac00-\ud7a3]|\u00ad\0")


class Word(NamedTuple):
    """A word or space in one face and one direction."""

    text: str
    face: Face
    direction: Direction


class LinePart(NamedTuple):
    """A part of a text that stays on one line. ``spaced`` means that a space precedes it."""

    text: str
    spaced: bool


class TextStyle(msgspec.Struct, frozen=True):
    """How a text is drawn: fonts, role, language, and the direction of its lines."""

    fonts: Fonts
    role: Role
    language: str
    direction: Direction

    def can_draw(self, text: str) -> bool:
        """Return whether the fonts draw every character of a text correctly."""
        return not self.fonts.missing(text, self.role, self.language)

    def width(self, line: str) -> float:
        """Return the width of a line in ems."""
        return sum(self._advance(piece) for piece in self._pieces(line))

    def line_height(self, text: str, minimum: float) -> float:
        """Return the distance between lines of a text in ems, so that no marks collide."""
        faces = {piece.face for piece in self._pieces(text)}
        fonts = [
            self._font(face, _SAMPLE_SIZE) for face in faces if not self.fonts.is_bundled(face)
        ]
        heights = [0.9 * sum(font.getmetrics()) / _SAMPLE_SIZE for font in fonts]
        return min(max([minimum, *heights]), 1.9)

    def draw(self, mask: Image.Image, left: float, baseline: float, line: str, size: float) -> None:
        """Draw a line into a mask, starting at its left end regardless of its direction."""
        for piece in self._pieces(line):
            if not piece.text.isspace():
                glyphs, (x, y) = _mask(piece, size, self.language, self.fonts.can_shape)
                x, y = round(left) + x, round(baseline) + y
                mask.im.paste(255, (x, y, x + glyphs.size[0], y + glyphs.size[1]), glyphs)
            left += self._advance(piece) * size

    def _pieces(self, line: str) -> Sequence[Word]:
        return _pieces(self, line)

    def _advance(self, piece: Word) -> float:
        return _advance(piece, self.language, self.fonts.can_shape)

    def _font(self, face: Face, size: float) -> ImageFont.FreeTypeFont:
        return _font(face, size, self.fonts.can_shape)


class Paragraph:
    """A measured text, to be broken into lines at various sizes."""

    def __init__(self, text: str, style: TextStyle) -> None:
        """Measure a text that the style can draw."""
        self._style = style
        self._space = style.width(" ")
        self._parts = [(part, style.width(part.text)) for part in parts_of(text)]

    def lines(self, size: float, limit: float, maximum: int) -> list[str] | None:
        """Return the fewest lines no wider than ``limit`` pixels, as even as possible.

        None if there would be more than ``maximum``.
        """
        ems = limit / size
        parts = list(self._cut(ems))
        lines = self._fill(parts, ems)
        if len(lines) > maximum:
            return None
        low, high = max((width for _, width in parts), default=0), ems
        while len(lines) > 1 and high - low > ems / 200:
            middle = (low + high) / 2
            narrower = self._fill(parts, middle)
            if len(narrower) == len(lines):
                lines, high = narrower, middle
            else:
                low = middle
        return lines

    def _fill(self, parts: Sequence[tuple[LinePart, float]], limit: float) -> list[str]:
        lines: list[str] = []
        used = 0.0
        for part, width in parts:
            space = self._space if part.spaced else 0.0
            if lines and used + space + width <= limit:
                lines[-1] += f" {part.text}" if part.spaced else part.text
                used += space + width
            else:
                lines.append(part.text)
                used = width
        return lines

    def _cut(self, limit: float) -> Iterator[tuple[LinePart, float]]:
        """Yield the parts; parts wider than a line, such as addresses, by grapheme cluster."""
        for part, width in self._parts:
            if width <= limit:
                yield part, width
            else:
                for n, cluster in enumerate(graphemes(part.text, True)):
                    yield LinePart(cluster, part.spaced and n == 0), self._style.width(cluster)


def parts_of(text: str) -> list[LinePart]:
    """Return the parts of a text between which a line may end.

    The breaks are those of Unicode Standard Annex 14, with the exceptions above.
    """
    parts: list[LinePart] = []
    spaced = False
    for unit in line_break_units(text):
        for piece in _SYLLABLE.split(unit):
            content = piece.strip(" \u200b\u3000")
            if parts and not spaced and _TOGETHER.search(f"{parts[-1].text[-1]}\0{content[:1]}"):
                parts[-1] = LinePart(parts[-1].text + content, parts[-1].spaced)
            elif content:
                parts.append(LinePart(content, spaced))
            spaced = piece != piece.rstrip(" \u3000")
    return parts


def truncate_line(line: str, style: TextStyle, limit: float) -> str:
    """Return a line of at most ``limit`` ems, with an ellipsis if it was truncated."""
    if style.width(line) <= limit:
        return line
    clusters = graphemes(line, True)
    low, high = 0, len(clusters)
    while low < high:
        middle = (low + high + 1) // 2
        if style.width("".join(clusters[:middle]).rstrip() + "…") <= limit:
            low = middle
        else:
            high = middle - 1
    return "".join(clusters[:low]).rstrip() + "…"


@lru_cache(maxsize=4096)
def _pieces(style: TextStyle, line: str) -> tuple[Word, ...]:
    """Return the runs of a line from left to right."""
    runs = direction_runs(line, style.direction)
    if len(runs) == 1 and (face := style.fonts.face_of_all(line, style.role)):
        found = [(line, face, runs[0][1])]
    else:
        found = list(_with_faces(runs, style))
    return tuple(
        Word(word, face, direction)
        for text, face, direction in found
        for word in _WORDS.findall(text)[:: -1 if direction == "rtl" else 1]
    )


def _with_faces(
    runs: Sequence[tuple[str, Direction]], style: TextStyle
) -> Iterator[tuple[str, Face, Direction]]:
    """Yield runs of one face each."""
    clusters = [
        (cluster, direction)
        for text, direction in runs
        for cluster in graphemes(text, True)[:: -1 if direction == "rtl" else 1]
    ]
    faces = style.fonts.faces([cluster for cluster, _ in clusters], style.role, style.language)
    for (face, direction), group in groupby(
        zip(clusters, faces, strict=True), key=lambda item: (item[1], item[0][1])
    ):
        texts = [cluster for (cluster, _), _ in group]
        if face:
            yield "".join(texts[:: -1 if direction == "rtl" else 1]), face, direction


def direction_runs(line: str, base: Direction) -> list[tuple[str, Direction]]:
    """Return runs of one direction from left to right, each in the order in which it is read.

    python-bidi returns only the reordered text. To find where each character went, its position is
    appended to it in two characters of class BN, which the algorithm of Unicode Standard Annex 9
    ignores and keeps next to their neighbour: they come out before it if it was reversed.
    """
    if base == "ltr" and not any(bidirectional(c) in _RIGHT_TO_LEFT for c in line):
        return [(line, "ltr")]
    places = enumerate(line[:_LONGEST_LINE])
    tagged = "".join(f"{c}{_HIGH[n // len(_LOW)]}{_LOW[n % len(_LOW)]}" for n, c in places)
    # A mark of the line's own direction keeps the tags of the last character before the end.
    end, base_dir = ("\u200f", "R") if base == "rtl" else ("\u200e", "L")
    shown = get_display(tagged + end, base_dir=base_dir)
    runs: list[tuple[str, Direction]] = []
    expected = -1
    for tag in _TAGS.finditer(shown):
        direction: Direction = "ltr" if tag[1] else "rtl"
        n = _HIGH.index(tag[1] or tag[4]) * len(_LOW) + _LOW.index(tag[2] or tag[3])
        if runs and n == expected and runs[-1][1] == direction:
            text = runs[-1][0]
            runs[-1] = (text + line[n] if direction == "ltr" else line[n] + text, direction)
        else:
            runs.append((line[n], direction))
        expected = n + 1 if direction == "ltr" else n - 1
    return runs


@lru_cache(maxsize=32_768)  # the same words occur on many cards
def _advance(piece: Word, language: str, can_shape: bool) -> float:
    font = _font(piece.face, _SAMPLE_SIZE, can_shape)
    return font.getlength(piece.text, **_shaping(piece, language, can_shape)) / _SAMPLE_SIZE


@lru_cache(maxsize=2048)
def _mask(piece: Word, size: float, language: str, can_shape: bool) -> tuple[Any, tuple[int, int]]:
    font = _font(piece.face, size, can_shape)
    shaping = _shaping(piece, language, can_shape)
    return font.getmask2(piece.text, "L", anchor="ls", **shaping)


def _shaping(piece: Word, language: str, can_shape: bool) -> dict[str, Any]:
    return {"direction": piece.direction, "language": language} if can_shape else {}


@lru_cache(maxsize=256)
def _font(face: Face, size: float, can_shape: bool) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if can_shape else ImageFont.Layout.BASIC
    return ImageFont.truetype(face.path, size, index=face.index, layout_engine=engine)


if hasattr(os, "register_at_fork"):
    # An open font reads its file while drawing, and forked workers would share the file position.
    os.register_at_fork(after_in_child=_font.cache_clear)
