"""A check: a small generator of findings, with its code.

Its severity, rule and default hint are in ``codes.yml``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

import msgspec

from factdesk.checks.codes import CODES, Code
from factdesk.checks.context import Context
from factdesk.claims.problem import FieldPath
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import Node, Stretch

Run = TypeVar("Run", bound=Callable[..., Iterator[Any]])


class Check(msgspec.Struct, Generic[Run], frozen=True):
    """A generator of findings. It runs on files with one of the fields ``needs``, if any."""

    code: Code
    run: Run
    needs: tuple[str, ...] = ()


class Finding(NamedTuple):
    """What a check found, and where. Without a hint, the one in the table is used.

    ``field`` is the path of a field that is missing; otherwise the node determines it.
    """

    node: Node | Stretch
    message: str
    hint: str | None = None
    also: tuple[Node, ...] = ()
    field: FieldPath = ()


FileCheck: TypeAlias = Callable[[ClaimFile, Context], Iterator[Finding]]


def check(code: str, *, needs: str | tuple[str, ...] = ()) -> Callable[[Run], Check[Run]]:
    """Make a generator the check with this code.

    A check of one file can name fields in ``needs``. It does not run on files that have none of
    them, which are most files.
    """
    fields = (needs,) if isinstance(needs, str) else needs
    return lambda run: Check(CODES[code], run, fields)


def checks_in(*modules: ModuleType) -> tuple[Check[Any], ...]:
    """Return the checks that are defined in these modules, in order."""
    return tuple(
        each for module in modules for each in vars(module).values() if isinstance(each, Check)
    )
