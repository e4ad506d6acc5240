"""Edit the fields of a mapping in a claim file."""

from __future__ import annotations

from collections.abc import Sequence

from factdesk.editing.errors import EditError
from factdesk.editing.layout import Edit, FileLayout
from factdesk.editing.scalar_edits import replace_scalar
from factdesk.editing.values import Value, after_colon
from factdesk.messages.catalogue import tr
from factdesk.reading.nodes import MappingNode, ScalarNode


def replace_field(file: FileLayout, parent: MappingNode, name: str, value: Value) -> Edit:
    """Replace the value of an existing field, or give it one."""
    key, old = parent.keys[name], parent.node(name)
    indent, in_flow = file.column(key.start), file.is_flow(parent)
    if isinstance(old, ScalarNode) and isinstance(value, str):
        return replace_scalar(file, old, value, indent=indent + 2, in_flow=in_flow)
    written = after_colon(value, indent, file.newline, in_flow=in_flow)
    return Edit(file.after_colon(key), file.end_of_field(parent, name), written)


def add_field(
    file: FileLayout, parent: MappingNode, name: str, value: Value, order: Sequence[str]
) -> Edit:
    """Add a field after its predecessor in ``order``."""
    names = list(parent.keys)
    ranks = {each: n for n, each in enumerate(order)}
    rank = ranks.get(name, len(ranks))
    before = [each for each in names if ranks.get(each, len(ranks)) <= rank] or names[:1]
    if not before:
        raise EditError(tr("there is no field that a new one could follow"))
    end = file.end_of_field(parent, before[-1])
    indent, in_flow = file.column(parent.keys[before[-1]].start), file.is_flow(parent)
    written = f"{name}:{after_colon(value, indent, file.newline, in_flow=in_flow)}"
    return Edit(end, end, f", {written}") if in_flow else file.new_line(end, indent, written)


def remove_field(file: FileLayout, parent: MappingNode, name: str) -> Edit:
    """Remove a field; if it is the first of a list entry, the dash moves to the next field."""
    names = list(parent.keys)
    at, start = names.index(name), parent.keys[name].start
    end = file.end_of_field(parent, name)
    if len(names) == 1:
        raise EditError(
            tr("'{name}' is the only field there: remove what it belongs to", name=name)
        )
    in_flow = file.is_flow(parent)
    if in_flow and at + 1 == len(names):
        return Edit(file.end_of_field(parent, names[at - 1]), end, "")
    if in_flow or file.is_first_on_dash(start):
        return Edit(start, parent.keys[names[at + 1]].start, "")
    return Edit(file.line_start(start), file.next_line(end), "")
