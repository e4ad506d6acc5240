"""A report on a site's problems, as ``check``, ``build``, ``serve`` and ``export`` print it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import structs

from factdesk.checks.history import Changes
from factdesk.checks.run import CheckResult, fails
from factdesk.claims.problem import Place, Problem, Severity


class Report(msgspec.Struct, frozen=True, dict=True):
    """Problems and the checked claim files; the ``render_*`` functions print it.

    Names are relative to ``root``, the folder of ``mkdocs.yml``. ``ending`` is the last sentence if
    there are problems, as in "Nothing was built.".
    """

    problems: tuple[Problem, ...]
    files: Sequence[str]
    root: Path = msgspec.field(default_factory=Path)
    changes: Changes | None = None
    ending: str = ""

    @classmethod
    def of(cls, result: CheckResult, root: Path, ending: str = "") -> Report:
        """Return the report of a run of the checks."""
        return cls(result.problems, result.names, root, result.changes, ending)

    @property
    def worst(self) -> Severity | None:
        """The most serious severity that occurs."""
        severities = {problem.severity for problem in self.problems}
        return next((severity for severity in Severity if severity in severities), None)

    def fails(self, *, strict: bool = False) -> bool:
        """Whether a build must stop: there is an error or, with ``strict``, a warning."""
        return fails(self.problems, strict=strict)

    @cached_property
    def from_here(self) -> Report:
        """The report with names relative to the working directory, for links in terminals."""
        to_here = _PathsFromHere(self.root)
        return structs.replace(
            self,
            problems=tuple(map(to_here.problem, self.problems)),
            files=[to_here.name(name) for name in self.files],
            root=Path(),
        )


class _PathsFromHere:
    """Converts names relative to a folder to names relative to the working directory."""

    def __init__(self, root: Path) -> None:
        self._root = root
        folder = self._relative(root.resolve(), root)
        self._prefix = "" if folder == "." else f"{folder}/"

    def problem(self, problem: Problem) -> Problem:
        """Return the problem with converted names."""
        place, also = self._place(problem.place), tuple(map(self._place, problem.also))
        if place is problem.place and also == problem.also:
            return problem
        return structs.replace(problem, place=place, also=also)

    def _place(self, place: Place) -> Place:
        name = self.name(place.path)
        return place if name == place.path else structs.replace(place, path=name)

    def name(self, name: str) -> str:
        """Return the converted name of a file."""
        # Names of files outside the root begin like this, or with a drive.
        if name.startswith(("..", "/")) or name[1:2] == ":":
            return self._relative(self._root.resolve() / name, self._root / name)
        return f"{self._prefix}{name}"

    @staticmethod
    def _relative(path: Path, otherwise: Path) -> str:
        try:
            return Path(os.path.relpath(path)).as_posix()
        except ValueError:  # another drive
            return otherwise.as_posix()
