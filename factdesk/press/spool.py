"""Every claim's share of the documents of the whole site, on disk until these are written.

In memory, the shares of a hundred thousand claims would be 400 MB, and as much again on the way
from the workers.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from factdesk.reuse.pieces import ClaimPieces

# The lengths of one claim's pieces; that of a piece which is not there is -1.
_LENGTHS = struct.Struct("<4i")


class Spool:
    """Shares in the order of their claims. Iterating reads them; that may be done many times.

    Any process may put some down, each portion under its own number; the numbers are their order.
    """

    def __init__(self, folder: Path) -> None:
        """Take an empty folder, which exists for as long as this is used."""
        self._folder = folder

    def put(self, number: int, shares: Iterable[ClaimPieces]) -> None:
        """Put down the shares of one portion of claims."""
        with (self._folder / f"{number:08}").open("xb") as file:
            for share in shares:
                parts = (share.row, share.csv, share.review, share.search)
                file.write(_LENGTHS.pack(*(-1 if part is None else len(part) for part in parts)))
                file.writelines(part for part in parts if part is not None)

    def __iter__(self) -> Iterator[ClaimPieces]:
        """Yield the shares, one at a time."""
        for portion in sorted(self._folder.iterdir()):
            with portion.open("rb") as file:
                while lengths := file.read(_LENGTHS.size):
                    row, csv, review, search = _LENGTHS.unpack(lengths)
                    yield ClaimPieces(
                        row=file.read(row),
                        csv=file.read(csv),
                        review=_read(file, review),
                        search=_read(file, search),
                    )


def _read(file: BinaryIO, length: int) -> bytes | None:
    return None if length < 0 else file.read(length)
