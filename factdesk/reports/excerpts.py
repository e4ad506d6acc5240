"""Show the line of a problem, safe for a terminal, with carets below the location."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from factdesk.claims.problem import Place
from factdesk.reading.files import read_bytes
from factdesk.text.characters import visible

_BREAK = re.compile(r"\r\n?|\n")


class Excerpts:
    """Reads the lines of problems; caches only one file, because problems are sorted by file."""

    def __init__(self, root: Path) -> None:
        """Set the folder to which file names are relative."""
        self._root = root
        self._path = ""
        self._lines: list[str] = []

    def line(self, place: Place) -> str | None:
        """Return the current text of the line; None if the file does not have it."""
        if place.path != self._path:
            raw = read_bytes(self._root / place.path)
            text = (
                raw.removeprefix(b"\xef\xbb\xbf").decode(errors="replace")
                if isinstance(raw, bytes)
                else ""
            )
            self._path, self._lines = place.path, _lines_of(text) if text else []
        return self._lines[place.line - 1] if place.line <= len(self._lines) else None


def _lines_of(text: str) -> list[str]:
    return _BREAK.split(text) if "\r" in text else text.split("\n")


def excerpt(line: str, place: Place, width: int) -> tuple[str, str]:
    """Return the line, truncated around the place if it is too wide, and carets below the place.

    ``width`` is in terminal columns.
    """
    start = min(place.column - 1, len(line))
    end = max(start + 1, min(start + place.length, len(line)))
    first, last = _window(line, start, width)
    head, tail = "…" if first else "", "…" if last < len(line) else ""
    cells = [cell_of(character) for character in line[first:last]]
    before = sum(map(width_of, cells[: start - first]))
    under = sum(map(width_of, cells[start - first : end - first]))
    carets = " " * (len(head) + before) + "^" * max(under, 1)
    return f"{head}{''.join(cells)}{tail}", carets


def _window(line: str, start: int, width: int) -> tuple[int, int]:
    """Return the part of a line that is shown: all of it, or a part around the place."""
    if len(line) <= width and line.isascii() and line.isprintable():
        return 0, len(line)
    if len(line) <= width and sum(width_of(cell_of(character)) for character in line) <= width:
        return 0, len(line)
    room = width - 2  # for the ellipses
    first = start
    before = 0
    while first and before < room // 3:
        first -= 1
        before += width_of(cell_of(line[first]))
    last, columns = first, 0
    while last < len(line) and columns + (cell := width_of(cell_of(line[last]))) <= room:
        columns += cell
        last += 1
    return first, last


def cell_of(character: str) -> str:
    """Return what a terminal shows for a character: itself, or a visible escape."""
    return visible(character)


def width_of(text: str) -> int:
    """Return the number of columns that a text takes on a terminal."""
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
