"""An independent client for RFC 6962 and C2SP tlog-tiles: proofs from tiles.

It shares no code with the program, so it can confirm what the program publishes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable

#: Returns a file below the folder of a log.
Fetch = Callable[[str], bytes]


def _hash(prefix: int, *parts: bytes) -> bytes:
    return hashlib.sha256(bytes([prefix]) + b"".join(parts)).digest()


def _split(n: int) -> int:
    """Return the largest power of two smaller than n (section 2.1)."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


class TiledLog:
    """A log of a size, read from its tiles."""

    def __init__(self, fetch: Fetch, size: int) -> None:
        """Store the function that returns files of the log."""
        self._fetch = fetch
        self.size = size

    def entry(self, index: int) -> bytes:
        """Return an entry from its bundle."""
        raw, at = self._fetch(self._path("entries", index // 256, self.size)), 0
        for _ in range(index % 256):
            at += 2 + int.from_bytes(raw[at : at + 2], "big")
        length = int.from_bytes(raw[at : at + 2], "big")
        return raw[at + 2 : at + 2 + length]

    def hash(self, start: int, end: int) -> bytes:
        """Return MTH(D[start:end]) from tiles."""
        n = end - start
        if n == 0:
            return hashlib.sha256(b"").digest()
        level = n.bit_length() - 1
        if n == 1 << level and start % n == 0:
            return self._node(level, start >> level)
        k = _split(n)
        return _hash(1, self.hash(start, start + k), self.hash(start + k, end))

    def inclusion(self, m: int, start: int, end: int) -> list[bytes]:
        """Return PATH(m, D[start:end]) (section 2.1.1)."""
        n = end - start
        if n == 1:
            return []
        k = _split(n)
        if m < k:
            return [*self.inclusion(m, start, start + k), self.hash(start + k, end)]
        return [*self.inclusion(m - k, start + k, end), self.hash(start, start + k)]

    def _node(self, level: int, index: int) -> bytes:
        tile_level, height = divmod(level, 8)
        if height:
            return _hash(1, self._node(level - 1, 2 * index), self._node(level - 1, 2 * index + 1))
        nodes = self.size >> level
        tile = self._fetch(self._path(str(tile_level), index // 256, nodes))
        assert len(tile) == 32 * min(256, nodes - index // 256 * 256)
        return tile[index % 256 * 32 :][:32]

    @staticmethod
    def _path(level: str, number: int, nodes: int) -> str:
        width = min(256, nodes - number * 256)
        digits = f"{number:03}"
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
        name = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        return f"tile/{level}/{name}" + (f".p/{width}" if width < 256 else "")


def is_included(entry: bytes, index: int, size: int, path: list[bytes], root: bytes) -> bool:
    """Return whether an entry is in the tree with a root (RFC 9162, section 2.1.3.2)."""
    if index >= size:
        return False
    fn, sn, result = index, size - 1, _hash(0, entry)
    for node in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            result = _hash(1, node, result)
            while not fn & 1 and fn:
                fn, sn = fn >> 1, sn >> 1
        else:
            result = _hash(1, result, node)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and result == root
