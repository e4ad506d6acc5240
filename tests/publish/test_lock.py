import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from publish import builder

from factdesk.publish.failure import PublishError
from factdesk.publish.lock import BuildLock
from factdesk.publish.staging import Staging

HOLD = """
import sys, time
sys.path.insert(0, sys.argv[1])
from factdesk.publish.staging import Staging
with Staging(sys.argv[2]) as staging:
    staging.write("index.html", b"other")
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def other_build(tmp_path):
    """A second process that is building the same site."""
    root = Path(builder.__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, root, tmp_path / "site"],
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_build_says_that_another_one_runs(tmp_path, build, other_build, everything):
    before = everything(tmp_path)

    with pytest.raises(PublishError) as error:
        build(tmp_path / "site", {"index.html": b"mine"})

    assert str(error.value) == (
        f"another build of {tmp_path}/site is in progress (process {other_build.pid})\n"
        "Wait for it to finish, or stop it, and build again. The published site is unchanged."
    )
    assert everything(tmp_path) == before


def test_the_lock_of_a_killed_build_does_not_hold(tmp_path, build, other_build, published):
    other_build.kill()
    other_build.wait()
    assert (tmp_path / ".site.lock").exists()

    build(tmp_path / "site", {"index.html": b"mine"})

    assert published(tmp_path / "site") == {"index.html": b"mine"}
    assert os.listdir(tmp_path) == ["site"]


def test_another_site_in_the_same_folder_is_built_meanwhile(tmp_path, build, other_build):
    build(tmp_path / "site-de", {"index.html": b"mine"})

    assert (tmp_path / "site-de/index.html").read_bytes() == b"mine"


def test_a_lock_that_its_holder_removed_is_not_mistaken_for_the_present_one(tmp_path):
    """A process that opens the file just before it is removed must not hold an invisible lock."""
    one = BuildLock(tmp_path / "lock", tmp_path / "site")
    one.acquire()
    two = BuildLock(tmp_path / "lock", tmp_path / "site")
    looked = two._is_current
    descriptor = os.open(tmp_path / "lock", os.O_RDWR)
    one.release()

    assert not looked(descriptor)
    two.acquire()
    with pytest.raises(PublishError):
        BuildLock(tmp_path / "lock", tmp_path / "site").acquire()
    os.close(descriptor)
    two.release()
    assert os.listdir(tmp_path) == []


@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_the_lock_is_held_while_an_orphaned_worker_still_writes(tmp_path):
    reading, writing = os.pipe()
    if not (parent := os.fork()):
        Staging(tmp_path / "site").open()
        if not os.fork():
            os.close(writing)
            os.read(reading, 1)  # until the test closes its end
        os._exit(0)  # neither releases the lock
    os.waitpid(parent, 0)

    with pytest.raises(PublishError, match="another build"):
        Staging(tmp_path / "site").open()

    os.close(writing)
    os.close(reading)
    for _ in range(600):
        try:
            with Staging(tmp_path / "site"):
                break
        except PublishError:
            time.sleep(0.1)
    else:
        raise AssertionError("the lock outlived its last holder")


def test_one_process_builds_again_and_again(tmp_path, build, published):
    """As a preview does."""
    for n in range(3):
        build(tmp_path / "site", {"index.html": b"%d" % n})

    assert published(tmp_path / "site") == {"index.html": b"2"}
