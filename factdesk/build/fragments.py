"""Every claim's share of the documents of the whole site, on disk until these are written.

In memory, the shares of a hundred thousand claims would be 400 MB, and as much again on the way
from the workers. They are kept for the next build, too, portion by portion.
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from factdesk.outputs.fragments import Pieces

#: How long each of the four pieces is.
_LENGTHS = struct.Struct("<4Q")
_SEAL = 16


class Shares:
    """Shares in the order of their claims. Iterating reads them; that may be done many times.

    Any process may put some down, each portion under its own number; the numbers are their order.
    A portion's key says what it was made of.
    """

    def __init__(self, folder: Path, kept: Path | None) -> None:
        """Take an empty folder, which exists for as long as this is used.

        ``kept`` is where those of earlier builds are, if anywhere.
        """
        self._folder = folder
        self._kept = kept

    def take(self, number: int, key: str) -> bool:
        """Put down a portion as an earlier build kept it; False where it did not, or not whole."""
        if self._kept is None:
            return False
        kept = self._kept / key
        try:
            sealed = kept.read_bytes()
            if sealed[:_SEAL] != _seal(key, sealed[_SEAL:]):
                kept.unlink()
                return False
        except OSError:
            return False
        self._write(number, key, sealed)
        return True

    def put(self, number: int, key: str, pieces: Pieces) -> None:
        """Put down the shares of one portion of claims."""
        content = b"".join((_LENGTHS.pack(*map(len, pieces)), *pieces))
        self._write(number, key, _seal(key, content) + content)

    def _write(self, number: int, key: str, sealed: bytes) -> None:
        with (self._folder / f"{number:08} {key}").open("xb") as file:
            file.write(sealed)

    def keep(self) -> None:
        """Keep these shares for later builds, and no others."""
        if self._kept is None:
            return
        with suppress(OSError):  # without them, the next build makes them again
            self._kept.mkdir(parents=True, exist_ok=True)
            before = {file.name for file in self._kept.iterdir()}
            now = {file.name.partition(" ")[2]: file for file in self._folder.iterdir()}
            for key in now.keys() - before:
                shutil.copyfile(now[key], self._kept / key)
            for key in before - now.keys():
                (self._kept / key).unlink()

    def __iter__(self) -> Iterator[Pieces]:
        """Yield the pieces of each portion."""
        for portion in sorted(self._folder.iterdir()):
            content = portion.read_bytes()
            at = _SEAL + _LENGTHS.size
            found = []
            for length in _LENGTHS.unpack_from(content, _SEAL):
                found.append(content[at : at + length])
                at += length
            yield Pieces(*found)


def _seal(key: str, content: bytes) -> bytes:
    return blake2b(content, key=key.encode()[:64], digest_size=_SEAL).digest()
