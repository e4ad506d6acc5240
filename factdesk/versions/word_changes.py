"""Compare two texts by words, with readable results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

_LINE = re.compile(r"[^\n]+|\n+")
# Scripts without spaces are compared by characters.
_WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]|\\w+|\\s+|[^\\w\\s]"
)
#: The comparison takes time and memory in proportion to the product of both lengths. Above this
#: product, a passage is shown as replaced. Both texts have at most 256 KiB.
_LARGEST = 4_000_000
#: Unchanged words between two changes count as changed if they have at most this many letters.
_TOO_SHORT = 4


class WordChange(StrEnum):
    """The kind of change of a part. ``GAP`` marks omitted unchanged paragraphs."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"
    GAP = "gap"


class Passage(NamedTuple):
    """A part of a text, with its kind of change."""

    part: WordChange
    text: str


def compare_words(before: str, after: str) -> tuple[Passage, ...]:
    """Return the removed and added parts of a text, with the unchanged words around them.

    Unchanged lines are left out. The result for equal texts is empty.
    """
    if before == after:
        return ()
    passages: list[Passage] = []
    for is_same, removed, added in _blocks(_LINE.findall(before), _LINE.findall(after)):
        if is_same:
            passages.append(Passage(WordChange.GAP, ""))
        else:
            passages += _compare_block("".join(removed), "".join(added))
    return tuple(_joined(passages))


def _compare_block(before: str, after: str) -> Iterator[Passage]:
    blocks = list(_blocks(_WORD.findall(before), _WORD.findall(after)))
    removed = added = ""
    for n, (is_same, *sides) in enumerate(blocks):
        old, new = map("".join, sides)
        is_between = 0 < n < len(blocks) - 1
        if is_same and not (is_between and _is_too_short(old)):
            yield from (Passage(WordChange.REMOVED, removed), Passage(WordChange.ADDED, added))
            yield Passage(WordChange.SAME, old)
            removed = added = ""
        else:
            removed, added = removed + old, added + new
    yield from (Passage(WordChange.REMOVED, removed), Passage(WordChange.ADDED, added))


def _is_too_short(text: str) -> bool:
    return sum(character.isalnum() for character in text) <= _TOO_SHORT and "\n" not in text


def _blocks(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[bool, Sequence[str], Sequence[str]]]:
    """Yield the ranges of two sequences: whether they are equal, and both sides of each."""
    from rapidfuzz.distance import Indel

    start = next((n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    if start is None:
        start = min(len(before), len(after))
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    if start:
        yield True, before[:start], after[:start]
    old, new = before[start : len(before) - end], after[start : len(after) - end]
    if len(old) * len(new) > _LARGEST:
        yield False, old, new
    else:
        codes = Indel.opcodes(old, new) if old or new else ()
        for is_same, group in groupby(codes, key=lambda code: code.tag == "equal"):
            run = list(group)
            removed = old[run[0].src_start : run[-1].src_end]
            yield is_same, removed, new[run[0].dest_start : run[-1].dest_end]
    if end:
        yield True, before[len(before) - end :], after[len(after) - end :]


def _joined(passages: Sequence[Passage]) -> Iterator[Passage]:
    """Yield passages with neighbours of the same kind joined, without empty ones."""
    filled = [each for each in passages if each.text or each.part is WordChange.GAP]
    for part, group in groupby(filled, key=lambda passage: passage.part):
        yield Passage(part, "".join(each.text for each in group))
