"""FD507, FD314: what has become of the claims of an earlier git revision.

The revision is data: it is resolved by git to a commit first, and only the commit's name is used.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from factdesk.checks.codes import CODES
from factdesk.checks.file import FileResult, check_file
from factdesk.checks.registry import Context
from factdesk.claims.claim import Correction
from factdesk.claims.problem import Place, Problem
from factdesk.claims.vocabulary import Gravity, Status
from factdesk.history.git import read_blobs, resolve_commit, run_git
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.files import MAX_BYTES, read_bytes
from factdesk.reading.folder import name_in


@dataclass
class Changes:
    """What is new, changed and gone since a revision: names of claim files, in order."""

    revision: str
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """Return the changes for the JSON report."""
        return {
            "revision": self.revision,
            "new": self.new,
            "changed": self.changed,
            "gone": self.gone,
        }

    def as_sentence(self) -> str:
        """Return the changes in one line."""
        return (
            f"Since {self.revision[:12]}: {len(self.new)} new, "
            f"{len(self.changed)} changed, {len(self.gone)} gone."
        )


def compare_since(
    root: Path, claims_dir: str, revision: str, files: Sequence[FileResult]
) -> Changes:
    """Compare the claim files on disk with those of a revision.

    Raises:
        HistoryError: there is no git, no repository or no such revision.
    """
    changes = Changes(resolve_commit(root, revision))
    before = dict(_claim_blobs(root, claims_dir, changes.revision))
    now = {file.path: file for file in files}
    changes.new = [path for path in now if path not in before]
    changes.gone = [path for path in before if path not in now]
    changes.changed = [
        path
        for path, blob in before.items()
        if path in now and _blob_of(root / path, len(blob)) != blob
    ]
    asked = [*changes.gone, *changes.changed]
    texts = read_blobs(root, [before[path] for path in asked])
    old = [
        check_file(parse_claim_file(raw[:MAX_BYTES], path), Context())
        for path, raw in zip(asked, texts, strict=True)
    ]
    changes.problems = [*_vanished(old, files), *_silent(old, now)]
    return changes


def _vanished(old: Iterable[FileResult], files: Sequence[FileResult]) -> Iterator[Problem]:
    by_slug = {file.slug: file for file in files}
    aliases = {alias for file in files for alias in file.summary.aliases}
    for was in old:
        if was.status is Status.DRAFT or was.slug in aliases:
            continue
        now = by_slug.get(was.slug)
        if now is None:
            yield CODES["FD507"].problem(f"the claim '{was.slug}' was removed", Place(was.path))
        elif now.status is Status.DRAFT:
            message = f"the claim '{was.slug}' had a page, and is a draft now"
            yield CODES["FD507"].problem(message, Place(now.path))


def _silent(old: Iterable[FileResult], now: dict[str, FileResult]) -> Iterator[Problem]:
    for was in old:
        file = now.get(was.path)
        if file is None or {was.status, file.status} != {Status.PUBLISHED}:
            continue
        before, after = was.summary.verdict, file.summary.verdict
        if before != after and len(_verdict_corrections(file)) <= len(_verdict_corrections(was)):
            message = f"the verdict was '{before}' and is '{after}', and no correction says so"
            yield CODES["FD314"].problem(message, file.place("verdict"), field=("verdict",))


def _verdict_corrections(file: FileResult) -> list[Correction]:
    return [c for c in file.summary.corrections if c.severity is Gravity.VERDICT]


def _claim_blobs(root: Path, claims_dir: str, commit: str) -> Iterator[tuple[str, str]]:
    """Yield the claim files of a commit with the names of their contents."""
    folder = name_in(root, root / claims_dir)
    listing = run_git(root, "ls-tree", "-r", "-z", commit, "--", f"{folder}/")
    for entry in listing.split(b"\0"):
        meta, _, name = entry.partition(b"\t")
        path = name.decode("utf-8", "backslashreplace")
        hidden = any(part.startswith(("_", ".")) for part in path.split("/"))
        if path.endswith(".yml") and not hidden and meta.startswith(b"100"):
            yield path, meta.split()[2].decode()


def _blob_of(path: Path, length: int) -> str:
    """Return git's name for the contents of a file; ``length`` tells the kind of hash."""
    raw = read_bytes(path)
    if not isinstance(raw, bytes):
        return ""
    hash_ = hashlib.sha256() if length == 64 else hashlib.sha1(usedforsecurity=False)
    hash_.update(b"blob %d\0" % len(raw) + raw)
    return hash_.hexdigest()
