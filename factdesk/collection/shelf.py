"""The whole claims of a collection, on disk until they are asked for.

In memory, a hundred thousand claims would be half a gigabyte, of which all pages but the claims'
own need a fifth: the outlines.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from factdesk.checks.file import CheckedFile
from factdesk.claims.claim import Claim
from factdesk.claims.outline import Outline


class Shelf:
    """Claims as JSON, one after the other in one file. Forked workers may read from it.

    ``digests`` are those of the files that they were read from, by slug.
    """

    def __init__(self, file: Path) -> None:
        """Name the file, which is there for as long as this is used."""
        self._file = file
        self._places: dict[str, tuple[int, int]] = {}  # slug → where it begins, how long it is
        self.digests: dict[str, bytes] = {}

    def fill(self, files: Iterable[CheckedFile]) -> None:
        """Put the claims of all sound files on it, once."""
        at = 0
        with self._file.open("xb") as shelf:
            for file in files:
                if file.packed is not None:
                    self._places[file.slug] = (at, len(file.packed))
                    self.digests[file.slug] = bytes.fromhex(file.digest)
                    at += shelf.write(file.packed)

    def outlines(self) -> Iterator[Outline]:
        """Yield the outlines of all claims, in their order."""
        return map(Outline.from_json, self._read(self._places))

    def whole(self, slugs: Iterable[str]) -> Iterator[Claim]:
        """Yield the claims of these slugs, whole, in their order."""
        return map(Claim.from_json, self._read(slugs))

    def _read(self, slugs: Iterable[str]) -> Iterator[bytes]:
        with self._file.open("rb") as shelf:
            for slug in slugs:
                at, length = self._places[slug]
                shelf.seek(at)
                yield shelf.read(length)
