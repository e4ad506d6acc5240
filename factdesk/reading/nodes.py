"""The nodes of a YAML file with their positions: scalars, lists and mappings."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeAlias

import msgspec
import yaml


class Mark(Protocol):
    """A position in a text, as the parser returns it."""

    @property
    def index(self) -> int:
        """The offset in characters."""


START_OF_FILE: Mark = yaml.Mark("", 0, 0, 0, None, 0)


class Stretch(NamedTuple):
    """A range of characters inside a node."""

    start: int
    end: int


class ScalarNode(msgspec.Struct, eq=False, gc=False):
    """A text as typed: ``value``.

    ``start`` and ``end`` are offsets in the file's text, here and in the other nodes. Only problems
    need them, so they are computed from the parser's marks on demand.
    """

    value: str
    start_mark: Mark
    end_mark: Mark
    style: str | None = None

    @property
    def start(self) -> int:
        """The offset of its start, including a quotation mark or block indicator."""
        return self.start_mark.index

    @property
    def end(self) -> int:
        """The offset of its end."""
        return self.end_mark.index

    @property
    def plain(self) -> bool:
        """Whether it had no quotation marks or block indicator."""
        return not self.style

    def with_value(self, value: str) -> ScalarNode:
        """Return another text with the position of this one."""
        return msgspec.structs.replace(self, value=value)


class _Collection(msgspec.Struct, eq=False, gc=False):
    start_mark: Mark = START_OF_FILE

    @property
    def start(self) -> int:
        """The offset of its start."""
        return self.start_mark.index

    @property
    def end(self) -> int:
        """The offset after its first character, the only one that a problem marks."""
        return self.start_mark.index + 1


class ListNode(_Collection, eq=False, gc=False):
    """A list of nodes."""

    items: list[Node] = msgspec.field(default_factory=list)

    def put(self, _: ScalarNode | None, node: Node) -> bool:
        """Add a node at the end; the key is ignored."""
        self.items.append(node)
        return True


class MappingNode(_Collection, eq=False, gc=False):
    """Fields by name. A key that was written twice is there once, with its first value.

    The look-ups return nothing for a field that is missing or has another type, so that a check
    need not handle other errors of the file.
    """

    #: The key of each field, with its position.
    keys: dict[str, ScalarNode] = msgspec.field(default_factory=dict)
    #: The value of each field that has one.
    values: dict[str, Node] = msgspec.field(default_factory=dict)

    def put(self, key: ScalarNode | None, node: Node) -> bool:
        """Add a field; return False if its key is missing, empty, a merge key or already used."""
        if key is None or not (name := key.value) or name == "<<" or name in self.keys:
            return False
        self.keys[name] = key
        if type(node) is not ScalarNode or node.value or node.style:
            self.values[name] = node
        return True

    def key(self, name: str) -> ScalarNode | None:
        """Return the key of a field that the file names, with or without a value."""
        return self.keys.get(name)

    def node(self, name: str) -> Node | None:
        """Return the value of a field, whatever its type."""
        return self.values.get(name)

    def scalar(self, name: str) -> ScalarNode | None:
        """Return the text of a field."""
        node = self.values.get(name)
        return node if type(node) is ScalarNode else None

    def text(self, name: str) -> str:
        """Return the text of a field, or an empty string."""
        node = self.values.get(name)
        return node.value if type(node) is ScalarNode else ""

    def mapping(self, name: str) -> MappingNode | None:
        """Return the mapping in a field."""
        node = self.values.get(name)
        return node if type(node) is MappingNode else None

    def items(self, name: str) -> list[Node]:
        """Return the items of the list in a field."""
        node = self.values.get(name)
        return node.items if type(node) is ListNode else []

    def scalars(self, name: str) -> list[ScalarNode]:
        """Return the texts in the list in a field."""
        return [item for item in self.items(name) if type(item) is ScalarNode]

    def mappings(self, name: str) -> list[MappingNode]:
        """Return the mappings in the list in a field."""
        node = self.values.get(name)
        return (
            [item for item in node.items if type(item) is MappingNode]
            if type(node) is ListNode
            else []
        )


Node: TypeAlias = ScalarNode | ListNode | MappingNode


def child_at(node: Node, offset: int) -> tuple[str | int | None, Node | None]:
    """Return the last field or item of a node that begins at or before an offset, with its value.

    It is the name of the field or the index of the item; without one, both are None.
    """
    if type(node) is MappingNode:
        for name, key in reversed(node.keys.items()):
            if key.start <= offset:
                return name, node.values.get(name)
    elif type(node) is ListNode:
        for n, item in reversed([*enumerate(node.items)]):
            if item.start <= offset:
                return n, item
    return None, None


def plain(node: Node) -> Any:
    """Return a node as texts, lists and dicts; keys without a value are left out.

    It is recursive; the reader limits the depth of a file.
    """
    if type(node) is ScalarNode:
        return node.value
    if type(node) is ListNode:
        return [item.value if type(item) is ScalarNode else plain(item) for item in node.items]
    assert type(node) is MappingNode
    return {
        name: value.value if type(value) is ScalarNode else plain(value)
        for name, value in node.values.items()
    }
