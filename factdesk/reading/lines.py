"""Offsets in a text as lines and columns, which editors count from 1."""

from __future__ import annotations

import re
from bisect import bisect_right

_BREAK = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of a text; they are looked for when the first place is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] | None = None

    @property
    def starts(self) -> list[int]:
        """The offset at which each line begins."""
        if self._starts is None:
            self._starts = [0, *(match.end() for match in _BREAK.finditer(self._text))]
        return self._starts

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Return line, column and the length to underline, which never leaves the line."""
        row = bisect_right(self.starts, start) - 1
        length = len(self._line(row, start, end))
        return row + 1, start - self.starts[row] + 1, max(length, 1)

    def _line(self, row: int, start: int, end: int) -> str:
        line_end = self.starts[row + 1] if row + 1 < len(self.starts) else len(self._text)
        return self._text[start : min(end, line_end)].rstrip()
