"""Determine the contents of a folder with its manifest, and remove files that are not needed."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import msgspec

from factdesk.cache.stamps import Stamp, stamp, stamp_of
from factdesk.publish.manifest import (
    HASH_SIZE,
    SiteManifest,
    mode_bytes,
    mode_of,
)
from factdesk.publish.tree import folders_of, is_link, is_real_folder, list_tree


class Contents(msgspec.Struct):
    """The contents of a folder, compared with its manifest.

    ``known`` has the unchanged files, and ``doubtful`` the paths of all others. ``folders`` has
    every subfolder, each with its stamp if it is unchanged.
    """

    known: SiteManifest = msgspec.field(default_factory=lambda: SiteManifest({}, {}))
    doubtful: set[str] = msgspec.field(default_factory=set)
    folders: dict[str, Stamp | None] = msgspec.field(default_factory=dict)


def folder_contents(folder: Path, manifest: SiteManifest | None, file_mode: int) -> Contents:
    """Compare a folder with its manifest; without one, all files are doubtful.

    Files with other permissions than ``file_mode`` are doubtful, too.
    """
    root = os.fspath(folder)
    if manifest is None:
        files, folders = list_tree(root)
        return Contents(doubtful=set(files), folders=dict.fromkeys(folders))
    found, gone = _unlisted(root, manifest)
    permitted = mode_bytes(stat.S_IFREG | file_mode)
    for path, entry in manifest.files.items():
        now = None if gone and path.startswith(gone) else stamp_of(f"{root}/{path}")
        if now == entry[HASH_SIZE:] and entry.endswith(permitted):
            found.known.files[path] = entry
        elif now is not None and not stat.S_ISDIR(mode_of(now)):
            found.doubtful.add(path)
    return found


def unlisted_files(folder: Path, manifest: SiteManifest) -> set[str]:
    """Return the files of a folder that are not in its manifest."""
    return _unlisted(os.fspath(folder), manifest)[0].doubtful


def _unlisted(root: str, manifest: SiteManifest) -> tuple[Contents, tuple[str, ...]]:
    """Return all folders, the files that are not in the manifest, and the entries that are gone.

    A folder that is gone, or is a link now, is not searched.
    """
    changed = manifest.changed_folders(root)
    gone = tuple(f"{path}/" for path in changed if path and not _is_folder(f"{root}/{path}"))
    folders = manifest.folders | dict.fromkeys(changed)
    found = Contents(
        folders={p: s for p, s in folders.items() if p and not f"{p}/".startswith(gone)}
    )
    for path in changed:
        if not f"{path}/".startswith(gone):
            _add_unlisted(root, path, manifest, found)
    return found, gone


def _add_unlisted(root: str, folder: str, manifest: SiteManifest, found: Contents) -> None:
    """Add the entries of a changed folder that are not in the manifest."""
    below = f"{folder}/" if folder else ""
    with os.scandir(f"{root}/{folder}") as entries:
        listed = [(f"{below}{entry.name}", is_real_folder(entry)) for entry in entries]
    for path, is_folder in listed:
        if not is_folder:
            if path not in manifest.files:
                found.doubtful.add(path)
        elif path not in manifest.folders:
            files, folders = list_tree(f"{root}/{path}")
            found.doubtful.update(f"{path}/{file}" for file in files)
            found.folders.update({path: None, **{f"{path}/{each}": None for each in folders}})


def remove_others(root: Path, found: Contents, files: Collection[str]) -> list[str]:
    """Remove all other files of a folder with these contents, and folders that become empty.

    Return the paths of the removed files.
    """
    needed = folders_of(files)
    unneeded = [path for path in (*found.known.files, *found.doubtful) if path not in files]
    # A file may have been replaced by a folder, and a folder by a file.
    unneeded = [path for path in unneeded if path not in needed]
    for path in unneeded:
        found.known.files.pop(path, None)
        with suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(root / path)
    folders = sorted((path for path in found.folders if path not in needed), reverse=True)
    for path in folders:
        with suppress(FileNotFoundError, NotADirectoryError):
            os.rmdir(root / path)
    return unneeded + folders


def manifest_of(
    root: Path, hashes: Mapping[str, str], found: Contents, removed: Iterable[str]
) -> SiteManifest:
    """Return the manifest of a site that was built in a folder with these contents."""
    known = found.known.files
    manifest = SiteManifest({path: known[path] for path in hashes if path in known}, {})
    changed = manifest.changed(hashes)
    for path in changed:
        manifest.add(path, hashes[path], os.lstat(f"{root}/{path}"))
    touched = folders_of([*removed, *changed])
    for path in ("", *folders_of(hashes)):
        then = None if path in touched else found.folders.get(path)  # the root was moved
        manifest.folders[path] = then or stamp(os.lstat(f"{root}/{path}"))
    return manifest


def _is_folder(path: str) -> bool:
    """Return whether this is a folder and not a link to one."""
    try:
        status = os.lstat(path)
    except OSError:
        return False
    return stat.S_ISDIR(status.st_mode) and not is_link(status)
