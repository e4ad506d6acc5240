"""From text to nodes, by libyaml's events, without recursion.

Refused is what a claim file may not use: anchors, aliases, tags, merge keys, several documents,
deep nesting, too many values, a key written twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple, TypeAlias

from yaml import YAMLError
from yaml._yaml import CParser
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from factdesk.reading.faults import Fault, Reason
from factdesk.reading.nodes import Mapping, Node, Scalar, Sequence
from factdesk.reading.slips import explain_slip
from factdesk.text.shown import shown

#: libyaml's events always have marks and text, which their types do not say.
Event: TypeAlias = Any

MAX_DEPTH = 12
MAX_NODES = 5_000

_BEGINS: dict[type, type[Mapping] | type[Sequence]] = {
    MappingStartEvent: Mapping,
    SequenceStartEvent: Sequence,
}
_ENDS = (MappingEndEvent, SequenceEndEvent)

_REPEAT = "write out what it stands for; if it is meant as text, put it in quotation marks"
_QUOTE = "if it is meant as text, put it in quotation marks"


class Tree(NamedTuple):
    """What was read: the top node, all scalars in order, and what was refused.

    There is no top node where the file is empty or was not read to its end.
    """

    top: Node | None
    scalars: list[Scalar]
    faults: list[Fault]


def read_tree(text: str) -> Tree:
    """Return the nodes of a YAML text."""
    builder = _Builder()
    parser = CParser(text)
    try:
        builder.build(parser)
    except YAMLError as error:
        return Tree(None, builder.scalars, [*builder.faults, explain_slip(text, error)])
    finally:
        parser.dispose()
    return Tree(builder.top, builder.scalars, builder.faults)


class _Builder:
    """Puts events together into nodes, and notes what is refused on the way."""

    def __init__(self) -> None:
        self.top: Node | None = None
        self.scalars: list[Scalar] = []
        self.faults: list[Fault] = []
        # The collections around the present place, outermost first, each with the key that waits
        # for its value in it.
        self._around: list[tuple[Sequence | Mapping | None, Scalar | None]] = []
        self._here: Sequence | Mapping | None = None
        self._key: Scalar | None = None
        self._others = 0
        self._documents = 0

    def build(self, parser: CParser) -> None:
        """Take all events. Scalars are the most by far, and go the shortest way."""
        next_event: Callable[[], Event] = parser.get_event
        scalars = self.scalars
        while (event := next_event()) is not None:
            kind = type(event)
            if kind is ScalarEvent:
                start, end = event.start_mark.index, event.end_mark.index
                node = Scalar(event.value, start, end, not event.style)
                scalars.append(node)
                if event.anchor is not None or event.tag is not None:
                    self._refuse_properties(event)
                if self._key is None and type(self._here) is Mapping:
                    self._key = node
                else:
                    self._put(node)
                if len(scalars) <= MAX_NODES:
                    continue
            elif kind in _BEGINS:
                self._open(event, _BEGINS[kind](event.start_mark.index))
            elif kind in _ENDS:
                self._here, self._key = self._around.pop()
            elif not self._other(event):
                break
            if self._is_too_much(event):
                break

    def _put(self, node: Node) -> None:
        here = self._here
        if type(here) is Mapping:
            key = self._key
            if key is None:
                self._key = self._no_key(node)
                return
            self._key = None
            value = key.value
            if value in here.entries or value == "<<" or not value:
                self._refuse_key(here, key)
            else:
                is_missing = type(node) is Scalar and not node.value and node.plain
                here.entries[value] = (key, None if is_missing else node)
        elif type(here) is Sequence:
            here.items.append(node)
        else:
            self.top = node

    def _open(self, event: Event, node: Sequence | Mapping) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_properties(event)
        self._put(node)
        # A collection that is itself a key leaves the key waiting for its value.
        self._around.append((self._here, self._key))
        self._here, self._key = node, None
        self._others += 1

    def _other(self, event: Event) -> bool:
        """Take an alias or the start of a document; return False where reading ends."""
        kind = type(event)
        if kind is AliasEvent:
            self._refuse(event, f"the alias '*{event.anchor}'", _REPEAT)
            start, end = event.start_mark.index, event.end_mark.index
            self._others += 1
            self._put(Scalar(f"*{event.anchor}", start, end, plain=False))
        elif kind is DocumentStartEvent:
            self._documents += 1
            if event.tags:
                self._refuse(event, "the directive '%TAG'", "delete this line")
            if self._documents > 1:
                hint = "one file holds one claim: delete the '---'"
                self._refuse(event, "a second document", hint)
                return False
        return True

    def _no_key(self, node: Node) -> Scalar:
        self._fault(node.start, node.start + 1, "the name of a field must be a text", _QUOTE)
        return Scalar("", node.start, node.start + 1, plain=True)

    def _refuse_key(self, mapping: Mapping, key: Scalar) -> None:
        first = mapping.entries.get(key.value)
        if key.value == "<<":
            self._fault(key.start, key.end, "the merge key '<<' is refused", _REPEAT)
        elif first is not None:
            message = f"the field '{shown(key.value)}' stands here twice"
            place = (key.start, key.end, first[0].start)
            self.faults.append(Fault(Reason.DUPLICATE_KEY, message, "keep one of the two", *place))
        elif not any(fault.start == key.start for fault in self.faults[-1:]):
            hint = "write its name before the colon"
            self._fault(key.start, key.end, "a field has no name", hint)

    def _refuse_properties(self, event: Event) -> None:
        if event.anchor is not None:
            self._refuse(event, f"the anchor '&{event.anchor}'", _REPEAT)
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, f"the tag '{tag}'", _QUOTE)

    def _is_too_much(self, event: Event) -> bool:
        """Look whether the file is refused for its size."""
        message = ""
        if len(self.scalars) + self._others > MAX_NODES:
            message = f"this file has more than {MAX_NODES} values"
        elif len(self._around) > MAX_DEPTH:
            message = f"this file is nested deeper than {MAX_DEPTH} levels"
        if message:
            self.top = None
            start = event.start_mark.index
            hint = "a claim needs far less: look what went wrong here"
            self._fault(start, start + 1, message, hint)
        return bool(message)

    def _refuse(self, event: Event, what: str, hint: str) -> None:
        self._fault(event.start_mark.index, event.end_mark.index, f"{shown(what)} is refused", hint)

    def _fault(self, start: int, end: int, message: str, hint: str) -> None:
        self.faults.append(Fault(Reason.REFUSED, message, hint, start, end))
