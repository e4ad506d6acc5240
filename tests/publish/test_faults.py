"""A failure at every single call to the system: the old site stays, or the new one is whole."""

import builtins
import errno
import io
import json
import os
import shutil
from collections.abc import Callable
from functools import partial

import pytest

from factdesk.publish import durable, exchange
from factdesk.publish.failure import PublishError

# Every build with a fault runs in a forked process; the workers of pytest-xdist have threads.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")

PAGES = (
    {"index.html": b"old", "claims/a/index.html": b"same", "gone/index.html": b"gone"},
    {"index.html": b"new", "claims/a/index.html": b"same", "come/index.html": b"come"},
)
HOST = ({"a.js": b"old"}, {"a.js": b"new"})

CALLS = [
    *((os, name) for name in ("open", "write", "read", "close", "fsync", "ftruncate", "statvfs")),
    *((os, name) for name in ("mkdir", "rmdir", "unlink", "rename", "replace", "chmod")),
    *((os, name) for name in ("scandir", "listdir", "lstat", "fstat")),
    (io, "open"),
    (builtins, "open"),
    (shutil, "rmtree"),
    (exchange, "swap"),
    (durable, "_syncfs"),
]

UNCHANGED = "The published site is unchanged."


class Faults:
    """Lets all calls through but one, by its number, which fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left, self.failed = 0, ""
        self.fail: Callable[[], object] = lambda: None
        for module, name in CALLS:
            real = getattr(module, name)
            if name in ("fsync", "_syncfs"):  # need not wait for a busy disk to be seen failing
                real = real and (lambda *arguments: 0)
            if real is not None:
                monkeypatch.setattr(module, name, self.guarded(real, name))

    def guarded(self, real, name):
        def call(*arguments, **options):
            self.left -= 1
            if self.left != 0:
                return real(*arguments, **options)
            self.failed = name
            return self.fail(lambda: real(*arguments, **options))

        return call


def refusing(code: int):
    def fail(call):
        exchange.ctypes.set_errno(code)  # for syncfs, which tells by its answer
        raise OSError(code, os.strerror(code), "the/file")

    return fail


def interrupting(call):
    call()
    raise KeyboardInterrupt


def in_a_process(work: Callable[[], object]) -> object:
    """Run this in a process of its own, as a build is, and return what it returned."""
    reading, writing = os.pipe()
    if not (child := os.fork()):
        try:
            os.write(writing, json.dumps(work()).encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading, encoding="utf-8") as pipe:
        answer = json.load(pipe)
    os.waitpid(child, 0)
    return answer


@pytest.mark.parametrize(
    "failure",
    [
        pytest.param(refusing(errno.ENOSPC), id="disk full"),
        pytest.param(refusing(errno.EACCES), id="no permission"),
        pytest.param(interrupting, id="interrupted"),
    ],
)
@pytest.mark.parametrize("system", ["this one", "one without syncfs and exchange"])
def test_whatever_fails_the_site_is_the_old_one_or_the_new_one(
    tmp_path, build, published, monkeypatch, failure, system
):
    if system != "this one":
        monkeypatch.setattr(exchange, "_system_swap", lambda: None)
        monkeypatch.setattr(durable, "_syncfs", None)
    site = tmp_path / "site"
    (tmp_path / "mine.txt").write_bytes(b"mine")

    def build_with_a_fault(nth: int, version: int) -> tuple[str, str]:
        faults = Faults(monkeypatch)
        faults.fail, faults.left, message = failure, nth, ""
        try:
            build(site, PAGES[version], HOST[version], worth_keeping=0, durable=True)
        except (PublishError, OSError, KeyboardInterrupt) as error:
            message = f"{type(error).__name__}: {error}"
        faults.left = 0
        return faults.failed, message

    def build_version(version: int) -> None:
        build(site, PAGES[version], HOST[version], worth_keeping=0)
        assert published(site) == PAGES[version] | HOST[version]

    build_version(1)
    build_version(0)
    for nth in range(1, 1_000):
        version = nth % 2
        old, new = PAGES[1 - version] | HOST[1 - version], PAGES[version] | HOST[version]

        failed, message = in_a_process(partial(build_with_a_fault, nth, version))

        now = published(site)
        assert now in (old, new), (nth, failed, message)
        if UNCHANGED in message:
            assert now == old, (nth, failed, message)
        if not message:
            assert now == new, (nth, failed)
        if not failed:
            break
        build_version(version)
        names = sorted(os.listdir(tmp_path))
        assert names in (["mine.txt", "site"], [".site.previous", "mine.txt", "site"])
    assert nth > 90
