"""Cache pages in batches, so that an unchanged batch costs only one comparison."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import msgspec

from factdesk.build.results import BatchRecord, BatchResult, PageRecord
from factdesk.cache.store import Cache, CacheEntry
from factdesk.publish.staging import Staging

#: The kinds of records in the cache. Their keys are the names of batches.
_BATCHES, _PAGES = "batch", "pages of a batch"
_BATCH_DECODER = msgspec.msgpack.Decoder(BatchRecord)
#: The number of batches that are stored together.
_STORED_TOGETHER = 16
_PAGES_DECODER = msgspec.msgpack.Decoder(list[PageRecord])


class PageCache:
    """Finds up-to-date pages in named batches.

    A page is up to date if its key is the same as in the last build, all of its files still exist,
    and the claims that it mentions still exist or are still missing. Pages with an empty key are
    never up to date.
    """

    def __init__(self, shared: str, staging: Staging, cache: Cache, slugs: Collection[str]) -> None:
        """Set the fingerprint of the common inputs of all pages, and the slugs of all claims."""
        self._shared = shared
        self._staging = staging
        self._cache = cache
        self._slugs = slugs
        self._entries: Mapping[str, CacheEntry] = {}
        self._new: dict[str, BatchResult] = {}

    def read(self, names: Sequence[str]) -> None:
        """Read the records of these batches."""
        self._entries = self._cache.read(_BATCHES, names)

    def __contains__(self, name: str) -> bool:
        """Return whether the last build had a batch with this name."""
        entry = self._entries.get(name)
        return entry is not None and entry.fingerprint == self._shared

    def reuse(self, name: str, keys: Sequence[bytes]) -> BatchRecord | None:
        """Reuse the files of a batch if all of its pages are up to date; return its record."""
        if name not in self:
            return None
        record = _decoded(_BATCH_DECODER, self._entries[name].value)
        is_same = record and record.keys == keys and all(keys) and self._agrees(record.mentions)
        return record if is_same and self._staging.reuse(record.files) else None

    def pages(self, name: str, keys: Sequence[bytes]) -> list[PageRecord | None]:
        """Return the records of a batch's pages in the order of the keys, None if outdated."""
        value = self._cache.get(_PAGES, name, self._shared)
        records = _decoded(_PAGES_DECODER, value) if value else None
        by_key = {record.key: record for record in records or ()}
        return [self._current(by_key.get(key)) if key else None for key in keys]

    def _current(self, record: PageRecord | None) -> PageRecord | None:
        if record and self._agrees(record.mentions) and self._staging.keep(record.files):
            return record
        return None

    def _agrees(self, mentions: Mapping[str, bool]) -> bool:
        return all((slug in self._slugs) is exists for slug, exists in mentions.items())

    def keep(self, name: str, result: BatchResult) -> BatchRecord:
        """Store the result of a worker if the batch has a name, and return the batch's record."""
        if name:
            self._new[name] = result
            if len(self._new) == _STORED_TOGETHER:
                self._store()
        record = _BATCH_DECODER.decode(result.record)
        targets = record.found.targets
        targets[:] = map(sys.intern, targets)  # most batches link to the same pages
        return record

    def _store(self) -> None:
        results, shared = self._new.items(), self._shared
        self._cache.write(_BATCHES, [CacheEntry(n, shared, result.record) for n, result in results])
        self._cache.write(_PAGES, [CacheEntry(n, shared, result.pages) for n, result in results])
        self._new = {}

    def retain(self, names: Collection[str]) -> None:
        """Store the results of the last batches, and delete all others."""
        self._store()
        self._cache.retain(_BATCHES, names)
        self._cache.retain(_PAGES, names)


def _decoded(decoder: Any, value: bytes) -> Any:
    try:
        return decoder.decode(value)
    except msgspec.MsgspecError:  # with another structure
        return None
