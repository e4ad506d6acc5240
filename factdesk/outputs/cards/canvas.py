"""Draw a picture with at most sixteen colours and encode it as PNG."""

from __future__ import annotations

import struct
from collections.abc import Sequence
from functools import cache

from PIL import Image
from zlib_ng import zlib_ng

from factdesk.outputs.cards.card import HEIGHT, WIDTH, Direction
from factdesk.outputs.cards.layout import BAND
from factdesk.outputs.cards.text import TextStyle

Colour = tuple[int, int, int]
Palette = tuple[Colour, ...]

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LEVEL = 2  # a level of zlib-ng that is smaller and faster than level 1 of zlib
# Two pixels of paper left of the picture are one zero byte in each packed row. This byte is the
# filter type at the start of each PNG row: none.
_FILTER = 2
_GREYS = 7
_BLEED = 12  # letters can be wider than their advance


class Canvas:
    """A picture of palette indices. Positions are measured from the side where reading begins."""

    def __init__(self, colours: Palette, direction: Direction) -> None:
        """Create an empty picture; the first colour is that of the paper."""
        self._colours = colours
        self._direction = direction
        self._page = Image.new("P", (_FILTER + WIDTH, HEIGHT), 0)

    def stamp(self, mask: Image.Image, left: float, top: float, ink: Colour) -> None:
        """Paint a mask in one colour; the rest of its rectangle becomes paper."""
        bounds = mask.getbbox()
        if bounds:
            # Image.point() would round the 256 indices each time, which takes longer than
            # everything else.
            indices = mask.crop(bounds).im.point(_blends(self._colours, ink), "P")
            x, y = self._x(left, mask.width) + bounds[0], round(top) + bounds[1]
            self._page.im.paste(indices, (x, y, x + indices.size[0], y + indices.size[1]))

    def fill(self, left: float, right: float, top: float, bottom: float, ink: Colour) -> None:
        """Fill a rectangle."""
        width = round(right) - round(left)
        x = self._x(left, width)
        index = _blends(self._colours, ink)[-1]
        self._page.paste(index, (x, round(top), x + width, round(bottom)))

    def dashes(
        self, left: int, right: int, top: float, bottom: float, ink: Colour, dash: int
    ) -> None:
        """Fill a rectangle with dashes of a length, and gaps of two thirds of it."""
        for start in range(left, right, dash * 5 // 3):
            self.fill(start, min(start + dash, right), top, bottom, ink)

    def write(
        self,
        lines: Sequence[tuple[float, str]],
        style: TextStyle,
        size: float,
        ink: Colour,
        *,
        left: float,
        right: float,
        top: float = 0,
        strike: tuple[float, float] | None = None,
    ) -> None:
        """Write lines, given with their baselines, between two positions.

        Marks are cut off at ``top`` or a little above the first line, and a little below the last
        one, so that stacked marks never cover another text. ``strike`` is the height above the
        baseline and the thickness of a line through the text, in ems.
        """
        left, right = round(left) - _BLEED, round(right) + _BLEED
        top = round(top or max(lines[0][0] - size * 1.1, BAND))
        bottom = max(min(round(lines[-1][0] + size * 0.5), HEIGHT), top + 1)
        mask = Image.new("L", (right - left, bottom - top), 0)
        for baseline, line in lines:
            width = style.width(line) * size
            start = _BLEED if self._direction == "ltr" else mask.width - _BLEED - width
            style.draw(mask, start, baseline - top, line, size)
            if strike:
                height, thickness = (round(ems * size) for ems in strike)
                y = round(baseline - top) - height - thickness // 2
                box = (
                    round(start) - _BLEED // 2,
                    y,
                    round(start + width) + _BLEED // 2,
                    y + thickness,
                )
                mask.paste(255, box)
        self.stamp(mask, left, top, ink)

    def _x(self, left: float, width: int) -> int:
        """Return the left edge of an item of this width."""
        start = round(left) if self._direction == "ltr" else WIDTH - round(left) - width
        return _FILTER + start

    def png(self) -> bytes:
        """Return the picture as PNG: https://www.w3.org/TR/png-3/, four bits a pixel.

        Pillow's encoder takes four times as long.
        """
        header = struct.pack(">LLBBBBB", WIDTH, HEIGHT, 4, 3, 0, 0, 0)
        chunks = {
            b"IHDR": header,
            b"PLTE": bytes(part for colour in self._colours for part in colour),
            b"IDAT": zlib_ng.compress(self._page.tobytes("raw", "P;4"), _LEVEL),
            b"IEND": b"",
        }
        return PNG_SIGNATURE + b"".join(_chunk(*chunk) for chunk in chunks.items())


def _chunk(name: bytes, data: bytes) -> bytes:
    checksum = zlib_ng.crc32(name + data)
    return struct.pack(">L", len(data)) + name + data + struct.pack(">L", checksum)


def rgb(colour: str) -> Colour:
    """Return the components of a colour in the form ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def palette(paper: Colour, ink: Colour, accents: Sequence[tuple[Colour, int]]) -> Palette:
    """Return the palette: paper, greys up to ink, and the given number of steps for each accent."""
    steps = ((ink, _GREYS), *accents)
    return paper, *(_mix(paper, to, step / n) for to, n in steps for step in range(1, n + 1))


@cache
def _blends(colours: Palette, ink: Colour) -> list[int]:
    """Return the index of the nearest colour for each opacity of ink on paper, from 0 to 255."""
    blends = []
    for red, green, blue in (_mix(colours[0], ink, share / 255) for share in range(256)):
        distances = [(red - r) ** 2 + (green - g) ** 2 + (blue - b) ** 2 for r, g, b in colours]
        blends.append(distances.index(min(distances)))
    return blends


def _mix(paper: Colour, ink: Colour, share: float) -> Colour:
    red, green, blue = (round(p + (i - p) * share) for p, i in zip(paper, ink, strict=True))
    return red, green, blue
