"""Manifests: the contents of the last two sites when they were published, stored in the cache.

A published file counts as unchanged while its size, times, mode and inode are the same as when the
program wrote it, as in Git's index; a folder's times change when an entry is added or removed. So a
site is compared with its manifest without reading files or listing folders. Measured for 54,000
files in 22,000 folders: 0.2 s, and 0.6 s for each listing.

Without a manifest, folders are listed and files are read.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from factdesk.cache.stamps import STAMP, Stamp, stamp, stamp_of
from factdesk.cache.store import NO_CACHE, Cache, CacheEntry

_KIND, _FORMAT = "published files", "2"

#: A file entry is its hash, which has this number of bytes, and its stamp.
HASH_SIZE = 32
#: The hash of a file that is not listed in ``SHA256SUMS``.
NO_HASH = bytes(HASH_SIZE)


class SiteManifest(msgspec.Struct):
    """The files of one site, each with its SHA-256 and stamp, and the stamps of its folders.

    Paths are relative to the site's root, whose own path is empty. Its stamp changes when the site
    is moved, so it is less reliable than those of other folders.
    """

    files: dict[str, bytes]
    folders: dict[str, bytes]

    def holds(self, path: str, sha256: str) -> bool:
        """Return whether a file had this hash."""
        entry = self.files.get(path)
        return entry is not None and entry[:HASH_SIZE] == bytes.fromhex(sha256)

    def changed(self, hashes: Mapping[str, str]) -> list[str]:
        """Return the paths of those files that had another hash, or that did not exist."""
        of_hex, files = bytes.fromhex, self.files  # local names, for tens of thousands of files
        return [
            path
            for path, sha256 in hashes.items()
            if path not in files or not files[path].startswith(of_hex(sha256) or NO_HASH)
        ]

    def hash_of(self, path: str, place: str) -> str:
        """Return the SHA-256 of the file at ``place`` if it is unchanged, else an empty string."""
        entry = self.files.get(path)
        is_same = entry is not None and entry[HASH_SIZE:] == stamp_of(place)
        return entry[:HASH_SIZE].hex() if entry and is_same else ""

    def add(self, path: str, sha256: str, status: os.stat_result) -> None:
        """Add a file, or replace its entry. Hidden files have no hash."""
        self.files[path] = (bytes.fromhex(sha256) if sha256 else NO_HASH) + stamp(status)

    def update_stamp(self, path: str, now: bytes) -> None:
        """Copy the stamp of another link to the same inode: linking changes the change time."""
        entry = self.files.get(path)
        if entry and _inode(entry) == _inode(now):
            self.files[path] = entry[:HASH_SIZE] + now[HASH_SIZE:]

    def size_of(self, path: str) -> int:
        """Return the size of a file in bytes."""
        size: int = STAMP.unpack_from(self.files[path], HASH_SIZE)[0]
        return size

    def is_intact(self, root: str) -> bool:
        """Return whether all files and folders of the site at ``root`` are unchanged."""
        files = self.files.items()
        return not self.changed_folders(root) and all(
            entry[HASH_SIZE:] == stamp_of(f"{root}/{path}") for path, entry in files
        )

    def changed_folders(self, root: str) -> list[str]:
        """Return the folders of the site at ``root`` that are gone or have other entries."""
        folders = self.folders.items()
        return [path for path, then in folders if stamp_of(f"{root}/{path}") != then]


def mode_bytes(mode: int) -> bytes:
    """Return the end of all stamps with this mode."""
    return STAMP.pack(0, 0, 0, 0, mode)[-8:]


def mode_of(now: Stamp) -> int:
    """Return the mode in a stamp."""
    mode: int = STAMP.unpack(now)[-1]
    return mode


def _inode(entry: bytes) -> int:
    inode: int = STAMP.unpack_from(entry, HASH_SIZE)[3]
    return inode


#: The manifest of an empty site.
NO_MANIFEST = SiteManifest({}, {})

_DECODER = msgspec.msgpack.Decoder(SiteManifest)


class Manifests:
    """The manifests of the last two sites in the cache: the one published and the one before."""

    def __init__(self, cache: Cache = NO_CACHE) -> None:
        self._cache = cache

    def of(self, site: Path) -> SiteManifest | None:
        """Return the manifest of a site, even if its folder was moved."""
        key = _key(site)
        value = self._cache.get(_KIND, key, _FORMAT) if key else None
        try:
            return _DECODER.decode(value) if value else None
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None

    def keep(self, manifests: Mapping[Path, SiteManifest]) -> None:
        """Store the manifests of these sites, and no others."""
        entries = {
            key: CacheEntry(key, _FORMAT, msgspec.msgpack.encode(manifest))
            for site, manifest in manifests.items()
            if (key := _key(site))
        }
        self._cache.write(_KIND, entries.values())
        self._cache.retain(_KIND, entries)


def _key(site: Path) -> str:
    """Return a key that identifies a folder until it is removed."""
    try:
        status = os.lstat(site)
    except OSError:
        return ""
    return f"{status.st_dev} {status.st_ino}"
