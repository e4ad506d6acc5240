"""The same input gives the same bytes for every user, place, time and machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.every_kind import write_every_kind
from support.site_folder import SiteFolder, files_of

#: Builds with another clock, and with work shared out however little there is.
ELSEWHEN = """\
import ctypes, datetime, gc, sys, time
now = time.time
time.time = lambda: now() + 5e8

# The types themselves stay: a subclass of them is another type for anyone who encodes dates.
def replace(cls, name, function):
    gc.get_referents(cls.__dict__)[0][name] = classmethod(function)
    ctypes.pythonapi.PyType_Modified(ctypes.py_object(cls))

replace(datetime.date, "today", lambda cls: cls(2042, 2, 28))
replace(datetime.datetime, "now", lambda cls, tz=None: cls(2042, 2, 28, tzinfo=tz))
assert datetime.date.today().year == datetime.datetime.now().year == 2042
import factdesk.workers
factdesk.workers.WORTH_FORKING = 1
from factdesk.cli import run
sys.exit(run(sys.argv[1:]))
"""


def build(
    site: SiteFolder, *program: str, umask: int = 0o022, **environment: str
) -> dict[str, bytes]:
    done = subprocess.run(
        [sys.executable, *program],
        cwd=site.root,
        env={**os.environ, "SITE_URL": "https://desk.example/a/", **environment},
        umask=umask,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return site.files()


@pytest.mark.parametrize("language", ["en", "de"])
def test_nothing_but_the_input_shows(language: str, tmp_path: Path) -> None:
    here = write_every_kind(tmp_path / "here", language)
    there = write_every_kind(tmp_path / "ein anderer Ort" / "ünterwegs", language)
    # Other orders of folders, and other times of files.
    for file in sorted((there.root / "claims").iterdir(), reverse=True):
        shutil.move(file, there.root / "moved")
        shutil.move(there.root / "moved", file)
        os.utime(file, (0, 0))

    first = build(here, "-m", "factdesk", "build", "--jobs", "1")
    second = build(
        there, "-c", ELSEWHEN, "build", "--jobs", "2", "--clean",
        umask=0o077,
        TZ="Pacific/Kiritimati",
        LANG="tr_TR.UTF-8",
        LC_ALL="C",
        PYTHONHASHSEED="4711",
        HOME="/",
        USER="someone",
    )  # fmt: skip

    assert set(first) == set(second)
    assert [path for path in first if first[path] != second[path]] == []


def test_a_second_build_gives_what_a_first_one_would(tmp_path: Path) -> None:
    """After edits, additions, deletions and renames, nothing is left of what was."""
    site = write_every_kind(tmp_path / "a")
    build(site, "-m", "factdesk", "build")
    (site.root / "claims" / "false-thing.yml").unlink()
    (site.root / "claims" / "mixed-thing.yml").rename(site.root / "claims" / "moved-thing.yml")
    site.write("docs/about.md", "# Another page about us\n")
    (site.root / "docs" / "privacy.md").rename(site.root / "docs" / "secrecy.md")
    config = (site.root / "mkdocs.yml").read_text("utf-8")
    site.write("mkdocs.yml", config.replace("privacy.md", "secrecy.md").replace("Desk", "Table"))

    again = build(site, "-m", "factdesk", "build")

    shutil.copytree(site.root, tmp_path / "b", ignore=shutil.ignore_patterns("site", ".factdesk"))
    assert again == build(SiteFolder(tmp_path / "b"), "-m", "factdesk", "build")
    assert build(site, "-m", "factdesk", "build", "--clean") == again


def test_how_a_site_is_built_does_not_show_in_the_modes_of_its_files(tmp_path: Path) -> None:
    site = write_every_kind(tmp_path)
    build(site, "-m", "factdesk", "build")
    modes = {
        file.stat().st_mode & 0o777 for file in (site.root / "site").rglob("*") if file.is_file()
    }
    assert modes == {0o644}


def test_the_first_site_is_the_same_twice(first: SiteFolder, below: object, tmp_path: Path) -> None:
    copy = SiteFolder(tmp_path / "copy")
    shutil.copytree(
        first.root,
        copy.root,
        ignore=shutil.ignore_patterns("below", "root", "disk", ".*"),
    )
    assert copy.run("build", SITE_URL="https://desk.example/a/path/").exit_status == 0
    assert copy.files() == files_of(first.root / "below")
