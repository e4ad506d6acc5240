"""Work shared out over the cores there are, in forked processes; in this one when it is little."""

from __future__ import annotations

import gc
import multiprocessing as mp
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")

#: From so many claims on, processes save more time than they cost to start.
WORTH_FORKING = 800

#: What forked processes inherit. It is never sent to them, since a closure cannot be, and sending
#: ten thousand claims takes longer than printing them.
_tasks: Sequence[Callable[[], Any]] = ()


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_parallel(tasks: Sequence[Callable[[], Result]], jobs: int) -> Iterator[Result]:
    """Yield what each task returns, in their order, from so many processes.

    A task may be a closure, and depends on nothing that another one does, so that the number of
    jobs never shows. What it returns is pickled.
    """
    if jobs < 2 or "fork" not in mp.get_all_start_methods():
        yield from (task() for task in tasks)
        return
    global _tasks  # noqa: PLW0603  # the one way to hand on what cannot be sent
    _tasks = tasks
    gc.freeze()  # a collection in a worker would copy every page of memory that it looks at
    fork = mp.get_context("fork")
    try:
        with ProcessPoolExecutor(jobs, mp_context=fork) as pool:
            yield from pool.map(_do, range(len(tasks)))
    finally:
        gc.unfreeze()
        _tasks = ()


def _do(number: int) -> Any:
    done = _tasks[number]()
    gc.collect()  # nothing else does, and what was there before the fork is not looked at
    return done
