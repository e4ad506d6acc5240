"""What a font file says about itself: which characters it has, how heavy it is, and which it is.

Three tables of https://learn.microsoft.com/typography/opentype/spec/ are read here: the directory,
``cmap`` and ``OS/2``. Drawing is left to FreeType; what a font lacks it draws as a box, and it
cannot be asked in advance.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

_TAGS = (b"\0\1\0\0", b"OTTO", b"true")
#: Encodings that map Unicode, widest first: platform, encoding, format of the table.
_WANTED = (
    (3, 10, 12),
    (0, 6, 12),
    (0, 4, 12),
    (3, 1, 4),
    (0, 3, 4),
    (0, 4, 4),
    (0, 1, 4),
    (0, 0, 4),
)
# Control characters and surrogates: some fonts map them, and the layout library fails on them.
_NOT_TEXT = frozenset([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0x2028, 0x2029])
_MOST_TABLES = 256
_MOST_BYTES = 8_000_000


class FontError(ValueError):
    """A file that cannot be used as a font; the message names it and says why."""


@dataclass(frozen=True, eq=False)
class Face:
    """One face of a font file. ``index`` is its place in a collection, 0 in a file of one face."""

    path: Path
    index: int
    identity: str
    weight: int
    _cmap: tuple[int, int]

    @cached_property
    def characters(self) -> frozenset[int]:
        """The code points that this face has a glyph for."""
        with self.path.open("rb") as file:
            file.seek(self._cmap[0])
            return frozenset(_characters(file.read(self._cmap[1])) - _NOT_TEXT)


def read_face(path: Path, index: int = 0) -> Face:
    """Return a face of a TrueType or OpenType file, or of a collection of them.

    Its identity is a hash of the table directory, which holds a checksum of every table.

    Raises:
        FontError: the file cannot be read, or is no such font, or maps no Unicode.
    """
    try:
        with path.open("rb") as file:
            start = 0
            head = file.read(16 + 4 * 64)
            if head[:4] == b"ttcf":
                count = struct.unpack_from(">L", head, 8)[0]
                start = struct.unpack_from(">L", head, 12 + 4 * min(index, count - 1, 63))[0]
            file.seek(start)
            if file.read(4) not in _TAGS:
                raise FontError(f"{path} is not a TrueType or OpenType font")
            count = min(struct.unpack(">H6x", file.read(8))[0], _MOST_TABLES)
            directory = file.read(16 * count)
            tables = {
                tag: (at, size) for tag, _, at, size in struct.iter_unpack(">4sLLL", directory)
            }
            file.seek(tables[b"OS/2"][0] + 4)
            weight = struct.unpack(">H", file.read(2))[0]
        at, size = tables[b"cmap"]
    except OSError as error:
        raise FontError(f"{path} cannot be read: {error.strerror or error}") from error
    except (struct.error, KeyError) as error:
        raise FontError(f"{path} is damaged, or no font") from error
    return Face(
        path, index, hashlib.sha256(directory).hexdigest(), weight, (at, min(size, _MOST_BYTES))
    )


def _characters(cmap: bytes) -> set[int]:
    try:
        count = struct.unpack_from(">H", cmap, 2)[0]
        records = [
            struct.unpack_from(">HHL", cmap, 4 + 8 * n) for n in range(min(count, _MOST_TABLES))
        ]
        offered = {
            (*record[:2], struct.unpack_from(">H", cmap, record[2])[0]): record[2]
            for record in records
        }
        at = next((offered[wanted] for wanted in _WANTED if wanted in offered), None)
        if at is None:
            return set()
        return (
            _format_12(cmap, at)
            if struct.unpack_from(">H", cmap, at)[0] == 12
            else _format_4(cmap, at)
        )
    except struct.error:
        return set()


def _format_12(cmap: bytes, at: int) -> set[int]:
    count = min(struct.unpack_from(">L", cmap, at + 12)[0], (len(cmap) - at - 16) // 12)
    found: set[int] = set()
    for first, last, glyph in struct.iter_unpack(">LLL", cmap[at + 16 : at + 16 + 12 * count]):
        found.update(range(first if glyph else first + 1, min(last, 0x10FFFF) + 1))
    return found


def _format_4(cmap: bytes, at: int) -> set[int]:
    count = struct.unpack_from(">H", cmap, at + 6)[0] // 2
    ends, starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", cmap, at + 14 + column * 2 * count + (2 if column else 0))
        for column in range(4)
    )
    found: set[int] = set()
    for n, (first, last, delta, offset) in enumerate(
        zip(starts, ends, deltas, offsets, strict=True)
    ):
        if not offset:
            found.update(code for code in range(first, last + 1) if (code + delta) % 0x10000)
            continue
        base = at + 16 + 3 * 2 * count + 2 * n + offset
        for code in range(first, last + 1):
            place = base + 2 * (code - first)
            if place + 2 <= len(cmap) and struct.unpack_from(">H", cmap, place)[0]:
                found.add(code)
    found.discard(0xFFFF)
    return found
