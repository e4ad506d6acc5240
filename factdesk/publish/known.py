"""Cache the hashes of published files, so that they need not be read.

A published file counts as unchanged while its size, times, mode and inode are the same as when the
program wrote it, as in Git's index. Without a cache, files are read again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from factdesk.cache.store import NO_CACHE, Cache, CacheEntry

# The stamps in the entry show whether it is current, so its fingerprint is only its format.
_KIND, _KEY, _FORMAT = "published files", "last", "1"

#: Size, modification and change times, inode and mode: if none differs, the file is unchanged.
Stamp = tuple[int, int, int, int, int]


def stamp_of(path: str) -> Stamp | None:
    """Return the stamp of a file or folder, without following links; None if it does not exist."""
    try:
        return stamp(os.lstat(path))
    except OSError:
        return None


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp in a result of ``lstat``."""
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return (status.st_size, *times, status.st_ino, status.st_mode)


class KnownFiles:
    """The hashes of the files of the last two sites, the one published and the one before."""

    def __init__(self, cache: Cache = NO_CACHE) -> None:
        """Read the cached hashes."""
        self._cache = cache
        self._last: dict[str, str] = {}
        self._hashes: dict[str, str] = {}
        if value := cache.get(_KIND, _KEY, _FORMAT):
            last, previous = json.loads(value)
            self._hashes = {**previous, **last}
            self._last = last

    def hash_of(self, status: os.stat_result) -> str | None:
        """Return the SHA-256 of a file, given the result of ``lstat``, if it is known."""
        return self._hashes.get(_name(stamp(status)))

    def remember(self, root: Path, hashes: Mapping[str, str]) -> int:
        """Cache the hashes of a new site's files, given by their paths below its root.

        Return the size of these files in bytes.
        """
        found = [(stamp_of(f"{root}/{path}"), sha256) for path, sha256 in hashes.items()]
        now = {_name(stamp): sha256 for stamp, sha256 in found if stamp}
        value = json.dumps([now, self._last]).encode()
        self._cache.write(_KIND, [CacheEntry(_KEY, _FORMAT, value)])
        return sum(stamp[0] for stamp, _ in found if stamp)


def _name(stamp_: Iterable[int]) -> str:
    return " ".join(map(str, stamp_))
