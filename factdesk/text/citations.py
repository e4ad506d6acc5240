"""The grammar of citations: ``[@id]`` in Markdown cites the source with that id.

Several stand side by side: ``[@a][@b]``. What stands in code, after a backslash or as a link's text
is no citation. Checks and pages both ask here, so that what one accepts the other shows.
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

    ``id`` is empty when the brackets hold something else than one id.
    """

    id: str
    start: int
    end: int


_BRACKETS = re.compile(r"\[@(?P<inside>[^\[\]\n]*)\](?P<link>\()?")
_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})", re.MULTILINE)
_BLANK_LINE = re.compile(r"^[ \t]*$", re.MULTILINE)
_TICKS = re.compile(r"`+")


def find_citations(markdown: str) -> Iterator[Citation]:
    """Yield the citations in a Markdown text in order, also those written wrong (id empty)."""
    code_ends = _code(markdown) if "`" in markdown or "~~~" in markdown else {}
    code_starts = sorted(code_ends)
    # No backslash, nothing escaped.
    may_escape = "\\" in markdown
    for match in _BRACKETS.finditer(markdown):
        start = match.start()
        before = bisect_right(code_starts, start) - 1 if code_starts else -1
        in_code = before >= 0 and start < code_ends[code_starts[before]]
        if not in_code and not (may_escape and _is_escaped(markdown, start)):
            is_one = SOURCE_ID.fullmatch(match["inside"]) and not match["link"]
            yield Citation(match["inside"] if is_one else "", start, match.end("inside") + 1)


def _code(markdown: str) -> dict[int, int]:
    """Return where code begins in a text, each with where it ends: fenced blocks and code spans."""
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
    """Return the code spans in a stretch of text; none goes beyond a blank line."""
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
        # After a backslash the first tick is text; the others of its run may open.
        escaped = int(_is_escaped(markdown, run))
        at, length = run + escaped, run_length - escaped
        same = by_length[length]
        following = bisect_right(same, at)
        if length and following < len(same):  # else nothing closes them, and they are text
            until = spans[at] = same[following] + length
    return spans


def _is_escaped(markdown: str, at: int) -> bool:
    """Return whether an odd number of backslashes stands before a place."""
    before = at
    while before and markdown[before - 1] == "\\":
        before -= 1
    return (at - before) % 2 == 1
