"""Upgrade a site: which of the program's files changed, and which the site changed itself."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import msgspec

from factdesk.files import write_file
from factdesk.scaffold.manifest import MANIFEST, Manifest, content_hash
from factdesk.scaffold.pins import with_newer_pins
from factdesk.scaffold.requirements import VENDOR, with_own_packages
from factdesk.scaffold.site import REQUIREMENTS


class FileAction(StrEnum):
    """What an upgrade does with a file."""

    REPLACE = "renew"
    ADD = "add"
    REMOVE = "remove"
    KEEP = "keep"  # the site has changed it
    OWN = "own"  # as KEEP, and an earlier upgrade has already shown the difference
    LEAVE_OUT = "leave out"  # the site has deleted it


class FileChange(msgspec.Struct, frozen=True):
    """A file that differs from the newer program's, and what an upgrade does with it."""

    path: str
    action: FileAction
    before: bytes = b""
    after: bytes = b""

    def difference(self) -> Iterator[str]:
        """Yield the lines of a unified difference, from the site's file to the program's."""
        here, there = (
            content.decode("utf-8", "replace").splitlines() for content in (self.before, self.after)
        )
        yield from difflib.unified_diff(
            here, there, f"{self.path} (here)", f"{self.path} (new)", lineterm=""
        )


def changes(site: Path, manifest: Manifest, newer: Mapping[str, bytes]) -> list[FileChange]:
    """Return the differences between a site and the ``newer`` files of the program, by path."""
    paths = sorted({*newer, *manifest.files})
    compared = (_compare(site, path, manifest.files.get(path), newer.get(path)) for path in paths)
    return [change for change in compared if change is not None]


def carry_out(site: Path, found: list[FileChange], before: Manifest, after: Manifest) -> None:
    """Apply the changes and write the manifest.

    Files are removed after others are written, and the manifest is written last. So after an
    interruption, the next run starts again with the same result.
    """
    for change in found:
        if change.action in (FileAction.REPLACE, FileAction.ADD):
            write_file(site / change.path, change.after)
    removed = {change.path for change in found if change.action is FileAction.REMOVE}
    for path in removed:
        (site / path).unlink(missing_ok=True)
    kept = {path: print_ for path, print_ in before.files.items() if path not in removed}
    remembered = Manifest(after.version, after.language, {**kept, **after.files})
    write_file(site / MANIFEST, remembered.to_bytes())


def _compare(site: Path, path: str, written: str | None, newer: bytes | None) -> FileChange | None:
    """Return the change of one file, or None.

    ``written`` is the hash of what the program last wrote there, ``newer`` the hash of what it
    would write now, or None if the program has no such file.
    """
    current = _content(site, path)
    untouched = current is not None and written == content_hash(path, current)
    if newer is None:
        return FileChange(path, FileAction.REMOVE) if untouched else None
    is_needed = path.startswith(f"{VENDOR}/") or path == REQUIREMENTS
    if current is None:
        if written is None or is_needed:
            return FileChange(path, FileAction.ADD, after=newer)
        return (
            None if written == content_hash(path, newer) else FileChange(path, FileAction.LEAVE_OUT)
        )
    newer = with_newer_pins(path, newer, current)
    if path == REQUIREMENTS and not untouched:  # it must name the renewed wheel
        newer = with_own_packages(newer.decode(), current.decode("utf-8", "replace")).encode()
    if newer in (current, current.replace(b"\r\n", b"\n")):
        return None
    if untouched or is_needed:
        return FileChange(path, FileAction.REPLACE, current, newer)
    action = FileAction.OWN if written == content_hash(path, newer) else FileAction.KEEP
    return FileChange(path, action, current, newer)


def _content(site: Path, path: str) -> bytes | None:
    """Return a file of the site; if a link leads out of the site, return an empty, changed file."""
    file = site / path
    if not file.resolve().is_relative_to(site.resolve()) or file.is_dir():
        return b""
    return file.read_bytes() if file.is_file() else None
