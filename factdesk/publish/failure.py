"""Errors of publishing: what failed, where, and how to fix it."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from factdesk.messages.catalogue import os_reason, tr, tr_noop

#: Added to every message about a failure before the swap.
UNCHANGED = tr_noop("The published site is unchanged.")

_REMEDIES = {
    errno.ENOSPC: tr_noop("Free some space on that disk and build again."),
    errno.EDQUOT: tr_noop("Your disk quota is used up: free some space and build again."),
    errno.EFBIG: tr_noop("The file size limit is reached: raise it (ulimit -f) and build again."),
    errno.EROFS: tr_noop("That disk is read-only: make it writable, or choose another site_dir."),
    errno.EACCES: tr_noop(
        "Give this user write permission (and close programs that have the folder open), or "
        "choose another site_dir."
    ),
    errno.EIO: tr_noop("The disk reports an error: check the disk before you build again."),
    errno.EXDEV: tr_noop(
        "The folder cannot be moved, for example because it is part of a container image: delete "
        "it, or choose another site_dir."
    ),
    errno.EBUSY: tr_noop(
        "The folder is a mount point or in use by a program: choose a folder inside it as "
        "site_dir, or close the program."
    ),
    errno.EMFILE: tr_noop("Too many files are open: raise the limit (ulimit -n) and build again."),
    errno.ENAMETOOLONG: tr_noop("Choose a shorter address, or a site_dir with a shorter path."),
}
_REMEDIES[errno.EPERM] = _REMEDIES[errno.EACCES]
_REMEDIES[errno.ENFILE] = _REMEDIES[errno.EMFILE]
_UNKNOWN = tr_noop("Build again. If the error persists, report it with this message.")


class PublishError(Exception):
    """The site was not published.

    ``message`` says what failed and where, ``remedy`` how to fix it. ``str`` returns both on
    separate lines.
    """

    def __init__(self, message: str, remedy: str) -> None:
        """Store message and remedy separately, so that reports can format them."""
        super().__init__(message, remedy)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message}\n{self.remedy}"


def explain(error: OSError, doing: str) -> PublishError:
    """Return a ``PublishError`` for an ``OSError``; its message begins with ``doing``."""
    reason = os_reason(error)
    where = f": {os.fsdecode(error.filename)}" if isinstance(error.filename, str | bytes) else ""
    remedy = _REMEDIES.get(error.errno or 0, _UNKNOWN)
    message = tr("{doing} failed: {reason}", doing=doing, reason=reason)
    return PublishError(f"{message}{where}", f"{tr(remedy)} {tr(UNCHANGED)}")


def unconfirmed(site: Path, error: OSError) -> PublishError:
    """Return the error for a site that was published, while the disk may not have stored it."""
    message = tr(
        "the new site is at {site}, but the disk did not confirm it: {error}",
        site=site,
        error=os_reason(error),
    )
    return PublishError(message, tr("Check the disk, then build again."))


@contextmanager
def explaining(doing: str) -> Iterator[None]:
    """Convert an ``OSError`` into a ``PublishError`` whose message begins with ``doing``."""
    try:
        yield
    except OSError as error:
        raise explain(error, doing) from error
