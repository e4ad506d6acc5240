"""Find where the fields and entries of a claim file begin and end."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, NamedTuple

from factdesk.claims.problem import FieldPath
from factdesk.editing.errors import EditError
from factdesk.messages.catalogue import tr
from factdesk.reading.nodes import ListNode, MappingNode, Node, ScalarNode, plain
from factdesk.reading.tree import read_tree


class Edit(NamedTuple):
    """A new ``text`` for the characters from ``start`` to ``end`` of a file."""

    start: int
    end: int
    text: str


class FileLayout:
    """The text of a file with its nodes. Offsets are in characters."""

    def __init__(self, text: str) -> None:
        """Parse a text.

        Raises:
            EditError: the text is not valid YAML, or contains no fields.
        """
        tree = read_tree(text)
        if tree.faults or not isinstance(tree.top, MappingNode):
            raise EditError(tr("the file is not valid YAML, or contains no fields"))
        self.text = text
        self.top = tree.top
        self.newline = "\r\n" if "\r\n" in text else "\n"

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The fields as texts, lists and mappings of texts."""
        fields: dict[str, Any] = plain(self.top)
        return fields

    def find(self, path: FieldPath) -> Node | None:
        """Return the node at a path, or None."""
        node: Node | None = self.top
        for step in path:
            if isinstance(node, MappingNode) and isinstance(step, str):
                node = node.node(step)
            elif isinstance(node, ListNode) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

    def node(self, path: FieldPath) -> Node:
        """Return the node at a path.

        Raises:
            EditError: there is none.
        """
        node = self.find(path)
        if node is None:
            raise EditError(tr("{path} is not in the file", path=written_path(path)))
        return node

    # --- where a node ends -------------------------------------------------------------------

    def end_of(self, node: Node) -> int:
        """Return the end of a value, before the line break and comments that follow it."""
        if isinstance(node, ScalarNode):
            return self._end_of_scalar(node)
        inner: list[Node] = (
            node.items
            if isinstance(node, ListNode)
            else [*node.keys.values(), *node.values.values()]
        )
        end = max((self.end_of(each) for each in inner), default=node.start + 1)
        if self.is_flow(node):
            closing = "]" if isinstance(node, ListNode) else "}"
            return self.text.index(closing, end if inner else node.start) + 1
        return end

    def _end_of_scalar(self, node: ScalarNode) -> int:
        if node.plain or self.text[node.start] not in "|>":
            return node.end
        header = self.text[node.start : self.text.find("\n", node.start)]
        if "+" in header:  # the blank lines at its end belong to its value
            return node.end
        # Other block scalars end with their last line; what follows may be a comment.
        return len(self.text[: node.end].rstrip(" \r\n"))

    def end_of_field(self, parent: MappingNode, name: str) -> int:
        """Return the end of a field, which may have no value."""
        value = parent.node(name)
        return self.end_of(value) if value else self.after_colon(parent.keys[name])

    def after_colon(self, key: ScalarNode) -> int:
        """Return the offset after the colon of a key."""
        return self.text.index(":", key.end) + 1

    # --- lines -------------------------------------------------------------------------------

    def is_flow(self, node: Node) -> bool:
        """Return whether a list or mapping is in brackets."""
        return self.text[node.start : node.start + 1] in ("{", "[")

    def column(self, offset: int) -> int:
        """Return the column of an offset, counted from 0."""
        return offset - self.line_start(offset)

    def line_start(self, offset: int) -> int:
        """Return the start of the line."""
        return self.text.rfind("\n", 0, offset) + 1

    def next_line(self, offset: int) -> int:
        """Return the start of the next line, or the offset itself if a line starts there."""
        if offset and self.text[offset - 1] == "\n":
            return offset
        at = self.text.find("\n", offset)
        return len(self.text) if at < 0 else at + 1

    def dash(self, offset: int) -> int:
        """Return the offset of the dash before a list entry."""
        return self.text.rfind("-", 0, offset)

    def is_first_on_dash(self, offset: int) -> bool:
        """Return whether only the dash of a list entry is before an offset on its line."""
        return bool(re.fullmatch(r"[ -]*-\s+", self.text[self.line_start(offset) : offset]))

    def new_line(self, after: int, indent: int, text: str) -> Edit:
        """Return the edit that inserts a line below an offset."""
        at = self.next_line(after)
        lead = "" if at == 0 or self.text[at - 1] == "\n" else self.newline
        return Edit(at, at, f"{lead}{' ' * indent}{text}{self.newline}")


def fields_in(text: str) -> dict[str, Any]:
    """Return the fields of a claim file as texts, lists and mappings of texts.

    Raises:
        EditError: the file is not valid YAML, or contains no fields.
    """
    return FileLayout(text).fields


def written_path(path: FieldPath) -> str:
    """Return the path of a field as messages name it: ``sources.0.url``."""
    return ".".join(map(str, path)) or tr("the file")
