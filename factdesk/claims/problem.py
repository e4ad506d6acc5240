"""Problems are values: gathered over all files, reported once, in order."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Error: nothing is built. Warning: an error under ``--strict``. Note: advice, never fails."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where in a file: line and column count from 1, in characters; ``length`` is underlined."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a file, or worth saying about it.

    ``code`` names the check, ``message`` says what is wrong in plain words, ``hint`` what to do
    about it, ``also`` where the other half of the problem stands.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    also: tuple[Place, ...] = ()

    @property
    def in_order(self) -> tuple[str, int, int, int, str, str]:
        """The key by which problems are listed: by file, line and column."""
        place = self.place
        return (place.path, place.line, place.column, place.length, self.code, self.message)
