"""The claims of a site in a temporary file, loaded one by one when their pages are rendered.

A hundred thousand claims would take half a gigabyte of memory. All pages except the claims' own
need a fifth of that: the summaries.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from factdesk.checks.file import FileResult
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.claims.encoding import decode_claim, decode_summary

#: Written before each claim: the SHA-256 of the file that it was read from, and its length.
_HEAD = struct.Struct("<32sQ")


class ClaimStore:
    """Encoded claims, one after the other in one file. Forked workers may read from it.

    Call ``fill`` first, then ``summaries``, and from then on ``load``. ``digests`` are those of the
    claim files and of the shared sources that they use, by slug.
    """

    def __init__(self, file: Path) -> None:
        """Take the path of the file; it must exist for as long as this object is used."""
        self._file = file
        self._positions: dict[str, tuple[int, int]] = {}  # slug → offset and length
        self.digests: dict[str, bytes] = {}

    def fill(self, files: Iterable[FileResult]) -> None:
        """Write the claims of all valid files, once."""
        with self._file.open("xb") as store:
            for file in files:
                if file.encoded is not None:
                    store.write(_HEAD.pack(_digest_of(file), len(file.encoded)))
                    store.write(file.encoded)

    def summaries(self) -> Iterator[ClaimSummary]:
        """Yield the summaries of all claims, in their order.

        They are decoded from the file, not taken from the results: small objects that are left over
        from the checks would keep the memory around them allocated.
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
        """Yield the claims with these slugs, in their order."""
        with self._file.open("rb") as store:
            for slug in slugs:
                offset, length = self._positions[slug]
                store.seek(offset)
                yield decode_claim(store.read(length))


def _digest_of(file: FileResult) -> bytes:
    if not file.shared:
        return bytes.fromhex(file.digest)
    return hashlib.sha256(f"{file.digest} {file.shared}".encode()).digest()
