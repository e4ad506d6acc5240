"""The sheet that a card is drawn on: places in a palette instead of colours."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageDraw

from factdesk.outputs.cards.bidi import Direction
from factdesk.outputs.cards.layout import BAND, HEIGHT, WIDTH
from factdesk.outputs.cards.palette import Colour, Palette, blends
from factdesk.outputs.cards.typesetting import Style

_BLEED = 12  # letters may reach beyond their advance


class Canvas:
    """A card under the pen. Measures across are from the side at which reading begins."""

    def __init__(self, colours: Palette, direction: Direction) -> None:
        """Take an empty sheet."""
        self.colours = colours
        self.direction = direction
        self.page = Image.new("L", (WIDTH, HEIGHT), 0)

    def stamp(self, mask: Image.Image, left: float, top: float, ink: Colour) -> None:
        """Lay a mask onto the sheet in one colour."""
        width, height = mask.size
        x, y = round(left), round(top)
        if self.direction == "rtl":
            x = WIDTH - x - width
        places = mask.tobytes().translate(blends(self.colours, ink))
        box = (x, y, x + width, y + height)
        # Paper is 0, so that a tall mark is not cut off by its neighbour's empty ground.
        inked = ImageChops.lighter(self.page.crop(box), Image.frombytes("L", mask.size, places))
        self.page.paste(inked, box)

    def fill(self, left: float, right: float, top: float, bottom: float, ink: Colour) -> None:
        """Fill a rectangle."""
        size = (round(right) - round(left), round(bottom) - round(top))
        self.stamp(Image.new("L", size, 255), left, top, ink)

    def dashes(
        self, left: int, right: int, top: float, bottom: float, ink: Colour, *, dash: int
    ) -> None:
        """Fill a rectangle in dashes of a length, with a gap of two thirds between them."""
        for start in range(left, right, dash * 5 // 3):
            self.fill(start, min(start + dash, right), top, bottom, ink)


class Lettering:
    """Lines of one colour in a place of their own, out of which no mark of theirs can reach."""

    def __init__(self, left: float, right: float, top: float, bottom: float) -> None:
        """Take the place, measured as on the sheet."""
        self._left, self._top = round(left) - _BLEED, max(round(top), BAND)
        self._width = round(right) + _BLEED - self._left
        height = max(min(round(bottom), HEIGHT) - self._top, 1)
        self._mask = Image.new("L", (self._width, height), 0)
        self._pen = ImageDraw.Draw(self._mask)

    def write(self, line: str, style: Style, size: float, baseline: float, turn: Direction) -> None:
        """Write a line; ``turn`` says at which side of the place it begins."""
        left = self._begin(style.width(line) * size, turn)
        style.draw(self._pen, left, baseline - self._top, line, size)

    def strike(self, width: float, middle: float, thickness: float, turn: Direction) -> None:
        """Draw a line through what was written, and a little beyond."""
        left = self._begin(width, turn) - _BLEED / 2
        top = middle - self._top - thickness / 2
        right = left + width + _BLEED
        self._pen.rectangle((left, round(top), right, round(top + thickness)), fill=255)

    def lay(self, canvas: Canvas, ink: Colour) -> None:
        """Lay what was written onto a sheet."""
        canvas.stamp(self._mask, self._left, self._top, ink)

    def _begin(self, width: float, turn: Direction) -> float:
        return _BLEED if turn == "ltr" else self._width - _BLEED - width
