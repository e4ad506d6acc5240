"""What an earlier run made, kept beside the site to save work; the file may be deleted at any time.

Nothing in it is trusted: an entry counts only under the key of all that it was made of, and only
when its digest shows that it is whole. It holds texts and is never run. Where it cannot be read or
written, everything is made anew.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

_TABLE = (
    "CREATE TABLE IF NOT EXISTS kept (name TEXT PRIMARY KEY, key TEXT, value BLOB, digest BLOB)"
)
# How a file shows that it is no database, or a broken one; a broken text breaks the message too.
_BROKEN = (sqlite3.Error, UnicodeError, OSError)
# As many as SQLite always takes in one question.
_AT_ONCE = 500


#: Where the program keeps what saves work, beside mkdocs.yml.
FOLDER = ".factdesk"


class Entry(NamedTuple):
    """Something that was made: its name, the key of what it was made of, and what it is."""

    name: str
    key: str
    value: bytes


class Kept:
    """A file of entries. Forked workers may use it: each reads with a connection of its own."""

    def __init__(self, file: Path | None, *, afresh: bool = False) -> None:
        """Name the file; without one, nothing is kept. ``afresh``: nothing is read from it."""
        self._file = file
        self._afresh = afresh

    def read(self, names: Sequence[str]) -> dict[str, Entry]:
        """Return the entries of these names that are there and whole."""
        found: dict[str, Entry] = {}
        if self._file is None or self._afresh or not self._file.is_file():
            return found
        with suppress(*_BROKEN), self._open() as connection:
            for start in range(0, len(names), _AT_ONCE):
                asked = names[start : start + _AT_ONCE]
                marks = ",".join("?" * len(asked))
                rows = connection.execute(
                    f"SELECT name, key, value, digest FROM kept WHERE name IN ({marks})",  # noqa: S608
                    asked,
                )
                for *parts, digest in rows:
                    if all(map(isinstance, parts, (str, str, bytes))):
                        entry = Entry(*parts)
                        if _digest(entry) == digest:
                            found[entry.name] = entry
        return found

    def folder(self, name: str) -> Path | None:
        """Return a folder beside the file, for what is too large for entries, if any is kept.

        Whoever keeps something there looks whether it is whole.
        """
        if self._file is None:
            return None
        folder = self._file.parent / name
        if self._afresh:
            shutil.rmtree(folder, ignore_errors=True)
        return folder

    def add(self, entries: Sequence[Entry]) -> None:
        """Keep these entries, in the place of earlier ones of their names."""
        if entries:
            self._write(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)",
                ((*entry, _digest(entry)) for entry in entries),
            )

    def forget_all_but(self, names: Iterable[str]) -> None:
        """Forget the entries of all other names."""
        present = set(names)
        gone = [(name,) for name in self._names() if name not in present]
        if gone:
            self._write("DELETE FROM kept WHERE name = ?", gone)

    def _names(self) -> list[str]:
        if self._file is None or not self._file.is_file():
            return []
        with suppress(*_BROKEN), self._open() as connection:
            return [name for (name,) in connection.execute("SELECT name FROM kept")]
        return []

    def _write(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        if self._file is None:
            return
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as connection, connection:
                connection.execute(_TABLE)
                connection.executemany(statement, rows)
        except sqlite3.OperationalError:  # another build writes, or the disk is full
            return
        except _BROKEN:
            with suppress(OSError):
                self._file.unlink()

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        assert self._file is not None
        with closing(sqlite3.connect(self._file, timeout=1)) as connection:
            # What a crash leaves half written has a wrong digest, or is no database any more.
            connection.execute("PRAGMA synchronous = OFF")
            connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
            yield connection


def _digest(entry: Entry) -> bytes:
    made = blake2b(f"{entry.name}\n{entry.key}\n".encode("utf-8", "surrogatepass"), digest_size=16)
    made.update(entry.value)
    return made.digest()


#: For those who keep nothing.
NOTHING_KEPT = Kept(None)
