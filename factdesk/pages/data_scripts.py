"""Data for a script of the site, as scripts: they load under the content policy and from disk.

``assets/factdesk/data.js`` loads them, when a reader first needs them and not before. A set of data
has an entry and pieces. A piece is named by its content, so that a change of one claim leaves
nearly all of them as they are, and a browser never takes an old piece for a new one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar
from zlib import crc32

from factdesk.i18n.messages import Messages
from factdesk.text.json_text import json_bytes

File = tuple[str, bytes]
#: Writes a file and returns its path. If one that was made under the same key, which is a
#: fingerprint of what it is made from, is still there, it is kept and not made again.
WritePiece = Callable[[str, Callable[[], File]], str]

_Item = TypeVar("_Item")


def entry_script(folder: str, entry: Mapping[str, Any]) -> File:
    """Return the entry of a set of data, ``entry.js``."""
    return _script(f"{folder}/entry", _json(entry))


def piece_script(folder: str, kind: str, piece: Any) -> File:
    """Return one piece of a set of data."""
    text = _json(piece)
    return _script(f"{folder}/{kind}-{sha256(text).hexdigest()[:12]}", text)


def piece_name(path: str) -> str:
    """Return the part of a piece's path that its content determines."""
    return path.rpartition("-")[2].removesuffix(".js")


def _script(name: str, text: bytes) -> File:
    return f"{name}.js", b'factdesk.data.take("%s",%s)\n' % (name.encode(), text)


def in_pieces(
    items: Sequence[_Item], address_of: Callable[[_Item], str], size: int
) -> Iterator[Sequence[_Item]]:
    """Yield the items in pieces of about this size, and of twice that at most.

    Whether a piece ends after an item depends on the item's address, so that an item that is added
    or removed changes only its own piece.
    """
    start = 0
    for n, item in enumerate(items, 1):
        ends_here = crc32(address_of(item).encode()) % size == 0
        if ends_here or n - start == 2 * size or n == len(items):
            yield items[start:n]
            start = n


def wording(messages: Messages, section: str) -> dict[str, Any]:
    """Return a section of the messages and the language's plural rules, for a script."""
    mark = messages.number(10_000).removeprefix("10").removesuffix("000")
    return {
        "language": messages.language,
        "mark": mark,
        "grouped": messages.grouped_from,
        "texts": messages.section(section),
    }


def _json(value: Any) -> bytes:
    return json_bytes(value).replace(b"<", b"\\u003c")
