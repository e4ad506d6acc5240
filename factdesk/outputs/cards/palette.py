"""The sixteen colours of a card: paper, greys, and the verdict's two, with the steps between.

So few fit into four bits a pixel; text and signs are blended straight into them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

Colour = tuple[int, int, int]
Palette = tuple[Colour, ...]

MOST = 16
_GREYS = 7


def rgb(colour: str) -> Colour:
    """Return the parts of a colour that is written ``#rrggbb``."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def palette(paper: Colour, ink: Colour, accents: Sequence[tuple[Colour, int]]) -> Palette:
    """Return a palette: paper, the greys up to the ink, and each accent in so many steps."""
    found = [paper]
    for colour, steps in ((ink, _GREYS), *accents):
        found += [_mix(paper, colour, step / steps) for step in range(1, steps + 1)]
    return tuple(found)


@cache
def blends(colours: Palette, ink: Colour) -> bytes:
    """Return the place in the palette of each share of ink on paper, from 0 to 255."""
    return bytes(
        _nearest(colours, _mix(colours[0], ink, coverage / 255)) for coverage in range(256)
    )


def _mix(paper: Colour, ink: Colour, share: float) -> Colour:
    red, green, blue = (round(p + (i - p) * share) for p, i in zip(paper, ink, strict=True))
    return red, green, blue


def _nearest(colours: Palette, wanted: Colour) -> int:
    def distance(place: int) -> int:
        return sum((a - b) ** 2 for a, b in zip(colours[place], wanted, strict=True))

    return min(range(len(colours)), key=distance)
