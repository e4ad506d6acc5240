"""The files that a report covers if paths were given."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from factdesk.claims.problem import Problem
from factdesk.reading.folder import name_in


class Scope:
    """The files and folders that a report covers; without any, it covers all files."""

    def __init__(self, paths: Sequence[Path], root: Path) -> None:
        """Store paths as typed; ``root`` is the folder to which file names are relative."""
        self._names = [name_in(root, path) for path in paths]
        self._folders = tuple(f"{name}/" for name in self._names)
        self._is_whole = not paths or "." in self._names

    def covers(self, name: str) -> bool:
        """Return whether the scope includes a file or one of its folders."""
        return self._is_whole or name in self._names or name.startswith(self._folders)

    def concerns(self, problem: Problem) -> bool:
        """Return whether one of the places of a problem is in the scope."""
        return self._is_whole or any(
            self.covers(place.path) for place in (problem.place, *problem.also)
        )
