"""Set, add, remove or move one value of a claim file; no other byte changes.

Comments, order, quoting, indentation and line endings are kept. Each edit replaces one range of
characters. Its result is parsed: if it does not have exactly the expected fields, an error is
raised.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from factdesk.claims.problem import FieldPath
from factdesk.editing import entry_edits, field_edits
from factdesk.editing.errors import EditError
from factdesk.editing.layout import Edit, FileLayout, written_path
from factdesk.editing.values import Value, as_read
from factdesk.messages.catalogue import tr
from factdesk.reading.nodes import ListNode, MappingNode


def set_value(text: str, path: FieldPath, value: Value, *, order: Sequence[str] = ()) -> str:
    """Return the file's text with a value set, or added if it is missing.

    ``order`` has the names of the fields of the mapping, which determine the place of a new field.

    Raises:
        EditError: the value cannot be set without changing others; so in the other functions.
    """
    file = FileLayout(text)
    parent, last = file.node(path[:-1]), path[-1]
    if isinstance(parent, MappingNode) and isinstance(last, str):
        if parent.key(last):
            edit = field_edits.replace_field(file, parent, last, value)
        else:
            edit = field_edits.add_field(file, parent, last, value, order)
    elif isinstance(parent, ListNode) and isinstance(last, int):
        edit = entry_edits.replace_entry(file, parent, last, value)
    else:
        raise EditError(tr("{path} does not fit what the file has there", path=written_path(path)))
    return _applied(file, edit, path, lambda at, last: at.__setitem__(last, as_read(value)))


def insert_item(
    text: str, path: FieldPath, index: int, value: Value, *, order: Sequence[str] = ()
) -> str:
    """Return the file's text with an entry inserted before entry ``index`` of a list.

    A missing list is added, as by ``set_value``.
    """
    file = FileLayout(text)
    node = file.find(path)
    if not isinstance(node, ListNode) or not node.items:
        return set_value(text, path, [value], order=order)
    edit = entry_edits.insert_entry(file, node, index, value)
    return _applied(file, edit, path, lambda at, last: at[last].insert(index, as_read(value)))


def remove_value(text: str, path: FieldPath) -> str:
    """Return the file's text without a field or a list entry."""
    file = FileLayout(text)
    parent, last = file.node(path[:-1]), path[-1]
    if isinstance(parent, MappingNode) and isinstance(last, str) and parent.key(last):
        edit = field_edits.remove_field(file, parent, last)
    elif isinstance(parent, ListNode) and isinstance(last, int) and last < len(parent.items):
        edit = entry_edits.remove_entry(file, parent, last)
    else:
        raise EditError(tr("{path} is not in the file", path=written_path(path)))
    return _applied(file, edit, path, lambda at, last: at.pop(last))


def move_item(text: str, path: FieldPath, index: int, to: int) -> str:
    """Return the file's text with a list entry moved to another position."""
    file = FileLayout(text)
    node = file.node(path)
    if not isinstance(node, ListNode) or not 0 <= max(index, to) < len(node.items):
        raise EditError(tr("{path} has no such entries", path=written_path(path)))
    edit = entry_edits.move_entry(file, node, index, to)
    return _applied(file, edit, path, lambda at, last: at[last].insert(to, at[last].pop(index)))


def _applied(
    file: FileLayout, edit: Edit, path: FieldPath, change: Callable[[Any, str | int], object]
) -> str:
    """Return the edited text if it has the fields of the file after the same ``change``."""
    edited = file.text[: edit.start] + edit.text + file.text[edit.end :]
    expected: Any = copy.deepcopy(file.fields)
    at = expected
    for step in path[:-1]:
        at = at[step]
    change(at, path[-1])
    if FileLayout(edited).fields != expected:
        raise EditError(
            tr(
                "{path} cannot be edited here without changing other fields",
                path=written_path(path),
            )
        )
    return edited
