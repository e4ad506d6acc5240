"""Run tasks in forked worker processes, one per core, or in this process."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import Any, Generic, TypeVar

Result = TypeVar("Result")

#: From this number of claims on, worker processes save more time than starting them costs.
WORTH_FORKING = 800

#: The tasks, which forked processes inherit. Closures cannot be pickled, and sending 10,000 claims
#: would take longer than rendering them.
_tasks: Sequence[Callable[[], Any]] = ()


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_parallel(tasks: Sequence[Callable[[], Result]], jobs: int) -> Iterator[Result]:
    """Yield the results of all tasks, in order, using this number of processes.

    A task may be a closure. Tasks must not depend on each other, so that the number of processes
    does not affect the results, which are pickled.
    """
    if jobs < 2 or not hasattr(os, "fork"):
        yield from (task() for task in tasks)
        return
    # Imported late: most runs have too little work for several processes.
    import multiprocessing as mp
    from concurrent.futures import ProcessPoolExecutor

    global _tasks  # noqa: PLW0603  # inherited, because it cannot be pickled
    _tasks = tasks
    gc.freeze()  # garbage collection in a worker would copy the memory that it visits
    fork = mp.get_context("fork")
    try:
        with ProcessPoolExecutor(jobs, mp_context=fork) as pool:
            yield from pool.map(_do, range(len(tasks)))
    finally:
        gc.unfreeze()
        _tasks = ()


def _do(number: int) -> Any:
    done = _tasks[number]()
    gc.collect(0)  # automatic garbage collection is off; what earlier tasks cached is not visited
    return done


class BackgroundTask(Generic[Result]):
    """A task in a forked process, while this process goes on. It must not change anything.

    If its process fails, the task is run again in this process when its result is asked for, so
    that errors are raised there.
    """

    def __init__(self, task: Callable[[], Result], *, fork: bool) -> None:
        """Start the task, whose result is pickled; without ``fork``, run it at once."""
        self._task = task
        self._done: tuple[Result, ...] = ()
        self._child = 0
        if not fork or not hasattr(os, "fork"):
            self._done = (task(),)
            return
        self._pipe, writing = os.pipe()
        self._child = os.fork()
        if self._child:
            os.close(writing)
            return
        with suppress(BaseException):
            content = pickle.dumps(task())
            with open(writing, "wb") as pipe:  # noqa: PTH123  # a descriptor
                pipe.write(content)
        os._exit(0)

    def result(self) -> Result:
        """Wait for the task, and return its result."""
        if not self._done:
            with open(self._pipe, "rb", closefd=False) as pipe:  # a descriptor
                content = pipe.read()
            self.stop()
            try:
                self._done = (pickle.loads(content),)  # noqa: S301  # of our own process
            except (EOFError, pickle.UnpicklingError):
                self._done = (self._task(),)
        return self._done[0]

    def stop(self) -> None:
        """End the process, if there still is one."""
        if self._child:
            child, self._child = self._child, 0
            os.close(self._pipe)
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
