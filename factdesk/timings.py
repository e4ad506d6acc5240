"""Measure how long each step of a build takes."""

from __future__ import annotations

import os
import time

from factdesk.messages.catalogue import tr


class Timings:
    """A stopwatch: a step lasts until the next one begins; ``notes`` follow the table."""

    def __init__(self) -> None:
        self._began: list[tuple[str, float, float]] = []
        self.notes: list[str] = []

    def begin(self, step: str) -> None:
        """Begin a step, or continue one that was begun before."""
        times = os.times()
        cpu = times.user + times.system + times.children_user + times.children_system
        self._began.append((step, time.perf_counter(), cpu))

    def table(self) -> str:
        """Return a table of the steps with elapsed seconds and the CPU seconds of all processes."""
        self.begin("")
        took: dict[str, tuple[float, float]] = {}
        for (step, wall, cpu), (_, wall_after, cpu_after) in zip(
            self._began, self._began[1:], strict=False
        ):
            before = took.get(step, (0.0, 0.0))
            took[step] = (before[0] + wall_after - wall, before[1] + cpu_after - cpu)
        total = tuple(sum(column) for column in zip(*took.values(), strict=True))
        rows = [*took.items(), (tr("total"), total)]
        lines = [f"{tr('step'):<28}{tr('seconds'):>9}{tr('processor'):>11}"]
        lines += [f"{step:<28}{wall:>9.2f}{cpu:>11.2f}" for step, (wall, cpu) in rows]
        return "\n".join([*lines, *self.notes])
