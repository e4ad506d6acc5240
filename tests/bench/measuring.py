"""Run a command, and measure its complete process tree."""

from __future__ import annotations

import os
import statistics
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.01  # seconds between two samples of the memory
_NOT_COMPILED = "PYTHONDONTWRITEBYTECODE"


class CommandFailed(Exception):
    """A measured command failed; the message has its output."""


@dataclass(frozen=True)
class Command:
    """A command in a folder; ``prepare`` restores the start for every run and is not measured.

    A command that ``fails`` may exit with another status than 0, such as a checker that finds
    something.
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
    os.sync()  # so that this run does not pay for earlier writes
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
    """Return the environment of measured commands, in which Python may store compiled modules."""
    return {name: value for name, value in os.environ.items() if name != _NOT_COMPILED}


def run_all(commands: Sequence[Command]) -> Took:
    """Run commands one after another, and return their total."""
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
    """Return the peak memory of the complete process tree in bytes, or None if unknown.

    Pages that processes share, as they do after a fork, count once (proportional set size, Linux
    only). Sampling takes time, so this is a separate run.
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
        except OSError:  # it has ended in the meantime
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
