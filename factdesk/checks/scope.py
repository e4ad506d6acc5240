"""The files that a report covers when paths were given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factdesk.claims.problem import Problem
from factdesk.reading.folder import name_in


class Scope:
    """The files and folders that a report is about; without any, all are."""

    def __init__(self, paths: Sequence[Path], root: Path) -> None:
        """Take paths as they were typed; ``root`` is the folder that names are relative to."""
        self._names = [name_in(root, path) for path in paths]
        self._folders = tuple(f"{name}/" for name in self._names)
        self._is_whole = not paths or "." in self._names

    def covers(self, name: str) -> bool:
        """Return whether a file is one of them, or below one of them."""
        return self._is_whole or name in self._names or name.startswith(self._folders)

    def concerns(self, problem: Problem) -> bool:
        """Return whether a problem, or its other half, is in one of the files."""
        return self._is_whole or any(
            self.covers(place.path) for place in (problem.place, *problem.also)
        )
