"""A new site is written completely or not at all."""

import sys
from pathlib import Path

import pytest

from factdesk.files import write_file
from factdesk.scaffold.site import write_new


def tree(folder: Path) -> list[str]:
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*"))


def test_a_site_is_written_with_its_scripts_executable(tmp_path: Path) -> None:
    write_new(
        tmp_path / "new" / "desk", {"build_site.py": b"#!/usr/bin/env python3\n", "a/b": b"x"}
    )

    assert tree(tmp_path / "new" / "desk") == ["a", "a/b", "build_site.py"]
    assert (tmp_path / "new" / "desk" / "build_site.py").stat().st_mode & 0o111
    assert not (tmp_path / "new" / "desk" / "a" / "b").stat().st_mode & 0o111


def test_after_a_failure_nothing_is_left_of_it(tmp_path: Path) -> None:
    """A folder cannot be created where a file exists, so writing the third file fails."""
    files = {"a/b": b"x", "c": b"y", "c/d": b"z"}

    with pytest.raises(OSError, match="c"):
        write_new(tmp_path / "desk", files)
    assert tree(tmp_path) == []

    (tmp_path / "empty").mkdir()
    with pytest.raises(OSError, match="c"):
        write_new(tmp_path / "empty", files)
    assert tree(tmp_path) == ["empty"]


def test_a_new_file_is_never_written_over_another(tmp_path: Path) -> None:
    (tmp_path / "mine.yml").write_bytes(b"mine")

    with pytest.raises(FileExistsError):
        write_file(tmp_path / "mine.yml", b"theirs", new=True)

    assert tree(tmp_path) == ["mine.yml"]
    assert (tmp_path / "mine.yml").read_bytes() == b"mine"


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
@pytest.mark.parametrize("new", [True, False])
def test_a_disk_that_takes_no_more_leaves_the_file_as_it_was(tmp_path: Path, new: bool) -> None:
    import resource

    file = tmp_path / "page.md"
    if not new:
        file.write_bytes(b"before")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, before[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            write_file(file, b"after" * 10_000, new=new)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)

    assert tree(tmp_path) == ([] if new else ["page.md"])
    assert new or file.read_bytes() == b"before"


def test_what_an_interrupted_run_has_left_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "outside").write_bytes(b"theirs")
    (tmp_path / ".page.md.new").symlink_to(tmp_path / "outside")

    write_file(tmp_path / "page.md", b"ours")

    assert tree(tmp_path) == ["outside", "page.md"]
    assert (tmp_path / "outside").read_bytes() == b"theirs"
