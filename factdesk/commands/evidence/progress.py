"""Report the progress of work that waits for the network."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import AbstractContextManager

import click


class Progress(AbstractContextManager["Callable[[str], None]"]):
    """Print one line for each completed item, with a counter on a terminal."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0

    def __enter__(self) -> Callable[[str], None]:
        return self._step

    def __exit__(self, *error: object) -> None:
        return None

    def _step(self, line: str) -> None:
        self._done += 1
        count = f"[{self._done}/{self._total}] " if sys.stderr.isatty() else ""
        click.echo(f"{count}{line}", err=True)
