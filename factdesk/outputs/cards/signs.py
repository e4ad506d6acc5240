"""The verdicts' signs as masks, drawn from the same paths as on the pages.

Of SVG just what the signs use: shapes filled by the even-odd rule, and lines with butt ends and
mitred corners, whole or dashed.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from xml.etree.ElementTree import Element, fromstring

from PIL import Image, ImageChops, ImageDraw

from factdesk.outputs.cards.paths import Line, Point, circle, subpaths
from factdesk.outputs.design_tokens import drawings

#: The mark of the program: a dot in the margin beside the lines of a text.
MARK = (
    '<symbol id="mark"><path d="M8 2h2v20H8zM13 4h9v2h-9zm0 7h9v2h-9zm0 7h6v2h-6z"/>'
    '<circle cx="3.6" cy="12" r="2.9"/></symbol>'
)
_GRID = 24
_FINER = 4


@cache
def sign(name: str, size: int) -> Image.Image:
    """Return a sign as a mask of that many pixels each way; ``mark`` is the program's own."""
    side = size * _FINER
    mask = Image.new("1", (side, side))
    for shape in _symbol(name):
        mask = ImageChops.logical_or(mask, _drawn(shape, side))
    return mask.convert("L").resize((size, size), Image.Resampling.BOX)


def _symbol(name: str) -> Element:
    if name == "mark":
        return fromstring(MARK)  # noqa: S314  # the program's own drawings
    symbols = fromstring(drawings())  # noqa: S314
    return next(symbol for symbol in symbols if symbol.get("id") == f"fd-{name}")


def _drawn(shape: Element, side: int) -> Image.Image:
    scale = side / _GRID
    lines = [[(x * scale, y * scale) for x, y in line] for line in _lines(shape)]
    if shape.get("stroke") is None:
        return _filled(lines, side)
    dashes = [float(length) * scale for length in shape.get("stroke-dasharray", "").split()]
    if dashes:
        offset = float(shape.get("stroke-dashoffset", "0")) * scale
        lines = [dash for line in lines for dash in _dashed(line, dashes, offset)]
    return _stroked(lines, float(shape.get("stroke-width", "1")) * scale, side)


def _lines(shape: Element) -> list[Line]:
    if shape.tag.endswith("circle"):
        return [circle(*(float(shape.get(name, "0")) for name in ("cx", "cy", "r")))]
    return list(subpaths(shape.get("d", "")))


def _filled(lines: Sequence[Line], side: int) -> Image.Image:
    mask = Image.new("1", (side, side))
    for line in lines:
        one = Image.new("1", (side, side))
        ImageDraw.Draw(one).polygon(line, fill=1)
        mask = ImageChops.logical_xor(mask, one)
    return mask


def _stroked(lines: Sequence[Line], width: float, side: int) -> Image.Image:
    mask = Image.new("1", (side, side))
    draw = ImageDraw.Draw(mask)
    for line in lines:
        points = [
            point for n, point in enumerate(line) if n == 0 or math.dist(point, line[n - 1]) > 1e-6
        ]
        closed = len(points) > 2 and math.dist(points[0], points[-1]) < 1e-6
        for start, end in pairwise(points):
            x, y = _aside(start, end, width / 2)
            draw.polygon(
                [
                    (start[0] + x, start[1] + y),
                    (end[0] + x, end[1] + y),
                    (end[0] - x, end[1] - y),
                    (start[0] - x, start[1] - y),
                ],
                fill=1,
            )
        around = [*points, points[1]] if closed else points
        for before, corner, after in zip(around, around[1:], around[2:], strict=False):
            draw.polygon(_mitre(before, corner, after, width / 2), fill=1)
    return mask


def _aside(start: Point, end: Point, distance: float) -> Point:
    """Return the step at right angles to a line."""
    length = math.dist(start, end)
    return (start[1] - end[1]) / length * distance, (end[0] - start[0]) / length * distance


def _mitre(before: Point, corner: Point, after: Point, distance: float) -> Line:
    (x1, y1), (x2, y2) = _aside(before, corner, distance), _aside(corner, after, distance)
    if x1 * y2 - y1 * x2 > 0:  # the outer side is the other one
        x1, y1, x2, y2 = -x1, -y1, -x2, -y2
    reach = distance * distance + x1 * x2 + y1 * y2
    x, y = corner
    if reach < distance * distance / 8:  # SVG's limit: too sharp to be mitred
        return [corner, (x + x1, y + y1), (x + x2, y + y2)]
    stretch = distance * distance / reach
    tip = (x + (x1 + x2) * stretch, y + (y1 + y2) * stretch)
    return [corner, (x + x1, y + y1), tip, (x + x2, y + y2)]


def _dashed(line: Line, dashes: Sequence[float], offset: float) -> Iterator[Line]:
    """Cut a line into its dashes; a dash that is under way at the start is its last part."""
    n, left = 0, dashes[0]
    while offset > 0:
        step = min(offset, left)
        offset, left = offset - step, left - step
        if left <= 1e-9:
            n = (n + 1) % len(dashes)
            left = dashes[n]
    dash = [line[0]]
    for start, end in pairwise(line):
        here, length = 0.0, math.dist(start, end)
        while length - here > left:
            here += left
            point = (
                start[0] + (end[0] - start[0]) * here / length,
                start[1] + (end[1] - start[1]) * here / length,
            )
            if n % 2 == 0:
                yield [*dash, point]
            dash = [point]
            n = (n + 1) % len(dashes)
            left = dashes[n]
        left -= length - here
        dash.append(end)
    if n % 2 == 0:
        yield dash
