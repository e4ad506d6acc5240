"""The nodes of a YAML file with their positions: scalars, lists and mappings."""

from __future__ import annotations

from typing import Any, NamedTuple, Protocol, TypeAlias

import msgspec


class Mark(Protocol):
    """A position in a text, as the parser returns it."""

    @property
    def index(self) -> int:
        """The offset in characters."""


class Stretch(NamedTuple):
    """A range of characters inside a node."""

    start: int
    end: int


class ScalarNode(msgspec.Struct, eq=False, gc=False):
    """A text as typed: ``value``.

    The parser creates it instead of an event, so it has the fields of ``yaml.ScalarEvent``.
    ``start`` and ``end`` are offsets in the file's text, here and in the other nodes. Only problems
    need them, so they are computed from the parser's marks on demand.
    """

    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]
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


class ListNode:
    """A list of nodes."""

    __slots__ = ("items", "start")

    def __init__(self, start: int) -> None:
        self.items: list[Node] = []
        self.start = start

    @property
    def end(self) -> int:
        """A problem marks only the first character of a collection."""
        return self.start + 1

    def put(self, _: ScalarNode | None, node: Node) -> bool:
        """Add a node at the end; the key is ignored."""
        self.items.append(node)
        return True


class MappingNode:
    """Fields by name. A key that was written twice is there once, with its first value.

    The look-ups return nothing for a field that is missing or has another type, so that a check
    need not handle other errors of the file.
    """

    __slots__ = ("keys", "start", "values")

    def __init__(self, start: int) -> None:
        #: The key of each field, with its position.
        self.keys: dict[str, ScalarNode] = {}
        #: The value of each field that has one.
        self.values: dict[str, Node] = {}
        self.start = start

    @property
    def end(self) -> int:
        """The offset after the first character, as for a list."""
        return self.start + 1

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


def children_of(node: Node) -> list[tuple[str | int, int, Node | None]]:
    """Return the fields or items of a node in file order: name or index, offset, and value."""
    if type(node) is MappingNode:
        return [(name, key.start, node.values.get(name)) for name, key in node.keys.items()]
    if type(node) is ListNode:
        return [(n, item.start, item) for n, item in enumerate(node.items)]
    return []


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
