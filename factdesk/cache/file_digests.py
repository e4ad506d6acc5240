"""Digests of files, which are read again only if their stamps have changed.

The system may record the same time for two changes in succession. So the digest of a file that
changed just before it was read is not stored, and the file is read again the next time.
"""

from __future__ import annotations

import hashlib
import os
import time

import msgspec

from factdesk.cache.stamps import Stamp, stamp
from factdesk.cache.store import Cache, CacheEntry

#: The kind and the key of the only entry in the cache, and its format.
_KIND, _KEY, _FORMAT = "file digests", "all", "1"
#: Times have a resolution of at most two seconds, on FAT; of a few milliseconds on most systems.
_RESOLUTION_NS = 2_000_000_000

_DECODER = msgspec.msgpack.Decoder(dict[str, tuple[Stamp, bytes]])


def content_digest(content: bytes) -> bytes:
    """Return the digest of the content of a file."""
    return hashlib.sha256(content).digest()


def digest_of_file(path: str) -> bytes:
    """Return the digest of a file; of a link, that of its target; of neither, that of the error."""
    try:
        if os.path.islink(path):  # noqa: PTH114  # creating Paths takes longer
            return content_digest(os.fsencode(os.readlink(path)))  # noqa: PTH115  # never followed
        with open(path, "rb", buffering=0, opener=_without_waiting) as file:
            return content_digest(file.read())
    except OSError as error:
        return content_digest(str(error.errno).encode())


class FileDigests:
    """The digests of files, stored in a cache with the stamps of the files.

    ``stamps`` has those of the existing files that were asked for, from before they were read.
    """

    def __init__(self, cache: Cache) -> None:
        """Load the digests that are known."""
        self._cache = cache
        self._settled = time.time_ns() - _RESOLUTION_NS
        self._asked: dict[str, tuple[Stamp, bytes]] = {}
        self.stamps: dict[str, Stamp] = {}
        value = cache.get(_KIND, _KEY, _FORMAT)
        try:
            self._known = _DECODER.decode(value) if value else {}
        except msgspec.MsgspecError:
            self._known = {}

    def of(self, path: str) -> bytes:
        """Return the digest of a file."""
        try:
            status = os.lstat(path)
        except OSError:
            return digest_of_file(path)
        now = self.stamps[path] = stamp(status)
        known = self._known.get(path)
        if known is None or known[0] != now:
            known = now, digest_of_file(path)
            if max(status.st_mtime_ns, status.st_ctime_ns) >= self._settled:
                return known[1]
        self._asked[path] = known
        return known[1]

    def keep(self) -> None:
        """Store the digests of the files that were asked for, instead of all others."""
        if self._asked != self._known:
            value = msgspec.msgpack.encode(self._asked)
            self._cache.write(_KIND, [CacheEntry(_KEY, _FORMAT, value)])


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a named pipe, which would block, is read as empty."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
