"""Errors of publishing: what failed, where, and what to do about it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

#: Part of every message about a failure before the swap.
AS_IT_WAS = "The published site is as it was."

_REMEDIES = {
    errno.ENOSPC: "Free some space on that disk and build again.",
    errno.EDQUOT: "Your share of that disk is used up: free some space and build again.",
    errno.EFBIG: "Files may not grow that large here: raise the limit (ulimit -f) and build again.",
    errno.EROFS: "That disk is read-only: make it writable, or choose another folder for the site.",
    errno.EACCES: "Give this user the right to write there (and close programs that have the "
    "folder open), or choose another folder for the site.",
    errno.EIO: "The disk reports an error: have it checked before you build again.",
    errno.EXDEV: "The folder cannot be moved, as when it is part of a container's image: delete "
    "it, or choose another folder for the site.",
    errno.EBUSY: "Something holds this folder, a mount or a program: choose a folder inside it "
    "for the site, or close the program.",
    errno.EMFILE: "Too many files are open: raise the limit (ulimit -n) and build again.",
    errno.ENAMETOOLONG: "Choose a shorter address, or a folder with a shorter path for the site.",
}
_REMEDIES[errno.EPERM] = _REMEDIES[errno.EACCES]
_REMEDIES[errno.ENFILE] = _REMEDIES[errno.EMFILE]
_UNKNOWN = "Build again; if it happens again, report it with this message."


class PublishError(Exception):
    """The site was not published.

    ``message`` says what happened and where, ``remedy`` what to do. ``str`` returns both, one per
    line.
    """

    def __init__(self, message: str, remedy: str) -> None:
        """Take both sentences separately, so that reports can format them."""
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n{self.remedy}"


def explain(error: OSError, doing: str) -> PublishError:
    """Return the message for an error of the operating system; ``doing`` is its beginning."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    where = f": {os.fsdecode(error.filename)}" if isinstance(error.filename, str | bytes) else ""
    remedy = _REMEDIES.get(error.errno or 0, _UNKNOWN)
    return PublishError(f"{doing} failed: {reason}{where}", f"{remedy} {AS_IT_WAS}")


@contextmanager
def explaining(doing: str) -> Iterator[None]:
    """Turn errors of the operating system into a ``PublishError`` that begins with ``doing``."""
    try:
        yield
    except OSError as error:
        raise explain(error, doing) from error
