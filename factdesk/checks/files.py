"""Check many files in worker processes. The results of unchanged files are cached."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

import msgspec

from factdesk.cache.chunks import in_chunks
from factdesk.cache.file_digests import FileDigests
from factdesk.cache.store import Cache, CacheEntry
from factdesk.checks.claim_store import ClaimStore
from factdesk.checks.context import Context
from factdesk.checks.file import FileResult, check_file
from factdesk.claims.encoding import share_repeated
from factdesk.reading.claim_file import as_claim_file, digest_of
from factdesk.reading.faults import Fault
from factdesk.reading.files import read_bytes
from factdesk.reading.folder import FoundFile
from factdesk.workers import WORTH_FORKING, grouped, run_parallel

#: The approximate number of files that a worker checks at a time and that share a cache entry.
_TOGETHER = 64
#: The kind of these entries. Their keys are the last files, their fingerprints that of the context.
_KIND = "claim files"
#: Results by the names of the files, each with the digest of the shared sources that it names.
_Results = dict[str, tuple[str, FileResult]]
_DECODER = msgspec.msgpack.Decoder(_Results)


def check_files(
    found: Sequence[FoundFile],
    context: Context,
    cache: Cache,
    jobs: int,
    store: ClaimStore | None = None,
) -> tuple[FileResult, ...]:
    """Return the results of these files, in order, using this number of processes.

    With a ``store``, the claims are moved into it.
    """
    chunks = in_chunks(found, attrgetter("shown_as"), _TOGETHER)
    parts = {part[-1].shown_as: part for part in chunks}
    entries = cache.read(_KIND, list(parts))
    # Reading a cached result is faster than receiving it from another process.
    digests = FileDigests(cache)
    known = {
        name: _recall(part, entries.get(name), context, digests) for name, part in parts.items()
    }
    new = {name: part for name, part in parts.items() if len(known[name]) < len(part)}
    count = len(found) - sum(map(len, known.values()))
    tasks = [partial(_check, part, known[name], context) for name, part in new.items()]
    made = run_parallel(grouped(tasks, jobs), jobs if count >= WORTH_FORKING else 1)

    def kept(some: _Results) -> dict[str, FileResult]:
        files = [result for _, result in some.values()]
        return dict(zip(some, store.move_in(files) if store else files, strict=True))

    results = {name: kept(some) for name, some in known.items() if name not in new}

    def new_entries() -> Iterator[CacheEntry]:
        shared: dict[Any, Any] = {}
        for name, encoded in zip(new, made, strict=True):
            results[name] = kept(_DECODER.decode(encoded))
            for file in results[name].values():
                share_repeated(file.summary, shared)
            yield CacheEntry(name, context.fingerprint, encoded)

    cache.write(_KIND, new_entries())
    cache.retain(_KIND, parts)
    return tuple(results[name][file.shown_as] for name, part in parts.items() for file in part)


def _recall(
    part: Sequence[FoundFile], entry: CacheEntry | None, context: Context, digests: FileDigests
) -> _Results:
    """Return the cached results of the files whose content and checks are unchanged."""
    if entry is None or entry.fingerprint != context.fingerprint:
        return {}
    try:
        last = _DECODER.decode(entry.value)
    except msgspec.MsgspecError:
        return {}
    found: _Results = {}
    for file in part:
        named, result = last.get(file.shown_as, ("", None))
        # A broken file is likely to be edited soon, and may not have been readable.
        if result and result.is_valid and (named, result.digest) == _state(file, context, digests):
            found[file.shown_as] = named, result
    return found


def _state(file: FoundFile, context: Context, digests: FileDigests) -> tuple[str, str]:
    """Return the digests of the shared sources that a file names, and of the file with its record.

    It is read only if its record or its text matters, too.
    """
    if not file.record and not context.shared.files:
        return "", digests.of(file.path).hex()
    raw = read_bytes(file.path)
    if isinstance(raw, Fault):
        return "", ""
    return context.shared.digest_of_named(raw), digest_of(raw, _record(file.record))


def _record(path: str) -> bytes | Fault | None:
    return read_bytes(path) if path else None


def _check(files: Sequence[FoundFile], known: _Results, context: Context) -> bytes:
    """Return the encoded results of these files; ``known`` results are used again."""
    results = dict(known)
    read = [
        (shown_as, read_bytes(path), _record(record))
        for path, shown_as, record in files
        if shown_as not in known
    ]
    # All files are parsed before the first is checked: the code of one step stays in the
    # processor's cache.
    parsed = [as_claim_file(raw, shown_as, record) for shown_as, raw, record in read]
    for file, (shown_as, raw, _) in zip(parsed, read, strict=True):
        named = "" if isinstance(raw, Fault) else context.shared.digest_of_named(raw)
        results[shown_as] = named, check_file(file, context)
    return msgspec.msgpack.encode(results)
