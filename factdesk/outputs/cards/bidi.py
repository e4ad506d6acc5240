"""The visual order of one line whose letters run both ways.

Unicode Standard Annex #9, https://www.unicode.org/reports/tr9/, for a line without explicit
embeddings and isolates: rules W1 to W7, N0 to N2, I1, I2, L1 and L2. The layout library orders the
text of one font itself; a line that needs several fonts is ordered here and drawn run by run.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

Direction = Literal["ltr", "rtl"]

_SPACE = frozenset(["WS", "S", "B"])
#: Formatting characters, which take no place: BN, and the explicit ones.
_FORMATTING = frozenset(["BN", "LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"])
_NEUTRAL = frozenset(["B", "S", "WS", "ON"])
_BETWEEN_NUMBERS = frozenset([("ES", "EN"), ("CS", "EN"), ("CS", "AN")])
_PAIRS = (
    "()[]{}\u2045\u2046\u207d\u207e\u208d\u208e\u2308\u2309\u230a\u230b\u2329\u232a\u27e6\u27e7"
    "\u27e8\u27e9\u3008\u3009\u300a\u300b\u300c\u300d\u300e\u300f\u3010\u3011\u3014\u3015\u3016\u3017"
    "\u3018\u3019\u301a\u301b\uff08\uff09\uff3b\uff3d\uff5b\uff5d\uff5f\uff60\uff62\uff63"
)
_CLOSES = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))
_CLOSING = frozenset(_CLOSES.values())
# Equivalent by normalisation; UAX #9 pairs either opening one with either closing one.
_MOST_OPEN = 63  # BD16
_SAME = {"\u2329": "\u3008", "\u232a": "\u3009"}


class Span(NamedTuple):
    """A piece of a line, from ``start`` to before ``end``, and the way that it is read."""

    start: int
    end: int
    direction: Direction


def visual_spans(line: str, base: Direction) -> list[Span]:
    """Return the pieces of a line as they stand from left to right."""
    if base == "ltr" and not any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in line):
        return [Span(0, len(line), "ltr")] if line else []
    levels = embedding_levels(line, base)
    return list(_spans(levels, _visual_order(levels)))


def embedding_levels(line: str, base: Direction) -> list[int]:
    """Return the embedding level of every character: even ones are read from left to right."""
    level = 1 if base == "rtl" else 0
    towards = "R" if level else "L"
    original = [unicodedata.bidirectional(c) or "L" for c in line]
    # X9: formatting characters are passed over, and get the level of what stands before them.
    kept = [i for i, kind in enumerate(original) if kind not in _FORMATTING]
    kinds = _resolved([original[i] for i in kept], [line[i] for i in kept], towards)
    levels = [level] * len(line)
    for i, kind in zip(kept, kinds, strict=True):
        levels[i] = _implicit(kind, level)
    _reset_trailing_space(levels, original, level)
    for i, kind in enumerate(original):
        if kind in _FORMATTING:
            levels[i] = levels[i - 1] if i else level
    return levels


def _implicit(kind: str, level: int) -> int:
    if level % 2:  # I2
        return level if kind == "R" else level + 1
    return level + {"L": 0, "R": 1}.get(kind, 2)  # I1


def _reset_trailing_space(levels: list[int], kinds: Sequence[str], level: int) -> None:
    """L1: separators, and the space before them and at the end, stand at the line's own level."""
    resetting = True
    for i in reversed(range(len(kinds))):
        if kinds[i] in ("S", "B"):
            resetting = True
        elif kinds[i] not in _SPACE and kinds[i] not in _FORMATTING:
            resetting = False
        if resetting:
            levels[i] = level


def _resolved(kinds: list[str], line: Sequence[str], towards: str) -> list[str]:
    original = list(kinds)
    _resolve_weak(kinds, towards)
    _resolve_brackets(kinds, original, line, towards)
    _resolve_neutral(kinds, towards)
    return kinds


def _resolve_weak(kinds: list[str], towards: str) -> None:
    previous = strong = towards
    for i, written in enumerate(kinds):
        previous = previous if written == "NSM" else written  # W1
        if previous in ("L", "R", "AL"):
            strong = previous
        # W2, W3
        kinds[i] = "AN" if previous == "EN" and strong == "AL" else previous
        kinds[i] = "R" if previous == "AL" else kinds[i]
    _resolve_numbers(kinds, towards)


def _resolve_numbers(kinds: list[str], towards: str) -> None:
    for i in range(1, len(kinds) - 1):  # W4
        around = kinds[i - 1]
        if around == kinds[i + 1] and (kinds[i], around) in _BETWEEN_NUMBERS:
            kinds[i] = around
    for start, end in _stretches(kinds, frozenset(["ET"])):  # W5
        if "EN" in (kinds[start - 1 : start] + kinds[end : end + 1]):
            kinds[start:end] = ["EN"] * (end - start)
    strong = towards
    for i, kind in enumerate(kinds):
        if kind in ("L", "R"):
            strong = kind
        if kind in ("ES", "ET", "CS"):  # W6
            kinds[i] = "ON"
        elif kind == "EN" and strong == "L":  # W7
            kinds[i] = "L"


def _resolve_brackets(
    kinds: list[str], original: Sequence[str], line: Sequence[str], towards: str
) -> None:
    """N0: a pair of brackets runs as what it holds, or as what stands before it."""
    for opened, closed in _bracket_pairs(kinds, line):
        inside = {_side(kind) for kind in kinds[opened + 1 : closed]} - {""}
        if towards in inside:
            side = towards
        elif inside:
            before = (_side(kind) for kind in reversed(kinds[:opened]))
            side = next(filter(None, before), towards)
            side = side if side in inside else towards
        else:
            continue
        for i in (opened, closed):
            kinds[i] = side
            follower = i + 1
            while follower < len(kinds) and original[follower] == "NSM":
                kinds[follower] = side
                follower += 1


def _bracket_pairs(kinds: Sequence[str], line: Sequence[str]) -> list[tuple[int, int]]:
    waiting: list[tuple[str, int]] = []
    pairs = []
    for i, character in enumerate(line):
        bracket = _SAME.get(character, character) if kinds[i] == "ON" else ""
        if bracket in _CLOSES:
            if len(waiting) == _MOST_OPEN:
                break
            waiting.append((_CLOSES[bracket], i))
        elif bracket in _CLOSING:
            for depth in reversed(range(len(waiting))):
                if waiting[depth][0] == bracket:
                    pairs.append((waiting[depth][1], i))
                    del waiting[depth:]
                    break
    return sorted(pairs)


def _side(kind: str) -> str:
    return "L" if kind == "L" else "R" if kind in ("R", "EN", "AN") else ""


def _resolve_neutral(kinds: list[str], towards: str) -> None:
    for start, end in _stretches(kinds, _NEUTRAL):  # N1, N2
        before = _side(kinds[start - 1]) if start else towards
        after = _side(kinds[end]) if end < len(kinds) else towards
        kinds[start:end] = [before if before == after else towards] * (end - start)


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(kinds):
        if kinds[start] not in wanted:
            start += 1
            continue
        end = start
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        yield start, end
        start = end


def _visual_order(levels: Sequence[int]) -> list[int]:
    """L2: turn round every stretch of a level and higher, from the highest down to the odd ones."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = reversed(order[start:end])
            start = max(end, start + 1)
    return order


def _spans(levels: Sequence[int], order: Sequence[int]) -> Iterator[Span]:
    at = 0
    while at < len(order):
        level = levels[order[at]]
        step = -1 if level % 2 else 1
        end = at + 1
        while (
            end < len(order) and order[end] == order[end - 1] + step and levels[order[end]] == level
        ):
            end += 1
        first, last = sorted((order[at], order[end - 1]))
        yield Span(first, last + 1, "rtl" if level % 2 else "ltr")
        at = end
