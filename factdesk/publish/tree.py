"""List the contents of a folder, without following links."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple


class Listing(NamedTuple):
    """The contents of a folder: paths relative to it, with forward slashes.

    ``files`` has everything that is not a folder, including symbolic links and hidden files;
    ``folders`` has every folder, parents first.
    """

    files: list[str]
    folders: list[str]


def list_tree(root: str | Path) -> Listing:
    """List a folder, without following links, in the order of the file system."""
    found = Listing([], [])
    waiting = [""]
    while waiting:
        below = waiting.pop()
        with os.scandir(os.path.join(root, below)) as entries:
            for entry in entries:
                path = f"{below}{entry.name}"
                if is_real_folder(entry):
                    found.folders.append(path)
                    waiting.append(f"{path}/")
                else:
                    found.files.append(path)
    return found


def is_real_folder(entry: os.DirEntry[str]) -> bool:
    """Return whether this is a folder, not a symbolic link or a Windows junction."""
    if not entry.is_dir(follow_symlinks=False):
        return False
    if os.name != "nt":
        return True
    return not is_link(entry.stat(follow_symlinks=False))


def is_link(status: os.stat_result) -> bool:
    """Return whether this result of ``lstat`` is of a symbolic link or a Windows junction."""
    junction: int = getattr(stat, "IO_REPARSE_TAG_MOUNT_POINT", -1)
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) == junction


def is_hidden(path: str) -> bool:
    """Return whether the name of a file or of a folder above it begins with a dot."""
    return path.startswith(".") or "/." in path


def folders_of(files: Iterable[str]) -> set[str]:
    """Return every folder that contains one of the files, directly or indirectly."""
    folders = {path.rpartition("/")[0] for path in files}
    for folder in [*folders]:
        above = folder.rpartition("/")[0]
        while above not in folders:
            folders.add(above)
            above = above.rpartition("/")[0]
    return folders - {""}


def keep_only(root: Path, files: Collection[str]) -> set[str]:
    """Remove all other files below a folder, and the folders that become empty.

    Return those of ``files`` that exist.
    """
    found = list_tree(root)
    for path in found.files:
        if path not in files:
            os.unlink(root / path)
    needed = folders_of(files)
    for folder in reversed(found.folders):
        if folder not in needed:
            os.rmdir(root / folder)
    return {path for path in found.files if path in files}
