"""Read which commits changed which files of a folder, along the first parents of ``HEAD``.

The result is cached by commit, so a later run reads only new commits. Measured with 10,000 claims
and 20,000 commits: 1.5 s of CPU time without a cache, 0.06 s with it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple, TypeAlias

import msgspec

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.cache.store import NO_CACHE, Cache, CacheEntry
from factdesk.claims.file_names import is_claim_path
from factdesk.git.run import HistoryError, read_blobs, run_git

#: The kind of the cache entries.
_KIND = "git history"

#: Number of the commit, path, blob.
_Row: TypeAlias = tuple[int, str, str]


class Commit(NamedTuple):
    """A commit: its id, and its time in seconds since 1970 (UTC)."""

    id: str
    committed_at: int


class CommittedChange(NamedTuple):
    """A file that a commit added, changed or deleted.

    ``path`` is relative to the folder of claims, with slashes. ``blob`` is git's id of the new
    content; it is empty if the commit deleted the file or replaced it by a link. Moving a file
    makes two changes in one commit.
    """

    commit: Commit
    path: str
    blob: str

    @property
    def is_claim(self) -> bool:
        """Whether it is a claim file."""
        return is_claim_path(self.path)

    @property
    def slug(self) -> str:
        """The stem of the file name."""
        return self.path.rpartition("/")[2].rpartition(".")[0]


class History(msgspec.Struct, frozen=True, dict=True):
    """The changes of all files below a folder, oldest first, and sorted by path within a commit.

    ``head`` is the commit that was read. ``prefix`` is the folder's path in the repository, with a
    slash at the end; it is empty for the repository's root. If ``is_shallow``, older commits were
    not fetched, so the first commit seems to add all files that existed then.
    """

    folder: Path
    head: str
    prefix: str
    is_shallow: bool
    changes: Sequence[CommittedChange]

    @cached_property
    def by_path(self) -> dict[str, list[CommittedChange]]:
        """The changes of each file."""
        changes: dict[str, list[CommittedChange]] = {}
        for change in self.changes:
            changes.setdefault(change.path, []).append(change)
        return changes

    def contents(self, blobs: Iterable[str]) -> Iterator[bytes]:
        """Yield the contents of blobs by their ids, in the same order.

        Raises:
            HistoryError: a blob is not in the repository.
        """
        return read_blobs(self.folder, blobs)


class _Walked(msgspec.Struct, array_like=True):
    """The cached data: all commits that changed files, and the changes with indexes of commits."""

    head: str
    commits: list[tuple[str, int]]
    rows: list[_Row]


def read_history(folder: Path, cache: Cache = NO_CACHE, *, revision: str = "HEAD") -> History:
    """Return the history of the files below a folder, such as the folder of claims.

    ``revision`` is trusted: it is a commit id from git.

    Raises:
        HistoryError: git is not installed, or the folder is not in a repository with a commit.
    """
    asked = ["--is-shallow-repository", "--show-prefix", f"{revision}^{{commit}}"]
    shallow, prefix, head = run_git(folder, "rev-parse", *asked).decode().splitlines()
    key = fingerprint(program_fingerprint(), prefix, shallow)
    walked = _recall(cache, str(folder), key)
    if walked is None or not _is_continued(folder, walked.head, head):
        walked = _Walked("", [], [])
    if walked.head != head:
        _append(walked, folder, head)
        cache.write(_KIND, [CacheEntry(str(folder), key, msgspec.msgpack.encode(walked))])
    commits = [Commit(*each) for each in walked.commits]
    changes = [CommittedChange(commits[n], path, blob) for n, path, blob in walked.rows]
    return History(folder, head, prefix, shallow == "true", changes)


def _recall(cache: Cache, key: str, made_from: str) -> _Walked | None:
    raw = cache.get(_KIND, key, made_from)
    return None if raw is None else msgspec.msgpack.decode(raw, type=_Walked)


def _is_continued(folder: Path, before: str, head: str) -> bool:
    """Return whether a commit is a first-parent ancestor of ``head``, or ``head`` itself."""
    if before == head:
        return True
    try:
        parents = run_git(
            folder, "log", "--first-parent", "--no-show-signature", "--format=%P",
            f"{before}..{head}", "--",
        )  # fmt: skip
    except HistoryError:  # the commit is no longer in the repository
        return False
    oldest = parents.decode().splitlines()[-1:]
    return oldest != [] and oldest[0].split()[:1] == [before]


def _append(walked: _Walked, folder: Path, head: str) -> None:
    new = f"{walked.head}..{head}" if walked.head else head
    # Set all options that the user's configuration could change.
    answer = run_git(
        folder, "-c", "log.follow=false", "log", "--first-parent", "--diff-merges=first-parent",
        "--reverse", "--root", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff",
        "--ignore-submodules=none", "--no-show-signature", "--no-color", "--relative",
        "--format=%H %ct", new, "--", ".",
    )  # fmt: skip
    walked.head = head
    rows: list[_Row] = []
    # A commit is "HASH TIME", and each of its files ":MODE MODE BLOB BLOB LETTER" and a path.
    fields = iter(answer.split(b"\0"))
    for field in fields:
        meta = field.strip(b"\n")
        if not meta:
            continue
        if not meta.startswith(b":"):
            walked.rows += sorted(rows, key=_by_path)
            rows.clear()
            commit, time = meta.split()
            walked.commits.append((commit.decode(), int(time)))
            continue
        path = next(fields).decode("utf-8", "backslashreplace")
        mode_before, mode, blob_before, blob, _ = meta[1:].split()
        old, new_blob = _regular(mode_before, blob_before), _regular(mode, blob)
        if old != new_blob:
            rows.append((len(walked.commits) - 1, path, new_blob))
    walked.rows += sorted(rows, key=_by_path)


def _by_path(row: _Row) -> bytes:
    return row[1].encode()


def _regular(mode: bytes, blob: bytes) -> str:
    """Return the blob id of a regular file; empty for links, submodules and deletions."""
    return blob.decode() if mode.startswith(b"100") else ""
