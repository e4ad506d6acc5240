"""Which characters a text may contain, and how a terminal shows the others.

Not allowed: invisible characters, and characters that change how text reads (control characters,
direction overrides, directions that are opened and not closed, tag characters, invisible fillers,
noncharacters). Allowed: characters that writing systems and emoji need (joiners, direction marks,
closed embeddings and isolates, variation selectors, the flags of England, Scotland and Wales).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from factdesk.messages.catalogue import tr


class CharacterFault(NamedTuple):
    """A character that is not allowed: its offset in the text, and what to do about it."""

    offset: int
    message: str
    hint: str


_MOST = 10

_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_OVERRIDE = r"\u202d\u202e"
_DIRECTION = r"\u202a-\u202c\u2066-\u2069"
# Hangul and Khmer fillers, invisible operators, deprecated format characters, annotation marks,
# shorthand and musical format controls; then tag characters, and noncharacters.
_INVISIBLE = r"\u115f\u1160\u3164\uffa0\u17b4\u17b5\u2061-\u2065\u206a-\u206f\ufff0-\ufffb"
_INVISIBLE_BEYOND = r"\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
_TAG = r"\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
_NONCHARACTER = r"\ufdd0-\ufdef\ufffe\uffff"
_NONCHARACTER_BEYOND = "".join(f"\\U{n:04x}fffe\\U{n:04x}ffff" for n in range(1, 17))
# Marks that join or break words, which only non-Latin scripts need, and the Braille blank.
_IN_CONTEXT = r"\u034f\u180b-\u180f\u200b\u2060\u2800\ufeff"
_SELECTOR = r"\ufe00-\ufe0f"
_IDEOGRAPHIC_SELECTOR = r"\U000e0100-\U000e01ef"

_REFUSED = (
    f"{_CONTROL}{_OVERRIDE}{_INVISIBLE}{_INVISIBLE_BEYOND}{_NONCHARACTER}{_NONCHARACTER_BEYOND}"
)
# These are compiled when first used, because that takes 15 ms and few texts need them.
_ALWAYS = f"[{_REFUSED}]"
_SUSPECT = f"[{_REFUSED}{_TAG}{_IN_CONTEXT}{_SELECTOR}{_IDEOGRAPHIC_SELECTOR}]"
# Most files contain none of these. Small character sets detect this ten times faster; an ASCII text
# only has to be empty without the harmless characters.
_HARMLESS = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_SUSPECT_BASIC = re.compile(
    f"[{_CONTROL}{_OVERRIDE}{_INVISIBLE}{_NONCHARACTER}{_IN_CONTEXT}{_SELECTOR}]"
)
_HAS_DIRECTION = re.compile(f"[{_DIRECTION}]")
_BREAKS_AND_HALVES = r"\t\n\r\u2028\u2029\ud800-\udfff"
_SHORT = {"\t": r"\t", "\n": r"\n", "\r": r"\r"}
_UNSEEN = f"[{_REFUSED}{_TAG}{_IN_CONTEXT}{_DIRECTION}{_BREAKS_AND_HALVES}]"

_BEYOND_LATIN = (
    r"[\u0370-\u1dff\u2c00-\u2dff\u2e80-\ufdcf\ufdf0-\ufdff\ufe20-\ufefe\uff00-\uffef"
    r"\U00010000-\U0001efff\U00020000-\U0003ffff]"
)
_BRAILLE = r"[\u2800-\u28ff]"
_IDEOGRAPH = r"[\u2e80-\u2fdf\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
# The three flags that Unicode recommends: a black flag, a region in tag letters, a cancel tag.
_FLAG = (
    "\U0001f3f4(?:"
    + "|".join(
        "".join(chr(0xE0000 + ord(c)) for c in region) for region in ("gbeng", "gbsct", "gbwls")
    )
    + ")\U000e007f"
)

_OPENS = dict.fromkeys("\u202a\u202b", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")
_PARAGRAPH = re.compile(r"(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)|[\u2029]")


def character_faults(text: str) -> Iterator[CharacterFault]:
    """Yield the characters in a text that are not allowed, at most ten of each."""
    if not _may_be_suspect(text):
        return
    flags = {offset for flag in re.finditer(_FLAG, text) for offset in range(*flag.span())}
    seen: Counter[str] = Counter()
    for match in re.finditer(_SUSPECT, text):
        character, offset = match[0], match.start()
        if seen[character] < _MOST and offset not in flags and _is_fault(text, offset):
            seen[character] += 1
            yield CharacterFault(
                offset,
                tr("{character} is not allowed", character=name_of(character)),
                _hint(character),
            )


def direction_faults(text: str) -> Iterator[CharacterFault]:
    """Yield the embeddings and isolates that a paragraph does not close, or did not open."""
    if not has_directions(text):
        return
    start = 0
    for end in [*(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]:
        yield from _unbalanced(text, start, end)
        start = end


def has_directions(text: str) -> bool:
    """Return whether a text has embeddings or isolates, and so needs ``direction_faults``."""
    return not text.isascii() and _HAS_DIRECTION.search(text) is not None


def direction_offsets(text: str) -> list[int]:
    """Return the offsets at which embeddings and isolates are opened or closed."""
    return [match.start() for match in _HAS_DIRECTION.finditer(text)]


def without_refused(text: str) -> str:
    """Return the text with U+FFFD for each character that is not allowed."""
    return re.sub(_ALWAYS, "\ufffd", text)


def name_of(character: str) -> str:
    """Return the code point and its name in plain words: ``U+202E (right-to-left override)``."""
    name = unicodedata.name(character, "").lower()
    if not name:
        name = (
            tr("control character")
            if unicodedata.category(character) == "Cc"
            else tr("not a character")
        )
    return f"U+{ord(character):04X} ({name})"


def visible(text: str) -> str:
    """Return a text on one line, with everything escaped that a terminal could execute or hide."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(_UNSEEN, _escape, text)


def _escape(match: re.Match[str]) -> str:
    if match[0] in _SHORT:
        return _SHORT[match[0]]
    code = ord(match[0])
    return (
        f"\\x{code:02x}"
        if code < 0x100
        else f"\\u{code:04x}"
        if code < 0x10000
        else f"\\U{code:08x}"
    )


def _may_be_suspect(text: str) -> bool:
    if text.isascii():
        return bool(text.encode().translate(None, _HARMLESS))
    # In UTF-16, characters above U+FFFF take four bytes instead of two.
    has_beyond = len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
    return has_beyond or _SUSPECT_BASIC.search(text) is not None


def _is_fault(text: str, offset: int) -> bool:
    character = text[offset]
    before, after = text[offset - 1 : offset], text[offset + 1 : offset + 2]
    if character == "\u2800":
        return not (re.match(_BRAILLE, before) or re.match(_BRAILLE, after))
    if "\ufe00" <= character <= "\ufe0f":
        # A doubled selector is a mistake; longer sequences contain hidden data.
        return (
            "\ufe00" <= before <= "\ufe0f" and "\ufe00" <= text[offset - 2 : offset - 1] <= "\ufe0f"
        )
    if "\U000e0100" <= character <= "\U000e01ef":
        return not re.match(_IDEOGRAPH, before)
    if re.match(f"[{_IN_CONTEXT}]", character):
        return not (re.match(_BEYOND_LATIN, before) or re.match(_BEYOND_LATIN, after))
    return True


def _hint(character: str) -> str:
    if character in "\u202d\u202e":
        return tr("delete it: it changes the order in which text appears")
    if unicodedata.category(character) == "Cc":
        return tr("delete it, or write what it means")
    return tr("delete it: readers cannot see it")


def _unbalanced(text: str, start: int, end: int) -> Iterator[CharacterFault]:
    waiting: list[tuple[int, str]] = []
    for match in _HAS_DIRECTION.finditer(text, start, end):
        character, offset = match[0], match.start()
        if character in _OPENS:
            waiting.append((offset, character))
        elif waiting and _OPENS[waiting[-1][1]] == character:
            waiting.pop()
        else:
            yield CharacterFault(
                offset,
                tr(
                    "{character} closes a direction that was not opened",
                    character=name_of(character),
                ),
                tr("delete it"),
            )
    for offset, character in waiting:
        closing = name_of(_OPENS[character])
        yield CharacterFault(
            offset,
            tr("{character} is left open", character=name_of(character)),
            tr("close it with {closing}, or delete it", closing=closing),
        )
