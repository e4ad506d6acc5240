"""Builds killed at random: the published site is always one complete version.

The suite kills only a few builds. To kill more: ``FACTDESK_KILLS=500 python -m pytest
tests/publish/test_kills.py``
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from publish import builder

from factdesk.publish.sums import SUMS, compare, digests, read_sums

KILLS = int(os.environ.get("FACTDESK_KILLS", "20"))


def version_of(site: Path, published) -> int:
    """Return the one version to which all files of the site belong."""
    files = published(site)
    version = int(files["index.html"])
    host = {f"host{n}.js": b"%d" % version for n in range(5)}
    assert files == builder.pages(version) | host
    assert not compare(read_sums((site / SUMS).read_bytes()), digests(site))
    return version


def build_until_killed(site: Path, way: str, version: int, chance: random.Random) -> None:
    """Kill a process during its second, third or fourth build."""
    with subprocess.Popen(
        [sys.executable, builder.__file__, site, way, str(version)],
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        for _ in range(chance.randint(2, 4)):
            began = time.monotonic()
            assert process.stdout.readline() == b"a build begins\n"
            lasted = time.monotonic() - began
        time.sleep(chance.uniform(0, lasted))
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.parametrize("way", ["one", "two"])
def test_a_killed_build_leaves_one_complete_version(tmp_path, published, way):
    """``one`` swaps in one step, ``two`` by two renames, which the next build completes."""
    site = tmp_path / "site"
    (tmp_path / "mine.txt").write_bytes(b"mine")
    chance = random.Random(way)  # the times still differ, because the speed of the machine does
    builder.build(site, 1)
    version = 1
    for _ in range(KILLS):
        build_until_killed(site, way, version, chance)
        if not site.exists():
            assert way == "two"
            builder.build(site, version)  # as any user would do; it recovers
        found = version_of(site, published)
        assert found > version or (way == "two" and found == version)
        version = found

    builder.build(site, version + 1)
    assert version_of(site, published) == version + 1
    assert sorted(os.listdir(tmp_path)) == [".factdesk", ".site.previous", "mine.txt", "site"]


def test_a_kill_between_the_two_renames_is_recovered(tmp_path, published):
    """The new site was complete and verified, so the next build moves it into place first."""
    site = tmp_path / "site"
    builder.build(site, 1)
    builder.build(site, 2)
    site.rename(tmp_path / ".site.next")

    staging = builder.Staging(site).open()

    assert version_of(site, published) == 2
    staging.abandon()
    assert version_of(site, published) == 2
    assert sorted(os.listdir(tmp_path)) == [".factdesk", ".site.previous", "site"]
