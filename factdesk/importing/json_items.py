"""Read the items of a JSON document one by one, without keeping the document in memory.

The items are the entries of the outermost list, or the list entries and values in the outermost
mapping. Several documents in a row, as in JSON lines, are read one after another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple, NoReturn, TextIO

from factdesk.messages.catalogue import tr, tr_number

#: The maximum length of a record, in characters.
MAX_RECORD = 1_000_000
#: The key of the part of a document outside its lists of records.
REST = "{}"
#: The keys of lists of records in the supported formats.
_ENVELOPES = frozenset(
    ["claims", "@graph", "dataFeedElement", "itemListElement", "claimReviews", "mediaReviews"]
)
_CHUNK = 1 << 16
_DEEPEST = 100
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|"', re.DOTALL)
_OPENS, _CLOSES = ("{", "["), ("}", "]")
_SPACE = re.compile(r"[\s\ufeff\x1e]*")
_SCALAR = re.compile(r"[^\s,\]}\"]+")


class JsonItem(NamedTuple):
    """The text of one item and its key; ``fault`` says why there is none."""

    key: str
    text: str
    line: int
    fault: str = ""
    code: str = ""


class _BrokenJson(Exception):
    pass


class _TooLong(Exception):
    pass


class _Window:
    """The part of a file that is being read."""

    def __init__(self, stream: TextIO) -> None:
        self.text = ""
        self.at = 0
        self.line = 1
        self._stream = stream

    def more(self) -> bool:
        """Read more text; return whether there was any."""
        chunk = self._stream.read(max(_CHUNK, len(self.text)))
        self.line += self.text.count("\n", 0, self.at)
        self.text, self.at = self.text[self.at :] + chunk, 0
        return bool(chunk)

    def peek(self) -> str:
        """Return the next character that is not a space; empty at the end."""
        while True:
            match = _SPACE.match(self.text, self.at)
            self.at = match.end() if match else self.at
            if self.at < len(self.text) or not self.more():
                return self.text[self.at : self.at + 1]

    @property
    def here(self) -> int:
        """The current line number."""
        return self.line + self.text.count("\n", 0, self.at)


def read_json_items(stream: TextIO) -> Iterator[JsonItem]:
    """Yield the items of all documents in a file; if it is broken, the last item says how."""
    window = _Window(stream)
    try:
        while first := window.peek():
            if first == "[":
                yield from _entries(window, "")
            elif first == "{":
                yield from _fields(window)
            elif first in ",;":
                window.at += 1
            else:
                _refuse(tr("'{first}' is not the start of a JSON value", first=first))
    except (_BrokenJson, _TooLong) as error:
        fault = tr("this is not JSON from here on: {error}", error=error)
        yield JsonItem("", "", window.here, fault, "not-json")


def record_too_long() -> str:
    """Return the reason for skipping a record that is longer than ``MAX_RECORD``."""
    return tr("the record is longer than {most} characters", most=tr_number(MAX_RECORD))


def _refuse(message: str) -> NoReturn:
    raise _BrokenJson(message)


def _fields(window: _Window) -> Iterator[JsonItem]:
    """Yield the entries of the lists in envelopes, then the mapping without them."""
    window.at += 1
    line = window.here
    others: list[str] = []
    length = 0
    while (first := window.peek()) != "}":
        if first == ",":
            window.at += 1
            continue
        if first != '"':
            raise _BrokenJson(tr("a key in quotation marks is missing"))
        key = _span(window)
        if window.peek() != ":":
            raise _BrokenJson(tr("a colon after {key} is missing", key=key))
        window.at += 1
        if key[1:-1] in _ENVELOPES and window.peek() == "[":
            yield from _entries(window, key[1:-1])
        else:
            others.append(f"{key}:{_span(window)}")
            length += len(others[-1])
            if length > MAX_RECORD:
                raise _BrokenJson(record_too_long())
    window.at += 1
    yield JsonItem(REST, "{" + ",".join(others) + "}", line)


def _entries(window: _Window, key: str) -> Iterator[JsonItem]:
    window.at += 1
    while (first := window.peek()) != "]":
        if first == ",":
            window.at += 1
            continue
        if not first:
            raise _BrokenJson(tr("the end of a list is missing"))
        line = window.here
        try:
            yield JsonItem(key, _span(window), line)
        except _TooLong as error:
            yield JsonItem(key, "", line, str(error), "too-large")
    window.at += 1


def _span(window: _Window) -> str:
    """Return the text of one value, even if it is malformed inside its brackets."""
    if window.peek() not in tuple('{["'):
        return _bare(window)
    depth = length = 0
    kept: list[str] = []
    while True:
        depth, end, is_complete = _scan(window, depth)
        length += end - window.at
        if length <= MAX_RECORD:
            kept.append(window.text[window.at : end])
        window.at = end
        if is_complete:
            if length > MAX_RECORD:
                raise _TooLong(record_too_long())
            return "".join(kept)
        if len(window.text) - end > 4 * MAX_RECORD:
            raise _BrokenJson(tr("a quotation mark is not closed"))
        if not window.more():
            raise _BrokenJson(tr("the file ends inside a value"))


def _scan(window: _Window, depth: int) -> tuple[int, int, bool]:
    """Return the number of open brackets, the position, and whether the value ends there."""
    end = window.at
    for token in _TOKEN.finditer(window.text, window.at):
        sign = token[0]
        if sign == '"':  # its end has not been read yet
            return depth, end, False
        end = token.end()
        depth += (sign in _OPENS) - (sign in _CLOSES)
        if depth > _DEEPEST:
            raise _BrokenJson(
                tr("values are nested more than {deepest} levels deep", deepest=_DEEPEST)
            )
        if depth <= 0:
            return 0, end, True
    return depth, len(window.text), False


def _bare(window: _Window) -> str:
    while True:
        match = _SCALAR.match(window.text, window.at)
        if match is None:
            raise _BrokenJson(tr("a value is missing"))
        if match.end() < len(window.text) or not window.more():
            match = _SCALAR.match(window.text, window.at)
            assert match is not None
            window.at = match.end()
            return match[0]
