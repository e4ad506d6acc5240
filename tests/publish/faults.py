"""Build a small site with a failure at each system call; see ``test_faults.py``.

Every build with a fault runs in a forked process, and forking is cheap in a process as small as
this one.
"""

import builtins
import errno
import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from publish.small_site import build_site, read_site

from factdesk.publish import durable, exchange
from factdesk.publish.failure import PublishError

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
    """Lets all calls through but one, by number, which fails."""

    def __init__(self) -> None:
        self.left, self.failed = 0, ""
        self.fail: Callable[[], object] = lambda: None
        for module, name in CALLS:
            real = getattr(module, name)
            if name in ("fsync", "_syncfs"):  # does not wait for a busy disk
                real = real and (lambda *arguments: 0)
            if real is not None:
                setattr(module, name, self.guarded(real, name))

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
        exchange.ctypes.set_errno(code)  # for syncfs, which reports failure by its result
        raise OSError(code, os.strerror(code), "the/file")

    return fail


def interrupting(call):
    call()
    raise KeyboardInterrupt


def in_a_process(work: Callable[[], object]) -> object:
    """Run this in a separate process, like a build, and return its result."""
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


FAILURES = {
    "disk full": refusing(errno.ENOSPC),
    "no permission": refusing(errno.EACCES),
    "interrupted": interrupting,
}


def build_with_a_fault(site: Path, failure, nth: int, version: int) -> tuple[str, str]:
    """Build a version; return the call that failed, and the message."""
    faults = Faults()
    faults.fail, faults.left, message = failure, nth, ""
    try:
        build_site(site, PAGES[version], HOST[version], worth_keeping=0, durable=True)
    except (PublishError, OSError, KeyboardInterrupt) as error:
        message = f"{type(error).__name__}: {error}"
    faults.left = 0
    return faults.failed, message


def build_version(site: Path, version: int) -> None:
    build_site(site, PAGES[version], HOST[version], worth_keeping=0)
    assert read_site(site) == PAGES[version] | HOST[version]


def main(folder: Path, failure: str, system: str) -> None:
    """Let each call fail in turn, until a build has no more calls."""
    if system != "this one":
        exchange._system_swap = lambda: None
        durable._syncfs = None
    site = folder / "site"
    (folder / "mine.txt").write_bytes(b"mine")
    build_version(site, 1)
    build_version(site, 0)
    for nth in range(1, 1_000):
        version = nth % 2
        old, new = PAGES[1 - version] | HOST[1 - version], PAGES[version] | HOST[version]

        work = partial(build_with_a_fault, site, FAILURES[failure], nth, version)
        failed, message = in_a_process(work)

        now = read_site(site)
        assert now in (old, new), (nth, failed, message)
        if UNCHANGED in message:
            assert now == old, (nth, failed, message)
        if not message:
            assert now == new, (nth, failed)
        if not failed:
            break
        build_version(site, version)
        names = sorted(os.listdir(folder))
        assert names in (["mine.txt", "site"], [".site.previous", "mine.txt", "site"]), names
    assert nth > 90


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
