"""From text to nodes, by libyaml's events: no recursion, and everything refused that a claim file
may not use: anchors, aliases, tags, merge keys, several documents, deep nesting, duplicate keys.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from yaml import YAMLError
from yaml.cyaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

from factdesk.reading.faults import Fault, Reason
from factdesk.reading.nodes import Entry, Mapping, Node, Scalar, Sequence
from factdesk.reading.slips import explain_slip

MAX_DEPTH = 12
MAX_NODES = 5_000


class Tree(NamedTuple):
    """What was read: the top node (None for an empty file), all scalars, and what was refused."""

    top: Node | None
    scalars: list[Scalar]
    faults: list[Fault]


class _Stop(Exception):
    """The file is refused as a whole, and reading it further would only cost time."""


def read_tree(text: str) -> Tree:
    """Return the nodes of a YAML text, as far as they could be read."""
    builder = _Builder()
    try:
        for event in _events(text):
            builder.add(event)
    except _Stop:
        pass
    except YAMLError as error:
        builder.faults.append(explain_slip(text, error))
    return Tree(builder.top, builder.scalars, builder.faults)


def _events(text: str) -> Iterator[Event]:
    parser = CParser(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


class _Builder:
    """Puts events together; ``open`` are the collections around the present place, outermost first."""

    def __init__(self) -> None:
        self.top: Node | None = None
        self.scalars: list[Scalar] = []
        self.faults: list[Fault] = []
        self._open: list[Sequence | Mapping] = []
        self._keys: list[Scalar | None] = []
        self._count = 0
        self._documents = 0

    def add(self, event: Event) -> None:
        kind = type(event)
        if kind is ScalarEvent:
            self._refuse_properties(event)
            node = Scalar(event.value, event.start_mark.index, event.end_mark.index, not event.style)
            self.scalars.append(node)
            self._place(node)
        elif kind is MappingStartEvent:
            self._refuse_properties(event)
            self._enter(Mapping(event.start_mark.index))
        elif kind is SequenceStartEvent:
            self._refuse_properties(event)
            self._enter(Sequence(event.start_mark.index))
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            self._leave(event)
        elif kind is AliasEvent:
            self._refuse(event, f"the alias '*{event.anchor}' is refused", "write the text out here")
            self._place(Scalar("", event.start_mark.index, event.end_mark.index, plain=False))
        elif kind is DocumentStartEvent:
            self._documents += 1
            if self._documents > 1:
                self._refuse(
                    event, "a second document begins here", "one file holds one claim: delete '---'"
                )
                raise _Stop
        else:
            assert kind in (StreamStartEvent, StreamEndEvent, DocumentEndEvent)
