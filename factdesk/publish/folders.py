"""The program's own folders next to a site. All are hidden and marked.

``.site.staging``   the site being built
``.site.previous``  the site before the published one. The next build starts from it: unchanged
                    files are not written again, and no large folder has to be deleted (measured
                    for 25,000 pages: 4 to 98 s). It is not kept if it is small or if the disk is
                    nearly full.
``.site.next``      a complete new site, between two renames, if the system cannot swap folders
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

from factdesk.messages.catalogue import tr
from factdesk.publish.exchange import finish
from factdesk.publish.failure import UNCHANGED, PublishError
from factdesk.publish.marker import MARKER, is_marked
from factdesk.publish.tree import is_link, is_real_folder

#: Bytes. With less free space, the previous site is not kept, so that the disk does not fill up.
ROOM = 256 << 20


class Folders:
    """The folders next to one site. An interrupted build can leave files in them."""

    def __init__(self, site: Path) -> None:
        """Compute the paths of the folders."""
        self.site = site
        self.staging = site.parent / f".{site.name}.staging"
        self.next = site.parent / f".{site.name}.next"
        self.previous = site.parent / f".{site.name}.previous"
        self.lock = site.parent / f".{site.name}.lock"

    def recover(self) -> None:
        """Complete or remove the remains of an interrupted build. The caller must hold the lock.

        Raises:
            PublishError: one of the names is used by a folder that Factdesk did not create.
        """
        for folder in (self.next, self.staging, self.previous):
            _require_own(folder)
        finish(self.site, self.next)
        for leftover in (self.next, self.staging):
            self.keep(leftover)
        if not self.have_room():
            remove_own(self.previous)

    def keep(self, folder: Path) -> None:
        """Keep this folder for the next build, unless there is already one."""
        free = not os.path.lexists(self.previous)
        if free and is_marked(folder) and self.have_room():
            os.rename(folder, self.previous)
        else:
            remove_own(folder)

    def have_room(self) -> bool:
        """Return whether the disk has enough space to keep a previous site."""
        return shutil.disk_usage(self.site.parent).free >= ROOM


def remove_own(folder: Path) -> None:
    """Remove a folder if Factdesk created it or it is empty; leave any other unchanged.

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
            tr(
                "{folder} is reserved for Factdesk, but contains files that it did not write",
                folder=folder,
            ),
            tr("Move or rename them, and build again. {unchanged}", unchanged=tr(UNCHANGED)),
        )
