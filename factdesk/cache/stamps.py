"""Stamps of files and folders: a file with the same stamp is unchanged, as in Git's index."""

from __future__ import annotations

import os
from struct import Struct

#: Size, modification and change times, inode and mode: if none differs, the file is unchanged.
Stamp = bytes
STAMP = Struct("<QqqQQ")


def stamp_of(path: str) -> Stamp | None:
    """Return the stamp of a file or folder, without following links; None if it does not exist."""
    try:
        return stamp(os.lstat(path))
    except OSError:
        return None


def stamp(status: os.stat_result) -> Stamp:
    """Return the stamp in a result of ``lstat``."""
    return STAMP.pack(
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
        status.st_mode,
    )
