"""SVG path data as lines of points.

Of https://www.w3.org/TR/SVG11/paths.html what the signs use: lines, cubic curves, arcs of circles.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

Point = tuple[float, float]
Line = list[Point]

_STEPS = 48
_TOKEN = re.compile(r"[A-Za-z]|-?(?:\d+\.?\d*|\.\d+)")
_TAKES = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "a": 7, "z": 0}


def circle(x: float, y: float, r: float) -> Line:
    """Return a circle, begun on the right and drawn clockwise as SVG does."""
    turns = (2 * math.pi * n / (4 * _STEPS) for n in range(4 * _STEPS + 1))
    return [(x + r * math.cos(turn), y + r * math.sin(turn)) for turn in turns]


def subpaths(data: str) -> Iterator[Line]:
    """Yield the lines that path data draws; a closed one ends where it began."""
    line: Line = []
    for command, numbers in _commands(data):
        if command == "M":
            if len(line) > 1:
                yield line
            line = [(numbers[0], numbers[1])]
        elif command == "Z":
            line.append(line[0])
            yield line
            line = [line[0]]
        elif command == "C":
            line += _curve(line[-1], numbers)
        elif command == "A":
            line += _arc(line[-1], numbers)
        else:
            line.append((numbers[0], numbers[1]))
    if len(line) > 1:
        yield line


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield the commands M, L, C, A and Z with absolute numbers."""
    tokens = _TOKEN.findall(data)
    at, letter = 0, ""
    x = y = from_x = from_y = 0.0
    while at < len(tokens):
        if tokens[at].isalpha():
            letter, at = tokens[at], at + 1
        takes = _TAKES[letter.lower()]
        numbers = [float(token) for token in tokens[at : at + takes]]
        at += takes
        kind = letter.upper()
        if kind == "Z":
            x, y = from_x, from_y
            yield "Z", []
            continue
        dx, dy = (x, y) if letter.islower() else (0.0, 0.0)
        if kind == "H":
            kind, numbers = "L", [numbers[0] + dx, y]
        elif kind == "V":
            kind, numbers = "L", [x, numbers[0] + dy]
        elif kind == "A":
            numbers = [*numbers[:5], numbers[5] + dx, numbers[6] + dy]
        else:
            numbers = [number + (dy if n % 2 else dx) for n, number in enumerate(numbers)]
        x, y = numbers[-2:]
        if kind == "M":
            from_x, from_y = x, y
            letter = "l" if letter == "m" else "L"  # further pairs are lines
        yield kind, numbers


def _curve(start: Point, numbers: Sequence[float]) -> Line:
    (x0, y0), (x1, y1, x2, y2, x3, y3) = start, numbers
    points = []
    for n in range(1, _STEPS + 1):
        t = n / _STEPS
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        points.append((a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3))
    return points


def _arc(start: Point, numbers: Sequence[float]) -> Line:
    """Return an arc of a circle: https://www.w3.org/TR/SVG11/implnote.html#ArcImplementationNotes."""
    r, _, _, large, sweep, x, y = numbers
    half_x, half_y = (start[0] - x) / 2, (start[1] - y) / 2
    half = math.hypot(half_x, half_y)
    r = max(r, half)
    away = math.sqrt(max(r * r - half * half, 0)) / half * (-1 if large == sweep else 1)
    centre_x, centre_y = (start[0] + x) / 2 + away * half_y, (start[1] + y) / 2 - away * half_x
    first = math.atan2(start[1] - centre_y, start[0] - centre_x)
    turn = (math.atan2(y - centre_y, x - centre_x) - first) % (2 * math.pi)
    turn -= 0 if sweep else 2 * math.pi
    steps = (first + turn * n / (2 * _STEPS) for n in range(1, 2 * _STEPS + 1))
    return [(centre_x + r * math.cos(angle), centre_y + r * math.sin(angle)) for angle in steps]
