"""The faults that can make a file unreadable, as values."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

import msgspec


class Reason(Enum):
    """The kinds of faults; the checks give each its code."""

    UNREADABLE = auto()
    TOO_LARGE = auto()
    NOT_UTF8 = auto()
    CHARACTER = auto()
    NOT_YAML = auto()
    REFUSED = auto()
    DUPLICATE_KEY = auto()
    NO_FIELDS = auto()
    NOT_A_CLAIM_FILE = auto()


class Repair(NamedTuple):
    """What to write instead of a range of characters, if that needs no judgement."""

    start: int
    end: int
    text: str


class Fault(msgspec.Struct, frozen=True):
    """One fault that the reader found; ``start`` and ``end`` are offsets in the file's text.

    ``also`` is the offset of a second place, such as the first of two equal keys. ``repair`` is
    None if the editor has to decide.
    """

    reason: Reason
    message: str
    hint: str = ""
    start: int = 0
    end: int = 0
    also: int | None = None
    repair: Repair | None = None
