"""Determine the contents of a folder with its manifest, and remove files that are not needed."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from factdesk.cache.stamps import stamp_of
from factdesk.messages.catalogue import tr
from factdesk.publish.failure import UNCHANGED, PublishError
from factdesk.publish.manifest import HASH_SIZE, SiteManifest, mode_bytes, mode_of
from factdesk.publish.tree import folders_of, is_link, is_real_folder, list_tree


class FolderChanges(NamedTuple):
    """How a folder differs from its manifest.

    ``outdated`` are the entries of the manifest that are gone or have changed, ``doubtful`` the
    files that exist and are not as in the manifest, and ``folders`` the subfolders with other
    entries than then. The root's path is empty.
    """

    outdated: list[str]
    doubtful: list[str]
    folders: list[str]


#: Of a folder that is as its manifest says.
NO_CHANGES = FolderChanges([], [], [])


def folder_changes(folder: Path, manifest: SiteManifest | None, file_mode: int) -> FolderChanges:
    """Compare a folder with its manifest; without one, all files are doubtful.

    Files with other permissions than ``file_mode`` are doubtful, too.
    """
    root = os.fspath(folder)
    if manifest is None:
        return FolderChanges([], *list_tree(root))
    found = _unlisted(root, manifest)
    gone = tuple(f"{path}/" for path in found.outdated)
    permitted = mode_bytes(stat.S_IFREG | file_mode)
    for path, entry in manifest.files.items():
        now = None if gone and path.startswith(gone) else stamp_of(f"{root}/{path}")
        if now == entry[HASH_SIZE:] and entry.endswith(permitted):
            continue
        found.outdated.append(path)
        if now is not None and not stat.S_ISDIR(mode_of(now)):
            found.doubtful.append(path)
    return found


def unlisted_files(folder: Path, manifest: SiteManifest) -> list[str]:
    """Return the files of a folder that are not in its manifest."""
    return _unlisted(os.fspath(folder), manifest).doubtful


def _unlisted(root: str, manifest: SiteManifest) -> FolderChanges:
    """Return the folders that are gone, the files that are not listed, and the changed folders.

    A folder that is gone, or is a link now, is not searched.
    """
    changed = manifest.changed_folders(root)
    gone = tuple(f"{path}/" for path in changed if path and not _is_folder(f"{root}/{path}"))
    outdated = [path for path in manifest.folders if gone and f"{path}/".startswith(gone)]
    found = FolderChanges(outdated, [], [p for p in changed if not f"{p}/".startswith(gone)])
    for path in [*found.folders]:
        _add_unlisted(root, path, manifest, found)
    return found


def _add_unlisted(root: str, folder: str, manifest: SiteManifest, found: FolderChanges) -> None:
    """Add the entries of a changed folder that are not in the manifest."""
    below = f"{folder}/" if folder else ""
    with os.scandir(f"{root}/{folder}") as entries:
        listed = [(f"{below}{entry.name}", is_real_folder(entry)) for entry in entries]
    for path, is_folder in listed:
        if not is_folder:
            if path not in manifest.files:
                found.doubtful.append(path)
        elif path not in manifest.folders:
            files, folders = list_tree(f"{root}/{path}")
            found.doubtful.extend(f"{path}/{file}" for file in files)
            found.folders.extend([path, *(f"{path}/{each}" for each in folders)])


class Contents:
    """The contents of a folder: ``known`` has the files that are unchanged since its manifest."""

    def __init__(
        self, manifest: SiteManifest | None = None, changes: FolderChanges = NO_CHANGES
    ) -> None:
        """Remove all entries from the manifest that have changed; by default, it is empty."""
        self.known = manifest or SiteManifest({}, {})
        self.known.discard(changes.outdated)
        self._doubtful = changes.doubtful
        self._touched = {*changes.folders}  # folders whose entries have changed

    def remove_others(self, root: Path, files: Collection[str], new: Collection[str]) -> None:
        """Remove all other files, and folders that become empty; ``new`` are the new files."""
        unneeded = {*self.known.files, *self._doubtful}.difference(files)
        self.known.discard(unneeded)
        # A file may have been replaced by a folder, and a folder by a file.
        unneeded -= folders_of(new)
        for path in unneeded:
            with suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(root / path)
        self._touched |= folders_of(unneeded)
        for path in sorted(self._touched - {""}, reverse=True):
            if _remove_empty(root / path):
                self._touched.remove(path)
                self.known.discard([path])

    def add(self, root: Path, new: Mapping[str, str]) -> None:
        """Add new files, given by their paths and hashes, after other files were removed.

        Raises:
            PublishError: a file is gone; the message names it.
        """
        for path, sha256 in new.items():
            try:
                self.known.add(path, sha256, os.lstat(f"{root}/{path}"))
            except FileNotFoundError as error:
                raise PublishError(
                    tr("{path} was written and then removed by another program", path=path),
                    tr("Build again. {unchanged}", unchanged=tr(UNCHANGED)),
                ) from error
        for path in {"", *self._touched, *folders_of(new)}:
            self.known.add_folder(path, os.lstat(f"{root}/{path}"))


def _remove_empty(folder: Path) -> bool:
    """Remove a folder unless it contains files; return whether it is gone."""
    try:
        os.rmdir(folder)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError as error:
        if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
            raise
        return False
    return True


def _is_folder(path: str) -> bool:
    """Return whether this is a folder and not a link to one."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and not is_link(status)
