"""The Merkle tree of RFC 6962, section 2.1, over a list of entries."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from factdesk.messages.catalogue import tr

HASH_BYTES = 32
_EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry."""
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node with two children."""
    return hashlib.sha256(b"\1" + left + right).digest()


class MerkleTree:
    """A tree that can return the root of every earlier size."""

    def __init__(self, entries: Iterable[bytes]) -> None:
        """Hash the entries; nodes that lack a child are not stored."""
        #: The nodes of each level; those of level 0 are the hashes of the entries.
        self.levels: list[list[bytes]] = [[leaf_hash(entry) for entry in entries]]
        while len(below := self.levels[-1]) > 1:
            pairs = zip(below[::2], below[1::2], strict=False)
            self.levels.append([node_hash(left, right) for left, right in pairs])

    @property
    def size(self) -> int:
        """The number of entries."""
        return len(self.levels[0])

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the tree, or of the tree of its first ``size`` entries.

        Raises:
            ValueError: the tree has fewer entries.
        """
        size = self.size if size is None else size
        if not 0 <= size <= self.size:
            raise ValueError(
                tr("the tree has {size} entries, not {other}", size=self.size, other=size)
            )
        root, end = b"", size
        # The complete subtrees that make up this size, smallest first.
        for level, nodes in enumerate(self.levels):
            if size >> level & 1:
                end -= 1 << level
                node = nodes[end >> level]
                root = node_hash(node, root) if root else node
        return root or _EMPTY
