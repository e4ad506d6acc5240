"""Files whose content is known without reading them, by what their system notes of each change.

A published file counts as untouched while its size, times, mode and place on the disk are what
they were when the program wrote it, as in Git's index. The record is a file of plain text that may
be deleted at any time; then files are read again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

#: What tells that a file may have been touched: size, times, place on the disk, mode.
Stamp = tuple[int, int, int, int, int]


def stamp_of(path: str) -> Stamp | None:
    """Return the stamp of a file or folder itself; None where there is none."""
    try:
        return stamp(os.lstat(path))
    except OSError:
        return None


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp in what ``lstat`` tells."""
    times = (status.st_mtime_ns, status.st_ctime_ns)
    return (status.st_size, *times, status.st_ino, status.st_mode)


class KnownFiles:
    """The hashes of the files of the last two sites, the one published and the one before."""

    def __init__(self, record: Path | None) -> None:
        """Read what is on record; without a record, no file is known."""
        self._record = record
        self._last: dict[str, str] = {}
        self._hashes: dict[str, str] = {}
        if record is not None:
            with suppress(OSError, ValueError, TypeError, AttributeError):
                last, before = json.loads(record.read_bytes())
                self._hashes = {**before, **last}
                self._last = dict(last)

    def hash_of(self, status: os.stat_result) -> str | None:
        """Return the SHA-256 of a file by what ``lstat`` tells of it, if it is known."""
        return self._hashes.get(_name(stamp(status)))

    def remember(self, root: Path, hashes: Mapping[str, str]) -> None:
        """Put the files of a new site on record, given by their paths below it."""
        if self._record is None:
            return
        now = {
            _name(found): sha256
            for path, sha256 in hashes.items()
            if (found := stamp_of(f"{root}/{path}"))
        }
        with suppress(OSError):
            self._record.parent.mkdir(parents=True, exist_ok=True)
            new = self._record.with_suffix(f".{os.getpid()}")
            new.write_text(json.dumps([now, self._last]), "utf-8")
            new.replace(self._record)


def _name(found: Iterable[int]) -> str:
    return " ".join(map(str, found))
