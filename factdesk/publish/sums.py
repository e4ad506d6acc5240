"""``SHA256SUMS``: the hash of every published file, in the format of ``sha256sum --check``.

It lists neither itself nor hidden files, because some hosts leave hidden files out.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from factdesk.messages.catalogue import tr
from factdesk.publish.paths import UNLISTABLE, require_listable
from factdesk.publish.tree import is_hidden, list_tree

SUMS = "SHA256SUMS"

_LINE = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_CHUNK = 1 << 18
# Do not follow links, and do not wait for the other end of a pipe. Windows has neither flag.
_PLAINLY = (
    os.O_RDONLY
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)


class SumsError(ValueError):
    """A list of sums that is malformed. The message names the line."""


class Differences(NamedTuple):
    """The differences between two sets of files, each list sorted by bytes."""

    changed: list[str]
    missing: list[str]
    extra: list[str]

    def __bool__(self) -> bool:
        return any((self.changed, self.missing, self.extra))


def digest(file: str | Path) -> str:
    """Return the SHA-256 of a regular file, in hexadecimal.

    Raises:
        OSError: it cannot be read, or is a link or a device.
    """
    total = hashlib.sha256()
    with open(os.open(file, _PLAINLY), "rb", buffering=0) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, tr("not a regular file"), os.fspath(file))
        while chunk := stream.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


def digests(folder: Path, paths: Iterable[str] | None = None) -> dict[str, str]:
    """Return the hash of every file of a folder that must have one, or of these paths in it.

    Measured: two threads take as long as one.
    """
    if paths is None:
        paths = [path for path in list_tree(folder).files if path != SUMS and not is_hidden(path)]
    return {path: digest(folder / path) for path in paths}


def write_sums(hashes: Mapping[str, str]) -> bytes:
    """Return the text of ``SHA256SUMS`` for these paths and hashes, sorted by bytes.

    Raises:
        PublishError: a path has a character that the format or Windows does not allow.
    """
    require_listable(hashes)
    # Both orders are the same, except for bytes that are not text.
    is_text = "".join(hashes).isascii()
    in_order = sorted(hashes) if is_text else sorted(hashes, key=os.fsencode)
    return os.fsencode("".join(f"{hashes[path]}  {path}\n" for path in in_order))


def read_sums(text: bytes) -> dict[str, str]:
    """Parse a ``SHA256SUMS``, and return the hash of each path.

    Raises:
        SumsError: a line is malformed, or a path leads out of the folder or occurs twice.
    """
    hashes: dict[str, str] = {}
    for n, line in enumerate(os.fsdecode(text).split("\n"), 1):
        if not line:
            continue
        match = _LINE.fullmatch(line)
        if match is None or not _stays_inside(match[2]):
            raise SumsError(
                tr("line {n} of {sums} is not a hash and a path below the site", n=n, sums=SUMS)
            )
        if match[2] in hashes:
            raise SumsError(tr("line {n} of {sums} repeats a file", n=n, sums=SUMS))
        hashes[match[2]] = match[1]
    return hashes


def _stays_inside(path: str) -> bool:
    parts = path.split("/")
    return not UNLISTABLE.search(path) and not {"", ".", ".."}.intersection(parts)


def compare(expected: Mapping[str, str], found: Mapping[str, str]) -> Differences:
    """Return the differences between the actual and the expected hashes."""
    both = expected.keys() & found.keys()
    return Differences(
        sorted((path for path in both if expected[path] != found[path]), key=os.fsencode),
        sorted(expected.keys() - found.keys(), key=os.fsencode),
        sorted(found.keys() - expected.keys(), key=os.fsencode),
    )
