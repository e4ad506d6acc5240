"""Swap two folders, atomically if the system supports it.

Linux has ``renameat2`` with ``RENAME_EXCHANGE``, macOS ``renamex_np`` with ``RENAME_SWAP``. If the
system or the file system has neither, two renames replace the swap. Between them, nothing is at the
path of the site; if a build is killed there, the next one completes the swap.
"""

from __future__ import annotations

import ctypes
import errno
import os
import platform
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
# For C libraries without renameat2 (musl before 1.2.6): the number of the system call.
_RENAMEAT2 = {"x86_64": 316, "aarch64": 276, "riscv64": 276}

#: Errors that mean that the call, the flag or the file system does not support a swap.
_UNSUPPORTED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)


def swap(one: Path, other: Path) -> None:
    """Swap two folders of one file system atomically.

    Raises:
        NotImplementedError: the system or the file system cannot.
        OSError: the swap failed, and both folders are unchanged.
    """
    call = _system_swap()
    if call is None:
        raise NotImplementedError
    ctypes.set_errno(0)
    if call(os.fsencode(one), os.fsencode(other)) == 0:
        return
    code = ctypes.get_errno()
    if code in _UNSUPPORTED:
        raise NotImplementedError
    raise OSError(code, os.strerror(code), os.fspath(one), None, os.fspath(other))


def _system_swap() -> Callable[[bytes, bytes], int] | None:
    if sys.platform == "darwin":
        library = ctypes.CDLL(None, use_errno=True)
        swap_flag = ctypes.c_uint(_RENAME_SWAP)
        return lambda one, other: int(library.renamex_np(one, other, swap_flag))
    if sys.platform.startswith("linux"):
        library = ctypes.CDLL(None, use_errno=True)
        here, flag = ctypes.c_int(_AT_FDCWD), ctypes.c_uint(_RENAME_EXCHANGE)
        if hasattr(library, "renameat2"):
            return lambda one, other: int(library.renameat2(here, one, here, other, flag))
        number = ctypes.c_long(_RENAMEAT2.get(platform.machine(), -1))
        return lambda one, other: int(library.syscall(number, here, one, here, other, flag))
    return None


def replace(site: Path, new: Path, ready: Path, old: Path) -> None:
    """Move the folder ``new`` to ``site``, and the folder that was there to ``old``.

    All four are paths in one folder; ``ready`` and ``old`` must not exist. ``ready`` is the path
    of the complete new site while ``site`` does not exist; see ``finish``.

    Raises:
        OSError: the swap failed, and ``site`` is unchanged.
    """
    if not os.path.lexists(site):
        os.rename(new, site)
        return
    try:
        swap(new, site)
    except NotImplementedError:
        _replace_in_two(site, new, ready, old)
    else:
        with suppress(OSError):  # the next build also finds it under its working name
            os.rename(new, old)


def _replace_in_two(site: Path, new: Path, ready: Path, old: Path) -> None:
    os.rename(new, ready)
    try:
        os.rename(site, old)
        os.rename(ready, site)
    except BaseException:  # an interrupt can arrive after a successful rename
        if not os.path.lexists(site):
            os.rename(old, site)
        if os.path.lexists(ready):
            os.rename(ready, new)
        raise


def finish(site: Path, ready: Path) -> None:
    """Complete a swap by two renames that was interrupted between them."""
    if os.path.lexists(ready) and not os.path.lexists(site):
        os.rename(ready, site)
