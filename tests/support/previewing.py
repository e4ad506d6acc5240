"""A preview in a separate process, as an editor starts it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from support.site_folder import SiteFolder

#: Seconds within which a saved file must be visible, on a busy machine.
PATIENCE = 30


@dataclass
class Preview:
    """A running ``serve``; its address ends in a slash."""

    site: SiteFolder
    address: str
    process: subprocess.Popen[bytes]
    said: Path

    def get(self, path: str = "") -> str:
        """Return a page, or the server's response to a missing one."""
        try:
            with urllib.request.urlopen(f"{self.address}{path}", timeout=PATIENCE) as answer:
                return str(answer.read().decode())
        except urllib.error.HTTPError as error:
            return f"status {error.code}: {error.read().decode()}"

    def wait(self, path: str, until: Callable[[str], bool]) -> str:
        """Return a page once it is as expected."""
        end = time.monotonic() + PATIENCE
        while not until(page := self.get(path)):
            assert time.monotonic() < end, f"{path} never became as expected: {page[-300:]}"
            assert self.process.poll() is None, self.said.read_text()
            time.sleep(0.1)
        return page

    def interrupt(self) -> int:
        """Press Ctrl+C and return the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(PATIENCE)


@contextmanager
def previewing(site: SiteFolder, *command: str) -> Iterator[Preview]:
    """Run ``serve`` with its own temporary folder until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    temporary = site.root.parent / "temporary"
    temporary.mkdir()
    said = site.root.parent / "said.txt"
    environment = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    with said.open("wb") as output:
        process = subprocess.Popen(
            [*command, f"127.0.0.1:{port}"],
            cwd=site.root,
            env=environment | {"TMPDIR": str(temporary)},
            stdout=output,
            stderr=output,
        )
    try:
        preview = Preview(site, f"http://127.0.0.1:{port}/", process, said)
        end = time.monotonic() + PATIENCE
        while True:
            try:
                preview.get()
                break
            except urllib.error.URLError:
                assert process.poll() is None, said.read_text()
                assert time.monotonic() < end, said.read_text()
                time.sleep(0.1)
        yield preview
    finally:
        process.kill()
        process.wait()


OURS = (sys.executable, "-m", "factdesk", "serve", "--address")
MKDOCS = (sys.executable, "-m", "mkdocs", "serve", "--dev-addr")
