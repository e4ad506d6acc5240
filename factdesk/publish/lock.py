"""Lock a site for one build at a time. The system releases the lock when its holder ends.

filelock is not suitable: it gives up the lock in forked workers, but no other build may begin while
an orphaned worker still writes into the staging folder.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

from factdesk.messages.catalogue import tr, tr_noop
from factdesk.publish.failure import UNCHANGED, PublishError

_SHARED = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
_BUSY = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)

if sys.platform == "win32":
    import msvcrt

    # Beyond the end of the text, because other processes cannot read a locked byte.
    _FAR = 1 << 30

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)

    def _give_back(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _give_back(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


class BuildLock:
    """A lock that is held from the first file of a build to its end.

    The lock belongs to the open file, not to its name: a build that was killed leaves a file but no
    lock. Forked workers share it, so it is held until the last of them has ended.
    """

    def __init__(self, file: Path, site: Path) -> None:
        """Store the path of the lock file, and that of the site for messages."""
        self._file = file
        self._site = site
        self._descriptor: int | None = None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            PublishError: another build holds it.
            OSError: the file cannot be created.
        """
        while self._descriptor is None:
            descriptor = os.open(self._file, _SHARED, 0o666)
            try:
                self._require_free(descriptor)
                if self._is_current(descriptor):
                    self._descriptor = descriptor
            finally:
                if self._descriptor is None:
                    os.close(descriptor)
        with suppress(OSError):  # the lock holds without it
            os.ftruncate(descriptor, 0)
            os.write(descriptor, f"{os.getpid()}\n".encode())

    def _require_free(self, descriptor: int) -> None:
        try:
            _take(descriptor)
        except OSError as error:
            if error.errno not in _BUSY:
                raise
            raise PublishError(
                _in_progress(self._site, descriptor),
                tr(
                    "Wait for it to finish, or stop it, and build again. {unchanged}",
                    unchanged=tr(UNCHANGED),
                ),
            ) from error

    def _is_current(self, descriptor: int) -> bool:
        """Return whether the locked file still has its name, which its last holder removes."""
        try:
            return os.path.samestat(os.fstat(descriptor), os.lstat(self._file))
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Release the lock, for running workers too, and remove its file."""
        if self._descriptor is None:
            return
        descriptor, self._descriptor = self._descriptor, None
        if os.name != "nt":
            with suppress(OSError):
                os.unlink(self._file)
        with suppress(OSError):
            _give_back(descriptor)
        os.close(descriptor)
        if os.name == "nt":  # an open file cannot be removed there
            with suppress(OSError):
                os.unlink(self._file)


def _in_progress(site: Path, descriptor: int) -> str:
    with suppress(OSError):
        number = os.read(descriptor, 20).strip()
        if number.isdigit():
            message = tr_noop("another build of {site} is in progress (process {number})")
            return tr(message, site=site, number=number.decode())
    return tr("another build of {site} is in progress", site=site)
