"""The cache returns what was stored, or nothing; it never fails and never returns wrong bytes."""

from __future__ import annotations

import os
import sqlite3
from functools import partial
from pathlib import Path

import pytest

from factdesk.cache.store import NO_CACHE, Cache, CacheEntry
from factdesk.workers import run_parallel

ONE, OTHER = CacheEntry("a", "made of 1", b"one"), CacheEntry("b", "made of 2", b"\0other")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A cache file with two entries."""
    file = tmp_path / ".factdesk" / "cache.sqlite"
    Cache(file).write("page", [ONE, OTHER])
    return file


def test_entries_are_found_by_kind_and_key(file: Path) -> None:
    cache = Cache(file)

    assert cache.read("page", ["b", "a", "gone"]) == {"a": ONE, "b": OTHER}
    assert cache.read("report", ["a", "b"]) == {}


def test_a_value_is_returned_for_its_fingerprint_only(file: Path) -> None:
    assert Cache(file).get("page", "a", "made of 1") == b"one"
    assert Cache(file).get("page", "a", "made of 2") is None


def test_a_later_entry_replaces_the_earlier_one(file: Path) -> None:
    Cache(file).write("page", [CacheEntry("a", "made of 3", b"three")])

    assert Cache(file).get("page", "a", "made of 3") == b"three"
    assert Cache(file).get("page", "a", "made of 1") is None


def test_unused_entries_of_one_kind_are_removed(file: Path) -> None:
    Cache(file).write("report", [ONE])

    Cache(file).retain("page", ["b"])

    assert Cache(file).read("page", ["a", "b"]) == {"b": OTHER}
    assert Cache(file).read("report", ["a"]) == {"a": ONE}


def test_any_number_of_keys_can_be_read(file: Path) -> None:
    entries = [CacheEntry(str(n), "", b"%d" % n) for n in range(2345)]
    Cache(file).write("page", entries)

    assert len(Cache(file).read("page", [entry.key for entry in entries])) == 2345


def test_forked_workers_read_and_write(file: Path) -> None:
    cache = Cache(file)

    def work(n: int) -> bytes | None:
        cache.write("page", [CacheEntry(f"w{n}", "", b"%d" % n)])
        return cache.get("page", "a", "made of 1")

    results = list(run_parallel([[partial(work, n)] for n in range(8)], 2))

    assert results == [b"one"] * 8
    assert len(cache.read("page", [f"w{n}" for n in range(8)])) == 8


def test_existing_entries_can_be_ignored(file: Path) -> None:
    cache = Cache(file, ignore_existing=True)

    assert cache.read("page", ["a"]) == {}
    cache.write("page", [CacheEntry("a", "new", b"new")])
    assert Cache(file).get("page", "a", "new") == b"new"


def test_without_a_file_nothing_is_cached(tmp_path: Path) -> None:
    NO_CACHE.write("page", [ONE])
    NO_CACHE.retain("page", [])

    assert NO_CACHE.read("page", ["a"]) == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database", b"\xff" * 9000, None])
def test_a_damaged_file_is_replaced(file: Path, content: bytes | None) -> None:
    raw = file.read_bytes()
    file.write_bytes(raw[: len(raw) // 2] if content is None else content)

    assert Cache(file).read("page", ["a"]) == {}
    Cache(file).write("page", [OTHER])
    assert Cache(file).read("page", ["b"]) == {"b": OTHER}


@pytest.mark.parametrize("column", ["kind", "key", "fingerprint", "value", "digest"])
@pytest.mark.parametrize("value", [b"another", "another", None, 7, b""])
def test_an_entry_that_was_tampered_with_is_not_returned(
    file: Path, column: str, value: object
) -> None:
    with sqlite3.connect(file) as connection:
        try:
            connection.execute(f"UPDATE entries SET {column} = ? WHERE key = 'a'", [value])
        except sqlite3.IntegrityError:
            return  # the database itself refuses it

    found = Cache(file).read("page", ["a", "another", "7", "b"])
    assert found == {"b": OTHER}


def test_a_table_of_another_shape_is_replaced(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE entries")
        connection.execute("CREATE TABLE entries (name TEXT)")

    Cache(file).write("page", [ONE])

    assert Cache(file).read("page", ["a"]) == {"a": ONE}


def test_a_locked_file_is_left_alone(file: Path) -> None:
    with sqlite3.connect(file, isolation_level=None) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert Cache(file).read("page", ["a"]) == {}
        Cache(file).write("page", [CacheEntry("c", "", b"")])
        Cache(file).retain("page", [])
        connection.execute("COMMIT")

    assert Cache(file).read("page", ["a", "b", "c"]) == {"a": ONE, "b": OTHER}


def test_a_folder_that_cannot_be_written_is_ignored(tmp_path: Path) -> None:
    (tmp_path / ".factdesk").write_text("a file in the place of the folder")
    cache = Cache(tmp_path / ".factdesk" / "cache.sqlite")

    cache.write("page", [ONE])
    cache.retain("page", [])

    assert cache.read("page", ["a"]) == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_in_the_place_of_the_file_blocks_nothing(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "cache.sqlite")

    assert Cache(tmp_path / "cache.sqlite").read("page", ["a"]) == {}
