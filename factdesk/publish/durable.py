"""Flush the staged site to the disk before it is swapped with the published one.

Measured for 25,000 files: ``syncfs`` 0.5 s, ``fsync`` of each file and folder 8 s. So ``syncfs`` is
used if it exists (Linux), and ``fsync`` of each file elsewhere. ``os.sync`` would wait for all
other disks and reports no errors.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

from factdesk.publish.tree import list_tree


class Disk:
    """The disk that holds a folder. Open it before writing, so that it reports all write errors."""

    def __init__(self, folder: Path) -> None:
        """Open the folder.

        Since Linux 5.8, ``syncfs`` reports every failed write since its descriptor was opened.
        """
        self._descriptor = os.open(folder, os.O_RDONLY) if _syncfs else None

    def flush(self, tree: Path) -> None:
        """Wait until everything in a folder is on the disk.

        Raises:
            OSError: something could not be written.
        """
        if _syncfs and self._descriptor is not None:
            ctypes.set_errno(0)
            if _syncfs(self._descriptor) != 0:
                code = ctypes.get_errno()
                raise OSError(code, os.strerror(code), os.fspath(tree))
            return
        files, folders = list_tree(tree)
        for path in files:
            _flush(tree / path)
        for path in [*folders, ""]:
            flush_folder(tree / path)

    def close(self) -> None:
        """Close the folder."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None


def flush_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk. On Windows, this is not necessary."""
    if os.name != "nt":
        _flush(folder)


def _flush(path: Path) -> None:
    # Windows flushes only files that are open for writing.
    descriptor = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _find_syncfs() -> ctypes._NamedFuncPointer | None:
    if not sys.platform.startswith("linux"):
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)


_syncfs = _find_syncfs()
