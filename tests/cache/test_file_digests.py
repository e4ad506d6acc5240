"""An unchanged file is not read again, and a changed file always is."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.cache import file_digests
from factdesk.cache.file_digests import FileDigests, content_digest
from factdesk.cache.store import Cache

BEFORE, AFTER = "claim: a\n", "claim: b\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "a.yml"
    file.write_text(BEFORE, "utf-8")
    return file


@pytest.fixture
def digest(file: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], bytes]:
    """Return a function that asks for the digest as a new process does, after some seconds."""
    cache = Cache(file.parent / "cache.sqlite")
    now = time.time_ns

    def ask(seconds: int) -> bytes:
        monkeypatch.setattr(time, "time_ns", lambda: now() + seconds * 1_000_000_000)
        digests = FileDigests(cache)
        found = digests.of(str(file))
        digests.keep()
        return found

    return ask


def test_an_unchanged_file_is_read_once(
    file: Path, digest: Callable[[int], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert digest(10) == content_digest(BEFORE.encode())
    monkeypatch.setattr(file_digests, "digest_of_file", lambda path: b"read")

    assert digest(20) == content_digest(BEFORE.encode())


@pytest.mark.parametrize("seconds", [0, 10], ids=["at once", "later"])
def test_an_edit_with_the_same_size_and_time_is_seen(
    file: Path, digest: Callable[[int], bytes], seconds: int
) -> None:
    """The system does not let a program set the time of the change."""
    status = file.stat()
    digest(seconds)

    file.write_text(AFTER, "utf-8")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert digest(seconds) == content_digest(AFTER.encode())


def test_a_file_that_was_just_written_is_not_remembered(
    file: Path, digest: Callable[[int], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second edit within the resolution of the clock may leave the same stamp."""
    digest(0)
    monkeypatch.setattr(file_digests, "digest_of_file", lambda path: b"read")

    assert digest(10) == b"read"


def test_files_that_are_gone_or_damaged_entries_do_no_harm(
    file: Path, digest: Callable[[int], bytes]
) -> None:
    known = digest(10)
    file.unlink()

    assert digest(10) != known
