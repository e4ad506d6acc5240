"""Store the contributions of each batch of claims to the documents of all claims.

In memory, the fragments of 100,000 claims would take 400 MB, and the same again for sending them
from the workers. So those of this build are files in a temporary folder. The cache keeps them for
the next build, which reads them on demand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from factdesk.cache.fingerprint import fingerprint
from factdesk.cache.store import Cache, CacheEntry
from factdesk.outputs.fragments import ClaimFragments
from factdesk.search.indexed import IndexedDocument, decode_indexed

_FIELDS = ClaimFragments._fields
#: The kind of fragments in the cache, and the key and fingerprint of the list of all batches.
_KIND, _LIST, _FORMAT = "fragments", "list", "2"
#: The number of batches whose fragments are read from the cache at once, 60 kB each.
_READ_TOGETHER = 64

#: Makes the fragments of a batch.
MakeFragments = Callable[[], ClaimFragments]


class FragmentStore:
    """Fragments in the order of their batches, which can be read as often as needed.

    A batch has a number, a name (the fingerprint of the inputs of its fragments), and a function
    that generates them.
    """

    def __init__(self, folder: Path, cache: Cache) -> None:
        """Set the empty folder, which must exist as long as the store."""
        self._folder = folder
        self._cache = cache
        self._batches: list[tuple[str, MakeFragments]] = []
        self._batch_of: dict[str, int] = {}
        self._decoded: tuple[int, dict[str, IndexedDocument]] = (-1, {})
        value = cache.get(_KIND, _LIST, _FORMAT)
        # The batches of the last build, each with the digest of what it contributes to data files.
        self._cached = msgspec.msgpack.decode(value, type=dict[str, bytes]) if value else {}

    def add_batch(self, name: str, addresses: Iterable[str], make: MakeFragments) -> int:
        """Add a batch of claims, given by the addresses of their pages; return its number."""
        number = len(self._batches)
        self._batches.append((name, make))
        self._batch_of.update(dict.fromkeys(addresses, number))
        return number

    def is_cached(self, number: int) -> bool:
        """Return whether the last build had the same batch."""
        return self._batches[number][0] in self._cached

    def write(self, number: int, fragments: ClaimFragments) -> None:
        """Store the fragments of a batch. Any process may do that."""
        for field, content in zip(_FIELDS, fragments, strict=True):
            self._file(number, field).write_bytes(content)

    def _file(self, number: int, field: str) -> Path:
        return self._folder / f"{number} {field}"

    def _read(self, numbers: Iterable[int], field: str) -> Iterator[bytes]:
        """Yield the contributions of these batches to one document."""
        keys = {number: f"{self._batches[number][0]} {field}" for number in numbers}
        cached = self._cache.read(_KIND, [keys[each] for each in keys if self.is_cached(each)])
        for number, key in keys.items():
            name, make = self._batches[number]
            entry, file = cached.get(key), self._file(number, field)
            if entry and entry.fingerprint == name:
                yield entry.value
                continue
            if self.is_cached(number) and not file.exists():
                self.write(number, make())  # the cache is damaged
            yield file.read_bytes()

    def keep(self) -> str:
        """Cache these fragments for the next build, and no others.

        Returns the fingerprint of all contributions to data files.
        """
        digests: dict[str, bytes] = {}
        for number, (name, _) in enumerate(self._batches):
            files = {field: self._file(number, field) for field in _FIELDS}
            if files["rows"].exists():
                content = {field: file.read_bytes() for field, file in files.items()}
                entries = (CacheEntry(f"{name} {field}", name, content[field]) for field in content)
                self._cache.write(_KIND, entries)
                content["indexed"] = b""  # which is in no data file
                digests[name] = fingerprint(content).encode()
            else:
                digests[name] = self._cached[name]
        self._cache.write(_KIND, [CacheEntry(_LIST, _FORMAT, msgspec.msgpack.encode(digests))])
        keys = (f"{name} {field}" for name in digests for field in _FIELDS)
        self._cache.retain(_KIND, [_LIST, *keys])
        return fingerprint([*digests.values()])

    def of_field(self, field: str) -> Iterator[bytes]:
        """Yield what each batch contributes to one document; ``field`` is its name."""
        every = range(len(self._batches))
        for start in range(0, len(every), _READ_TOGETHER):
            yield from self._read(every[start : start + _READ_TOGETHER], field)

    def indexed(self, address: str) -> IndexedDocument:
        """Return a claim's entry in the full-text index; the last batch is kept in memory."""
        number = self._batch_of[address]
        if self._decoded[0] != number:
            (content,) = self._read([number], "indexed")
            documents = decode_indexed(content)
            self._decoded = number, {document.shown[0]: document for document in documents}
        return self._decoded[1][address]
