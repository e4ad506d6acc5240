"""The whole claims of a collection, on disk until they are asked for.

In memory, a hundred thousand claims would be half a gigabyte, of which all pages but the claims'
own need a fifth: the outlines.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from factdesk.checks.file import CheckedFile
from factdesk.claims.claim import Claim
from factdesk.claims.outline import Outline

#: What stands before each claim: the SHA-256 of the file that it was read from, and its length.
_HEAD = struct.Struct("<32sQ")


class Shelf:
    """Claims as JSON, one after the other in one file. Forked workers may read from it.

    Fill it, then ask for the outlines, and from then on for whole claims. ``digests`` are those of
    the files that the claims were read from, by slug. Of what it was filled from, nothing stays in
    memory: small pieces of it would keep the whole.
    """

    def __init__(self, file: Path) -> None:
        """Name the file, which is there for as long as this is used."""
        self._file = file
        self._places: dict[str, tuple[int, int]] = {}  # slug → where it begins, how long it is
        self.digests: dict[str, bytes] = {}

    def fill(self, files: Iterable[CheckedFile]) -> None:
        """Put the claims of all sound files on it, once."""
        with self._file.open("xb") as shelf:
            for file in files:
                if file.packed is not None:
                    shelf.write(_HEAD.pack(bytes.fromhex(file.digest), len(file.packed)))
                    shelf.write(file.packed)

    def outlines(self) -> Iterator[Outline]:
        """Yield the outlines of all claims, in their order."""
        with self._file.open("rb") as shelf:
            while head := shelf.read(_HEAD.size):
                digest, length = _HEAD.unpack(head)
                at = shelf.tell()
                outline = Outline.from_json(shelf.read(length))
                self._places[outline.slug] = (at, length)
                self.digests[outline.slug] = digest
                yield outline

    def whole(self, slugs: Iterable[str]) -> Iterator[Claim]:
        """Yield the claims of these slugs, whole, in their order."""
        with self._file.open("rb") as shelf:
            for slug in slugs:
                at, length = self._places[slug]
                shelf.seek(at)
                yield Claim.from_json(shelf.read(length))
