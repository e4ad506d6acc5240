"""Work shared out over the cores there are, in forked processes; in this one when it is little."""

from __future__ import annotations

import multiprocessing as mp
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: Below this many items, starting processes costs more than they save.
WORTH_FORKING = 1_500

_work: Callable[[Any], Any] | None = None


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def share_out(
    items: Sequence[Item],
    work: Callable[[Sequence[Item]], Result],
    *,
    jobs: int,
    chunk: int = 250,
) -> Iterator[Result]:
    """Yield what ``work`` returns for each chunk of the items, in their order.

    ``work`` must depend on its chunk alone, so that the number of jobs never shows. It may be a
    closure, since forked processes inherit it; items and results are pickled.
    """
    chunks = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    if jobs < 2 or len(items) < WORTH_FORKING or "fork" not in mp.get_all_start_methods():
        yield from map(work, chunks)
        return
    global _work  # noqa: PLW0603  # what a fork inherits, since a closure cannot be pickled
    _work = work
    try:
        with ProcessPoolExecutor(jobs, mp_context=mp.get_context("fork")) as pool:
            yield from pool.map(_do, chunks)
    finally:
        _work = None


def _do(chunk: Sequence[Any]) -> Any:
    assert _work is not None
    return _work(chunk)
