"""Work shared out over the cores there are, in forked processes; in this one when it is little."""

from __future__ import annotations

import gc
import multiprocessing as mp
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

#: From so many items on, processes save more time than they cost to start.
WORTH_FORKING = 800

#: What forked processes inherit: the work, and the stretches that it is done in. Neither is ever
#: sent to them, since a closure cannot be, and ten thousand claims take longer than their pages.
_shared: tuple[Callable[[Any], Any], list[Sequence[Any]]] | None = None


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
    worth_forking: int = WORTH_FORKING,
) -> Iterator[Result]:
    """Yield what ``work`` returns for each chunk of the items, in their order.

    ``work`` must depend on its chunk alone, so that the number of jobs never shows; it may be a
    closure. Results are pickled.
    """
    chunks = [items[start : start + chunk] for start in range(0, len(items), chunk)]
    if jobs < 2 or len(items) < worth_forking or "fork" not in mp.get_all_start_methods():
        yield from map(work, chunks)
        return
    global _shared
    _shared = (work, chunks)
    gc.freeze()  # a collection in a worker would copy every page that it looks at
    try:
        with ProcessPoolExecutor(jobs, mp_context=mp.get_context("fork")) as pool:
            yield from pool.map(_do, range(len(chunks)))
    finally:
        gc.unfreeze()
        _shared = None


def _do(number: int) -> Any:
    assert _shared is not None
    work, chunks = _shared
    return work(chunks[number])


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep the garbage collector from walking millions of small values without circles.

    What is no longer needed is freed at once in any case; measured, this halves the time.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
