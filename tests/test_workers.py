"""Results of parallel work equal those of one process."""

from __future__ import annotations

import os
import time
from functools import partial

import pytest

from factdesk.timings import Timings
from factdesk.workers import BackgroundTask, grouped, run_parallel

# The workers of pytest-xdist have threads, and these tests fork.
pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_tasks(jobs: int) -> None:
    tasks = [partial(pow, n, 2) for n in range(50)]

    assert list(run_parallel(grouped(tasks, jobs), jobs)) == [n * n for n in range(50)]


def test_a_task_may_be_a_closure_and_runs_elsewhere() -> None:
    here = os.getpid()

    assert list(run_parallel([[lambda: os.getpid() != here]], 2)) == [True]


def test_a_failing_task_fails_the_run() -> None:
    def fail() -> None:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        list(run_parallel([[fail]], 2))


def test_a_background_task_runs_elsewhere() -> None:
    task = BackgroundTask(os.getpid, fork=True)

    assert task.result() != os.getpid()
    assert task.result() == task.result()


@pytest.mark.parametrize("fork", [False, True])
def test_a_background_task_fails_here(fork: bool) -> None:
    def fail() -> None:
        raise ValueError("no such thing")

    with pytest.raises(ValueError, match="no such thing"):
        BackgroundTask(fail, fork=fork).result()


def test_a_background_task_can_be_stopped() -> None:
    task = BackgroundTask(partial(time.sleep, 60), fork=True)
    began = time.monotonic()

    task.stop()
    task.stop()

    assert time.monotonic() - began < 30


def test_timings_add_up_a_step_that_comes_twice() -> None:
    timings = Timings()
    for step in ("reading", "printing", "reading"):
        timings.begin(step)

    lines = timings.table().splitlines()

    assert [line.split("  ")[0] for line in lines] == [
        "step",
        "reading",
        "printing",
        "total",
    ]
