"""The last build, remembered: when nothing has changed since, its site is there and is right."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, TextIO

from factdesk.build.inputs import Inputs
from factdesk.publish.known import stamp_of
from factdesk.publish.marker import MARKER
from factdesk.publish.sums import SUMS, SumsError, read_sums
from factdesk.publish.tree import folders_of


class LastBuild:
    """What the last build of these inputs left behind, and what it said.

    ``file`` holds the memory. The inputs count by their contents. The published files count as
    untouched while size, times and places on the disk are what they were: nobody changes a file
    without its system noting when.
    """

    def __init__(self, file: Path, inputs: Inputs) -> None:
        """Look at the inputs as they are before the build."""
        self._file = file
        self._inputs = inputs
        self._stamps = inputs.stamps()
        self._key = inputs.key()
        self._said: list[tuple[str, str]] = []

    def is_current(self) -> bool:
        """Whether the published site is what a build would make now; then says what it had said."""
        try:
            kept = json.loads(self._file.read_bytes())
            if (kept["key"], kept["site"]) != (self._key, self._site()):
                return False
            said = [(str(stream), str(text)) for stream, text in kept["said"]]
        except (OSError, ValueError, TypeError, KeyError, SumsError):
            return False
        for stream, text in said:
            (sys.stderr if stream == "err" else sys.stdout).write(text)
        return True

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Take down what the build says, so that it can be said again."""
        out, err = (_Tee(stream, name, self._said) for name, stream in _streams())
        with redirect_stdout(out), redirect_stderr(err):
            yield

    def keep(self) -> None:
        """Remember a build that was published, unless an input was touched in the meantime."""
        with suppress(OSError, SumsError):
            if self._inputs.stamps() != self._stamps:
                return
            kept = {"key": self._key, "site": self._site(), "said": self._said}
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new = self._file.with_suffix(f".{os.getpid()}")
            new.write_text(json.dumps(kept), "utf-8")
            new.replace(self._file)

    def _site(self) -> str:
        """Return a digest of the stamps of all published files and their folders."""
        site = self._inputs.site
        paths = read_sums((site / SUMS).read_bytes())
        total = blake2b(digest_size=20)
        for path in ("", *sorted(folders_of(paths)), SUMS, MARKER, *paths):
            total.update(os.fsencode(f"{path} {stamp_of(f'{site}/{path}')}\n"))
        return total.hexdigest()


def _streams() -> tuple[tuple[str, TextIO], tuple[str, TextIO]]:
    return ("out", sys.stdout), ("err", sys.stderr)


class _Tee:
    """A stream that also takes down what is written to it."""

    def __init__(self, stream: TextIO, name: str, said: list[tuple[str, str]]) -> None:
        self._stream = stream
        self._name = name
        self._said = said

    def write(self, text: str) -> int:
        written = self._stream.write(text)  # refuses bytes, which some try out
        self._said.append((self._name, text))
        return written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
