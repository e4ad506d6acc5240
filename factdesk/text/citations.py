"""The grammar of citations: ``[@id]`` in Markdown cites the source with that id.

Several citations can follow each other without a separator: ``[@a][@b]``. In code, after a
backslash and as the text of a link, this is not a citation. Checks and pages use the same function,
so that a citation that passes the checks also appears on the page.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

SOURCE_ID = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


class Citation(NamedTuple):
    """One ``[@id]``; ``start`` and ``end`` are its offsets in the Markdown.

    ``id`` is empty if the brackets contain anything but one id.
    """

    id: str
    start: int
    end: int


_BRACKETS = re.compile(r"\[@(?:([A-Za-z0-9_-]+)|[^\[\]\n]*)\](\()?")
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})", re.MULTILINE)
_BLANK_LINE = re.compile(r"^[ \t]*$", re.MULTILINE)
_TICKS = re.compile(r"`+")


def find_citations(markdown: str) -> Iterator[Citation]:
    """Yield the citations in a Markdown text in order; malformed ones have an empty id."""
    code_ends = _code(markdown) if "`" in markdown or "~~~" in markdown else {}
    code_starts = sorted(code_ends)
    may_escape = "\\" in markdown
    for match in _BRACKETS.finditer(markdown):
        start = match.start()
        before = bisect_right(code_starts, start) - 1 if code_starts else -1
        in_code = before >= 0 and start < code_ends[code_starts[before]]
        if not in_code and not (may_escape and _is_escaped(markdown, start)):
            id_, is_link = match.groups()
            yield Citation("" if is_link else id_ or "", start, match.end() - bool(is_link))


def _code(markdown: str) -> dict[int, int]:
    """Return the start and end of each fenced block and code span in a text."""
    code: dict[int, int] = {}
    start = 0
    while fence := _FENCE.search(markdown, start):
        code |= _spans(markdown, start, fence.start())
        mark = fence["fence"]
        closing = re.compile(rf"^ {{0,3}}{mark}{mark[0]}*[ \t]*$", re.MULTILINE)
        closed = closing.search(markdown, fence.end())
        start = closed.end() if closed else len(markdown)
        code[fence.start()] = start
    return code | _spans(markdown, start, len(markdown))


def _spans(markdown: str, start: int, end: int) -> dict[int, int]:
    """Return the code spans in a part of a text; a blank line ends every span."""
    spans: dict[int, int] = {}
    for blank in _BLANK_LINE.finditer(markdown, start, end):
        spans |= _spans_of_paragraph(markdown, start, blank.start())
        start = blank.end()
    return spans | _spans_of_paragraph(markdown, start, end)


def _spans_of_paragraph(markdown: str, start: int, end: int) -> dict[int, int]:
    runs = [(run.start(), len(run[0])) for run in _TICKS.finditer(markdown, start, end)]
    by_length: dict[int, list[int]] = defaultdict(list)
    for at, length in runs:
        by_length[length].append(at)
    spans: dict[int, int] = {}
    until = start
    for run, run_length in runs:
        if run < until:
            continue
        # After a backslash, the first tick is text; the rest of its run may open a span.
        escaped = int(_is_escaped(markdown, run))
        at, length = run + escaped, run_length - escaped
        same = by_length[length]
        following = bisect_right(same, at)
        if length and following < len(same):  # otherwise, the ticks are text
            until = spans[at] = same[following] + length
    return spans


def _is_escaped(markdown: str, at: int) -> bool:
    """Return whether an odd number of backslashes precedes a place."""
    before = at
    while before and markdown[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1
