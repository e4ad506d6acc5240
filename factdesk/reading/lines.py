"""Convert offsets in a text to lines and columns, which are counted from 1."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

_BREAK = re.compile(r"\r\n?|\n")


class Lines:
    """The lines of a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        # Whether a lone carriage return ends a line; otherwise only line feeds matter.
        self._has_old_breaks = "\r" in text and text.count("\r") != text.count("\r\n")

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Return line, column and the length to underline, which never exceeds the line."""
        row = bisect_right(self._starts, start)
        written = self._text[start:end]
        line = _BREAK.split(written, 1)[0] if self._has_old_breaks else written.partition("\n")[0]
        return row, start - self._starts[row - 1] + 1, max(len(line.rstrip()), 1)

    @cached_property
    def _starts(self) -> list[int]:
        """The offsets of the lines."""
        if self._has_old_breaks:
            return [0, *(match.end() for match in _BREAK.finditer(self._text))]
        return list(accumulate([0, *(len(line) + 1 for line in self._text.split("\n"))]))
