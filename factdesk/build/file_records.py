"""Keep generated files as long as their inputs are unchanged."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from factdesk.build.results import PathAndHash
from factdesk.build.workspace import Workspace
from factdesk.cache.store import CacheEntry

_KIND = "file records"
#: The path and the SHA-256 of a file, by the fingerprint of its inputs.
_Records = dict[str, tuple[str, str]]
_DECODER = msgspec.msgpack.Decoder(_Records)


class FileRecords:
    """Writes the files of one group, such as the search index, and keeps up-to-date ones."""

    def __init__(self, group: str, fingerprint: str, workspace: Workspace) -> None:
        """Read the records of the last build; ``fingerprint`` covers the common inputs."""
        self._group = group
        self._fingerprint = fingerprint
        self._staging = workspace.staging
        self._cache = workspace.cache
        self._now: _Records = {}
        self._written: dict[str, str] = {}
        value = workspace.cache.get(_KIND, group, fingerprint)
        self._last: _Records = _DECODER.decode(value) if value else {}

    def write(self, key: str, make: Callable[[], tuple[str, bytes]]) -> str:
        """Write a file, or keep the one with the same key; return its path."""
        writer = self._staging.writer
        path, sha256 = self._last.get(key, ("", ""))
        if not path or not writer.keep(path, sha256, self._staging.site):
            path, content = make()
            sha256 = writer.write(path, content)
        if path not in self._written:  # named by its content, so it is the same file
            self._staging.files.add([(path, sha256)])
        self._written[path] = sha256
        self._now[key] = path, sha256
        return path

    def keep(self) -> list[PathAndHash]:
        """Store the records for the next build, and return the files of this one."""
        value = msgspec.msgpack.encode(self._now)
        self._cache.write(_KIND, [CacheEntry(self._group, self._fingerprint, value)])
        return [*self._written.items()]
