"""The log of a site: its entries, its tree and its files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from factdesk.cache.store import NO_CACHE, Cache
from factdesk.git.changes import History
from factdesk.git.run import HistoryError
from factdesk.messages.catalogue import tr
from factdesk.transparency.checkpoint import Checkpoint
from factdesk.transparency.entries import LogEntry, derive_entries
from factdesk.transparency.merkle import MerkleTree
from factdesk.transparency.tiles import tile_files


class TransparencyLog(msgspec.Struct, frozen=True, dict=True):
    """All entries, oldest first, and the values computed from them."""

    entries: Sequence[LogEntry]

    @cached_property
    def texts(self) -> list[bytes]:
        """The bytes of the entries."""
        return [entry.text for entry in self.entries]

    @cached_property
    def tree(self) -> MerkleTree:
        """The tree of the entries."""
        return MerkleTree(self.texts)

    @cached_property
    def numbers(self) -> dict[tuple[str, str], int]:
        """The numbers of the entries, from 0, by commit and path in the repository."""
        return {(entry.commit.id, entry.path): n for n, entry in enumerate(self.entries)}

    def checkpoint(self, origin: str) -> Checkpoint:
        """Return the current checkpoint."""
        return Checkpoint(origin, self.tree.size, self.tree.root())

    def continues(self, earlier: Checkpoint) -> bool:
        """Return whether the log begins with all entries of an earlier checkpoint."""
        is_longer = earlier.size <= self.tree.size
        return is_longer and self.tree.root(earlier.size) == earlier.root

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the tiles and bundles, each with its path in the folder of the log."""
        yield from tile_files(self.tree, self.texts)


def derive_log(history: History, cache: Cache = NO_CACHE) -> TransparencyLog:
    """Return the log of a history.

    Raises:
        HistoryError: older commits were not fetched, so the log cannot be derived.
    """
    if history.is_shallow:
        raise HistoryError(
            tr(
                "this clone lacks older commits: fetch them with 'git fetch --unshallow'; in a "
                "workflow, set 'fetch-depth: 0' for the checkout"
            )
        )
    return TransparencyLog(derive_entries(history, cache))
