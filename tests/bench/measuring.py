"""Runs a command as a whole tree of processes, and says what it took."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.01  # seconds between two looks at the memory
_NOT_COMPILED = "PYTHONDONTWRITEBYTECODE"


class CommandFailed(Exception):
    """A measured command did not end well; the message has what it said."""


@dataclass(frozen=True)
class Command:
    """A command in a folder; ``prepare`` makes the same start for every run and is not measured.

    One that ``fails`` may end with another status than 0, as a checker that finds something does.
    """

    words: Sequence[str]
    folder: Path
    prepare: Callable[[], None] = lambda: None
    fails: bool = False


@dataclass(frozen=True)
class Took:
    """Seconds on the clock, and of all processors, for one run."""

    wall: float
    cpu: float


def run(command: Command) -> Took:
    """Run a command once. CPU time is that of the process and of all that it started.

    Raises:
        CommandFailed: it ended with another status than 0.
    """
    command.prepare()
    os.sync()  # what was written before is not paid for by this run
    begun = time.perf_counter()
    process = subprocess.Popen(
        command.words,
        cwd=command.folder,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    assert process.stdout is not None
    said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode and not command.fails:
        text = said.decode(errors="replace")[-2000:]
        raise CommandFailed(f"{' '.join(command.words)} ended with {process.returncode}:\n{text}")
    return Took(wall, usage.ru_utime + usage.ru_stime)


def _environment() -> dict[str, str]:
    """Return the environment of measured commands, in which Python may keep compiled modules."""
    return {name: value for name, value in os.environ.items() if name != _NOT_COMPILED}


def run_all(commands: Sequence[Command]) -> Took:
    """Run commands one after the other, and return what they took together."""
    took = [run(command) for command in commands]
    return Took(sum(each.wall for each in took), sum(each.cpu for each in took))


def paired(commands: Sequence[Command], runs: int) -> list[Took]:
    """Return the medians of each command's runs; the commands take turns, A B A B."""
    taken: list[list[Took]] = [[] for _ in commands]
    for _ in range(runs):
        for times, command in zip(taken, commands, strict=True):
            times.append(run(command))
    return [
        Took(statistics.median(t.wall for t in times), statistics.median(t.cpu for t in times))
        for times in taken
    ]


def peak_memory(command: Command) -> int | None:
    """Return the most bytes that the whole tree of processes had at once; None where unknown.

    Pages that processes share, as they do after a fork, count once (Linux' proportional set size).
    Looking takes time, so this is a run of its own.
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    command.prepare()
    process = subprocess.Popen(
        command.words,
        cwd=command.folder,
        env=_environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    peak = 0
    ended = threading.Event()
    waiter = threading.Thread(target=lambda: (process.wait(), ended.set()))
    waiter.start()
    while not ended.wait(_EVERY):
        peak = max(peak, sum(_bytes_of(pid) for pid in _tree(process.pid)))
    waiter.join()
    return peak


def _tree(root: int) -> list[int]:
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
        except OSError:  # it has ended meanwhile
            continue
    return found


def _bytes_of(pid: int) -> int:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    return 0
