"""Draw the verdict across a picture, so that every copy of it carries the verdict."""

from __future__ import annotations

import io

from PIL import Image

from factdesk.outputs.cards.canvas import Colour, rgb
from factdesk.outputs.cards.card import Direction
from factdesk.outputs.cards.fonts import Fonts, Role
from factdesk.outputs.cards.signs import sign
from factdesk.outputs.cards.text import TextStyle
from factdesk.outputs.design_tokens import colours
from factdesk.pages.pictures import PictureBar
from factdesk.site_texts.languages import direction

_QUALITY = 82
# A long picture, such as a screenshot of a thread, has one bar per section of this many widths.
_PART = 1.5
# The vertical centre of the bar, as a fraction of a section: not at the edge, where it could be
# cropped.
_MIDDLE = 0.75
# Heights as fractions of the bar: the rules, the icon, the word and the category.
_RULE, _SIGN, _WORD, _CATEGORY = 0.07, 0.5, 0.44, 0.3
_SHARE, _LEAST, _MOST = 0.1, 64, 150  # the bar's height as a fraction of the width, and in pixels
_MARGIN, _GAP = 0.4, 0.25


def barred_picture(image: Image.Image, width: int, bar: PictureBar, fonts: Fonts) -> bytes:
    """Return a picture in this width as JPEG, with the bar across it.

    The same picture, bar, fonts and libraries give the same bytes. A text that no font supports is
    left out; the sign is always drawn.
    """
    height = max(1, round(image.height * width / image.width))
    page = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
    try:
        strip = _bar(page.size, bar, fonts)
    except (OSError, RuntimeError, ValueError):
        strip = _bar(page.size, bar, Fonts(folders=(), can_shape=fonts.can_shape))
    parts = max(1, round(height / (width * _PART)))
    for n in range(parts):
        middle = height * (n + _MIDDLE) / parts
        top = min(round(middle - strip.height / 2), height - strip.height)
        page.paste(strip, (0, max(0, top)))
    out = io.BytesIO()
    page.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue()


def _bar(size: tuple[int, int], bar: PictureBar, fonts: Fonts) -> Image.Image:
    width = size[0]
    height = min(max(round(width * _SHARE), _LEAST), _MOST, max(size[1] // 2, 1))
    inks = {name: rgb(colour) for name, colour in colours("default").items()}
    tone = inks[bar.tone] if bar.tone else inks["ink"]
    shape = inks[f"{bar.tone}-shape"] if bar.tone else inks["edge"]
    strip = Image.new("RGB", (width, height), inks["paper"])
    rule = max(2, round(height * _RULE))
    strip.paste(shape, (0, 0, width, rule))
    strip.paste(shape, (0, height - rule, width, height))
    row = _Row(strip, "rtl" if direction(bar.language) == "rtl" else "ltr", height * _MARGIN)
    if bar.tone:
        row.add(sign(bar.tone, round(height * _SIGN)), shape)
    styles = [TextStyle(fonts, role, bar.language, row.direction) for role in _ROLES]
    texts = [(bar.word, styles[0], _WORD, tone), (bar.category, styles[1], _CATEGORY, inks["ink"])]
    texts = [each for each in texts if each[0] and each[1].can_draw(each[0])]
    needed = sum(style.width(text) * share * height for text, style, share, _ in texts)
    scale = min(1.0, row.room(len(texts)) / needed) if needed else 1.0
    for text, style, share, ink in texts:
        row.write(text, style, share * height * scale, ink)
    return strip


_ROLES = (Role.VERDICT, Role.PLAIN)


class _Row:
    """Items next to each other in a strip, from the side where reading begins."""

    def __init__(self, strip: Image.Image, way: Direction, margin: float) -> None:
        self._strip = strip
        self.direction = way
        self._margin = self._used = round(margin)

    def add(self, mask: Image.Image, ink: Colour) -> None:
        is_ltr = self.direction == "ltr"
        left = self._used if is_ltr else self._strip.width - self._used - mask.width
        top = (self._strip.height - mask.height) // 2
        self._strip.paste(ink, (left, top), mask)
        self._used += mask.width + round(self._strip.height * _GAP)

    def room(self, texts: int) -> float:
        """Return how many pixels are left for some texts."""
        gaps = max(texts - 1, 0) * self._strip.height * _GAP
        return max(1.0, self._strip.width - self._used - self._margin - gaps)

    def write(self, text: str, style: TextStyle, size: float, ink: Colour) -> None:
        width = max(1, round(style.width(text) * size))
        mask = Image.new("L", (width, self._strip.height), 0)
        baseline = self._strip.height / 2 + size * 0.34
        style.draw(mask, 0, baseline, text, size)
        self.add(mask, ink)
