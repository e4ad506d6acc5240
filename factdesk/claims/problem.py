"""The results of checks: a problem, its severity and its location in a file."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import msgspec

from factdesk.messages.catalogue import tr_noop

#: The path from the top of a claim file to a value: names of fields and indexes of list entries.
FieldPath: TypeAlias = tuple[str | int, ...]


class Severity(StrEnum):
    """Error: nothing is built. Warning: an error with ``--strict``. Note: never fails."""

    ERROR = tr_noop("error")
    WARNING = tr_noop("warning")
    NOTE = tr_noop("note")


class Place(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A location in a file: line and column start at 1, in characters; ``length`` is marked."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1


class Problem(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A problem of a file, or advice about it.

    ``code`` names the check, ``message`` says what is wrong, and ``hint`` says what to do. ``also``
    has the other locations of a problem. ``field`` is the path of the field in a claim file, as in
    ``("sources", 0, "url")``; if fields are missing, it is the first of them. It is empty if the
    problem is about the whole file or about another file. ``paste`` has lines that solve the
    problem when they are added to the file.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    also: tuple[Place, ...] = ()
    field: FieldPath = ()
    paste: str = ""

    @property
    def in_order(self) -> tuple[Place, str, str]:
        """Return the sort key: file, line and column."""
        return self.place, self.code, self.message


def field_path(dotted: str) -> FieldPath:
    """Return the path for a text such as ``sources.0.url``."""
    return tuple(int(step) if step.isdigit() else step for step in dotted.split(".") if step)
