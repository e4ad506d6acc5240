"""Decide which paths inside a site may be written.

A path is relative to the site's root, with forward slashes, and must mean the same file on every
system: Linux, macOS and Windows, case-sensitive or not.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Collection, Iterable
from functools import lru_cache

from factdesk.messages.catalogue import tr, tr_list
from factdesk.publish.failure import UNCHANGED, PublishError
from factdesk.publish.tree import folders_of

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\/]')
_DEVICES = frozenset(
    ["con", "prn", "aux", "nul", "conin$", "conout$"]
    + [f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³"]
)
#: Characters that a line of ``SHA256SUMS`` cannot contain.
UNLISTABLE = re.compile(r"[\x00-\x1f\x7f\\]")
_UNLISTABLE_BYTES = bytes([*range(0x20), 0x7F, 0x5C])
_LONGEST = 255  # bytes; the limit of ext4, APFS and NTFS for one name


@lru_cache(maxsize=65_536)
def require_safe_name(name: str) -> None:
    """Require that this name is valid for a file or folder of a site.

    Raises:
        PublishError: it is empty, hidden, too long, ``..``, or some system reads it differently.
    """
    if fault := _fault(name):
        raise PublishError(
            tr(
                "the site cannot have a file or folder named {name!r}: {fault}",
                name=name,
                fault=fault,
            ),
            tr("Rename the source of this address. {unchanged}", unchanged=tr(UNCHANGED)),
        )


def _fault(name: str) -> str | None:
    if not name:
        return tr("the name is empty")
    if name.startswith("."):
        return tr("names that begin with a dot are hidden or relative, and are not published")
    if match := _FORBIDDEN.search(name):
        return tr("Windows does not allow {found!r} in names", found=match[0])
    if name[-1] in ". ":
        return tr("Windows removes a dot or space at the end")
    if name.partition(".")[0].rstrip().casefold() in _DEVICES:
        return tr("Windows reserves this name for a device")
    try:
        size = len(name.encode())
    except UnicodeEncodeError:
        return tr("it is not valid Unicode")
    return tr("it is longer than {longest} bytes", longest=_LONGEST) if size > _LONGEST else None


def require_listable(paths: Iterable[str]) -> None:
    """Require that each path fits on one line and means the same on every system.

    Raises:
        PublishError: one has a control character or a backslash.
    """
    listed = list(paths)
    raw = os.fsencode("".join(listed))
    if len(raw.translate(None, _UNLISTABLE_BYTES)) == len(raw):  # faster than the expression
        return
    for path in listed:
        if UNLISTABLE.search(path):
            raise PublishError(
                tr(
                    "the site cannot have a file named {path!r}: a control character or "
                    "backslash is in its name",
                    path=path,
                ),
                tr("Rename the file in docs/. {unchanged}", unchanged=tr(UNCHANGED)),
            )


def require_distinct(paths: Collection[str]) -> None:
    """Require that no two paths are equal if case and Unicode normalisation are ignored.

    Folders are compared too: ``Claims/a`` and ``claims/b`` collide, and so do ``a`` and ``a/b``.

    Raises:
        PublishError: two paths collide; the message names both.
    """
    every = [*paths, *folders_of(paths)]
    # All at once, because a call for each path takes ten times as long. No path contains a NUL.
    keys = _key("\0".join(every)).split("\0")
    if len(set(keys)) == len(every):
        return
    spellings: dict[str, str] = {}
    for path in sorted(every):
        _require_one_spelling(path, spellings)


def _key(path: str) -> str:
    return (path if path.isascii() else unicodedata.normalize("NFC", path)).casefold()


def _require_one_spelling(path: str, spellings: dict[str, str]) -> None:
    first = spellings.setdefault(_key(path), path)
    if first is not path:
        twice = first == path
        what = (
            tr("{path!r} as a file and as a folder", path=path)
            if twice
            else tr_list([repr(first), repr(path)])
        )
        raise PublishError(
            tr("two files of the site have the same name if case is ignored: {what}", what=what),
            tr("Rename one of the two. {unchanged}", unchanged=tr(UNCHANGED)),
        )
