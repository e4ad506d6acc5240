"""Write a log as static files, and read its entries from them: https://c2sp.org/tlog-tiles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factdesk.messages.catalogue import tr
from factdesk.transparency.merkle import MerkleTree

#: The number of hashes in a tile, and the number of levels of the tree that one tile covers.
TILE_WIDTH, _TILE_HEIGHT = 256, 8
_LENGTH_BYTES = 2
_LARGEST_ENTRY = (1 << 8 * _LENGTH_BYTES) - 1


class LogFormatError(ValueError):
    """A file of a log that is malformed. The message says what is wrong."""


def tile_files(tree: MerkleTree, entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the tiles of a tree and the bundles of its entries, each with its path."""
    for level in range(0, len(tree.levels), _TILE_HEIGHT):
        nodes = tree.levels[level]
        for number, start in enumerate(range(0, len(nodes), TILE_WIDTH)):
            tile = nodes[start : start + TILE_WIDTH]
            yield tile_path(str(level // _TILE_HEIGHT), number, len(tile)), b"".join(tile)
    for number, start in enumerate(range(0, len(entries), TILE_WIDTH)):
        bundle = entries[start : start + TILE_WIDTH]
        yield tile_path("entries", number, len(bundle)), b"".join(map(_prefixed, bundle))


def bundle_paths(size: int) -> Iterator[tuple[str, int]]:
    """Yield the path of each bundle of a log of this size, with the number of its entries."""
    for number, start in enumerate(range(0, size, TILE_WIDTH)):
        width = min(TILE_WIDTH, size - start)
        yield tile_path("entries", number, width), width


def tile_path(level: str, number: int, width: int = TILE_WIDTH) -> str:
    """Return the path of a tile, such as ``tile/0/x001/067.p/8`` for a partial one.

    ``level`` is the level of the tile, or ``entries``.
    """
    parts = [f"{number % 1000:03}"]
    while number := number // 1000:
        parts.insert(0, f"x{number % 1000:03}")
    partial = f".p/{width}" if width < TILE_WIDTH else ""
    return f"tile/{level}/{'/'.join(parts)}{partial}"


def read_bundle(raw: bytes, width: int) -> list[bytes]:
    """Return the entries of a bundle.

    Raises:
        LogFormatError: the number of entries is wrong, or the bundle is damaged.
    """
    entries, at = [], 0
    while at < len(raw):
        start = at + _LENGTH_BYTES
        at = start + int.from_bytes(raw[at:start], "big")
        entries.append(raw[start:at])
    if at != len(raw) or len(entries) != width:
        raise LogFormatError(
            tr("a bundle has {n} entries, not {width}, or is damaged", n=len(entries), width=width)
        )
    return entries


def _prefixed(entry: bytes) -> bytes:
    if len(entry) > _LARGEST_ENTRY:
        raise LogFormatError(tr("an entry of {n} bytes is too long", n=len(entry)))
    return len(entry).to_bytes(_LENGTH_BYTES, "big") + entry
