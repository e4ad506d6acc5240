"""Edit a claim file by splicing: only the bytes of the changed value change.

Comments, order, quoting, indentation, line endings and all other bytes stay unchanged. Each edit is
read back; if the result does not have exactly the edited fields, an error is raised.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from factdesk.claims.problem import FieldPath
from factdesk.editing.errors import EditError
from factdesk.editing.layout import FileLayout
from factdesk.editing.scalars import write_quoted, write_scalar
from factdesk.editing.values import Value, after_colon, as_read, block_value, flow_value
from factdesk.messages.catalogue import tr
from factdesk.reading.nodes import ListNode, MappingNode, Node, ScalarNode, plain
from factdesk.reading.tree import read_tree


def set_value(text: str, path: FieldPath, value: Value, *, order: Sequence[str] = ()) -> str:
    """Return the file's text with a value set, or added if it is missing.

    ``order`` has the names of the fields of the mapping, which determine the place of a new field.
    """
    file = _File(text)
    parent = file.node(path[:-1])
    name = path[-1]
    if isinstance(parent, MappingNode) and isinstance(name, str):
        old = parent.node(name)
        edited = (
            file.add_field(parent, name, value, order)
            if parent.key(name) is None
            else file.replace_value(parent, name, old, value)
        )
    elif isinstance(parent, ListNode) and isinstance(name, int):
        edited = file.replace_item(parent, name, value)
    else:
        raise EditError(tr("{path} does not fit what the file has there", path=_shown(path)))
    return _confirmed(text, edited, path, lambda at, last: at.__setitem__(last, as_read(value)))


def insert_item(
    text: str, path: FieldPath, index: int, value: Value, *, order: Sequence[str] = ()
) -> str:
    """Return the file's text with an entry inserted before entry ``index`` of a list.

    A missing list is added, as by ``set_value``.
    """
    file = _File(text)
    node = file.node(path, missing_ok=True)
    if not isinstance(node, ListNode) or not node.items:
        return set_value(text, path, [value], order=order)
    edited = file.insert_item(node, index, value)
    return _confirmed(text, edited, path, lambda at, last: at[last].insert(index, as_read(value)))


def remove_value(text: str, path: FieldPath) -> str:
    """Return the file's text without a field or a list entry."""
    file = _File(text)
    parent, name = file.node(path[:-1]), path[-1]
    if isinstance(parent, MappingNode) and isinstance(name, str) and parent.key(name):
        edited = file.remove_field(parent, name)
    elif isinstance(parent, ListNode) and isinstance(name, int) and name < len(parent.items):
        edited = file.remove_item(parent, name)
    else:
        raise EditError(tr("{path} is not in the file", path=_shown(path)))
    return _confirmed(text, edited, path, _delete)


def move_item(text: str, path: FieldPath, index: int, to: int) -> str:
    """Return the file's text with a list entry moved to another position."""
    file = _File(text)
    node = file.node(path)
    if not isinstance(node, ListNode) or not 0 <= max(index, to) < len(node.items):
        raise EditError(tr("{path} has no such entries", path=_shown(path)))
    edited = file.move_item(node, index, to)
    return _confirmed(text, edited, path, lambda at, last: at[last].insert(to, at[last].pop(index)))


def _delete(at: Any, last: str | int) -> None:
    del at[last]


def _confirmed(before: str, after: str, path: FieldPath, change: Any) -> str:
    """Return the edited text if it contains exactly the edited fields."""
    expected = copy.deepcopy(_fields_of(before))
    at = expected
    for step in path[:-1]:
        at = at[step]
    change(at, path[-1])
    if _fields_of(after) != expected:
        raise EditError(
            tr("{path} cannot be edited here without changing other fields", path=_shown(path))
        )
    return after


def _fields_of(text: str) -> Any:
    tree = read_tree(text)
    if tree.faults or tree.top is None:
        raise EditError(tr("the file is not valid YAML"))
    return plain(tree.top)


def _shown(path: FieldPath) -> str:
    return ".".join(map(str, path)) or tr("the file")


class _File(FileLayout):
    """The text of a file, and methods to edit it."""

    def node(self, path: FieldPath, *, missing_ok: bool = False) -> Node | None:
        """Return the node at a path."""
        node: Node | None = self.top
        for step in path:
            if isinstance(node, MappingNode) and isinstance(step, str):
                node = node.node(step)
            elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                node = None
            if node is None:
                if missing_ok:
                    return None
                raise EditError(tr("{path} is not in the file", path=_shown(path)))
        return node

    # --- fields ------------------------------------------------------------------------------

    def replace_value(self, parent: MappingNode, name: str, old: Node | None, value: Value) -> str:
        """Replace the value of an existing field."""
        key = parent.keys[name]
        in_flow = self.is_flow(parent)
        indent = self.column(key.start)
        if old is None:
            colon = self.text.index(":", key.end) + 1
            return self._spliced(
                colon, colon, after_colon(value, indent, self.newline, in_flow=in_flow)
            )
        if isinstance(old, ScalarNode) and isinstance(value, str):
            return self._replace_scalar(old, value, indent + 2, in_flow)
        colon = self.text.index(":", key.end) + 1
        end = self.end_of(old)
        return self._spliced(colon, end, after_colon(value, indent, self.newline, in_flow=in_flow))

    def add_field(self, parent: MappingNode, name: str, value: Value, order: Sequence[str]) -> str:
        """Add a field after its predecessor in ``order``."""
        names = list(parent.keys)
        ranks = {each: n for n, each in enumerate(order)}
        rank = ranks.get(name, len(ranks))
        before = [each for each in names if ranks.get(each, len(ranks)) <= rank] or names[:1]
        if not before:
            raise EditError(tr("there is no field that a new one could follow"))
        last = before[-1]
        in_flow = self.is_flow(parent)
        key = parent.keys[last]
        indent = self.column(key.start)
        written = f"{name}:{after_colon(value, indent, self.newline, in_flow=in_flow)}"
        end = self._field_end(parent, last)
        if in_flow:
            return self._spliced(end, end, f", {written}")
        return self._insert_line(end, f"{' ' * indent}{written}")

    def remove_field(self, parent: MappingNode, name: str) -> str:
        """Remove a field; if it is the first of a list entry, the dash moves to the next field."""
        names = list(parent.keys)
        at, key = names.index(name), parent.keys[name]
        end = self._field_end(parent, name)
        if len(names) == 1:
            raise EditError(
                tr("'{name}' is the only field there: remove what it belongs to", name=name)
            )
        if self.is_flow(parent):
            if at + 1 < len(names):
                return self._spliced(key.start, parent.keys[names[at + 1]].start, "")
            return self._spliced(self._field_end(parent, names[at - 1]), end, "")
        if self.is_first_on_dash(key.start):
            return self._spliced(key.start, parent.keys[names[at + 1]].start, "")
        return self._spliced(self.line_start(key.start), self.next_line(end), "")

    def _field_end(self, parent: MappingNode, name: str) -> int:
        value = parent.node(name)
        if value is not None:
            return self.end_of(value)
        key = parent.keys[name]
        return self.text.index(":", key.end) + 1

    # --- list entries ------------------------------------------------------------------------

    def replace_item(self, parent: ListNode, index: int, value: Value) -> str:
        """Replace an entry of a list."""
        if not 0 <= index < len(parent.items):
            raise EditError(tr("the list has no such entry"))
        old = parent.items[index]
        indent = self.column(old.start)
        in_flow = self.is_flow(parent)
        if isinstance(old, ScalarNode) and isinstance(value, str):
            return self._replace_scalar(old, value, indent, in_flow)
        written = (
            flow_value(value) if in_flow else block_value(value, indent, self.newline).lstrip()
        )
        return self._spliced(old.start, self.end_of(old), written)

    def insert_item(self, parent: ListNode, index: int, value: Value) -> str:
        """Insert an entry before another one, or at the end."""
        items = parent.items
        if self.is_flow(parent):
            written = flow_value(value)
            if index < len(items):
                start = items[index].start
                return self._spliced(start, start, f"{written}, ")
            end = self.end_of(items[-1])
            return self._spliced(end, end, f", {written}")
        first = items[0].start
        dash = self.dash(first)
        column, gap = self.column(dash), max(2, self.column(first) - self.column(dash))
        if "\n" in self.text[dash:first]:
            gap = 2
        body = block_value(value, column + gap, self.newline).lstrip()
        line = f"{' ' * column}-{' ' * (gap - 1)}{body}"
        if index < len(items):
            start = self.line_start(self.dash(items[index].start))
            if self.dash(items[index].start) != start + column:
                raise EditError(tr("the list begins on the line of another entry"))
            return self._spliced(start, start, f"{line}{self.newline}")
        return self._insert_line(self.end_of(items[-1]), line)

    def remove_item(self, parent: ListNode, index: int) -> str:
        """Remove an entry; if it is the only one, its field must be removed instead."""
        items = parent.items
        if len(items) == 1:
            raise EditError(tr("this is the only entry: remove the list"))
        start, end = items[index].start, self.end_of(items[index])
        if self.is_flow(parent):
            if index + 1 < len(items):
                return self._spliced(start, items[index + 1].start, "")
            return self._spliced(self.end_of(items[index - 1]), end, "")
        return self._spliced(*self._item_lines(items, index), "")

    def move_item(self, parent: ListNode, index: int, to: int) -> str:
        """Move an entry with all its lines."""
        items = parent.items
        if self.is_flow(parent):
            pieces = [self.text[item.start : self.end_of(item)] for item in items]
            pieces.insert(to, pieces.pop(index))
            text = self.text
            for item, piece in reversed(list(zip(items, pieces, strict=True))):
                text = text[: item.start] + piece + text[self.end_of(item) :]
            return text
        bounds = [self._item_lines(items, n) for n in range(len(items))]
        lines = [self.ended(self.text[start:end]) for start, end in bounds]
        gaps = [self.text[end:start] for (_, end), (start, _) in pairwise(bounds)]
        lines.insert(to, lines.pop(index))
        body = "".join(line + gap for line, gap in zip(lines, [*gaps, ""], strict=True))
        return self._spliced(bounds[0][0], bounds[-1][1], body)

    def _item_lines(self, items: list[Node], index: int) -> tuple[int, int]:
        dash = self.dash(items[index].start)
        start = self.line_start(dash)
        if self.text[start:dash].strip():
            raise EditError(tr("the list begins on the line of another entry"))
        return start, self.next_line(self.end_of(items[index]))

    # --- writing -----------------------------------------------------------------------------

    def _replace_scalar(self, old: ScalarNode, value: str, indent: int, in_flow: bool) -> str:
        end = self.end_of(old)
        style = self.text[old.start]
        if style == '"' and "\n" not in value and not old.plain:
            written = write_quoted(value)
        elif style == "'" and not old.plain and re.fullmatch(r"[\x20-\x7e\xa1-\u2027]*", value):
            written = "'" + value.replace("'", "''") + "'"
        else:
            written = write_scalar(
                value, indent=indent, newline=self.newline, in_flow=in_flow, fold=style == ">"
            )
            rest = self.text[end : self.next_line(end)]
            # A block would swallow a following comment, and its last line needs a line break.
            if self.newline in written and (rest.strip() or not rest):
                written = write_quoted(value)
        return self._spliced(old.start, end, written)

    def _spliced(self, start: int, end: int, written: str) -> str:
        return self.text[:start] + written + self.text[end:]

    def _insert_line(self, after: int, line: str) -> str:
        at = self.next_line(after)
        lead = "" if at == 0 or self.text[at - 1] == "\n" else self.newline
        return self._spliced(at, at, f"{lead}{line}{self.newline}")
