"""Cache the last report of a command, so that an unchanged site is not checked again.

The fingerprint covers the contents, not the time stamps, of every claim file and written page, the
configuration and the options. This module parses no claims.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.cache.store import Cache, CacheEntry
from factdesk.pictures.folder import PICTURES, picture_digests
from factdesk.reading.claim_file import digest_of
from factdesk.reading.files import read_bytes
from factdesk.reading.folder import find_claim_files, name_in
from factdesk.reading.shared_sources import SharedSources

#: The kind of the entries in the cache; their keys are the commands.
_KIND = "report"


class RenderedReport(NamedTuple):
    """A rendered report and its worst severity, which is empty if there are no problems."""

    text: str
    worst: str


class LastReport:
    """The last report of a command on a folder of claims, some other files, and other inputs.

    ``words`` are the other inputs: the configuration, the date, the format.
    """

    def __init__(  # all inputs of a report
        self,
        command: str,
        cache: Cache,
        claims: Path,
        others: Iterable[Path],
        root: Path,
        words: Iterable[str],
    ) -> None:
        """Read the other files, and those that are not claims, before the checks run."""
        self._command = command
        self._cache = cache
        self._words = tuple(words)
        self._found = find_claim_files(claims, root)
        self._others = {name: _digest(root / name) for name, _ in self._found.skipped}
        self._others |= {name_in(root, path): _digest_of_other(path) for path in others}
        self._others |= dict.fromkeys(self._found.unused_records, "")
        self._others |= {
            file.path: file.digest for file in SharedSources.read(claims, root).files.values()
        }
        self._others |= {f"{PICTURES}/{name}": digest for name, digest in picture_digests(claims)}

    def recall(self) -> RenderedReport | None:
        """Return the last report if none of its inputs has changed."""
        entry = self._cache.read(_KIND, [self._command]).get(self._command)
        if entry is None or entry.fingerprint != self._fingerprint(self._digests):
            return None
        worst, _, text = entry.value.decode("utf-8", "surrogatepass").partition("\n")
        return RenderedReport(text, worst)

    def keep(self, said: RenderedReport, digests: Mapping[str, str]) -> None:
        """Cache a report; ``digests`` are those of the claim files that it covers."""
        if all(digests.values()):  # a file that could not be read may be readable the next time
            value = f"{said.worst}\n{said.text}".encode("utf-8", "surrogatepass")
            entry = CacheEntry(self._command, self._fingerprint(digests), value)
            self._cache.write(_KIND, [entry])

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {name: _digest(path, record) for path, name, record in self._found.files}

    def _fingerprint(self, digests: Mapping[str, str]) -> str:
        return fingerprint(program_fingerprint(), self._words, {**self._others, **digests})


def _digest(path: Path | str, record: str = "") -> str:
    """Return the digest of a file as it is checked; if it cannot be read, the reason."""
    raw = read_bytes(path)
    recorded = read_bytes(record) if record else None
    return digest_of(raw, recorded) if isinstance(raw, bytes) else raw.message


def _digest_of_other(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        return str(error.errno)
