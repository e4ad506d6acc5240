"""The same input gives the same bytes for every user, folder, time and machine."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support.every_kind import write_every_kind
from support.site_folder import SiteFolder, files_of

#: Builds with another clock, and with several processes even for small sites.
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


def modes(site: SiteFolder) -> set[int]:
    """The modes of the published files."""
    files = (file for file in (site.root / "site").rglob("*") if file.is_file())
    return {file.stat().st_mode & 0o777 for file in files}


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
    assert modes(here) == {0o644}  # the other one has another umask


def test_the_first_site_is_the_same_twice(first: SiteFolder, below: object, tmp_path: Path) -> None:
    copy = SiteFolder(tmp_path / "copy")
    shutil.copytree(
        first.root,
        copy.root,
        ignore=shutil.ignore_patterns("below", "root", "disk", ".*"),
    )
    assert copy.run("build", SITE_URL="https://desk.example/a/path/").exit_status == 0
    assert copy.files() == files_of(first.root / "below")
