"""What a YAML file is made of, each piece with its place: scalars, sequences, mappings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias


class Scalar:
    """A text as it was written; ``plain`` when no quotation marks or block signs were around it.

    ``start`` and ``end`` are offsets in the file's text, here and in the other nodes.
    """

    __slots__ = ("end", "plain", "start", "value")

    def __init__(self, value: str, start: int, end: int, plain: bool) -> None:
        self.value = value
        self.start = start
        self.end = end
        self.plain = plain

    @property
    def is_missing(self) -> bool:
        """Whether nothing was written at all, as after a key without a value."""
        return self.plain and not self.value


class Sequence:
    """A list of nodes."""

    __slots__ = ("items", "start")

    def __init__(self, start: int) -> None:
        self.items: list[Node] = []
        self.start = start

    @property
    def end(self) -> int:
        """Of a collection only the place where it begins is pointed at."""
        return self.start + 1


class Mapping:
    """Fields by name. A key that was written twice is there once, with its first value.

    The look-ups return nothing for what is missing or of another shape than was asked for, so that
    a check need not care what else is wrong with the file.
    """

    __slots__ = ("entries", "start")

    def __init__(self, start: int) -> None:
        #: Each field's key, so that its place is known, and its value, if it has one.
        self.entries: dict[str, tuple[Scalar, Node | None]] = {}
        self.start = start

    @property
    def end(self) -> int:
        """As that of a sequence."""
        return self.start + 1

    def key(self, name: str) -> Scalar | None:
        """Return the key of a field that the file names, with or without a value."""
        entry = self.entries.get(name)
        return entry[0] if entry else None

    def node(self, name: str) -> Node | None:
        """Return the value of a field, whatever its shape."""
        entry = self.entries.get(name)
        return entry[1] if entry else None

    def scalar(self, name: str) -> Scalar | None:
        """Return the text of a field."""
        node = self.node(name)
        return node if type(node) is Scalar else None

    def text(self, name: str) -> str:
        """Return the text of a field, empty where there is none."""
        node = self.node(name)
        return node.value if type(node) is Scalar else ""

    def mapping(self, name: str) -> Mapping | None:
        """Return the mapping under a field."""
        node = self.node(name)
        return node if type(node) is Mapping else None

    def items(self, name: str) -> list[Node]:
        """Return the items of the list under a field."""
        node = self.node(name)
        return node.items if type(node) is Sequence else []

    def scalars(self, name: str) -> Iterator[Scalar]:
        """Yield the texts in the list under a field."""
        return (item for item in self.items(name) if type(item) is Scalar)

    def mappings(self, name: str) -> Iterator[Mapping]:
        """Yield the mappings in the list under a field."""
        return (item for item in self.items(name) if type(item) is Mapping)


Node: TypeAlias = Scalar | Sequence | Mapping


def plain(node: Node) -> Any:
    """Return the texts, lists and dicts that a node holds; keys without a value are left out.

    It calls itself, as deep as the reader lets a file be nested.
    """
    if type(node) is Scalar:
        return node.value
    if type(node) is Sequence:
        return [item.value if type(item) is Scalar else plain(item) for item in node.items]
    assert type(node) is Mapping
    return {
        name: value.value if type(value) is Scalar else plain(value)
        for name, (_, value) in node.entries.items()
        if value is not None
    }
