"""Derive the entries of the log from the git history.

An entry consists of five lines of text: kind, path in the repository, SHA-256 of the file's bytes
(or ``-`` if the file was deleted), commit, and time of the commit in UTC. The path determines the
kind. Entries are sorted by commit, then by the bytes of the path. So entries depend only on bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.cache.store import NO_CACHE, Cache, CacheEntry
from factdesk.claims.file_names import is_aside, is_claim_path
from factdesk.git.changes import Commit, CommittedChange, History
from factdesk.messages.catalogue import tr
from factdesk.transparency.tiles import LogFormatError

_CACHED = "file digests"
_DELETED = "-"
#: Folders in the folder of claims whose files readers rely on, with the kinds of their entries.
_KINDS = {"_evidence": "evidence/v1", "_sources": "source/v1", "_media": "media/v1"}
_CLAIM = "claim/v1"
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_TIME = "%Y-%m-%dT%H:%M:%SZ"


class LogEntry(NamedTuple):
    """One entry. ``digest`` is empty if the file was deleted."""

    kind: str
    path: str
    digest: str
    commit: Commit

    @property
    def text(self) -> bytes:
        """The text of the entry in the log."""
        time = self.committed_at.isoformat()[: -len("+00:00")] + "Z"
        digest = self.digest or _DELETED
        return f"{self.kind}\n{self.path}\n{digest}\n{self.commit.id}\n{time}\n".encode()

    @property
    def committed_at(self) -> dt.datetime:
        """The time of the commit."""
        return dt.datetime.fromtimestamp(self.commit.committed_at, dt.UTC)


def parse_entry(text: bytes) -> LogEntry:
    """Parse an entry.

    Raises:
        LogFormatError: the text does not have these lines.
    """
    try:
        kind, path, digest, commit, time, end = text.decode().split("\n")
        at = dt.datetime.strptime(time, _TIME).replace(tzinfo=dt.UTC)
    except ValueError as error:
        raise LogFormatError(tr("an entry of the log is damaged")) from error
    if end:
        raise LogFormatError(tr("an entry of the log is damaged"))
    digest = "" if digest == _DELETED else digest
    return LogEntry(kind, path, digest, Commit(commit, int(at.timestamp())))


def entry_kind(path: str) -> str:
    """Return the kind of the entries of a file, or an empty string if the log excludes it.

    ``path`` is relative to the folder of claims.
    """
    *folders, name = path.split("/")
    if is_aside(name):
        return ""
    if len(folders) == 1 and folders[0] in _KINDS:
        return _KINDS[folders[0]]
    return _CLAIM if is_claim_path(path) else ""


def derive_entries(history: History, cache: Cache = NO_CACHE) -> list[LogEntry]:
    """Return the entries of a complete history, oldest first.

    Raises:
        HistoryError: a blob is not in the repository.
    """
    kinds = {path: kind for path in history.by_path if (kind := entry_kind(path))}
    names = {path: path_in_log(history.prefix + path) for path in kinds}
    logged = [change for change in history.changes if change.path in kinds]
    digests = _digests(history, logged, cache)
    return [
        LogEntry(kinds[change.path], names[change.path], digest, change.commit)
        for change, digest in zip(logged, digests, strict=True)
    ]


def path_in_log(path: str) -> str:
    """Return a path as in entries: control characters, which could end lines, are escaped."""
    return _CONTROL.sub(lambda match: f"\\x{ord(match[0]):02x}", path)


def _digests(history: History, changes: Sequence[CommittedChange], cache: Cache) -> Iterator[str]:
    """Yield the SHA-256 of each changed file; git's own ids may be SHA-1."""
    key = str(history.folder)
    made_from = fingerprint(program_fingerprint())
    raw = cache.get(_CACHED, key, made_from)
    known: dict[str, str] = {} if raw is None else msgspec.msgpack.decode(raw, type=dict[str, str])
    wanted = dict.fromkeys(change.blob for change in changes if change.blob)
    new = [blob for blob in wanted if blob not in known]
    if new:
        contents = history.contents(new)
        hashed = (hashlib.sha256(content).hexdigest() for content in contents)
        known |= zip(new, hashed, strict=True)
        cache.write(_CACHED, [CacheEntry(key, made_from, msgspec.msgpack.encode(known))])
    return (known.get(change.blob, "") for change in changes)
