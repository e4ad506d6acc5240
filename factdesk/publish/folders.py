"""The program's own folders next to a site. All are hidden and marked.

``.site.staging``   the site being built
``.site.previous``  the site before the published one. The next build starts from it: what did not
                    change is found there and not written again, and no large folder is ever wiped
                    (measured for 25,000 pages: 4 to 98 s). A small one is not kept, nor any
                    on a disk that is nearly full.
``.site.next``      a complete new site, between two renames, where the system cannot swap folders
                    atomically
``.site.lock``      held while a build is in progress

They are next to the site because only folders of one file system can be swapped.
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
    """The folders next to one site, and what an interrupted build may have left there."""

    def __init__(self, site: Path) -> None:
        """Compute the paths of the folders."""
        self.site = site
        self.staging = site.parent / f".{site.name}.staging"
        self.next = site.parent / f".{site.name}.next"
        self.previous = site.parent / f".{site.name}.previous"
        self.lock = site.parent / f".{site.name}.lock"

    def recover(self) -> None:
        """Complete or remove what an interrupted build has left. The caller holds the lock.

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
        """Keep this folder for the next build, unless there is one already."""
        free = not os.path.lexists(self.previous)
        if free and is_marked(folder) and self.have_room():
            os.rename(folder, self.previous)
        else:
            remove_own(folder)

    def have_room(self) -> bool:
        """Return whether the disk has enough space to keep a previous site."""
        return shutil.disk_usage(self.site.parent).free >= ROOM


def remove_own(folder: Path) -> None:
    """Remove a folder if the program made it, or if it is empty; leave any other alone.

    The marker is removed last, so that an interrupted removal leaves a folder that is still marked.
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
