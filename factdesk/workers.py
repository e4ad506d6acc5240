"""Run tasks in forked worker processes, one per core, or in this process."""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from select import select
from tempfile import TemporaryFile
from typing import IO, Any, Generic, TypeAlias, TypeVar

Result = TypeVar("Result")
Task: TypeAlias = Callable[[], Result]

#: From this number of claims on, worker processes save more time than starting them costs.
WORTH_FORKING = 800

#: The maximum number of tasks of one process.
_TOGETHER = 16


def cores() -> int:
    """Return the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def grouped(tasks: Sequence[Task[Result]], jobs: int) -> list[Sequence[Task[Result]]]:
    """Return tasks in groups for ``run_parallel``, so many that all processes end together."""
    size = max(1, min(_TOGETHER, len(tasks) // (4 * jobs)))
    return [tasks[start : start + size] for start in range(0, len(tasks), size)]


def run_parallel(groups: Iterable[Sequence[Task[Result]]], jobs: int) -> Iterator[Result]:
    """Yield the results of the tasks in all groups, in order, with this number of processes.

    Each group has a process of its own, which begins with the memory of this process: a task may be
    a closure, and 10,000 claims are not sent. It copies what it uses, even if that only counts
    references, so a process with many tasks would soon have a copy of all claims.

    Tasks must not depend on each other, so that the number of processes does not affect the
    results, which are pickled into a temporary file for each group.
    """
    if jobs < 2 or not hasattr(os, "fork"):
        yield from (task() for group in groups for task in group)
        return
    waiting = deque(groups)
    begun: deque[tuple[BackgroundTask[int], IO[bytes]]] = deque()
    running: list[BackgroundTask[int]] = []
    with ExitStack() as ending:
        ending.callback(gc.unfreeze)
        while waiting or begun:
            while waiting and len(running) < jobs:
                gc.freeze()  # garbage collection in a process would copy the memory that it visits
                file = ending.enter_context(TemporaryFile())
                task = BackgroundTask(partial(_store, waiting.popleft(), file), fork=True)
                ending.callback(task.stop)
                running.append(task)
                begun.append((task, file))
            for task in select(running, (), ())[0]:
                task.result()
                running.remove(task)
            while begun and begun[0][0] not in running:
                yield from _load(*begun.popleft())


def _store(tasks: Sequence[Task[Result]], file: IO[bytes]) -> int:
    """Pickle the results of tasks into a file, and return their number."""
    file.seek(0)  # a process that failed may have written something
    for task in tasks:
        pickle.dump(task(), file)
        gc.collect(0)  # automatic garbage collection is off
    file.flush()
    return len(tasks)


def _load(task: BackgroundTask[int], file: IO[bytes]) -> Iterator[Any]:
    with file:
        file.seek(0)
        for _ in range(task.result()):
            yield pickle.load(file)  # noqa: S301  # of our own process


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

    def fileno(self) -> int:
        """Return a descriptor that can be read when the task is done."""
        return self._pipe

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
