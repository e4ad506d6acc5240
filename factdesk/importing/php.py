"""Parse values that PHP serialised, as in WordPress. Objects and references are refused."""

from __future__ import annotations

import re
from typing import Any

from factdesk.messages.catalogue import tr

_DEEPEST = 20
_MOST = 100_000
_NUMBER = re.compile(rb"[-+]?(?:\d+(?:\.\d*)?(?:[eE][-+]?\d+)?|INF|NAN)")
#: What can follow a text: another value, a key, or the end of an array.
_NEXT = re.compile(rb'";(?=$|[}]|[sidbaN][:;])', re.DOTALL)


class BadPhp(ValueError):
    """A text that is not a serialised value, or is of a refused kind."""


def parse_php(text: str) -> Any:
    """Parse a serialised value: texts, lists and mappings of texts; numbers become texts, too.

    Lengths are in bytes. XML changes the line endings of a text, which makes its length wrong; then
    the next quotation mark that a value can follow ends it.

    Raises:
        BadPhp: the text is not a serialised value, or contains an object.
    """
    reader = _Reader(text.strip().encode("utf-8", "surrogatepass"))
    value = reader.value(0)
    if isinstance(value, str) and re.match(r"[asid]:\d", value):  # serialised twice
        return parse_php(value)
    return value


class _Reader:
    def __init__(self, raw: bytes) -> None:
        self._raw = raw
        self._at = 0
        self._count = 0

    def value(self, depth: int) -> Any:
        self._count += 1
        if depth > _DEEPEST or self._count > _MOST:
            raise BadPhp(tr("the value is nested too deeply or too large"))
        sign = self._raw[self._at : self._at + 2]
        if sign == b"N;":
            self._at += 2
            return None
        self._at += 2
        if sign in (b"i:", b"d:", b"b:"):
            return self._number(is_truth=sign == b"b:")
        if sign == b"s:":
            return self._text()
        if sign == b"a:":
            return self._array(depth)
        if sign in (b"O:", b"C:", b"R:", b"r:", b"E:"):
            raise BadPhp(tr("the value contains an object"))
        raise BadPhp(tr("there is no value at byte {at}", at=self._at - 2))

    def _number(self, *, is_truth: bool) -> Any:
        match = _NUMBER.match(self._raw, self._at)
        if match is None:
            raise BadPhp(tr("there is no number at byte {at}", at=self._at))
        self._at = match.end()
        self._expect(b";")
        text = match[0].decode()
        return text == "1" if is_truth else text

    def _length(self) -> int:
        match = re.compile(rb"(\d{1,9}):").match(self._raw, self._at)
        if match is None:
            raise BadPhp(tr("there is no length at byte {at}", at=self._at))
        self._at = match.end()
        return int(match[1])

    def _text(self) -> str:
        length = self._length()
        self._expect(b'"')
        start, end = self._at, self._at + length
        if self._raw[end : end + 2] != b'";':
            match = _NEXT.search(self._raw, start)
            if match is None:
                raise BadPhp(tr("the text at byte {at} does not end", at=start))
            end = match.start()
        self._at = end + 2
        return self._raw[start:end].decode("utf-8", "replace")

    def _array(self, depth: int) -> Any:
        length = self._length()
        self._expect(b"{")
        fields: dict[str, Any] = {}
        for _ in range(length):
            key = self.value(depth + 1)
            fields[str(key)] = self.value(depth + 1)
        self._expect(b"}")
        is_list = all(key.isdigit() for key in fields)
        return list(fields.values()) if is_list else fields

    def _expect(self, sign: bytes) -> None:
        if not self._raw.startswith(sign, self._at):
            raise BadPhp(tr("'{sign}' is missing at byte {at}", sign=sign.decode(), at=self._at))
        self._at += len(sign)
