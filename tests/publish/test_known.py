"""What is on record about published files, and when it counts."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from factdesk.cache.store import Cache
from factdesk.publish.known import KnownFiles

CONTENT = b"<p>A page.</p>"
HASH = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.html").write_bytes(CONTENT)
    return folder


def remembered(site: Path) -> KnownFiles:
    cache = Cache(site.parent / "cache" / "cache.sqlite")
    KnownFiles(cache).remember(site, {"a.html": HASH})
    return KnownFiles(cache)


def test_an_untouched_file_is_known(site: Path) -> None:
    assert remembered(site).hash_of(os.lstat(site / "a.html")) == HASH


def test_a_file_is_known_wherever_its_folder_has_moved(site: Path) -> None:
    known = remembered(site)
    site.rename(site.parent / "before")

    assert known.hash_of(os.lstat(site.parent / "before/a.html")) == HASH


def test_a_file_that_was_written_again_is_not_known(site: Path) -> None:
    known = remembered(site)
    times = os.stat(site / "a.html")
    (site / "a.html").write_bytes(CONTENT.upper())
    os.utime(site / "a.html", ns=(times.st_atime_ns, times.st_mtime_ns))  # as if it was not

    assert known.hash_of(os.lstat(site / "a.html")) is None


def test_a_file_in_another_ones_place_is_not_known(site: Path) -> None:
    known = remembered(site)
    (site / "b.html").write_bytes(CONTENT.upper())
    (site / "b.html").replace(site / "a.html")

    assert known.hash_of(os.lstat(site / "a.html")) is None


def test_the_site_before_last_is_known_and_no_earlier_one(site: Path) -> None:
    cache = Cache(site.parent / "cache.sqlite")
    stamps = []
    for name in ("first", "second", "third"):
        (site / name).write_text(name)
        stamps.append(os.lstat(site / name))
        KnownFiles(cache).remember(site, {name: name})

    known = KnownFiles(cache)

    assert [known.hash_of(status) for status in stamps] == [None, "second", "third"]


@pytest.mark.parametrize("content", [b"", b"[]", b"SQLite format 3", b"\xff" * 5000])
def test_a_damaged_cache_says_nothing(site: Path, content: bytes) -> None:
    file = site.parent / "cache.sqlite"
    file.write_bytes(content)
    cache = Cache(file)

    known = KnownFiles(cache)

    assert known.hash_of(os.lstat(site / "a.html")) is None
    known.remember(site, {"a.html": HASH})
    assert KnownFiles(cache).hash_of(os.lstat(site / "a.html")) == HASH


def test_without_a_cache_nothing_is_known_and_nothing_written(site: Path) -> None:
    known = KnownFiles()

    known.remember(site, {"a.html": HASH})

    assert known.hash_of(os.lstat(site / "a.html")) is None
    assert os.listdir(site.parent) == ["site"]
