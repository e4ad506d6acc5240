"""Read untrusted files: regular files only, no symbolic links, a maximum size."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from factdesk.messages.catalogue import os_reason, tr
from factdesk.reading.faults import Fault, Reason

MAX_BYTES = 256 * 1024

# A pipe would block the reader, and a link may lead outside the project.
_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
)


def read_bytes(path: Path | str, largest: int = MAX_BYTES) -> bytes | Fault:
    """Return the bytes of a regular file of at most ``largest`` bytes, or why they are not read."""
    if not hasattr(os, "O_NOFOLLOW") and Path(path).is_symlink():
        return _link()
    try:
        handle = os.open(path, _FLAGS)
    except OSError as error:
        return _unreadable(path, error)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            return Fault(
                Reason.UNREADABLE, tr("this is not a regular file"), tr("put the file itself here")
            )
        return _read(handle, status.st_size, largest)
    except OSError as error:
        return _unreadable(path, error)
    finally:
        os.close(handle)


def _read(handle: int, size: int, largest: int) -> bytes | Fault:
    raw = b""
    # Small buffers: allocating room for the largest file takes longer than reading a usual one.
    while piece := os.read(handle, min(max(size, len(raw)), largest) + 1 - len(raw)):
        raw += piece
        if len(raw) > largest:
            return Fault(
                Reason.TOO_LARGE,
                tr("this file is larger than {largest} KiB", largest=largest // 1024),
                tr("a claim is a short text: link to long documents instead of copying them"),
            )
    return raw


def _link() -> Fault:
    return Fault(
        Reason.UNREADABLE,
        tr("this is a symbolic link, and links are not followed"),
        tr("put the file itself here"),
    )


def _unreadable(path: Path | str, error: OSError) -> Fault:
    if Path(path).is_symlink():
        return _link()
    reason = os_reason(error)
    return Fault(
        Reason.UNREADABLE,
        tr("this file cannot be read: {reason}", reason=reason),
        tr("check its permissions"),
    )
