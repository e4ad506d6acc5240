"""Lines of text: how wide they are, where they end, and how they are drawn into a mask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PIL import ImageDraw

from factdesk.outputs.cards.bidi import Direction, visual_spans
from factdesk.outputs.cards.breaking import Unit, balance, clusters, fill, units
from factdesk.outputs.cards.fonts import Fonts, Role, Run, sized

_SAMPLE = 100  # advances are not rounded, so that widths at one size hold for all


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: fonts, role, language and the direction of its lines."""

    fonts: Fonts
    role: Role
    language: str
    direction: Direction

    def has_all_of(self, text: str) -> bool:
        """Whether the fonts draw every character of a text rightly."""
        return not self.fonts.missing(text, self.role, self.language)

    def width(self, text: str) -> float:
        """Return the width of a text in ems."""
        return _width(self, text)

    def leading(self, text: str, least: float) -> float:
        """Return the distance between the lines of a text, in ems, so that no mark is crowded."""
        heights = [least]
        for run in self.runs(text):
            if not self.fonts.is_ours(run.face):
                font = sized(run.face, _SAMPLE, shapes=self.fonts.shapes)
                heights.append(0.9 * sum(font.getmetrics()) / _SAMPLE)
        return min(max(heights), 1.9)

    def draw(
        self, mask: ImageDraw.ImageDraw, left: float, baseline: float, line: str, size: float
    ) -> None:
        """Draw a line into a mask, from its left end on, whichever way it is read."""
        for start, end, direction in visual_spans(line, self.direction):
            pieces = _between(self.runs(line), start, end)
            for run in reversed(pieces) if direction == "rtl" else pieces:
                font = sized(run.face, size, shapes=self.fonts.shapes)
                shaping = self.shaping(direction)
                mask.text((left, baseline), run.text, fill=255, font=font, anchor="ls", **shaping)
                left += font.getlength(run.text, **shaping)

    def runs(self, text: str) -> Sequence[Run]:
        """Return a text cut into pieces of one face each."""
        return self.fonts.runs(text, self.role, self.language) or ()

    def shaping(self, direction: Direction | None = None) -> dict[str, Any]:
        """Return what the layout library is told, where it is there."""
        return {"direction": direction, "language": self.language} if self.fonts.shapes else {}


@lru_cache(maxsize=32_768)  # words come again, on one card after another
def _width(style: Style, text: str) -> float:
    pixels = 0.0
    for run in style.runs(text):
        font = sized(run.face, _SAMPLE, shapes=style.fonts.shapes)
        pixels += font.getlength(run.text, **style.shaping())
    return pixels / _SAMPLE


class Paragraph:
    """A text whose pieces are measured, to be broken into lines at one size after another."""

    def __init__(self, text: str, style: Style) -> None:
        """Measure a text that the style's fonts have all of."""
        self._style = style
        self._space = style.width("\u00a0")
        self._units = units(text)
        self._widths = [style.width(unit.text) for unit in self._units]

    def lines(self, size: float, limit: float, most: int) -> list[str] | None:
        """Return the fewest lines no wider than ``limit`` pixels, as even as can be.

        None where that are more than ``most``.
        """
        ems = limit / size
        pieces, widths = self._units, self._widths
        if max(widths, default=0) > ems:
            pieces, widths = self._cut(ems)
        gaps = [self._space if unit.spaced else 0.0 for unit in pieces]
        if len(fill(widths, gaps, ems)) > most:
            return None
        return [
            "".join(_spaced(unit, n) for n, unit in enumerate(pieces[start:end]))
            for start, end in balance(widths, gaps, ems)
        ]

    def _cut(self, ems: float) -> tuple[list[Unit], list[float]]:
        """Cut what is wider than a line into single characters: an address, a very long word."""
        pieces: list[Unit] = []
        widths: list[float] = []
        for unit, width in zip(self._units, self._widths, strict=True):
            if width <= ems:
                pieces.append(unit)
                widths.append(width)
                continue
            for n, cluster in enumerate(clusters(unit.text)):
                pieces.append(Unit(cluster, unit.spaced and n == 0))
                widths.append(self._style.width(cluster))
        return pieces, widths


def _spaced(unit: Unit, place: int) -> str:
    return f" {unit.text}" if unit.spaced and place else unit.text


def _between(runs: Sequence[Run], start: int, end: int) -> list[Run]:
    """Return the runs, cut to what stands between two places of the text."""
    found, at = [], 0
    for run in runs:
        piece = run.text[max(start - at, 0) : max(end - at, 0)]
        if piece:
            found.append(Run(piece, run.face))
        at += len(run.text)
    return found
