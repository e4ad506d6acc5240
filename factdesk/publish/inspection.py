"""Find missing, empty and malformed files in a staged site before it is published."""

from __future__ import annotations

import json
import os
import re
import stat
from collections.abc import Iterable, Set
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

import msgspec

from factdesk.messages.catalogue import tr


def _refuse(constant: str) -> None:
    raise ValueError(tr("{constant} is not JSON", constant=constant))


# Discards the parsed objects: a document of all claims has hundreds of thousands.
_STRICT_JSON = json.JSONDecoder(object_pairs_hook=lambda _: None, parse_constant=_refuse)

# A surrogate, which is valid only in a pair. Factdesk itself writes none.
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


class DamagedFile(NamedTuple):
    """A fault in one file of the site."""

    path: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def missing(folder: Path, paths: Iterable[str]) -> list[DamagedFile]:
    """Return a fault for each of these files that is missing or empty, in their order."""
    faults = []
    for path in paths:
        try:
            status = os.lstat(f"{folder}/{path}")
        except OSError:
            faults.append(DamagedFile(path, tr("this file is missing")))
            continue
        if not stat.S_ISREG(status.st_mode) or status.st_size == 0:
            faults.append(DamagedFile(path, tr("this file is empty")))
    return faults


def unreadable(folder: Path, paths: Iterable[str]) -> list[DamagedFile]:
    """Return a fault for each of these JSON and XML files that is malformed.

    Files of other types are ignored.
    """
    faults = []
    for path in paths:
        suffix = path.rpartition(".")[2]
        try:
            if suffix in ("json", "webmanifest"):
                require_json((folder / path).read_text("utf-8"))
            elif suffix in ("xml", "svg"):
                expat.ParserCreate().Parse((folder / path).read_bytes(), True)
        except (OSError, ValueError, RecursionError, expat.ExpatError) as error:
            faults.append(
                DamagedFile(
                    path,
                    tr("this is not valid {suffix}: {error}", suffix=suffix.upper(), error=error),
                )
            )
    return faults


def require_json(text: str) -> None:
    """Require that a text is JSON, as strict parsers read it.

    Raises:
        ValueError: it is not.
    """
    _STRICT_JSON.decode(text)
    if _SURROGATE.search(text):
        # It requires both halves, as strict parsers do, but keeps all objects.
        msgspec.json.decode(text)


def vanished(before: Set[str], now: Set[str]) -> list[str]:
    """Return the addresses of pages that the previous site had and this one does not have.

    ``before`` and ``now`` are paths. An address is relative to the site's root, ``claims/bridge/``
    for ``claims/bridge/index.html``.
    """
    return sorted(address_of(path) for path in before - now if path.endswith(".html"))


def address_of(path: str) -> str:
    """Return the address of a page by its file's path."""
    folder, _, name = path.rpartition("/")
    if name != "index.html":
        return path
    return f"{folder}/" if folder else ""
