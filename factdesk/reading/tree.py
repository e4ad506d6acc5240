"""Build nodes from a parser's events, without recursion.

Not allowed in a claim file: anchors, aliases, tags, merge keys, several documents, deep nesting,
too many values, duplicate keys.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from msgspec import structs
from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from factdesk.messages.catalogue import tr, tr_noop
from factdesk.reading.faults import Fault, Reason
from factdesk.reading.nodes import ListNode, MappingNode, Node, ScalarNode
from factdesk.reading.yaml_errors import explain_slip
from factdesk.reading.yaml_parser import yaml_parser
from factdesk.text.shown import shown

#: The events always have marks and text, but their types do not declare them.
Event: TypeAlias = Any

MAX_TREE_DEPTH = 12
MAX_NODES = 5_000
_CLAIM = re.compile(r"^claim:", re.MULTILINE)
#: If this number of fields of the first claim is repeated, it is a second claim, not a mistake.
_LEAST_REPEATED = 3

_COLLECTIONS: Mapping[Any, type[MappingNode | ListNode]] = {
    MappingStartEvent: MappingNode,
    SequenceStartEvent: ListNode,
}
_ENDS = (MappingEndEvent, SequenceEndEvent)

_REPEAT = tr_noop("write out the value; if it is meant as text, put it in quotation marks")
_QUOTE = tr_noop("if it is meant as text, put it in quotation marks")


class Tree(NamedTuple):
    """The top node, all scalars in order, and the faults.

    ``top`` is None if the file is empty or could not be parsed completely.
    """

    top: Node | None
    scalars: list[ScalarNode]
    faults: list[Fault]


def read_tree(text: str) -> Tree:
    """Return the nodes of a YAML text."""
    builder = _Builder(text)
    parser = None
    try:
        parser = yaml_parser(text)
        builder.build(parser)
    except YAMLError as error:
        return Tree(None, builder.scalars, [*builder.faults, explain_slip(text, error)])
    finally:
        if parser is not None:
            parser.dispose()
    return Tree(builder.top, builder.scalars, _second_claim(text, builder.faults))


def _second_claim(text: str, faults: list[Fault]) -> list[Fault]:
    """Return the faults, with a single one for all fields that a second claim in a file repeats."""
    twice = [fault for fault in faults if fault.reason is Reason.DUPLICATE_KEY]
    at = next((f for f in twice if text[f.start : f.end] == "claim" and _is_margin(text, f)), None)
    below = [fault for fault in twice if at and fault.start >= at.start]
    if at is None or sum(_is_margin(text, fault) for fault in below) < _LEAST_REPEATED:
        return faults
    message = tr("a second claim begins here")
    hint = tr("a file contains one claim: move the second one into its own file")
    others = [fault for fault in faults if fault not in below]
    return [*others, structs.replace(at, message=message, hint=hint)]


def _is_margin(text: str, fault: Fault) -> bool:
    return fault.start == 0 or text[fault.start - 1] in "\r\n"


class _Builder:
    """Builds nodes from events, and records faults."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.scalars: list[ScalarNode] = []
        self.faults: list[Fault] = []
        # Contains everything, so that every node is in a collection.
        self._document = ListNode()
        # The open collections, outermost first, each with the key whose value is being read.
        self._around: list[tuple[ListNode | MappingNode, ScalarNode | None]] = []
        self._others = 0
        self._documents = 0

    @property
    def top(self) -> Node | None:
        """The node that contains all others, if there is one."""
        return self._document.items[0] if self._document.items else None

    def build(self, parser: Any) -> None:
        """Process all events. Most are scalars, so they take the shortest path."""
        next_event: Callable[[], Event] = parser.get_event
        scalars = self.scalars
        here: ListNode | MappingNode = self._document
        key: ScalarNode | None = None
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                scalar = ScalarNode(event.value, event.start_mark, event.end_mark, event.style)
                scalars.append(scalar)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                if key is None and type(here) is MappingNode:
                    key = scalar
                else:
                    key = None if here.put(key, scalar) else self._not_put(here, key, event)
                if len(scalars) <= MAX_NODES:
                    continue
            elif kind in _ENDS:
                here, key = self._around.pop()
                continue
            elif kind in _COLLECTIONS:
                here, key = self._open(event, here, key), None
            elif kind is AliasEvent:
                key = self._refuse_alias(event, here, key)
            if self._is_over(event):
                break

    def _open(
        self, event: Event, here: ListNode | MappingNode, key: ScalarNode | None
    ) -> ListNode | MappingNode:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        node = _COLLECTIONS[type(event)](event.start_mark)
        # If a collection is itself a key, that key still needs a value.
        waiting = None if here.put(key, node) else self._not_put(here, key, event)
        self._around.append((here, waiting))
        self._others += 1
        return node

    def _refuse_alias(
        self, event: Event, here: ListNode | MappingNode, key: ScalarNode | None
    ) -> ScalarNode | None:
        name = f"*{event.anchor}"
        self._refuse(event, tr("the alias '{name}' is not allowed", name=shown(name)), tr(_REPEAT))
        self._others += 1
        node = _scalar(name, event, style="*")
        return None if here.put(key, node) else self._not_put(here, key, event)

    def _is_first(self, event: Event) -> bool:
        """Return whether this is the first document; refuse any other."""
        self._documents += 1
        if event.tags:
            self._refuse(event, tr("the directive '%TAG' is not allowed"), tr("delete this line"))
        if self._documents > 1:
            is_claim = _CLAIM.search(self._text, event.end_mark.index)
            hint = (
                tr("a file contains one claim: move the second one into its own file")
                if is_claim
                else tr("a file contains one claim: delete the '---'")
            )
            self._refuse(event, tr("a second document is not allowed"), hint)
        return self._documents == 1

    def _not_put(
        self, here: ListNode | MappingNode, key: ScalarNode | None, event: Event
    ) -> ScalarNode | None:
        """Record why a field was not added; return the key that still needs a value."""
        if key is None:
            start = event.start_mark.index
            self._fault(start, start + 1, tr("the name of a field must be a text"), tr(_QUOTE))
            return _scalar("", event)
        assert type(here) is MappingNode
        self._refuse_key(key, here.key(key.value))
        return None

    def _refuse_key(self, key: ScalarNode, first: ScalarNode | None) -> None:
        if key.value == "<<":
            self._fault(key.start, key.end, tr("the merge key '<<' is not allowed"), tr(_REPEAT))
        elif first is not None:
            message = tr("the field '{key}' occurs twice", key=shown(key.value))
            place = (key.start, key.end, first.start)
            self.faults.append(
                Fault(Reason.DUPLICATE_KEY, message, tr("keep one of the two"), *place)
            )
        elif not any(fault.start == key.start for fault in self.faults[-1:]):
            hint = tr("write its name before the colon")
            self._fault(key.start, key.end, tr("a field has no name"), hint)

    def _refuse_properties(self, event: Event) -> None:
        if event.anchor is not None:
            self._refuse(
                event,
                tr("the anchor '&{anchor}' is not allowed", anchor=shown(event.anchor)),
                tr(_REPEAT),
            )
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, tr("the tag '{tag}' is not allowed", tag=shown(tag)), tr(_QUOTE))

    def _is_over(self, event: Event) -> bool:
        """Return whether to stop: at a second document, or if the file is too large."""
        if type(event) is DocumentStartEvent and not self._is_first(event):
            return True
        message = ""
        if len(self.scalars) + self._others > MAX_NODES:
            message = tr("this file has more than {max_nodes} values", max_nodes=MAX_NODES)
        elif len(self._around) > MAX_TREE_DEPTH:
            message = tr(
                "this file is nested deeper than {max_tree_depth} levels",
                max_tree_depth=MAX_TREE_DEPTH,
            )
        if message:
            self._document.items.clear()
            start = event.start_mark.index
            hint = tr("a claim needs far fewer: check this part of the file")
            self._fault(start, start + 1, message, hint)
        return bool(message)

    def _refuse(self, event: Event, message: str, hint: str) -> None:
        self._fault(event.start_mark.index, event.end_mark.index, message, hint)

    def _fault(self, start: int, end: int, message: str, hint: str) -> None:
        self.faults.append(Fault(Reason.REFUSED, message, hint, start, end))


def _scalar(value: str, event: Event, style: str = "") -> ScalarNode:
    return ScalarNode(value, event.start_mark, event.end_mark, style)
