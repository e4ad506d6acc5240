"""Cut long sequences so that a change of one item leaves nearly all chunks as they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar
from zlib import crc32

_Item = TypeVar("_Item")


def in_chunks(
    items: Sequence[_Item], address_of: Callable[[_Item], str], size: int
) -> Iterator[Sequence[_Item]]:
    """Yield the items in chunks of about this size, and at most twice that.

    Whether a chunk ends after an item depends on the item's address, so that adding or removing an
    item changes only its own chunk.
    """
    start = 0
    for n, item in enumerate(items, 1):
        ends_here = crc32(address_of(item).encode()) % size == 0
        if ends_here or n - start == 2 * size or n == len(items):
            yield items[start:n]
            start = n
