"""Find where the fields and entries of a claim file begin and end."""

from __future__ import annotations

import re

from factdesk.editing.errors import EditError
from factdesk.messages.catalogue import tr
from factdesk.reading.nodes import ListNode, MappingNode, Node, ScalarNode
from factdesk.reading.tree import read_tree


class FileLayout:
    """The text of a file with its nodes."""

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

    def end_of(self, node: Node) -> int:
        """Return the end of a value, before the line break and comments that follow it."""
        if isinstance(node, ScalarNode):
            return self._scalar_end(node)
        below = node.items if isinstance(node, ListNode) else self._below(node)
        end = max((self.end_of(each) for each in below), default=node.start + 1)
        if self.is_flow(node):
            closing = "]" if isinstance(node, ListNode) else "}"
            return self.text.index(closing, end if below else node.start) + 1
        return end

    def _below(self, node: MappingNode) -> list[Node]:
        return [*node.keys.values(), *node.values.values()]

    def _scalar_end(self, node: ScalarNode) -> int:
        end = node.end
        if not node.plain and self.text[node.start] in "|>":
            # A block scalar ends with its last line; blank lines and comments after it do not
            # belong to it.
            return len(self.text[:end].rstrip(" \r\n")) if not self._keeps_blank(node) else end
        return end

    def _keeps_blank(self, node: ScalarNode) -> bool:
        header = self.text[node.start : self.text.find("\n", node.start)]
        return "+" in header

    def is_flow(self, node: Node) -> bool:
        return self.text[node.start : node.start + 1] in ("{", "[")

    def column(self, offset: int) -> int:
        return offset - self.line_start(offset)

    def line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def next_line(self, offset: int) -> int:
        if offset and self.text[offset - 1] == "\n":
            return offset
        at = self.text.find("\n", offset)
        return len(self.text) if at < 0 else at + 1

    def dash(self, offset: int) -> int:
        return self.text.rfind("-", 0, offset)

    def is_first_on_dash(self, offset: int) -> bool:
        return bool(re.fullmatch(r"[ -]*-\s+", self.text[self.line_start(offset) : offset]))

    def ended(self, lines: str) -> str:
        return lines if lines.endswith("\n") else lines + self.newline
