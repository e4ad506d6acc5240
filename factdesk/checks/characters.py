"""FD015: characters that many devices cannot show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
# UTF-8 text that was decoded as Windows-1252: "Ã¼" is "ü", and "â€™" is an apostrophe.
_MISREAD = re.compile(
    "Ã[\u0080-\u009f\u00a1-\u00aa\u00ac-\u00b3\u00b5\u00b6\u00b8-\u00ba\u00bc-\u00bf"
    "ŸœŒŠšŽžƒ„€]|â€[\u0098-\u009d™œ˜“”¦¢š¹º]|Â[°§´·]"
)
#: The maximum number of marks on one letter. Biblical Hebrew and Tibetan need up to seven.
_MOST_MARKS = 8
_LAST_WITH_MARKS = 0x1FFFF
# Hardly any text has so many characters in a row that are no letters; listing all marks is slow.
_NO_LETTERS = re.compile(rf"[^\w\x00-\u02ff]{{{_MOST_MARKS + 1}}}")


@check("FD015")
def characters_can_be_shown(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if file.text.isascii() and "\\" not in file.text:
        return
    for scalar in file.scalars:
        if scalar.value.isascii():
            continue
        if match := _MISREAD.search(scalar.value):
            meant = _reread(match[0])
            message = tr("'{found}' is '{meant}' in a wrong encoding", found=match[0], meant=meant)
            yield Finding(scalar, message, tr("correct the letters, or copy the text again"))
        if match := _PRIVATE.search(scalar.value):
            message = tr(
                "U+{found:04X} is a private-use character; other devices show a box",
                found=ord(match[0]),
            )
            yield Finding(scalar, message)
        match = _NO_LETTERS.search(scalar.value) and _piled_marks().search(scalar.value)
        if match:
            hint = tr("delete the marks that the word does not need")
            yield Finding(scalar, tr("a letter has {n} combining marks", n=len(match[0])), hint)


def _reread(text: str) -> str:
    try:
        return text.encode("cp1252").decode()
    except UnicodeError:
        return "?"


@cache
def _piled_marks() -> re.Pattern[str]:
    """Return a pattern of more combining marks in a row than any language uses."""
    ranges: list[list[int]] = []
    for code in range(0x300, _LAST_WITH_MARKS):
        if unicodedata.category(chr(code)) in ("Mn", "Me"):
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1][1] = code
            else:
                ranges.append([code, code])
    marks = "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
    return re.compile(f"[{marks}]{{{_MOST_MARKS + 1},}}")
