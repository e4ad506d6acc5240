"""Store the claims of a site in a temporary file, and load them one by one to render their pages.

A hundred thousand claims would take half a gigabyte of memory. Their summaries, which are enough
for all other pages, take a fifth of that.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from factdesk.checks.file import FileResult
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.claims.encoding import DIGEST_SIZE, decode_claim, decode_summary

#: The header of each claim: its digests, and its length.
_HEAD = struct.Struct(f"<{DIGEST_SIZE}s{DIGEST_SIZE}sQ")


class ClaimStore:
    """Encoded claims in one file. Forked workers may read from it.

    Call ``fill`` first, then ``summaries``, then ``load``. ``claim_digests`` and
    ``summary_digests`` are those in ``FileResult.digests``, by slug.
    """

    def __init__(self, file: Path) -> None:
        """Set the path of the file, which must exist as long as this object is used."""
        self._file = file
        self._positions: dict[str, tuple[int, int]] = {}  # slug → offset and length
        self.claim_digests: dict[str, bytes] = {}
        self.summary_digests: dict[str, bytes] = {}

    def fill(self, files: Iterable[FileResult]) -> None:
        """Write the claims of all valid files. Call it only once."""
        with self._file.open("xb") as store:
            for file in files:
                if file.encoded is not None:
                    store.write(_HEAD.pack(*file.digests, len(file.encoded)))
                    store.write(file.encoded)

    def summaries(self) -> Iterator[ClaimSummary]:
        """Yield the summaries of all claims, in order.

        They are decoded from the file and not taken from the results, because small objects that
        remain from the checks would keep the memory around them allocated.
        """
        with self._file.open("rb") as store:
            while head := store.read(_HEAD.size):
                claim, shown, length = _HEAD.unpack(head)
                offset = store.tell()
                summary = decode_summary(store.read(length))
                self._positions[summary.slug] = (offset, length)
                self.claim_digests[summary.slug] = claim
                self.summary_digests[summary.slug] = shown
                yield summary

    def load(self, slugs: Iterable[str]) -> Iterator[Claim]:
        """Yield the claims with these slugs, in this order."""
        with self._file.open("rb") as store:
            for slug in slugs:
                offset, length = self._positions[slug]
                store.seek(offset)
                yield decode_claim(store.read(length))
