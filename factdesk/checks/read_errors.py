"""Convert the faults that the reader found to problems."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.checks.codes import CODES
from factdesk.claims.problem import FieldPath, Place, Problem
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.faults import Fault, Reason
from factdesk.reading.nodes import MappingNode, Stretch

#: The code of each kind of refusal.
READING_FAULTS = {
    Reason.UNREADABLE: "FD001",
    Reason.TOO_LARGE: "FD002",
    Reason.NOT_UTF8: "FD003",
    Reason.CHARACTER: "FD004",
    Reason.NOT_YAML: "FD005",
    Reason.REFUSED: "FD006",
    Reason.DUPLICATE_KEY: "FD007",
    Reason.NOT_A_CLAIM_FILE: "FD012",
    Reason.NO_FIELDS: "FD013",
}


def refusals(file: ClaimFile) -> Iterator[Problem]:
    """Yield problems for the faults that the reader found in a file."""
    for fault in file.faults:
        if _is_in_list_without_dashes(fault, file):
            continue  # "must be a list" says what to do
        also = (
            ()
            if fault.also is None
            else (file.place(fault.also, fault.also + fault.end - fault.start),)
        )
        place = file.place(fault.start, fault.end)
        code = CODES[READING_FAULTS[fault.reason]]
        yield code.problem(fault.message, place, fault.hint, also, _field_of(fault, file))


def _field_of(fault: Fault, file: ClaimFile) -> FieldPath:
    """Return the path of the field that has a wrong character, or that occurs twice."""
    if not file.was_read:
        return ()
    if fault.reason is Reason.DUPLICATE_KEY and fault.also is not None:
        return file.field_at(Stretch(fault.also, fault.also))
    if fault.reason is Reason.CHARACTER:
        around = (each for each in file.scalars if each.start <= fault.start < each.end)
        return file.field_at(scalar) if (scalar := next(around, None)) else ()
    return ()


def _is_in_list_without_dashes(fault: Fault, file: ClaimFile) -> bool:
    if fault.reason is not Reason.DUPLICATE_KEY or not file.was_read:
        return False
    path = _field_of(fault, file)
    return len(path) > 1 and path[0] in _LISTS and isinstance(file.root.node(path[0]), MappingNode)


#: The fields that are lists of mappings.
_LISTS = frozenset(["appearances", "corrections", "media", "parts", "replies", "sources"])


def skipped(path: str, fault: Fault) -> Problem:
    """Return the problem for a file or folder that was skipped."""
    return CODES[READING_FAULTS[fault.reason]].problem(fault.message, Place(path), fault.hint)
