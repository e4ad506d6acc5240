"""Offsets in a text as lines and columns, which editors count from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

_BREAK = re.compile(r"\r\n?|\n")
#: So many places are found faster by counting than by a table of all lines.
_WORTH_A_TABLE = 50


class Lines:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._asked = 0

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Return line, column and the length to underline, which never leaves the line."""
        self._asked += 1
        if self._has_old_breaks or self._asked > _WORTH_A_TABLE:
            row = bisect_right(self._starts, start) - 1
            line_start = self._starts[row]
        else:
            row = self._text.count("\n", 0, start)
            line_start = self._text.rfind("\n", 0, start) + 1
        line = _BREAK.split(self._text[start:end], maxsplit=1)[0].rstrip()
        return row + 1, start - line_start + 1, max(len(line), 1)

    @cached_property
    def _has_old_breaks(self) -> bool:
        """Whether a carriage return ends a line by itself; else line feeds can be counted."""
        return self._text.count("\r") != self._text.count("\r\n")

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self._text))]
