"""Store the claims of a site in a temporary file, and load them one by one to render their pages.

A hundred thousand claims would take half a gigabyte of memory. Their summaries, which are enough
for all other pages, take less than half of that.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import structs

from factdesk.checks.file import FileResult
from factdesk.claims.claim import Claim
from factdesk.claims.encoding import decode_claim

#: The length of an encoded claim, which precedes it.
_LENGTH = struct.Struct("<Q")


class ClaimStore:
    """Encoded claims in one file. Forked workers may read from it.

    ``claim_digests`` and ``summary_digests`` are those in ``FileResult.digests``, by slug.
    """

    def __init__(self, file: Path) -> None:
        """Set the path of the file, which must exist as long as this object is used."""
        self._file = file
        self._offsets: dict[str, int] = {}
        self.claim_digests: dict[str, bytes] = {}
        self.summary_digests: dict[str, bytes] = {}

    def move_in(self, files: Iterable[FileResult]) -> Iterator[FileResult]:
        """Store the claims of valid files, and yield the files without them."""
        with self._file.open("ab") as store:
            for file in files:
                if file.encoded is None:
                    yield file
                    continue
                self.claim_digests[file.slug], self.summary_digests[file.slug] = file.digests
                self._offsets[file.slug] = store.tell()
                store.write(_LENGTH.pack(len(file.encoded)))
                store.write(file.encoded)
                yield structs.replace(file, encoded=None)

    def load(self, slugs: Iterable[str]) -> Iterator[Claim]:
        """Yield the claims with these slugs, in this order."""
        with self._file.open("rb") as store:
            for slug in slugs:
                store.seek(self._offsets[slug])
                (length,) = _LENGTH.unpack(store.read(_LENGTH.size))
                yield decode_claim(store.read(length))
