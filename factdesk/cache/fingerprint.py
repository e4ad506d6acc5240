"""Compute fingerprints: short digests that differ if the inputs differ."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from contextlib import suppress
from enum import Enum
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

_DIGEST_SIZE = 20
#: Installers describe each package in a folder `name-version.dist-info`.
_METADATA = (".dist-info", ".egg-info")


def fingerprint(*parts: Any) -> str:
    """Return the fingerprint of a sequence of parts.

    Parts are ``str``, ``bytes``, ``int``, ``float``, ``bool``, ``None``, enums, dates, and lists,
    tuples, mappings and sets of parts. The order of sets and mappings is ignored, so the result
    does not depend on the hash seed or the locale. Values of different types have different
    fingerprints (only a list equals a tuple), and so have sequences that are split differently.

    Raises:
        TypeError: a part has another type, whose representation might differ between processes.
    """
    encoded: list[bytes] = []
    for part in parts:
        _encode(part, encoded.append)
    return blake2b(b"".join(encoded), digest_size=_DIGEST_SIZE).hexdigest()


def _encode(part: Any, add: Callable[[bytes], None]) -> None:
    kind = type(part)
    if kind is str:  # by far the most frequent type
        raw = part.encode("utf-8", "surrogatepass")
        add(b"s%d:%b" % (len(raw), raw))
    elif kind is list or kind is tuple:
        add(b"l%d:" % len(part))
        for item in part:
            _encode(item, add)
    elif part is None or isinstance(part, bool):
        add(b"n" if part is None else b"t" if part else b"f")
    elif isinstance(part, Enum):
        add(b"e")
        _encode(part.value, add)
    elif isinstance(part, str):
        _encode(str(part), add)
    elif isinstance(part, bytes):
        add(b"b%d:" % len(part))
        add(part)
    elif isinstance(part, int | float):
        add(b"i%d;" % part if isinstance(part, int) else b"d%s;" % part.hex().encode())
    elif isinstance(part, dt.date):  # also covers datetime, a subclass of date
        add(b"%c%s;" % (b"m" if isinstance(part, dt.datetime) else b"y", part.isoformat().encode()))
    else:
        _encode_container(part, add)


def _encode_container(part: Any, add: Callable[[bytes], None]) -> None:
    if isinstance(part, list | tuple):
        kind, items = b"l", list(part)
    elif isinstance(part, Mapping):
        kind, items = b"m", sorted(part.items(), key=lambda item: _encoded(item[0]))
    elif isinstance(part, Set):
        kind, items = b"z", sorted(part, key=_encoded)
    else:
        raise TypeError(f"cannot fingerprint a value of type {type(part).__name__}")
    add(b"%c%d:" % (kind, len(items)))
    for item in items:
        _encode(item, add)


def _encoded(part: Any) -> bytes:
    encoded: list[bytes] = []
    _encode(part, encoded.append)
    return b"".join(encoded)


@cache
def program_fingerprint() -> str:
    """Return the fingerprint of the program: its files, Python, and the installed packages.

    The version number is not enough: it does not change while somebody edits the program.
    """
    folder = str(Path(__file__).parent.parent)
    files = {path[len(folder) :]: _content(path) for path in _files(folder)}
    return fingerprint(sys.version, set(_installed(sys.path)), files)


def _installed(folders: Iterable[str]) -> Iterator[str]:
    """Yield the names and versions of installed packages, without reading their metadata (slow)."""
    for folder in folders:
        with suppress(OSError), os.scandir(folder or ".") as entries:
            yield from (entry.name for entry in entries if entry.name.endswith(_METADATA))


def _files(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        yield from (f"{parent}/{name}" for name in names)


def _content(path: str) -> bytes:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # creating Paths takes longer
        return file.read()
