"""The last report is printed again if and only if all its inputs are unchanged."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.cache.store import Cache, CacheEntry
from factdesk.reports.last_report import LastReport, RenderedReport

SAID = RenderedReport("claims/a.yml:1:1: FD103 é \ud800\nline\n", "error")


def report_on(root: Path, *words: str) -> LastReport:
    pages = sorted((root / "docs").rglob("*.md"))
    return LastReport("check", Cache(root / "check.sqlite"), root / "claims", pages, root, words)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("claims/bridge.yml", "claims/notes.txt", "docs/index.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def keep(root: Path, *words: str) -> None:
    digest = hashlib.sha256((root / "claims/bridge.yml").read_bytes()).hexdigest()
    report_on(root, *words).keep(SAID, {"claims/bridge.yml": digest})


def test_what_was_said_is_said_again(root: Path) -> None:
    keep(root, "text")

    assert report_on(root, "text").recall() == SAID


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "claims/bridge.yml").write_text("claims/Bridge.yml"),
        lambda root: (root / "claims/tower.yml").write_text(""),
        lambda root: (root / "claims/bridge.yml").rename(root / "claims/tower.yml"),
        lambda root: (root / "claims/notes.txt").write_text("claims/Notes.txt"),
        lambda root: (root / "claims/notes.txt").unlink(),
        lambda root: (root / "docs/index.md").write_text("docs/Index.md"),
        lambda root: (root / "docs/index.md").write_text("x" * 300_000),
        lambda root: (root / "docs/more.md").write_text(""),
    ],
)
def test_any_change_of_a_file_makes_a_new_report(
    root: Path, change: Callable[[Path], object]
) -> None:
    (root / "docs/index.md").write_text("y" * 300_000)
    keep(root)

    change(root)

    assert report_on(root).recall() is None


def test_other_words_make_a_new_report(root: Path) -> None:
    keep(root, "2026-11-24", "text")

    assert report_on(root, "2026-11-25", "text").recall() is None


def test_time_stamps_do_not_matter(root: Path) -> None:
    file = root / "claims/bridge.yml"
    keep(root)
    stamp = file.stat()

    os.utime(file, (0, 0))
    assert report_on(root).recall() == SAID

    file.write_text("claims/Bridge.yml")
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    assert report_on(root).recall() is None


def test_what_could_not_be_read_is_looked_at_again(root: Path) -> None:
    report_on(root).keep(SAID, {"claims/bridge.yml": ""})

    assert Cache(root / "check.sqlite").read("report", ["last"]) == {}


def test_what_somebody_else_put_there_is_not_believed(root: Path) -> None:
    keep(root)
    Cache(root / "check.sqlite").write(
        "report", [CacheEntry("check", "another key", b"error\nlies")]
    )

    assert report_on(root).recall() is None
