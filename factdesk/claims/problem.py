"""What checks report: a problem, its severity and its location in a file."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

import msgspec

from factdesk.translation.catalogue import tr_noop

#: The steps from the top of a claim file to a value: names of fields and indexes of list entries.
FieldPath: TypeAlias = tuple[str | int, ...]


class Severity(StrEnum):
    """Error: nothing is built. Warning: an error under ``--strict``. Note: advice, never fails."""

    ERROR = tr_noop("error")
    WARNING = tr_noop("warning")
    NOTE = tr_noop("note")


class Place(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A location in a file: line and column count from 1, in characters; ``length`` is marked."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1


class Problem(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One thing that is wrong with a file, or advice about it.

    ``code`` names the check, ``message`` says what is wrong, ``hint`` what to do about it. ``also``
    has the other locations of a problem that is about two. ``field`` is the path of the field in a
    claim file, as in ``("sources", 0, "url")``: the missing one, or the first of several, when a
    field is missing. It is empty when the problem is about the file or another file.
    ``paste`` has lines that solve it once they are in the file.
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
        """The sort key: file, line and column."""
        return self.place, self.code, self.message


def field_path(dotted: str) -> FieldPath:
    """Return the path that a text such as ``sources.0.url`` means."""
    return tuple(int(step) if step.isdigit() else step for step in dotted.split(".") if step)
