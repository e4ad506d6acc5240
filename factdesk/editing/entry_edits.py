"""Edit the entries of a list in a claim file."""

from __future__ import annotations

from itertools import pairwise

from factdesk.editing.errors import EditError
from factdesk.editing.layout import Edit, FileLayout
from factdesk.editing.scalar_edits import replace_scalar
from factdesk.editing.values import Value, block_value, flow_value
from factdesk.messages.catalogue import tr
from factdesk.reading.nodes import ListNode, Node, ScalarNode


def replace_entry(file: FileLayout, parent: ListNode, index: int, value: Value) -> Edit:
    """Replace an entry."""
    if not 0 <= index < len(parent.items):
        raise EditError(tr("the list has no such entry"))
    old, in_flow = parent.items[index], file.is_flow(parent)
    indent = file.column(old.start)
    if isinstance(old, ScalarNode) and isinstance(value, str):
        return replace_scalar(file, old, value, indent=indent, in_flow=in_flow)
    written = flow_value(value) if in_flow else block_value(value, indent, file.newline).lstrip()
    return Edit(old.start, file.end_of(old), written)


def insert_entry(file: FileLayout, parent: ListNode, index: int, value: Value) -> Edit:
    """Insert an entry before another one, or at the end."""
    items = parent.items
    if file.is_flow(parent):
        written = flow_value(value)
        if index < len(items):
            return Edit(items[index].start, items[index].start, f"{written}, ")
        end = file.end_of(items[-1])
        return Edit(end, end, f", {written}")
    first = items[0].start
    dash = file.dash(first)
    column, gap = file.column(dash), max(2, file.column(first) - file.column(dash))
    if "\n" in file.text[dash:first]:
        gap = 2
    body = block_value(value, column + gap, file.newline).lstrip()
    line = f"-{' ' * (gap - 1)}{body}"
    if index >= len(items):
        return file.new_line(file.end_of(items[-1]), column, line)
    start = _lines(file, items[index])[0]
    return Edit(start, start, f"{' ' * column}{line}{file.newline}")


def remove_entry(file: FileLayout, parent: ListNode, index: int) -> Edit:
    """Remove an entry; if it is the only one, its field must be removed instead."""
    items = parent.items
    if len(items) == 1:
        raise EditError(tr("this is the only entry: remove the list"))
    start, end = items[index].start, file.end_of(items[index])
    if not file.is_flow(parent):
        return Edit(*_lines(file, items[index]), "")
    if index + 1 < len(items):
        return Edit(start, items[index + 1].start, "")
    return Edit(file.end_of(items[index - 1]), end, "")


def move_entry(file: FileLayout, parent: ListNode, index: int, to: int) -> Edit:
    """Move an entry: in a block with all its lines, and the text between entries stays."""
    items, text, in_flow = parent.items, file.text, file.is_flow(parent)
    bounds = [(item.start, file.end_of(item)) if in_flow else _lines(file, item) for item in items]
    moved = [text[start:end] for start, end in bounds]
    if not in_flow:
        # The last line of a file may lack its line break.
        moved = [each if each.endswith("\n") else each + file.newline for each in moved]
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(bounds)]
    moved.insert(to, moved.pop(index))
    body = "".join(each + gap for each, gap in zip(moved, [*gaps, ""], strict=True))
    return Edit(bounds[0][0], bounds[-1][1], body)


def _lines(file: FileLayout, item: Node) -> tuple[int, int]:
    """Return the bounds of the lines of an entry."""
    dash = file.dash(item.start)
    start = file.line_start(dash)
    if file.text[start:dash].strip():
        raise EditError(tr("the list begins on the line of another entry"))
    return start, file.next_line(file.end_of(item))
