"""Store what each batch of claims contributes to the documents of all claims.

In memory, the fragments of 100,000 claims would take 400 MB, and as much again on the way from the
workers. So they are files in a temporary folder; the cache keeps them for the next build.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path

from factdesk.cache.store import Cache, CacheEntry
from factdesk.outputs.fragments import ClaimFragments
from factdesk.search.indexed import IndexedDocument, decode_indexed

#: The lengths of the fragments of a batch.
_LENGTHS = struct.Struct(f"<{len(ClaimFragments._fields)}Q")
_KIND = "fragments"
_NEW, _REUSED = "new", "reused"


class FragmentStore:
    """Fragments in the order of their batches. Iterating reads them, as often as needed.

    Any process may add the fragments of a batch, under the number of the batch and under the
    fingerprint of what they are made from.
    """

    def __init__(self, folder: Path, cache: Cache) -> None:
        """Use an empty folder, which exists for as long as the store."""
        self._folder = folder
        self._cache = cache
        self._batch_of: dict[str, int] = {}
        self._decoded: tuple[int, dict[str, IndexedDocument]] = (-1, {})

    def assign(self, number: int, addresses: Iterable[str]) -> None:
        """Say which claims are in a batch, by the addresses of their pages."""
        self._batch_of.update(dict.fromkeys(addresses, number))

    def reuse(self, number: int, fingerprint: str) -> bool:
        """Take the fragments of a batch from the cache; False if they are not there."""
        content = self._cache.get(_KIND, fingerprint, fingerprint)
        if content is None:
            return False
        self._write(number, fingerprint, _REUSED, content)
        return True

    def add(self, number: int, fingerprint: str, fragments: ClaimFragments) -> None:
        """Store the fragments of a batch."""
        lengths = _LENGTHS.pack(*map(len, fragments))
        self._write(number, fingerprint, _NEW, b"".join((lengths, *fragments)))

    def _write(self, number: int, fingerprint: str, origin: str, content: bytes) -> None:
        with (self._folder / f"{number:08} {fingerprint} {origin}").open("xb") as file:
            file.write(content)

    def keep(self) -> None:
        """Cache these fragments for the next build, and no others."""
        used = set()
        for file in self._folder.iterdir():
            _, fingerprint, origin = file.name.split()
            used.add(fingerprint)
            if origin == _NEW:
                entry = CacheEntry(fingerprint, fingerprint, file.read_bytes())
                self._cache.write(_KIND, [entry])
        self._cache.retain(_KIND, used)

    def __iter__(self) -> Iterator[ClaimFragments]:
        """Yield the fragments of each batch."""
        for batch in sorted(self._folder.iterdir()):
            yield _split(batch.read_bytes())

    def indexed(self, address: str) -> IndexedDocument:
        """Return what the full-text index has of a claim; the last batch is kept in memory."""
        number = self._batch_of[address]
        if self._decoded[0] != number:
            (batch,) = self._folder.glob(f"{number:08} *")
            documents = decode_indexed(_split(batch.read_bytes()).indexed)
            self._decoded = number, {document.shown[0]: document for document in documents}
        return self._decoded[1][address]


def _split(content: bytes) -> ClaimFragments:
    start = _LENGTHS.size
    fragments = []
    for length in _LENGTHS.unpack_from(content):
        fragments.append(content[start : start + length])
        start += length
    return ClaimFragments(*fragments)
