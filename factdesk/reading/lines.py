"""Convert offsets in a text to lines and columns, which are counted from 1."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate


class Lines:
    """The lines of a text. They end with a line feed, a carriage return, or both."""

    def __init__(self, text: str) -> None:
        self._text = text

    def place(self, start: int, end: int) -> tuple[int, int, int]:
        """Return line, column and the length to underline, which never exceeds the line."""
        starts = self._starts
        row = bisect_right(starts, start)
        written = self._text[start : min(end, starts[row])].rstrip()
        return row, start - starts[row - 1] + 1, len(written) or 1

    @cached_property
    def _starts(self) -> list[int]:
        """The offsets of the lines, and of the line after the last one."""
        text = self._text
        if "\r" in text:
            text = text.replace("\r\n", " \n").replace("\r", "\n")
        return [0, *accumulate([len(line) + 1 for line in text.split("\n")])]
