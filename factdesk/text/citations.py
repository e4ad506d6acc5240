"""The grammar of citations: ``[@id]`` in Markdown cites the source with that id.

Adjacent citations stand side by side: ``[@a][@b]``. What stands in code, after a backslash or as a
link's text is no citation. Checks and pages both ask here, so that what one accepts the other shows.
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


_FENCE = re.compile(r"^ {0,3}(?P<fence>`{3,}|~{3,})", re.MULTILINE)
_BLANK_LINE = re.compile(r"^[ \t]*$", re.MULTILINE)
_TICKS = re.compile(r"`+")
# In the order in which Markdown reads: an escape, then code, then brackets.
_TOKEN = re.compile(r"\\[\\`\[]|(?P<ticks>`+)|\[@(?P<inside>[^\[\]\n]*)\](?P<link>\()?")


def find_citations(markdown: str) -> Iterator[Citation]:
    """Yield the citations of a Markdown text in order, and those that are written wrong (id empty)."""
    if "[@" not in markdown:
        return
    for start, end in _blocks(markdown):
        yield from _in_block(markdown, start, end)


def _in_block(markdown: str, start: int, end: int) -> Iterator[Citation]:
    closers: dict[int, list[int]] | None = None
    at = start
    while token := _TOKEN.search(markdown, at, end):
        at = token.end()
        if ticks := token["ticks"]:
            closers = _runs(markdown, start, end) if closers is None else closers
            same = closers[len(ticks)]
            following = bisect_right(same, token.start())
            if following < len(same):  # else nothing closes them, and they are text
                at = same[following] + len(ticks)
        elif (inside := token["inside"]) is not None:
            is_one = SOURCE_ID.fullmatch(inside) and not token["link"]
            at = token.end("inside") + 1
            yield Citation(inside if is_one else "", token.start(), at)


def _runs(markdown: str, start: int, end: int) -> dict[int, list[int]]:
    """Return where runs of backticks begin, by their length: a span is closed by one as long."""
    found: dict[int, list[int]] = defaultdict(list)
    for run in _TICKS.finditer(markdown, start, end):
        found[len(run[0])].append(run.start())
    return found


def _blocks(markdown: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches of text that a code span cannot leave, without fenced code."""
    start = 0
    while fence := _FENCE.search(markdown, start):
        yield from _paragraphs(markdown, start, fence.start())
        closing = re.compile(
            rf"^ {{0,3}}{fence['fence']}{fence['fence'][0]}*[ \t]*$", re.MULTILINE
        ).search(markdown, fence.end())
        start = closing.end() if closing else len(markdown)
    yield from _paragraphs(markdown, start, len(markdown))


def _paragraphs(markdown: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for blank in _BLANK_LINE.finditer(markdown, start, end):
        yield start, blank.start()
        start = blank.end()
    yield start, end
