"""The positions of values in a claim file, as plain data for the form of a published site.

The browser has no YAML parser. With these positions, it can replace, add and remove values as
``value_edits.py`` does.
"""

from __future__ import annotations

from typing import Any

from factdesk.editing.layout import FileLayout
from factdesk.reading.nodes import ListNode, Node, ScalarNode


def positions_in(text: str) -> list[Any]:
    """Return the positions in a file, in characters.

    A text is ``[start, end]``. A list is ``[is_flow, [[start, end, value], …]]``. A mapping is
    ``[is_flow, [[name, key start, key end, end, value], …]]``, with None for a missing value.

    Raises:
        EditError: the file is not valid YAML.
    """
    file = FileLayout(text)
    return _positions(file, file.top)


def _positions(file: FileLayout, node: Node) -> list[Any]:
    if isinstance(node, ScalarNode):
        return [node.start, file.end_of(node)]
    if isinstance(node, ListNode):
        items = [[each.start, file.end_of(each), _positions(file, each)] for each in node.items]
        return [file.is_flow(node), items]
    fields = []
    for name, key in node.keys.items():
        value = node.node(name)
        end = file.end_of_field(node, name)
        fields.append([name, key.start, key.end, end, _positions(file, value) if value else None])
    return [file.is_flow(node), fields]
