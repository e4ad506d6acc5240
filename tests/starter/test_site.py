"""A new site is written whole, or not at all."""

from pathlib import Path

import pytest

from factdesk.starter.site import write_new


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
    """A folder cannot be where a file is: the third file cannot be written."""
    files = {"a/b": b"x", "c": b"y", "c/d": b"z"}

    with pytest.raises(OSError, match="c"):
        write_new(tmp_path / "desk", files)
    assert tree(tmp_path) == []

    (tmp_path / "empty").mkdir()
    with pytest.raises(OSError, match="c"):
        write_new(tmp_path / "empty", files)
    assert tree(tmp_path) == ["empty"]
