"""Find claim files: every ``*.yml`` below a folder, in a deterministic order."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from factdesk.claims.file_names import is_aside, is_claim_path
from factdesk.messages.catalogue import os_reason, tr
from factdesk.reading.faults import Fault, Reason
from factdesk.reading.files import read_bytes

_CLAIM = re.compile(rb"^claim:[ \t]*\S", re.MULTILINE)
#: Files that Windows and office programs create; names of the latter also begin with "~$".
_OF_THE_SYSTEM = frozenset(["Thumbs.db", "desktop.ini", "Icon\r"])
_PICTURE = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".gif")
# Notepad adds ".txt" to every name.
_DOUBLE_ENDING = re.compile(r"(.+)\.ya?ml(\.(?:txt|text|docx?|rtf))", re.IGNORECASE)
#: The folder of the evidence records, below the folder of claims.
RECORDS = "_evidence"


class FoundFile(NamedTuple):
    """A claim file on disk; ``shown_as`` is its name in messages, relative to the site.

    ``record`` is the path of the evidence record of the same slug, or empty.
    """

    path: str
    shown_as: str
    record: str = ""


class FolderListing(NamedTuple):
    """The contents of a folder: claim files, and skipped entries with their names and the reasons.

    ``unused_records`` are the evidence records of slugs that no claim file has, by name.
    """

    files: list[FoundFile]
    skipped: list[tuple[str, Fault]]
    unused_records: list[str]


def find_claim_files(folder: Path, root: Path) -> FolderListing:
    """Return the claim files below a folder, sorted by bytes; names are relative to ``root``.

    Names that begin with ``_`` or ``.`` are not claims, nor is a README. Links are not followed.
    """
    found = FolderListing([], [], [])
    waiting = [os.fspath(folder)]
    while waiting:
        folder_path = waiting.pop()
        name = name_in(root, folder_path)
        inside = "" if name == "." else f"{name}/"
        try:
            with os.scandir(folder_path) as entries:
                waiting += [e.path for e in entries if _take(e, inside, found)]
        except OSError as error:
            found.skipped.append((name, _closed_folder(error)))
    _add_records(folder, root, found)
    found.files.sort(key=lambda file: os.fsencode(file.shown_as))
    found.skipped.sort(key=lambda aside: os.fsencode(aside[0]))
    return found


def find_misplaced_claims(
    folders: Iterable[Path], claims: Path, root: Path
) -> Iterator[tuple[str, Fault]]:
    """Yield the claim files directly in other folders, where they are not read."""
    for folder in folders:
        if folder == claims or not folder.is_dir():
            continue
        for file in sorted(folder.iterdir()):
            is_yaml = file.suffix.lower() in (".yml", ".yaml") and not file.name.startswith(".")
            raw = read_bytes(file) if is_yaml else b""
            if isinstance(raw, bytes) and _CLAIM.search(raw):
                message = tr("this claim is not in the claims folder and is ignored")
                hint = tr("move it into the folder '{folder}'", folder=name_in(root, claims))
                yield name_in(root, file), Fault(Reason.NOT_A_CLAIM_FILE, message, hint)


def _add_records(folder: Path, root: Path, found: FolderListing) -> None:
    try:
        names = set(os.listdir(folder / RECORDS))  # noqa: PTH208  # only the names are needed
    except OSError:
        return
    used: set[str] = set()
    for n, file in enumerate(found.files):
        name = os.path.basename(file.path)  # noqa: PTH119  # creating a Path takes longer
        if name in names:
            used.add(name)
            found.files[n] = file._replace(record=os.path.join(folder, RECORDS, name))  # noqa: PTH118
    unused = sorted(name for name in names - used if is_claim_path(name))
    found.unused_records.extend(name_in(root, folder / RECORDS / name) for name in unused)


def name_in(root: Path, path: Path | str) -> str:
    """Return the name of a path in messages: relative to the site if it is inside, with slashes."""
    try:
        relative = os.path.relpath(path, root)
    except ValueError:  # another drive
        relative = os.fspath(path)
    name = os.fspath(path) if relative.startswith("..") else relative
    return _as_text(name.replace(os.sep, "/"))


def _as_text(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _take(entry: os.DirEntry[str], inside: str, found: FolderListing) -> bool:
    """Sort an entry into its list; return True for a folder that must be searched.

    ``inside`` is the prefix of the names of all entries of its folder.
    """
    if is_aside(entry.name) or entry.name.startswith("~$") or entry.name in _OF_THE_SYSTEM:
        return False
    shown_as = inside + _as_text(entry.name)
    if entry.is_symlink():
        found.skipped.append((shown_as, _link()))
    elif entry.is_dir(follow_symlinks=False):
        return True
    elif entry.name.endswith(".yml"):
        found.files.append(FoundFile(entry.path, shown_as))
    elif not entry.name.upper().startswith("README"):
        found.skipped.append((shown_as, _other_ending(entry.name)))
    return False


def _link() -> Fault:
    return Fault(
        Reason.NOT_A_CLAIM_FILE,
        tr("this is a symbolic link, and links are not followed"),
        tr("put the file or folder itself here"),
    )


def _other_ending(name: str) -> Fault:
    if match := _DOUBLE_ENDING.fullmatch(name):
        return Fault(
            Reason.NOT_A_CLAIM_FILE,
            tr("this file is ignored: the name of a claim file must end in '.yml'"),
            tr("name it '{name}.yml', without '{ending}'", name=match[1], ending=match[2]),
        )
    if name.lower().endswith((".yaml", ".yml")):
        message = tr("this file is ignored: the name of a claim file must end in '.yml'")
        return Fault(
            Reason.NOT_A_CLAIM_FILE,
            message,
            tr("name it '{name}.yml'", name=name.rpartition(".")[0]),
        )
    message = tr("this file is not a claim file and is ignored")
    if name.lower().endswith(_PICTURE):
        hint = tr("move a picture into the folder '_media' of the claims, or elsewhere")
        return Fault(Reason.NOT_A_CLAIM_FILE, message, hint)
    return Fault(
        Reason.NOT_A_CLAIM_FILE, message, tr("move it elsewhere, or begin its name with '_'")
    )


def _closed_folder(error: OSError) -> Fault:
    reason = os_reason(error)
    return Fault(
        Reason.UNREADABLE,
        tr("this folder cannot be read: {reason}", reason=reason),
        tr("check its permissions"),
    )
