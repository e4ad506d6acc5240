"""Compare the current claims with those of an earlier git revision.

The revision is untrusted: git resolves it to a commit first, and only the name of that commit is
used. Claims are compared by their addresses, wherever their files are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from factdesk.checks.file import FileResult
from factdesk.checks.removed_claims import removed_claims
from factdesk.checks.reviews import EarlierReviews, Review
from factdesk.checks.silent_changes import Comparison
from factdesk.claims.file_names import is_claim_path
from factdesk.claims.problem import Problem
from factdesk.git.run import blob_name, read_blobs, resolve_commit, run_git
from factdesk.messages.catalogue import tr
from factdesk.reading.files import read_bytes
from factdesk.reading.folder import name_in


class Changes(msgspec.Struct):
    """The claim files that are new, changed and removed since a revision, sorted by name.

    A file that moved to another folder counts as changed.
    """

    revision: str
    new: list[str] = msgspec.field(default_factory=list)
    changed: list[str] = msgspec.field(default_factory=list)
    gone: list[str] = msgspec.field(default_factory=list)
    problems: list[Problem] = msgspec.field(default_factory=list)

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
        return tr(
            "Since {revision}: {new} new, {changed} changed, {gone} removed.",
            revision=self.revision[:12],
            new=len(self.new),
            changed=len(self.changed),
            gone=len(self.gone),
        )


def compare_since(
    root: Path,
    claims_folder: Path,
    revision: str,
    files: Sequence[FileResult],
    today: dt.date | None = None,
) -> Changes:
    """Compare the current claim files with those of a revision.

    ``today`` is the date of the corrections that are proposed.

    Raises:
        HistoryError: git, the repository or the revision does not exist.
    """
    changes = Changes(resolve_commit(root, revision))
    before = dict(_claim_blobs(root, claims_folder, changes.revision))
    now = {file.path: file for file in files}
    added = [path for path in now if path not in before]
    gone = [path for path in before if path not in now]
    edited = [
        path
        for path, blob in before.items()
        if path in now and _blob_of(root / path, len(blob)) != blob
    ]
    moved = {_stem(path) for path in added} & {_stem(path) for path in gone}
    changes.new = [path for path in added if _stem(path) not in moved]
    changes.gone = [path for path in gone if _stem(path) not in moved]
    changes.changed = sorted([*edited, *(path for path in added if _stem(path) in moved)])
    asked = [*gone, *edited]
    raws = read_blobs(root, [before[path] for path in asked])
    old = [Review(raw, path) for path, raw in zip(asked, raws, strict=True)]
    prefix = f"{name_in(root, claims_folder)}/"
    earlier = EarlierReviews(claims_folder, changes.revision, prefix)
    touched = [now[path] for path in (*added, *edited)]
    states = _States(root, old, files, earlier, today)
    changes.problems = [
        *removed_claims(old, files, touched),
        *(problem for each in states.comparisons(touched) for problem in each.problems()),
    ]
    return changes


class _States:
    """Pair each state of a review that readers saw with the current state at its address."""

    def __init__(
        self,
        root: Path,
        old: Sequence[Review],
        files: Sequence[FileResult],
        earlier: EarlierReviews,
        today: dt.date | None,
    ) -> None:
        """Store the states at the revision of all files that have changed or disappeared since."""
        self._root = root
        self._earlier = earlier
        self._today = today
        self._reviewed = {each.slug: each for each in old if each.is_reviewed and each.was_read}
        self._at = {alias: file for file in files for alias in file.summary.aliases}
        self._at |= {file.slug: file for file in files}

    def comparisons(self, touched: Iterable[FileResult]) -> Iterator[Comparison]:
        """Yield all pairs; ``touched`` are the files that are new or changed."""
        for before in self._reviewed.values():
            if now := self._now(self._at.get(before.slug)):
                yield self._pair(before, now)
        for file in touched:
            now = self._now(file)
            if now and not self._reviewed.keys() & set(now.addresses):
                before_then = self._earlier.last_reviewed(now.addresses)
                if before_then is not None:
                    yield self._pair(before_then, now)

    def _now(self, file: FileResult | None) -> Review | None:
        """Return the current state of a claim, if it has a public page."""
        raw = read_bytes(self._root / file.path) if file else None
        now = Review(raw, file.path) if file and isinstance(raw, bytes) else None
        return now if now and now.was_read and now.has_page else None

    def _pair(self, before: Review, now: Review) -> Comparison:
        own = self._reviewed.get(now.slug)
        replaces = own is not None and before.slug != now.slug
        known = (own or before).claim.corrections
        slugs = sorted({*before.addresses, *now.addresses})

        def had_verdict(verdict: str) -> bool:
            if self._earlier.is_cut:
                return True  # the relevant commits were not fetched
            return any(state.verdict == verdict for state in self._earlier.states(slugs))

        return Comparison(before, now, known, had_verdict, replaces, self._today)


def _stem(path: str) -> str:
    return path.rpartition("/")[2]


def _claim_blobs(root: Path, claims_folder: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Yield the claim files of a commit with the ids of their blobs."""
    folder = name_in(root, claims_folder)
    listing = run_git(root, "ls-tree", "-r", "-z", commit, "--", f"{folder}/")
    for entry in listing.split(b"\0"):
        meta, _, name = entry.partition(b"\t")
        path = name.decode("utf-8", "backslashreplace")
        if is_claim_path(path) and meta.startswith(b"100"):
            yield path, meta.split()[2].decode()


def _blob_of(path: Path, length: int) -> str:
    """Return the git blob id of a file; ``length`` determines the hash function."""
    raw = read_bytes(path)
    return blob_name(raw, length) if isinstance(raw, bytes) else ""
