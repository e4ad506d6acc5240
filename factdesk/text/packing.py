"""Encode whole numbers as short text, for data files that a script of the site reads.

A number is written in base 44, lowest digit first. The last digit uses one set of characters, the
others another, so small numbers take one character. No character is special in JavaScript, JSON or
HTML. ``assets/factdesk/data.js`` decodes it.
"""

from __future__ import annotations

from collections.abc import Iterable

_SIGNS = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "\"'&<>\\")
_LAST, _MORE = _SIGNS[:44], _SIGNS[44:88]
_BASE = len(_LAST)


def _written(number: int) -> str:
    text = ""
    while number >= _BASE:
        number, digit = divmod(number, _BASE)
        text += _MORE[digit]
    return text + _LAST[number]


_SHORT = [_written(number) for number in range(_BASE * _BASE)]


def pack(numbers: Iterable[int]) -> str:
    """Return non-negative numbers as one text."""
    return "".join(
        [_SHORT[number] if number < len(_SHORT) else _written(number) for number in numbers]
    )
