"""Skip a build if nothing has changed since the last one."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from typing import Any, TextIO

from factdesk.build.inputs import Inputs
from factdesk.cache.file_digests import FileDigests
from factdesk.cache.fingerprint import fingerprint
from factdesk.cache.store import Cache, CacheEntry
from factdesk.publish.manifest import Manifests
from factdesk.publish.sums import SUMS, digest

#: The kind and the key of the only entry in the cache.
_KIND, _KEY = "build", "last"


class LastBuild:
    """The output of the last build, valid while its inputs and the published site are unchanged.

    Claim files and published files count as unchanged while their size, times and inode are the
    same, because the system records the time of every change. Other inputs are compared by content.
    """

    def __init__(self, cache: Cache, inputs: Inputs) -> None:
        """Fingerprint the inputs before the build."""
        self._cache = cache
        self._inputs = inputs
        digests, others = FileDigests(cache), inputs.other_stamps()
        self._key = inputs.key(digests.of)
        self._stamps = {**others, **digests.stamps}
        digests.keep()
        self._output: list[tuple[str, str]] = []

    def is_current(self) -> bool:
        """Return whether the site is up to date; if so, print the last output again."""
        value = self._cache.get(_KIND, _KEY, self._fingerprint())
        site = self._inputs.site
        manifest = value and Manifests(self._cache).of(site)
        if not value or not manifest or not manifest.is_intact(str(site)):
            return False
        for stream, text in json.loads(value):
            (sys.stderr if stream == "err" else sys.stdout).write(text)
        return True

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record the output of the build."""
        out, err = (_Tee(stream, name, self._output) for name, stream in _streams())
        with redirect_stdout(out), redirect_stderr(err):
            yield

    def keep(self) -> None:
        """Store the record of a published build, unless an input has changed in the meantime."""
        with suppress(OSError):
            if self._inputs.stamps() == self._stamps:
                value = json.dumps(self._output).encode()
                self._cache.write(_KIND, [CacheEntry(_KEY, self._fingerprint(), value)])

    def _fingerprint(self) -> str:
        """Return the fingerprint of the inputs and of the list of all published files."""
        try:
            return fingerprint(self._key, digest(self._inputs.site / SUMS))
        except OSError:
            return ""


def _streams() -> tuple[tuple[str, TextIO], tuple[str, TextIO]]:
    return ("out", sys.stdout), ("err", sys.stderr)


class _Tee:
    """A stream that also records what is written to it."""

    def __init__(self, stream: TextIO, name: str, output: list[tuple[str, str]]) -> None:
        self._stream = stream
        self._name = name
        self._output = output

    def write(self, text: str) -> int:
        written = self._stream.write(text)  # raises TypeError for bytes, which some callers try
        self._output.append((self._name, text))
        return written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
