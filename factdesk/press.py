"""The press: puts rendered pages into their frames and writes them, over the cores there are.

Knows neither MkDocs nor YAML. Workers are forked and share the collection; what they send back is
one line a page.
"""

from __future__ import annotations

import multiprocessing as mp
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")

#: Below this many items, starting workers costs more than they save.
WORTH_FORKING = 1_500

File = tuple[str, bytes]
_work: Callable[[Sequence[object]], int] | None = None


def print_files(
    items: Sequence[Item],
    make: Callable[[Item], Iterable[File]],
    write: Callable[[str, bytes], None],
    *,
    jobs: int,
) -> int:
    """Make the files of every item and write them; return how many there were.

    ``make`` must depend on its item alone, so that the number of jobs never shows in the output.
    """
    global _work  # workers inherit the closure by forking; it cannot be pickled

    def work(chunk: Sequence[Item]) -> int:
        count = 0
        for item in chunk:
            for path, content in make(item):
                write(path, content)
                count += 1
        return count

    if jobs < 2 or len(items) < WORTH_FORKING or "fork" not in mp.get_all_start_methods():
        return work(items)
    _work = work  # type: ignore[assignment]
    try:
        with ProcessPoolExecutor(jobs, mp_context=mp.get_context("fork")) as pool:
            return sum(pool.map(_do, _chunks(items, max(len(items) // (jobs * 8), 50))))
    finally:
        _work = None


def _do(chunk: Sequence[object]) -> int:
    assert _work is not None
    return _work(chunk)


def _chunks(items: Sequence[Item], size: int) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), size):
        yield items[start : start + size]


def cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
