"""The cache of a site: one SQLite file with results of earlier runs. It can be deleted at any time.

An entry has a kind, a key within that kind, a fingerprint of all its inputs, and a value. Nothing
in the file is trusted: a checksum shows whether an entry is intact, and values are data that is
never executed. If the file is broken, locked or missing, results are computed again, without an
error.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

#: The folder of caches, next to ``mkdocs.yml``.
CACHE_FOLDER = ".factdesk"

# Keys are in an index of their own, so that listing them reads no values. Values have 20 to 200 kB.
_TABLE = (
    "CREATE TABLE IF NOT EXISTS entries (kind TEXT, key TEXT, fingerprint TEXT, value BLOB,"
    " digest BLOB, PRIMARY KEY (kind, key))"
)
_PAGE_SIZE = 16384
# SQLite's errors for a file that is damaged or not a database.
_FAILURES = (sqlite3.Error, UnicodeError, OSError)
# These errors do not mean that the file is damaged, only that it cannot be used now.
_PASSING = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
}
# SQLite allows at least 999 parameters in one statement.
_KEYS_PER_QUERY = 500
_PRIMARY_CODE = 0xFF  # masks SQLite's extended error codes
# A transaction takes as long as writing a hundred kilobytes.
_WRITTEN_TOGETHER = 32


class CacheEntry(NamedTuple):
    """A cached value, which is valid while the fingerprint of its inputs is ``fingerprint``."""

    key: str
    fingerprint: str
    value: bytes


class Cache:
    """One cache file. Safe in forked workers: each operation opens its own connection."""

    def __init__(self, file: Path | None, *, ignore_existing: bool = False) -> None:
        """Set the path of the file; without a path, nothing is cached.

        With ``ignore_existing``, the cache finds no entries but stores new ones.
        """
        self._file = file
        self._ignore_existing = ignore_existing

    @classmethod
    def of_site(cls, root: Path, name: str = "cache", *, ignore_existing: bool = False) -> Cache:
        """Return the cache of the site in a folder, or another one of it by name."""
        return cls(root / CACHE_FOLDER / f"{name}.sqlite", ignore_existing=ignore_existing)

    def read(self, kind: str, keys: Sequence[str]) -> dict[str, CacheEntry]:
        """Return the intact entries of a kind with these keys, by key."""
        entries: dict[str, CacheEntry] = {}
        if self._file is None or self._ignore_existing or not self._file.is_file():
            return entries
        with suppress(*_FAILURES), self._connect() as connection:
            for start in range(0, len(keys), _KEYS_PER_QUERY):
                some = keys[start : start + _KEYS_PER_QUERY]
                marks = ",".join("?" * len(some))
                rows = connection.execute(
                    "SELECT key, fingerprint, value, digest FROM entries"  # noqa: S608
                    f" WHERE kind = ? AND key IN ({marks})",
                    (kind, *some),
                )
                for *fields, digest in rows:
                    if all(map(isinstance, fields, (str, str, bytes))):
                        entry = CacheEntry(*fields)
                        if _digest(kind, entry) == digest:
                            entries[entry.key] = entry
        return entries

    def get(self, kind: str, key: str, fingerprint: str) -> bytes | None:
        """Return a value if its fingerprint matches, else None."""
        entry = self.read(kind, [key]).get(key)
        return entry.value if entry and entry.fingerprint == fingerprint else None

    def write(self, kind: str, entries: Iterable[CacheEntry]) -> None:
        """Store entries, replacing those with the same keys; ignore failures.

        Not all entries are in memory at the same time.
        """
        waiting = iter(entries)
        while some := list(islice(waiting, _WRITTEN_TOGETHER)):
            if self._file is not None:
                rows = [(kind, *entry, _digest(kind, entry)) for entry in some]
                self._execute("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?)", rows)

    def retain(self, kind: str, keys: Iterable[str]) -> None:
        """Delete all entries of a kind except those with these keys."""
        if self._file is None or not self._file.is_file():
            return
        stored: set[str] = set()
        with suppress(*_FAILURES), self._connect() as connection:
            rows = connection.execute("SELECT key FROM entries WHERE kind = ?", (kind,))
            stored = {key for (key,) in rows}
        if unused := stored.difference(keys):
            self._execute(
                "DELETE FROM entries WHERE kind = ? AND key = ?", [(kind, key) for key in unused]
            )

    def _execute(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        if self._file is None:
            return
        for _ in range(2):  # tried again if a damaged file had to be removed
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                with self._connect() as connection, connection:
                    connection.execute(f"PRAGMA page_size = {_PAGE_SIZE}")  # of a new file
                    connection.execute(_TABLE)
                    connection.executemany(statement, rows)
            except _FAILURES as error:
                if getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE in _PASSING:
                    return
                with suppress(OSError):
                    self._file.unlink()
            else:
                return

    @contextmanager
    def _connect(self) -> Iterator[sqlite3.Connection]:
        assert self._file is not None
        with closing(sqlite3.connect(self._file, timeout=1)) as connection:
            # A crash may damage the file; the digests and SQLite itself detect this.
            connection.execute("PRAGMA synchronous = OFF")
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            yield connection


def _digest(kind: str, entry: CacheEntry) -> int:
    """Return a checksum that detects damage: CRC-32, five times as fast as any secure digest."""
    head = f"{kind}\n{entry.key}\n{entry.fingerprint}\n".encode("utf-8", "surrogatepass")
    return crc32(entry.value, crc32(head))


#: A cache that stores nothing.
NO_CACHE = Cache(None)
