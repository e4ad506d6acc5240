"""Read the fields of a claim file, and report their errors with location, message and hint."""

from __future__ import annotations

from collections.abc import Iterable

from factdesk.checks.codes import CODES
from factdesk.checks.field_messages import FIELD_ERRORS, LocatedError
from factdesk.checks.field_names import field_meant, fields_at
from factdesk.claims.claim import Claim
from factdesk.claims.field_groups import FieldGroup
from factdesk.claims.group_reader import FieldError, read_group
from factdesk.claims.problem import FieldPath, Problem
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import ListNode, MappingNode, Node, plain


def read_fields(file: ClaimFile) -> tuple[Claim, list[Problem]]:
    """Return the claim that a file describes, and the problems of its fields.

    If there are problems, the claim is a best effort, see ``read_group``.
    """
    fields = plain(file.root)
    claim, errors = read_group(Claim, fields, slug=file.slug, path=file.path)
    errors += [FieldError(path, "unknown") for path in _unknown_without_value(file)]
    misspelt = _meant(errors)
    errors = [error for error in errors if error.kind != "missing" or error.path not in misspelt]
    errors = [error for error in errors if not _is_shared(file, error.path)]
    return claim, [_problem(file, error) for error in errors]


def _meant(errors: Iterable[FieldError]) -> set[FieldPath]:
    """Return the fields that unknown names mean; they are not reported as missing too."""
    unknown = (error.path for error in errors if error.kind == "unknown")
    found = ((path[:-1], field_meant(str(path[-1]), fields_at(path[:-1]))) for path in unknown)
    return {(*around, name) for around, name in found if name}


def field_problems(
    file: ClaimFile, group: type[FieldGroup], inside: FieldPath, apart: Iterable[str]
) -> list[Problem]:
    """Return the problems of a file that contains one group of fields, which claims have in a list.

    ``inside`` is the path of the list in a claim; the fields in ``apart`` are skipped.
    """
    fields = {name: value for name, value in plain(file.root).items() if name not in apart}
    _, errors = read_group(group, fields)
    return [_problem(file, error, inside) for error in errors]


def _is_shared(file: ClaimFile, path: FieldPath) -> bool:
    """Return whether a field comes from a shared source, whose own file has the problem."""
    if len(path) != 3 or path[0] != "sources" or not isinstance(path[1], int):
        return False
    source = file.root.items("sources")[path[1]]
    if not isinstance(source, MappingNode) or not source.text("use"):
        return False
    return source.key(str(path[2])) is None


def _unknown_without_value(file: ClaimFile) -> list[FieldPath]:
    """Return the unknown keys without a value, which the plain fields do not contain."""
    if "" not in file.texts:
        return []
    found: list[FieldPath] = []
    waiting: list[tuple[FieldPath, Node]] = [((), file.root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, ListNode):
            waiting += [((*path, n), item) for n, item in enumerate(node.items)]
        elif isinstance(node, MappingNode):
            waiting += [((*path, name), value) for name, value in node.values.items()]
            missing = [name for name in node.keys if name not in node.values]
            known = fields_at(path)
            found += [(*path, name) for name in missing if known and name not in known]
    return found


def _problem(file: ClaimFile, error: FieldError, inside: FieldPath = ()) -> Problem:
    code, describe = FIELD_ERRORS[error.kind]
    node = _node_at(file, error.path, inside)
    message, hint = describe(LocatedError(error._replace(path=(*inside, *error.path)), node))
    return CODES[code].problem(message, file.place_of(node), hint, field=error.path)


def _node_at(file: ClaimFile, path: FieldPath, inside: FieldPath = ()) -> Node:
    """Return the node at a path, or its deepest ancestor that exists in the file."""
    node: Node = file.root
    for depth, part in enumerate(path, 1):
        below: Node | None = None
        if isinstance(node, MappingNode):
            # For an unknown field, point to its name; for others, to the value.
            is_unknown = depth == len(path) and str(part) not in fields_at((*inside, *path[:-1]))
            below = None if is_unknown else node.node(str(part))
            below = below or node.key(str(part))
        elif isinstance(node, ListNode) and isinstance(part, int):
            below = node.items[part]
        if below is None:
            break
        node = below
    return node
