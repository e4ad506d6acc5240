"""Store the claims of a site in a temporary file, and load them one by one to render their pages.

A hundred thousand claims would take half a gigabyte of memory. Their summaries, which are enough
for all other pages, take a fifth of that.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from factdesk.checks.file import FileResult
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.claims.encoding import decode_claim, decode_summary

#: The header of each claim: the SHA-256 of its file, and its length.
_HEAD = struct.Struct("<32sQ")


class ClaimStore:
    """Encoded claims in one file. Forked workers may read from it.

    Call ``fill`` first, then ``summaries``, then ``load``. ``digests`` are the digests of the claim
    files and of the shared sources that they use, by slug.
    """

    def __init__(self, file: Path) -> None:
        """Set the path of the file, which must exist as long as this object is used."""
        self._file = file
        self._positions: dict[str, tuple[int, int]] = {}  # slug → offset and length
        self.digests: dict[str, bytes] = {}

    def fill(self, files: Iterable[FileResult]) -> None:
        """Write the claims of all valid files. Call it only once."""
        with self._file.open("xb") as store:
            for file in files:
                if file.encoded is not None:
                    store.write(_HEAD.pack(_digest_of(file), len(file.encoded)))
                    store.write(file.encoded)

    def summaries(self) -> Iterator[ClaimSummary]:
        """Yield the summaries of all claims, in order.

        They are decoded from the file and not taken from the results, because small objects that
        remain from the checks would keep the memory around them allocated.
        """
        with self._file.open("rb") as store:
            while head := store.read(_HEAD.size):
                digest, length = _HEAD.unpack(head)
                offset = store.tell()
                summary = decode_summary(store.read(length))
                self._positions[summary.slug] = (offset, length)
                self.digests[summary.slug] = digest
                yield summary

    def load(self, slugs: Iterable[str]) -> Iterator[Claim]:
        """Yield the claims with these slugs, in this order."""
        with self._file.open("rb") as store:
            for slug in slugs:
                offset, length = self._positions[slug]
                store.seek(offset)
                yield decode_claim(store.read(length))


def _digest_of(file: FileResult) -> bytes:
    if not file.shared:
        return bytes.fromhex(file.digest)
    return hashlib.sha256(f"{file.digest} {file.shared}".encode()).digest()
