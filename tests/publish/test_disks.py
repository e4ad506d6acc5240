"""Real full disks, and real folders without write permission."""

import os
import resource
import subprocess
import tempfile
from functools import partial
from pathlib import Path

import pytest

from factdesk.publish.failure import PublishError
from factdesk.publish.tree import list_tree

# The workers of pytest-xdist have threads, and some tests fork.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")

OLD = {"index.html": b"old", "claims/bridge/index.html": b"bridge"}


@pytest.fixture
def small_disk(tmp_path):
    """A disk of one megabyte, if this user may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk]
    if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a small disk, and not in every container")
    yield disk
    subprocess.run(["umount", disk], check=True)


def in_a_process(work) -> str:
    """Run this in a forked process, and return the message of its failure."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            work()
            answer = "no failure"
        except BaseException as error:  # noqa: BLE001  # all of them are reported
            answer = f"{type(error).__name__}: {error}"
        os.write(writing, answer.encode())
        os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        answer = pipe.read()
    os.waitpid(child, 0)
    return answer


@pytest.mark.parametrize("size", [900_000, 1_200_000])
def test_a_disk_that_fills_up_keeps_the_old_site(small_disk, build, published, size):
    """Full while pages are written, or only when the list of sums is written."""
    site = small_disk / "site"
    for _ in range(2):
        build(site, OLD, worth_keeping=0)
    pages = {f"c{n}.html": b"%d" % n * 500 for n in range(size // 1_500)}

    with pytest.raises(PublishError) as error:
        build(site, pages | {"last": b"x" * 200_000}, worth_keeping=0)

    assert "no space left on device" in error.value.message
    assert error.value.remedy == (
        "Free some space on that disk and build again. The published site is unchanged."
    )
    assert published(site) == OLD
    build(site, OLD | {"next": b"works"}, worth_keeping=0)
    assert published(site) == OLD | {"next": b"works"}


def test_a_first_build_on_a_full_disk_leaves_it_as_it_was(small_disk, build):
    with pytest.raises(PublishError, match="no space left on device"):
        build(small_disk / "site", {f"c{n}.html": b"x" * 5_000 for n in range(400)})

    assert os.listdir(small_disk) == []


def test_a_limit_on_the_size_of_files_keeps_the_old_site(tmp_path, build, published):
    site = tmp_path / "site"
    build(site, OLD)

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, 1_000))
        build(site, OLD | {"large.html": b"x" * 5_000})

    assert in_a_process(limited) == (
        "PublishError: writing large.html failed: file too large\n"
        "The file size limit is reached: raise it (ulimit -f) and build again. "
        "The published site is unchanged."
    )
    assert published(site) == OLD
    assert os.listdir(tmp_path) == ["site"]


@pytest.fixture
def open_folder():
    """A folder that every user of the machine can reach, unlike pytest's own."""
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        yield Path(folder)


def as_nobody(work) -> str:
    """Run this as a user without rights; folder permissions do not apply to root."""

    def drop_rights_and_work():
        if not os.geteuid():
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        work()

    return in_a_process(drop_rights_and_work)


def read_again(folder: Path) -> dict[str, int]:
    return {path: os.lstat(folder / path).st_ino for path in list_tree(folder).files}


def test_a_parent_folder_that_is_not_ours_to_write(open_folder, build):
    site = open_folder / "site"
    build(site, OLD)
    before = read_again(open_folder)
    os.chmod(open_folder, 0o555)

    answer = as_nobody(lambda: build(site, OLD))

    os.chmod(open_folder, 0o755)
    assert answer == (
        f"PublishError: preparing to build {site} failed: "
        f"permission denied: {open_folder}/.site.lock\n"
        "Give this user write permission (and close programs that have the folder open), "
        "or choose another site_dir. The published site is unchanged."
    )
    assert read_again(open_folder) == before


def test_a_site_with_folders_that_cannot_be_read(open_folder, build):
    os.chmod(open_folder, 0o777)
    site = open_folder / "site"
    assert as_nobody(lambda: build(site, OLD)) == "no failure"
    os.chmod(site / "claims", 0)

    answer = as_nobody(lambda: build(site, OLD))

    os.chmod(site / "claims", 0o755)
    assert answer.startswith(
        f"PublishError: preparing to build {site} failed: permission denied: {site}/claims/\n"
    )
    assert (site / "index.html").read_bytes() == b"old"


def test_a_user_without_rights_builds_in_a_folder_of_his_own(open_folder, build, published):
    os.chmod(open_folder, 0o777)
    site = open_folder / "mine/site"
    for pages in (OLD, OLD | {"x": b"x"}, {"x": b"y"}):
        assert as_nobody(partial(build, site, pages, worth_keeping=0)) == "no failure"
        assert published(site) == pages
