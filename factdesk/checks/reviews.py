"""Read from git what readers saw of a claim at a commit, and the last state that they saw."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from factdesk.checks.fields import read_fields
from factdesk.checks.lenient import status_of
from factdesk.claims.claim import Claim
from factdesk.claims.problem import Place
from factdesk.claims.vocabulary import REVIEWED, Status
from factdesk.git.changes import CommittedChange, History, read_history
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.files import MAX_BYTES


class Review:
    """A claim file at one point in time. Fields that have errors are blank."""

    def __init__(self, raw: bytes, path: str) -> None:
        """Parse a file; ``path`` is its name in messages."""
        # One byte more than allowed, so that a file that is too large is still refused.
        self._file = parse_claim_file(raw[: MAX_BYTES + 1], path)
        self.claim: Claim = read_fields(self._file)[0]
        self.status: Status = status_of(self._file)

    @property
    def path(self) -> str:
        """The name of the file in messages."""
        return self._file.path

    @property
    def slug(self) -> str:
        """The stem of the file's name."""
        return self._file.slug

    @property
    def was_read(self) -> bool:
        """Whether the file is YAML with fields."""
        return self._file.was_read

    @property
    def is_reviewed(self) -> bool:
        """Whether readers see, or saw, a finished review: published, explained or withdrawn."""
        return self.status in REVIEWED

    @property
    def has_page(self) -> bool:
        """Whether the claim has a public page, as all claims except drafts do."""
        return self.status is not Status.DRAFT

    @property
    def verdict(self) -> str:
        """The verdict that the page shows, or an empty string."""
        shows = self.status in (Status.PUBLISHED, Status.WITHDRAWN)
        return (self.claim.verdict or "") if shows else ""

    @property
    def part_verdicts(self) -> list[str]:
        """The verdicts of the parts of a compound claim."""
        return [part.verdict for part in self.claim.parts] if self.verdict else []

    @property
    def wording(self) -> dict[str, str]:
        """The texts that readers quote, by field, without the line breaks of the file."""
        texts = {"claim": self.claim.claim, "summary": self.claim.summary or ""}
        return {field: _same_however_typed(text) for field, text in texts.items()}

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The slug and the former slugs."""
        return (self.slug, *self.claim.aliases)

    def place(self, *fields: str) -> Place:
        """Return the location of the first of these fields that the file has, else of the file."""
        root = self._file.root
        node = next((found for name in fields if (found := root.node(name))), None)
        return Place(self.path) if node is None else self._file.place(node.start, node.end)

    def place_of_correction(self, number: int) -> Place:
        """Return the location of a correction by its index in the list."""
        items = self._file.root.mappings("corrections")
        if number >= len(items):
            return self.place("corrections")
        node = items[number].node("previous_verdict") or items[number]
        return self._file.place(node.start, node.end)


class EarlierReviews:
    """Earlier states of claims up to a commit, newest first, along its first parents.

    Git is called only when the first slug is looked up.
    """

    def __init__(self, folder: Path, commit: str, prefix: str) -> None:
        """Set the folder of claims; ``prefix`` begins the names of its files in messages."""
        self._folder = folder
        self._commit = commit
        self._prefix = prefix

    def states(self, slugs: Iterable[str]) -> Iterator[Review]:
        """Yield the states of the claims with these slugs, one slug after another.

        Raises:
            HistoryError: git cannot read the history.
        """
        for slug in slugs:
            changes = [change for change in reversed(self._by_slug.get(slug, ())) if change.blob]
            contents = self._history.contents(change.blob for change in changes)
            for change, raw in zip(changes, contents, strict=True):
                yield Review(raw, self._prefix + change.path)

    def last_reviewed(self, slugs: Iterable[str]) -> Review | None:
        """Return the last state in which readers saw a finished review, if any."""
        return next((state for state in self.states(slugs) if state.is_reviewed), None)

    @property
    def is_cut(self) -> bool:
        """Whether the history is incomplete because older commits were not fetched."""
        return self._history.is_shallow

    @cached_property
    def _history(self) -> History:
        return read_history(self._folder, revision=self._commit)

    @cached_property
    def _by_slug(self) -> dict[str, list[CommittedChange]]:
        found: dict[str, list[CommittedChange]] = {}
        for change in self._history.changes:
            if change.is_claim:
                found.setdefault(change.slug, []).append(change)
        return found


def _same_however_typed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())
