"""Find missing, empty and malformed files in a staged site before it is published."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from pydantic_core import from_json


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


# Parses without keeping objects: a document of all claims has hundreds of thousands.
_WHOLE_JSON = json.JSONDecoder(object_pairs_hook=lambda _: None, parse_constant=_refuse)

# A surrogate, which is valid only in a pair. The program itself writes none.
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class DamagedFile(NamedTuple):
    """One fault of one file of the site."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def missing(folder: Path, paths: Iterable[str]) -> list[DamagedFile]:
    """Return a fault for every planned file that is not there, or is empty, in their order."""
    faults = []
    for path in paths:
        try:
            status = os.lstat(f"{folder}/{path}")
        except OSError:
            faults.append(DamagedFile(path, "this file was planned and is not there"))
            continue
        if not stat.S_ISREG(status.st_mode) or status.st_size == 0:
            faults.append(DamagedFile(path, "this file was planned and is empty"))
    return faults


def unreadable(folder: Path, paths: Iterable[str]) -> list[DamagedFile]:
    """Return a fault for every JSON or XML file among these that a reader would refuse.

    Files of other types are ignored.
    """
    faults = []
    for path in paths:
        suffix = path.rpartition(".")[2]
        try:
            if suffix in ("json", "webmanifest"):
                _require_json((folder / path).read_text("utf-8"))
            elif suffix in ("xml", "svg"):
                expat.ParserCreate().Parse((folder / path).read_bytes(), True)
        except (OSError, ValueError, RecursionError, expat.ExpatError) as error:
            faults.append(DamagedFile(path, f"this is not whole {suffix.upper()}: {error}"))
    return faults


def _require_json(text: str) -> None:
    _WHOLE_JSON.decode(text)
    if _SURROGATE.search(text):
        from_json(text)  # wants both halves, as strict readers do, but would keep every object


def vanished(
    before: Collection[str], now: Collection[str], allowed: Collection[str] = ()
) -> list[str]:
    """Return the addresses of pages that the previous site had and this one has not.

    ``before`` and ``now`` are paths of files, ``allowed`` addresses that may go; an address is
    relative to the site's root, ``claims/bridge/`` for ``claims/bridge/index.html``.
    """
    gone = {address_of(path) for path in before if path not in now and path.endswith(".html")}
    return sorted(gone.difference(allowed))


def address_of(path: str) -> str:
    """Return the address of a page by its file's path."""
    folder, _, name = path.rpartition("/")
    if name != "index.html":
        return path
    return f"{folder}/" if folder else ""
