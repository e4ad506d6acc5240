"""Convert offsets in a text to lines and columns, which are counted from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

_BREAK = re.compile(r"\r\n?|\n")
#: Up to this number of places, counting is faster than building a table of all lines.
_WORTH_A_TABLE = 50


class Lines:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked = 0
        # The last offset and its row: offsets are mostly looked up in ascending order.
        self._last = 0
        self._row = 0
        # Whether a lone carriage return ends a line; otherwise line feeds can be counted.
        self._has_old_breaks = "\r" in text and text.count("\r") != text.count("\r\n")

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Return line, column and the length to underline, which never exceeds the line."""
        self._asked += 1
        if self._has_old_breaks or self._asked > _WORTH_A_TABLE:
            row = bisect_right(self._starts, start) - 1
            line_start = self._starts[row]
            line = _BREAK.split(self._text[start:end], maxsplit=1)[0]
        else:
            row = self._row_of(start)
            line_start = self._text.rfind("\n", 0, start) + 1
            line = self._text[start:end].partition("\n")[0]
        return row + 1, start - line_start + 1, max(len(line.rstrip()), 1)

    def _row_of(self, start: int) -> int:
        """Count the lines before a place, continuing from the last place if that is before it."""
        if start < self._last:
            self._last = self._row = 0
        self._row += self._text.count("\n", self._last, start)
        self._last = start
        return self._row

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self._text))]
