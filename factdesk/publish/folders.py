"""The program's own folders beside a site, all hidden and marked.

``.site.staging``   the site being built
``.site.previous``  the site before the published one. The next build starts from it: what did not
                    change is found there and not written again, and no large folder is ever wiped
                    (measured for 25,000 pages: 4 to 98 s). A small one is not kept, nor any
                    on a disk that is nearly full.
``.site.next``      a whole new site, for the moment between two renames where the system cannot
                    exchange folders in one step
``.site.lock``      held while a build is under way

They are beside the site because only folders of one disk can be exchanged.
"""

from __future__ import annotations

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path

from factdesk.publish.exchange import finish
from factdesk.publish.failure import AS_IT_WAS, PublishError
from factdesk.publish.marker import MARKER, is_marked
from factdesk.publish.tree import is_link, is_real_folder

#: Bytes; on a disk with less room nothing is kept, so that no build fills it for the next one.
ROOM = 256 << 20


class Folders:
    """The names beside one site, and what a build that was killed may have left there."""

    def __init__(self, site: Path) -> None:
        """Name the folders; nothing is touched."""
        self.site = site
        self.staging = site.parent / f".{site.name}.staging"
        self.next = site.parent / f".{site.name}.next"
        self.previous = site.parent / f".{site.name}.previous"
        self.lock = site.parent / f".{site.name}.lock"

    def recover(self) -> None:
        """Finish or clear away what a build that was killed has left. The caller holds the lock.

        Raises:
            PublishError: somebody else's folder has one of the names.
        """
        for folder in (self.next, self.staging, self.previous):
            _require_own(folder)
        finish(self.site, self.next)
        for leftover in (self.next, self.staging):
            self.keep(leftover)
        if not self.have_room():
            remove_own(self.previous)

    def keep(self, folder: Path) -> None:
        """Let the next build start from this folder, unless there is another to start from."""
        free = not os.path.lexists(self.previous)
        if free and is_marked(folder) and self.have_room():
            os.rename(folder, self.previous)
        else:
            remove_own(folder)

    def have_room(self) -> bool:
        """Whether the disk has so much room left that a former site may stay on it."""
        return shutil.disk_usage(self.site.parent).free >= ROOM


def remove_own(folder: Path) -> None:
    """Remove a folder if the program made it, or if it is empty; leave any other alone.

    The marker goes last: what a removal that was killed leaves is still known as the program's.
    """
    if is_marked(folder):
        for entry in list(os.scandir(folder)):
            if is_real_folder(entry):
                shutil.rmtree(entry)
            elif entry.name != MARKER:
                os.unlink(entry)
        os.unlink(folder / MARKER)
    if os.path.lexists(folder):
        with suppress(OSError):
            os.rmdir(folder)


def _require_own(folder: Path) -> None:
    try:
        status = os.lstat(folder)
    except FileNotFoundError:
        return
    ours = stat.S_ISDIR(status.st_mode) and not is_link(status)
    if not ours or (not is_marked(folder) and os.listdir(folder)):
        raise PublishError(
            f"the program needs the name {folder} for itself, and somebody else's files are there",
            f"Move or rename them, and build again. {AS_IT_WAS}",
        )
