"""The table of checks: ``codes.yml`` as typed objects. Codes are never reused."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from factdesk.claims.problem import FieldPath, Place, Problem, Severity
from factdesk.messages.catalogue import tr
from factdesk.tables import read_table


class Code(msgspec.Struct, frozen=True):
    """One check. Its texts are English; ``tr`` translates them.

    ``name`` says in a few words what the check reports, ``rule`` is the sentence that it enforces,
    ``why`` is the reason, and ``hint`` says what to do. ``example`` is a claim file, or some of its
    lines, that triggers the check, and ``fixed`` is the corrected form. ``acceptable`` is False for
    warnings that are not about one claim.
    """

    code: str
    name: str
    severity: Severity
    rule: str
    why: str
    hint: str
    example: str
    fixed: str = ""
    acceptable: bool = True

    @property
    def can_be_accepted(self) -> bool:
        """Whether a claim may accept this check, with a public reason."""
        return self.severity is Severity.WARNING and self.acceptable

    def problem(
        self,
        message: str,
        place: Place,
        hint: str | None = None,
        also: tuple[Place, ...] = (),
        field: FieldPath = (),
        paste: str = "",
    ) -> Problem:
        """Return a problem that this check found; the default hint is the one in the table."""
        hint = tr(self.hint) if hint is None else hint
        return Problem(self.code, self.severity, message, place, hint, also, field, paste)


def _read_table() -> Mapping[str, Code]:
    table = read_table(__package__, "codes.yml")
    return MappingProxyType(
        {
            code: Code(code, severity=Severity(entry.pop("severity")), **entry)
            for code, entry in table.items()
        }
    )


#: Every check by its code, in order.
CODES = _read_table()


def acceptable_warnings() -> dict[str, str]:
    """Return the names of the checks whose warnings a claim may accept, by code."""
    return {code: tr(each.name) for code, each in CODES.items() if each.can_be_accepted}
